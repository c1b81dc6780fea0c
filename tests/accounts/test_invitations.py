"""Attacks on the link with which somebody sets a first password."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.operations.people import invite
from courseware.operations.site import Site
from courseware.operations.tokens import LASTS, Purpose
from courseware.records.transaction import writing
from tests.accounts.signing import is_in, post
from tests.conftest import Clock, World
from tests.people import PASSWORD
from tests.steps import hidden_fields

INVITATION_LASTS = LASTS[Purpose.INVITATION]
NEW_PASSWORD = "nine green bottles hanging"


@pytest.fixture
def link(small_world: World, clock: Clock) -> str:
    """The path of an invitation of Ada's."""
    app = small_world.app
    secret = new_secret(small_world, clock)
    with app.test_request_context():
        return url_for("accounts.invitation", secret=secret)


def new_secret(world: World, clock: Clock) -> str:
    site: Site = world.app.extensions["courseware.site"]
    with world.app.app_context(), writing(db.engine) as conn:
        return invite(conn, world.cast.ada, now=clock(), site=site).secret


def accept(client: FlaskClient, link: str, form: dict[str, str] | None = None) -> Any:
    form = hidden_fields(client.get("/sign-in").text) if form is None else form
    return client.post(link, data={**form, "password": NEW_PASSWORD, "again": NEW_PASSWORD})


def test_an_invitation_works_once(app: Flask, link: str) -> None:
    first, second = app.test_client(), app.test_client()
    form = hidden_fields(second.get(link).text)
    done = accept(first, link)
    assert done.status_code == 303
    assert "Your password is set" in first.get(done.headers["Location"]).text
    assert second.get(link).status_code == 410
    assert accept(second, link, form).status_code == 410
    assert not is_in(second)
    assert post(app.test_client(), "ada", NEW_PASSWORD).status_code == 303
    assert post(app.test_client(), "ada", PASSWORD).status_code == 422


def test_two_who_use_an_invitation_at_once_are_one(app: Flask, link: str) -> None:
    browsers = [app.test_client() for _n in range(4)]
    forms = [hidden_fields(one.get(link).text) for one in browsers]
    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(
            pool.map(lambda n: accept(browsers[n], link, forms[n]).status_code, range(4))
        )
    assert statuses == [303, 410, 410, 410]


def test_an_invitation_ends_by_itself(visitor: FlaskClient, link: str, clock: Clock) -> None:
    clock.now += INVITATION_LASTS - timedelta(seconds=1)
    assert visitor.get(link).status_code == 200
    clock.forward(seconds=1)
    assert visitor.get(link).status_code == 410
    assert accept(visitor, link).status_code == 410


def test_a_new_password_ends_the_sign_ins_with_the_old_one(
    app: Flask, client_of: Callable[[str], FlaskClient], link: str
) -> None:
    thief = client_of("ada")
    assert accept(app.test_client(), link).status_code == 303
    assert not is_in(thief)


def test_every_dead_link_gets_the_same_answer(
    small_world: World, visitor: FlaskClient, link: str, clock: Clock
) -> None:
    pages = [visitor.get("/invitations/unknown").text]
    newer = new_secret(small_world, clock)
    pages.append(visitor.get(link).text)
    clock.now += INVITATION_LASTS
    pages.append(visitor.get(f"/invitations/{newer}").text)
    assert len({re.sub(r'value="[^"]*"', "", page) for page in pages}) == 1


def test_a_link_of_somebody_who_was_disabled_is_dead(
    app: Flask, visitor: FlaskClient, link: str
) -> None:
    form = hidden_fields(visitor.get(link).text)
    with app.app_context(), writing(db.engine) as conn:
        conn.exec_driver_sql("UPDATE person SET disabled_at = '2026-01-01 00:00:00'")
    assert visitor.get(link).status_code == 410
    assert accept(visitor, link, form).status_code == 410


@pytest.mark.parametrize("password", ["short", "password1234", "a" * 201])
def test_a_weak_password_is_refused_and_the_link_stays(
    visitor: FlaskClient, link: str, password: str
) -> None:
    form = hidden_fields(visitor.get(link).text)
    refused = visitor.post(link, data={**form, "password": password, "again": password})
    assert refused.status_code == 422
    assert visitor.get(link).status_code == 200
