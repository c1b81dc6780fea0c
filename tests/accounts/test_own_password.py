"""A new password: shown that one knows the old, all other devices out, the person told."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from courseware.extensions import db
from courseware.operations.tokens import Purpose, make_token
from courseware.records.letters import message
from courseware.records.tokens import token
from courseware.records.transaction import writing
from tests.accounts.own import kinds, row_of, send, store
from tests.accounts.signing import is_in, post
from tests.conftest import NOW, World, sign_in
from tests.people import PASSWORD, Cast

WORDS = "takt time is not cycle time"


def change(
    client: FlaskClient, current: str = PASSWORD, new: str = WORDS, again: str = WORDS
) -> Any:
    return send(client, "/account/password", password=new, again=again, current=current)


def test_the_new_one_opens_and_the_old_one_does_not(world: World) -> None:
    app, ada = world.app, sign_in(world.app, "ada")
    elsewhere = sign_in(app, "ada")
    assert change(ada).status_code == 303
    assert is_in(ada), "this device stays"
    assert not is_in(elsewhere), "all others are out at once"
    assert post(app.test_client(), "ada", PASSWORD).status_code == 422
    assert post(app.test_client(), "ada", WORDS).status_code == 303


def test_the_person_is_told_by_mail_and_inbox(world: World) -> None:
    app = world.app
    change(sign_in(app, "ada"))
    assert kinds(app) == [("password_changed", "ada@example.com")]
    with app.app_context(), db.engine.connect() as conn:
        told = conn.execute(select(message)).one()
    assert (told.person_id, told.letter) == (world.cast.ada, "password_changed")
    assert "2026-04-01T08:00:00" in told.details


def test_links_for_a_password_that_were_under_way_are_over(app: Flask, cast: Cast) -> None:
    site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        for purpose in (Purpose.RESET, Purpose.INVITATION):
            make_token(conn, purpose, person_id=cast.ada, now=NOW, site=site)
        make_token(conn, Purpose.RESET, person_id=cast.ben, now=NOW, site=site)
    change(sign_in(app, "ada"))
    with app.app_context(), db.engine.connect() as conn:
        live = select(token.c.person_id).where(token.c.used_at.is_(None))
        assert list(conn.scalars(live)) == [cast.ben]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"current": ""}, "Type your current password."),
        ({"current": "not the password"}, "This is not your current password."),
        ({"new": "short", "again": "short"}, "Use at least 12 characters."),
        ({"again": "another of twelve"}, "The two passwords are not the same."),
        ({"new": "qwerty123456", "again": "qwerty123456"}, "among the first that are tried"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_changes(
    app: Flask, cast: Cast, fields: dict[str, str], said: str
) -> None:
    before = row_of(app, cast.ada).password_hash
    reply = change(sign_in(app, "ada"), **fields)
    assert reply.status_code == 422
    assert said in reply.text
    assert 'role="alert"' in reply.text
    assert row_of(app, cast.ada).password_hash == before


@pytest.mark.parametrize("path", ["/account/password", "/account/data", "/account/email/removal"])
def test_an_open_browser_does_not_help_to_guess(app: Flask, path: str) -> None:
    """Tries here and on the sign-in page are counted together."""
    ada = sign_in(app, "ada")
    fields = {"password": WORDS, "again": WORDS, "current": "a guess"}
    statuses = [send(ada, path, **fields).status_code for _n in range(11)]
    assert statuses == [422] * 10 + [429]
    assert post(app.test_client(), "ada", PASSWORD, at="127.0.0.1").status_code == 429


def test_knowing_it_counts_as_no_guess(app: Flask) -> None:
    ada = sign_in(app, "ada")
    for _n in range(9):
        change(ada, current="a guess")
    assert change(ada).status_code == 303
    assert [change(ada, current="a guess").status_code for _n in range(10)] == [422] * 10


def test_who_has_none_sets_the_first_one(app: Flask, cast: Cast) -> None:
    ada = sign_in(app, "ada")
    store(app, cast.ada, password_hash=None)
    assert "current-password" not in ada.get("/account/password").text
    assert send(ada, "/account/password", password=WORDS, again=WORDS).status_code == 303
    assert post(app.test_client(), "ada", WORDS).status_code == 303
