"""What the holder of a link for practice, and somebody with bad luck, can do and cannot."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.letters import Letter
from courseware.records.attestations import read_ratings
from courseware.records.practice_entries import read_entries
from courseware.records.transaction import writing
from tests.conftest import NOW, sign_in
from tests.people import Cast
from tests.practice_story import GUEST, log, written
from tests.practice_story import send as send_sheet
from tests.steps import hidden_fields
from tests.witnessing import CODES, ask, join_levels, secrets_of, send


@pytest.fixture
def links(app: Flask, cast: Cast) -> dict[str, str]:
    """Ada has sent a week and a result, and asked for a rating."""
    site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        join_levels(conn, cast.ada, site)
        log(conn, cast.ada, written(), GUEST, now=NOW, site=site)
        send_sheet(conn, cast.ada, date(2026, 3, 2), now=NOW, site=site)
        send(conn, cast.ada, site)
        ask(conn, cast.ada, site)
        letters = {"practice": Letter.PRACTICE_GUEST, "results": Letter.RESULT_GUEST,
                   "rating": Letter.RATING_GUEST}  # fmt: skip
        return {
            kind: f"/confirm/{kind}/{secrets_of(conn, letter, site)[-1]}"
            for kind, letter in letters.items()
        }


def seen_on(page: str) -> list[str]:
    return re.findall(r'name="seen" value="([\d:]+)"', page)


KINDS = ("practice", "results", "rating")


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_behind_a_link_is_found_kept_or_told_on(visitor: FlaskClient, links, kind) -> None:
    page = visitor.get(links[kind])
    assert page.status_code == 200
    assert page.headers["X-Robots-Tag"].startswith("noindex")
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert "@plant.example" not in page.text
    assert "ada@example.com" not in page.text


FIELDS = {
    "practice": {"back": "1", "why-1": "It was three hours, not four"},
    "results": {"decision": "returned", "comment": "It was three hours, not four"},
    "rating": {"example_C1": "It was three hours, not four"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_guest_whose_cookie_is_gone_gets_their_words_back(
    visitor: FlaskClient, links, kind: str
) -> None:
    page = visitor.get(links[kind]).text
    form = {**hidden_fields(page), **FIELDS[kind]}
    if kind == "practice":
        form |= {"seen": seen_on(page)}
    visitor.delete_cookie("courseware")
    visitor.delete_cookie("form")
    waiting = visitor.post(links[kind], data=form)
    assert waiting.status_code == 400
    assert "What you typed is here" in waiting.text
    assert "It was three hours, not four" in waiting.text
    assert "signed in" not in waiting.text
    assert waiting.headers["X-Robots-Tag"].startswith("noindex")
    sent = visitor.post(links[kind], data=hidden_fields(waiting.text))
    assert sent.status_code in {200, 422}


def test_words_for_a_link_that_works_no_more_are_not_offered(visitor: FlaskClient) -> None:
    reply = visitor.post("/confirm/rating/unknown", data={"example_C1": "canary"})
    assert reply.status_code == 400
    assert "canary" not in reply.text


def test_the_learner_is_not_offered_the_words_of_their_guest(app: Flask, links) -> None:
    ada = sign_in(app, "ada")
    reply = ada.post(links["rating"], data={"example_C1": "canary"})
    assert reply.status_code in {400, 403}
    assert "canary" not in reply.text


def test_a_reason_without_a_mark_confirms_nothing(
    app: Flask, visitor: FlaskClient, links, cast: Cast
) -> None:
    page = visitor.get(links["practice"]).text
    number = seen_on(page)[0].split(":")[0]
    form = {**hidden_fields(page), "seen": seen_on(page), f"why-{number}": "It was 3 h"}
    reply = visitor.post(links["practice"], data=form)
    assert reply.status_code == 422
    assert "It was 3 h" in reply.text
    with app.app_context(), db.engine.connect() as conn:
        assert read_entries(conn, cast.ada)[0].state == "sent"


def test_a_link_for_one_thing_opens_no_other(visitor: FlaskClient, links) -> None:
    secrets = {kind: url.rsplit("/", 1)[1] for kind, url in links.items()}
    places = ("/confirm/practice/", "/confirm/results/", "/confirm/rating/", "/confirm/a3/",
              "/portfolio/", "/mentor/")  # fmt: skip
    for kind, secret in secrets.items():
        for place in places:
            if place != f"/confirm/{kind}/":
                assert visitor.get(place + secret).status_code == 404


def test_a_rating_is_not_given_with_fields_left_out(
    app: Flask, visitor: FlaskClient, links, cast: Cast
) -> None:
    form = hidden_fields(visitor.get(links["rating"]).text)
    filled = {"known_since": "2025-09-01", **{f"rating_{code}": "٣" for code in CODES}}
    assert visitor.post(links["rating"], data={**form, **filled}).status_code == 422
    with app.app_context(), db.engine.connect() as conn:
        assert read_ratings(conn, cast.ada)[0].is_open
