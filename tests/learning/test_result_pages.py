"""The pages on which a learner writes results down, and those on which an account confirms them."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.records.results import read_results
from tests.people import Cast
from tests.steps import hidden_fields
from tests.witnessing import DAYS, TEXT

ClientOf = Callable[[str], FlaskClient]
WHOLE = {**TEXT, **{name: str(day) for name, day in DAYS.items()}}


def post(client: FlaskClient, url: str, *, at: str = "", **fields: str):
    form = hidden_fields(client.get(at or url).text)
    return client.post(url, data={**form, **fields})


def new(client: FlaskClient, cast: Cast, **fields: str):
    return post(client, f"/results/new/{cast.ada}", at="/results/new", **fields)


def test_nothing_yet_says_what_to_look_for(client_of: ClientOf) -> None:
    assert "No result yet" in client_of("ada").get("/results").text


def test_a_draft_is_kept_with_whatever_there_is(client_of: ClientOf, cast: Cast) -> None:
    ada = client_of("ada")
    url = new(ada, cast, do="keep", measure="Late kits", baseline="about 9").headers["Location"]
    page = ada.get(url)
    assert 'value="Late kits"' in page.text
    assert 'value="about 9"' in page.text
    assert "Draft" in ada.get("/results").text
    assert post(ada, f"{url}/removal", at=url).headers["Location"] == "/results"
    assert ada.get(url).status_code == 404


def test_what_cannot_be_sent_comes_back_with_its_faults(client_of: ClientOf, cast: Cast) -> None:
    ada = client_of("ada")
    page = new(ada, cast, do="send", **{**WHOLE, "baseline": "1,5"}, who=str(cast.cleo))
    assert page.status_code == 422
    assert "I filmed and timed each step" in page.text
    assert 'href="#baseline"' in page.text
    assert "No result yet" in ada.get("/results").text


def test_a_day_that_is_none_comes_back_as_typed(client_of: ClientOf, cast: Cast) -> None:
    page = new(client_of("ada"), cast, do="keep", measure="Late kits", after_to="31/31/2026")
    assert page.status_code == 422
    assert "31/31/2026" in page.text


def test_a_result_goes_to_a_manager_and_comes_back_confirmed(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    ada, cleo = client_of("ada"), client_of("cleo")
    url = new(ada, cast, do="send", **WHOLE, who=str(cast.cleo)).headers["Location"]
    assert "Waits for Cleo Ortiz" in ada.get(url).text
    number = url.rsplit("/", 1)[1]
    asked = f"/confirming/results/{number}"
    assert client_of("dov").get(asked).status_code == 404
    assert ada.get(asked).status_code == 404
    assert post(cleo, asked, decision="verified").headers["Location"] == "/confirming"
    assert "It counts for your levels" in ada.get(url).text
    assert cleo.get(asked).status_code == 404


def test_an_older_page_is_shown_what_it_would_have_overwritten(
    client_of: ClientOf, cast: Cast
) -> None:
    ada = client_of("ada")
    url = new(ada, cast, do="keep", measure="First").headers["Location"]
    old = hidden_fields(ada.get(url).text)
    post(ada, url, do="keep", measure="Second")
    late = ada.post(url, data={**old, "do": "keep", "measure": "Third"})
    assert late.status_code == 409
    assert "Another page changed this result" in late.text
    assert 'value="Third"' in late.text
    assert 'value="Second"' in ada.get(url).text
    again = {**hidden_fields(late.text), "do": "keep", "measure": "Third"}
    assert ada.post(url, data=again).status_code == 303
    assert 'value="Third"' in ada.get(url).text


def test_ones_own_address_is_refused(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    whom = {"who": "other", "name": "Ada", "role": "Lead", "contact": " ADA@example.com "}
    page = new(client_of("ada"), cast, do="send", **WHOLE, **whom)
    assert page.status_code == 422
    assert "This is your own address" in page.text
    with app.app_context(), db.engine.connect() as conn:
        assert read_results(conn, cast.ada) == []


def test_a_stranger_changes_nothing(client_of: ClientOf, cast: Cast) -> None:
    ada, fin = client_of("ada"), client_of("fin")
    url = new(ada, cast, do="keep", measure="Mine").headers["Location"]
    token = hidden_fields(fin.get("/account").text)["csrf_token"]
    for path in (url, f"{url}/withdrawal", f"{url}/removal", f"/results/new/{cast.ada}"):
        assert fin.post(path, data={"csrf_token": token, "do": "keep"}).status_code == 404


def test_what_was_typed_waits_for_a_new_sign_in(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    ada = client_of("ada")
    url = new(ada, cast, do="keep", measure="Mine").headers["Location"]
    words = "A long thought about the press"
    old = ada.post(url, data={"csrf_token": "old", "own_part": words})
    assert (old.status_code, words in old.text) == (400, True)
    stranger = client_of("fin").post(url, data={"csrf_token": "old", "own_part": words})
    assert words not in stranger.text
