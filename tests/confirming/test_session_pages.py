"""Supervised sessions through their pages: the code is shown once, and the list names who sits in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.operations.site import Site
from courseware.records.catalog import Shelf
from courseware.records.transaction import writing
from tests.conftest import Clock
from tests.people import Cast
from tests.reviewing import SLUG, answer, begin, open_to
from tests.steps import hidden_fields

Sign = Callable[[str], FlaskClient]
SESSIONS = "/confirming/sessions"
TYPED = {"level": SLUG, "role": "Trainer", "organization": "Rivermill Components"}


@pytest.fixture
def ben(app: Flask, cast: Cast, clock: Clock, client_of: Sign) -> FlaskClient:
    """Ben, who may supervise, on a site with a review that is open to Fin."""
    site: Site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        open_to(conn, cast.fin, now=clock(), site=site)
    return client_of("ben")


def post(client: FlaskClient, **typed: str) -> Any:
    token = hidden_fields(client.get("/account").text)["csrf_token"]
    return client.post(SESSIONS, data={"csrf_token": token, **typed})


def words(text: str) -> str:
    main = text[text.index("<main") : text.index("</main")]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def code_in(text: str) -> str:
    found = re.search(r"The code is ([0-9A-Z]{4}-[0-9A-Z]{4})", text)
    assert found is not None
    return found[1]


def test_the_code_is_shown_once(ben: FlaskClient) -> None:
    assert "No session yet" in ben.get(SESSIONS).text
    reply = post(ben, **TYPED)
    assert reply.status_code == 200
    assert "no-store" in reply.headers["Cache-Control"]
    code = code_in(reply.text)
    assert "Ben Okafor, Trainer, Rivermill Components" in words(reply.text)
    again = ben.get(SESSIONS).text
    assert code not in again
    assert "A small level, Foundation" in words(again)
    assert "Nobody has begun with this code." in words(again)
    assert 'value="Rivermill Components"' in again, "the next form begins with the last one's words"


def test_the_list_names_who_sits_in_it_and_no_points(
    app: Flask, cast: Cast, clock: Clock, ben: FlaskClient, client_of: Sign
) -> None:
    code, site = code_in(post(ben, **TYPED).text), app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        attempt_id = begin(conn, cast.fin, now=clock(), site=site, code=code)
    assert re.search(r"Fin Haddow began at [^,]+, still at work", words(ben.get(SESSIONS).text))
    with app.app_context(), writing(db.engine) as conn:
        answer(conn, cast.fin, attempt_id, now=clock(), site=site)
    page = words(ben.get(SESSIONS).text)
    assert re.search(r"Fin Haddow began at [^,]+, handed in at ", page)
    assert "points" not in page
    clock.now += timedelta(minutes=90)
    assert "Closed since" in words(client_of("ben").get(SESSIONS).text)
    assert "Fin Haddow" not in client_of("cleo").get(SESSIONS).text, "another's session"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"role": ""}, "Type your role."),
        ({"organization": "  "}, "Type your organization."),
        ({"role": "x" * 121}, "Use at most 120 characters."),
        ({"organization": "Werk \U0001f3ed"}, "The certificate cannot print"),
        ({"level": "none/none"}, "Choose one from the list."),
    ],
)
def test_what_cannot_be_printed_is_refused_and_kept(
    ben: FlaskClient, typed: dict[str, str], said: str
) -> None:
    reply = post(ben, **{**TYPED, **typed})
    assert reply.status_code == 422
    assert said in reply.text
    assert "No session yet" in reply.text
    if "role" in typed:
        assert 'value="Rivermill Components"' in reply.text


def test_who_may_not_supervise_does_not(
    app: Flask, cast: Cast, clock: Clock, ben: FlaskClient, client_of: Sign
) -> None:
    for who in ("ada", "fin", "eve"):
        assert client_of(who).get(SESSIONS).status_code == 403
        assert post(client_of(who), **TYPED).status_code == 403
    assert ben.get(SESSIONS).status_code == 200


def test_a_site_without_reviews_says_so(client_of: Sign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("courseware.confirming.sessions.shelf", Shelf)
    page = words(client_of("ben").get(SESSIONS).text)
    assert "No level review is published on this site yet." in page
