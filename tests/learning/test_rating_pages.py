"""The pages on which a learner asks for ratings, reads them and comments on them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.records.attestations import read_ratings
from courseware.records.transaction import writing
from tests.people import Cast
from tests.steps import hidden_fields
from tests.witnessing import CODES, LEVEL, PATHWAY, join_levels

ClientOf = Callable[[str], FlaskClient]
KEY = f"{PATHWAY}/{LEVEL}"


@pytest.fixture
def ada(app: Flask, client_of: ClientOf, cast: Cast) -> FlaskClient:
    """Ada, on the pathway with levels."""
    site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        join_levels(conn, cast.ada, site)
    return client_of("ada")


def post(client: FlaskClient, url: str, *, at: str = "", **fields: str):
    return client.post(url, data={**hidden_fields(client.get(at or url).text), **fields})


def ask(ada: FlaskClient, **fields: str):
    return post(ada, "/ratings/new", at=f"/ratings/new?level={KEY}", **fields)


def rate(client: FlaskClient, number: int, **changes: str):
    fields = {"known_since": "2025-09-01", **{f"rating_{code}": "3" for code in CODES}, **changes}
    return post(client, f"/confirming/ratings/{number}", **fields)


def numbers(app: Flask, cast: Cast) -> list[int]:
    with app.app_context(), db.engine.connect() as conn:
        return [row.id for row in read_ratings(conn, cast.ada)]


def test_nobody_is_asked_where_no_level_wants_it(client_of: ClientOf) -> None:
    fin = client_of("fin")
    assert "No level asks for ratings yet" in fin.get("/ratings").text
    assert fin.get(f"/ratings/new?level={KEY}").status_code == 404


def test_a_manager_is_asked_rates_and_is_answered(
    app: Flask, ada: FlaskClient, client_of: ClientOf, cast: Cast
) -> None:
    cleo = client_of("cleo")
    assert ask(ada, who=str(cast.cleo)).headers["Location"] == "/ratings"
    assert "Asked on" in ada.get("/ratings").text
    (number,) = numbers(app, cast)
    assert client_of("ben").get(f"/confirming/ratings/{number}").status_code == 404
    reply = rate(cleo, number, rating_C1="4", example_C1="Stopped the press", rating_C5="unseen")
    assert reply.headers["Location"] == "/confirming"
    page = ada.get("/ratings").text
    for words in (
        "4 – consistently, without help", "lead safe work and investigate incidents",
        "Example: Stopped the press", "Not observed",
    ):  # fmt: skip
        assert words in page
    url = f"/ratings/{number}/comment"
    assert post(ada, url, at="/ratings", comment=" ").status_code == 422
    assert post(ada, url, at="/ratings", comment="Fair, thank you").status_code == 303
    post(ada, url, at="/ratings", comment="Not fair")
    page = ada.get("/ratings").text
    assert "Fair, thank you" in page
    assert "Not fair" not in page


def test_a_long_comment_comes_back(
    app: Flask, ada: FlaskClient, client_of: ClientOf, cast: Cast
) -> None:
    ask(ada, who=str(cast.cleo))
    (number,) = numbers(app, cast)
    rate(client_of("cleo"), number)
    page = post(ada, f"/ratings/{number}/comment", at="/ratings", comment="long " * 500)
    assert page.status_code == 422
    assert "long long" in page.text


def test_a_second_rater_is_asked_beside_the_first(
    app: Flask, ada: FlaskClient, client_of: ClientOf, cast: Cast
) -> None:
    ask(ada, who=str(cast.cleo))
    (first,) = numbers(app, cast)
    rate(client_of("cleo"), first)
    assert f"beside={first}" in ada.get("/ratings").text
    post(ada, "/ratings/new", at=f"/ratings/new?level={KEY}&beside={first}", who=str(cast.ben))
    with app.app_context(), db.engine.connect() as conn:
        assert read_ratings(conn, cast.ada)[1].second_to == first


def test_a_question_is_taken_back(
    app: Flask, ada: FlaskClient, client_of: ClientOf, cast: Cast
) -> None:
    ask(ada, who=str(cast.cleo))
    (number,) = numbers(app, cast)
    token = hidden_fields(client_of("fin").get("/account").text)
    assert client_of("fin").post(f"/ratings/{number}/withdrawal", data=token).status_code != 303
    post(ada, f"/ratings/{number}/withdrawal", at="/ratings")
    assert "Taken back on" in ada.get("/ratings").text
    assert client_of("cleo").get(f"/confirming/ratings/{number}").status_code == 404


def test_an_unfit_question_comes_back_with_what_was_typed(ada: FlaskClient) -> None:
    page = ask(ada, who="other", name="Noor Haidari", role="", contact="noor")
    assert page.status_code == 422
    assert 'value="Noor Haidari"' in page.text
    assert "This is no e-mail address" in page.text
    assert "what this person does" in page.text
