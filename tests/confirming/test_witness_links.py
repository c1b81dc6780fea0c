"""Links to a result and to a form of ratings, as people without an account meet them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.letters import Letter
from courseware.records.attestations import read_ratings
from courseware.records.results import read_results
from courseware.records.transaction import writing
from tests.conftest import Clock, sign_in
from tests.people import Cast
from tests.steps import hidden_fields
from tests.witnessing import CODES, ask, join_levels, secrets_of, send


@pytest.fixture
def links(app: Flask, cast: Cast) -> dict[str, str]:
    """Ada has sent a result to Noor, and asked her for a rating."""
    site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        join_levels(conn, cast.ada, site)
        send(conn, cast.ada, site)
        ask(conn, cast.ada, site)
        result = secrets_of(conn, Letter.RESULT_GUEST, site)[-1]
        rating = secrets_of(conn, Letter.RATING_GUEST, site)[-1]
    return {"result": f"/confirm/results/{result}", "rating": f"/confirm/rating/{rating}"}


def post(client: FlaskClient, url: str, **fields: str):
    return client.post(url, data={**hidden_fields(client.get(url).text), **fields})


def ratings(**changes: str) -> dict[str, str]:
    return {"known_since": "2025-09-01", **{f"rating_{code}": "3" for code in CODES}, **changes}


def test_a_guest_confirms_a_result_once(app: Flask, visitor: FlaskClient, links, cast: Cast):
    page = visitor.get(links["result"])
    assert "Changeover time of the clip press" in page.text
    assert "38 min" in page.text
    assert page.headers["X-Robots-Tag"].startswith("noindex")
    assert "noor@plant.example" not in page.text
    form = hidden_fields(page.text)
    done = visitor.post(links["result"], data={**form, "decision": "verified"})
    assert (done.status_code, "Thank you" in done.text) == (200, True)
    for again in (visitor.get(links["result"]), visitor.post(links["result"], data=form)):
        assert again.status_code == 404
        assert "no longer works" in again.text
    with app.app_context(), db.engine.connect() as conn:
        assert read_results(conn, cast.ada)[0].state == "verified"


def test_a_return_needs_a_word_and_keeps_what_was_typed(visitor: FlaskClient, links):
    page = post(visitor, links["result"], decision="returned")
    assert page.status_code == 422
    assert "Say what is not so" in page.text
    page = post(visitor, links["result"], comment="It was 40 before")
    assert page.status_code == 422
    assert "It was 40 before" in page.text
    done = post(visitor, links["result"], decision="returned", comment="It was 40 before")
    assert done.status_code == 200


@pytest.mark.parametrize("kind", ["result", "rating"])
def test_the_learner_cannot_use_the_link(app: Flask, links, kind: str, cast: Cast):
    ada = sign_in(app, "ada")
    page = ada.get(links[kind])
    assert page.status_code == 403
    assert "You are signed in as Ada Marsh" in page.text
    form = {"csrf_token": hidden_fields(ada.get("/account").text)["csrf_token"]}
    filled = {**form, **ratings(), "decision": "verified", "revision": "1"}
    assert ada.post(links[kind], data=filled).status_code == 403
    if kind == "rating":
        assert ada.post(f"{links[kind]}/refusal", data=form).status_code == 403
    with app.app_context(), db.engine.connect() as conn:
        assert read_results(conn, cast.ada)[0].state == "sent"
        assert read_ratings(conn, cast.ada)[0].is_open


def test_links_end_alike(app: Flask, visitor: FlaskClient, clock: Clock, links):
    unknown = visitor.get("/confirm/results/unknown")
    clock.now += timedelta(days=14)
    ended = visitor.get(links["result"])
    assert (unknown.status_code, ended.status_code) == (404, 404)
    assert visitor.get(links["rating"]).status_code == 200
    clock.now += timedelta(days=16)
    assert visitor.get(links["rating"]).status_code == 404


def test_a_link_of_one_kind_opens_nothing_of_the_other(visitor: FlaskClient, links):
    secret = links["rating"].rsplit("/", 1)[1]
    assert visitor.get(f"/confirm/results/{secret}").status_code == 404


def test_a_guest_rates_with_what_the_level_asks_for_beside_it(
    app: Flask, visitor: FlaskClient, links, cast: Cast
):
    page = visitor.get(links["rating"])
    assert "lead safe work and investigate incidents" in page.text
    refused = post(visitor, links["rating"], **ratings(rating_C2="4", known_since="2026-03-20"))
    assert refused.status_code == 422
    assert "A 4 needs one example" in refused.text
    assert "for four weeks" in refused.text
    assert 'value="2026-03-20"' in refused.text  # nothing typed is lost
    four = ratings(rating_C2="4", example_C2="Rebalanced cell 3", rating_C9="unseen")
    assert post(visitor, links["rating"], **four).status_code == 200
    with app.app_context(), db.engine.connect() as conn:
        (row,) = read_ratings(conn, cast.ada)
    assert dict(row.ratings) == {code: 3 for code in CODES if code != "C9"} | {"C2": 4}
    assert row.examples == {"C2": "Rebalanced cell 3"}


@pytest.mark.parametrize("value", ["0", "5", "-1", "3.5", "x"])
def test_a_rating_that_is_none_is_asked_again(visitor: FlaskClient, links, value: str):
    page = post(visitor, links["rating"], **ratings(rating_C4=value))
    assert page.status_code == 422
    assert "Choose a rating" in page.text


def test_a_guest_declines(app: Flask, visitor: FlaskClient, links, cast: Cast):
    form = hidden_fields(visitor.get(links["rating"]).text)
    assert "You have declined" in visitor.post(f"{links['rating']}/refusal", data=form).text
    assert visitor.get(links["rating"]).status_code == 404
    assert "Declined on" in sign_in(app, "ada").get("/ratings").text
