"""The practice log through its pages: written, mended, sent; files; simulated cases; readiness."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from courseware.content.composed import case_slug
from courseware.extensions import db
from courseware.labs.runs import solving_posts
from courseware.operations.labs import first_seed
from courseware.operations.people import find_team, join_team
from courseware.records.transaction import writing
from courseware.web.database import site
from tests.conftest import NOW, World, sign_in
from tests.labs.shipped import shipped_catalog
from tests.practice_story import GUEST, REFLECTION, log, send, written
from tests.steps import hidden_fields

Client = Callable[[str], FlaskClient]
CASE = "scrap-and-overtime"


@pytest.fixture
def ada(small_world: World) -> FlaskClient:
    return sign_in(small_world.app, "ada")


def entry_form(world: World, **changes: str) -> dict[str, str]:
    return {
        "revision": "0", "on": "2026-03-02", "hours": "1,5", "category": "safety",
        "did": "Walked the aisle and reported two blocked exits",
        "observed": "2 of 6 exits", "reflection": REFLECTION, "seen_by": str(world.cast.cleo),
        **changes,
    }  # fmt: skip


def write(client: FlaskClient, world: World, **changes: str) -> Any:
    form = {**hidden_fields(client.get("/practicum/entries/new").text), **entry_form(world)}
    return client.post(f"/practicum/entries/0/of/{world.cast.ada}", data={**form, **changes})


def test_an_empty_log_says_what_counts(ada: FlaskClient) -> None:
    page = ada.get("/practicum").text
    assert "Nothing logged yet" in page
    assert "a kitchen, a warehouse" in page
    assert "What counts, and an example: Safety" in ada.get("/practicum/entries/new").text


def test_an_entry_is_saved_and_says_that_it_is_ready(ada: FlaskClient, small_world: World) -> None:
    reply = write(ada, small_world)
    assert reply.status_code == 303
    page = ada.get(reply.headers["Location"]).text
    assert "Ready to send" in page
    assert 'value="1.5"' in page
    assert "Walked the aisle" in ada.get("/practicum").text


def test_a_draft_says_what_is_missing_and_keeps_what_is_there(
    ada: FlaskClient, small_world: World
) -> None:
    reply = write(ada, small_world, reflection="Too short.", observed="many")
    page = ada.get(reply.headers["Location"]).text
    assert "Before you can send it" in page
    assert "Give one number that you saw" in page
    assert "here are 2" in page
    assert "Too short." in page


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("hours", "13", "Type hours from 0.25 to 12"),
        ("hours", "a lot", "Type hours from 0.25 to 12"),
        ("hours", "1.3", "Type hours from 0.25 to 12"),
        ("on", "2040-03-03", "still to come"),
        ("on", "yesterday", "Not a valid date"),
        ("category", "sports", "Choose one from the list"),
        ("did", "x" * 2_001, "Write at most 2000 characters"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    ada: FlaskClient, small_world: World, field: str, typed: str, said: str
) -> None:
    reply = write(ada, small_world, **{field: typed})
    assert reply.status_code == 422
    assert said in reply.text
    assert "two blocked exits" in reply.text or field == "did"


def test_a_page_that_was_overtaken_keeps_what_was_typed(
    ada: FlaskClient, small_world: World
) -> None:
    url = write(ada, small_world).headers["Location"]
    entry_id = url.rsplit("/", 1)[1].split("#")[0]
    form = {**hidden_fields(ada.get(url).text), **entry_form(small_world, revision="1")}
    there = f"/practicum/entries/{entry_id}/of/{small_world.cast.ada}"
    assert ada.post(there, data={**form, "did": "first"}).status_code == 303
    late = ada.post(there, data={**form, "did": "the other page"})
    assert late.status_code == 409
    assert "the other page" in late.text
    assert "Not saved" in late.text


def test_a_week_goes_to_a_manager_and_comes_back_with_a_reason(
    ada: FlaskClient, small_world: World
) -> None:
    write(ada, small_world)
    page = ada.get("/practicum")
    ada.post("/practicum/weeks/2026-03-02/sending", data=hidden_fields(page.text))
    page = ada.get("/practicum").text
    assert "1 entry waits for Cleo Ortiz" in page
    cleo = sign_in(small_world.app, "cleo")
    queue = cleo.get("/confirming").text
    assert "Ada Marsh: 1 entry of practice" in queue
    url = re.search(r"/confirming/practice/\d+", queue)
    assert url is not None
    sheet = cleo.get(url[0]).text
    number = re.search(r'name="seen" value="(\d+):(\d+)"', sheet)
    assert number is not None
    form = {**hidden_fields(sheet), "seen": number[0].split('"')[3], "back": number[1]}
    refused = cleo.post(url[0], data=form)
    assert refused.status_code == 422
    assert "what is not so" in refused.text
    done = cleo.post(url[0], data={**form, f"why-{number[1]}": "It was three exits."})
    assert done.status_code == 303
    assert "Nothing waits for you" in cleo.get("/confirming").text
    page = ada.get("/practicum").text
    assert "Came back" in page
    assert "It was three exits." in page


def test_what_lacks_something_stays_and_is_named(ada: FlaskClient, small_world: World) -> None:
    write(ada, small_world, reflection="")
    form = hidden_fields(ada.get("/practicum").text)
    ada.post("/practicum/weeks/2026-03-02/sending", data=form)
    page = ada.get("/practicum").text
    assert "One entry stays a draft." in page
    assert "Write at least 40 words" in page


def upload(client: FlaskClient, entry_id: str, name: str, body: bytes) -> str:
    page = client.get(f"/practicum/entries/{entry_id}").text
    data = {**hidden_fields(page), "file": (io.BytesIO(body), name)}
    reply = client.post(f"/practicum/files/entries/{entry_id}", data=data)
    assert reply.status_code == 303
    return client.get(f"/practicum/entries/{entry_id}").text


def test_files_belong_to_an_entry_and_to_whom_may_see_it(
    ada: FlaskClient, small_world: World
) -> None:
    entry_id = write(ada, small_world).headers["Location"].rsplit("/", 1)[1]
    assert "is not taken" in upload(ada, entry_id, "a.zip", b"PK\x03\x04\xff")
    page = upload(ada, entry_id, "board.csv", b"hour,pieces\n7,60\n")
    link = re.search(r'href="(/practicum/files/\d+)">board.csv', page)
    assert link is not None
    sent = ada.get(link[1])
    assert sent.data == b"hour,pieces\n7,60\n"
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in sent.headers["Content-Security-Policy"]
    for other in ("cleo", "fin", "ben"):
        assert sign_in(small_world.app, other).get(link[1]).status_code == 404
    form = hidden_fields(ada.get("/practicum").text)
    ada.post("/practicum/weeks/2026-03-02/sending", data=form)
    cleo = sign_in(small_world.app, "cleo")
    sheet = re.search(r"/confirming/practice/\d+", cleo.get("/confirming").text)
    assert sheet is not None
    theirs = f"{sheet[0]}/files/{link[1].rsplit('/', 1)[1]}"
    assert cleo.get(theirs).data == sent.data
    assert sign_in(small_world.app, "dov").get(theirs).status_code == 404
    gone = ada.post(f"{link[1]}/removal", data=form)
    assert gone.status_code == 303
    assert ada.get(link[1]).status_code == 200, "what was sent does not change"


def test_a_case_that_is_solved_stands_in_the_log_once(ada: FlaskClient, small_world: World) -> None:
    case = shipped_catalog().practice.case(CASE)
    assert case is not None
    me = small_world.cast.ada
    seed = first_seed(me, case_slug(CASE), CASE)
    for purpose, fields in solving_posts(case.lab, seed):
        page = ada.get(f"/practicum/cases/{CASE}").text
        form = [*hidden_fields(page).items(), *fields, ("do", purpose)]
        reply = ada.post(f"/practicum/cases/{CASE}/work/{me}", data=_multi(form))
        assert reply.status_code == 303, reply.text
    assert "Solved" in ada.get(f"/practicum/cases/{CASE}").text
    assert "1.5 of 21 hours are done" in ada.get("/practicum/cases").text
    log = ada.get("/practicum").text
    assert log.count("Simulated, verified by the system") == 1
    again = ada.post(f"/practicum/cases/{CASE}/work/{me}", data=_multi(form))
    assert again.status_code in {303, 409}
    assert ada.get("/practicum").text.count("Simulated, verified by the system") == 1


def _multi(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    form: dict[str, list[str]] = {}
    for name, value in pairs:
        form.setdefault(name, []).append(value)
    return form


def test_the_day_is_that_of_the_learner(small_world: World, ada: FlaskClient) -> None:
    clock = small_world.app.extensions["courseware.clock"]
    clock.now = datetime(2026, 4, 3, 2, 30, tzinfo=UTC)  # still the evening before in Chicago
    form = hidden_fields(ada.get("/account/time-zone").text)
    ada.post("/account/time-zone", data={**form, "time_zone": "America/Chicago"})
    assert 'value="2026-04-02"' in ada.get("/practicum/entries/new").text
    assert "This day is still to come." in write(ada, small_world, on="2026-04-03").text


def test_who_leads_a_team_confirms_nothing_of_their_own(small_world: World) -> None:
    cleo, me = sign_in(small_world.app, "cleo"), small_world.cast.cleo
    with small_world.app.app_context(), writing(db.engine) as conn:
        join_team(conn, me, find_team(conn, "Bracket cell"), now=NOW)
        log(conn, me, written(), GUEST, now=NOW, site=site())
        sheet = send(conn, me, date(2026, 3, 2), now=NOW, site=site())
    assert cleo.get(f"/confirming/practice/{sheet}").status_code == 404


def test_what_is_next_follows_from_what_lies_on_the_desk(
    ada: FlaskClient, small_world: World
) -> None:
    form = hidden_fields(ada.get("/pathways/production-manager").text)
    ada.post("/pathways/production-manager/enrollment", data=form)
    write(ada, small_world)
    assert "Send what you have logged" in ada.get("/readiness").text
    form = hidden_fields(ada.get("/practicum").text)
    ada.post("/practicum/weeks/2026-03-02/sending", data=form)
    assert "Wait until what you have sent is confirmed" in ada.get("/readiness").text


def test_readiness_says_the_same_to_the_learner_and_the_manager(
    ada: FlaskClient, small_world: World
) -> None:
    assert "No levels yet" in ada.get("/readiness").text
    form = hidden_fields(ada.get("/pathways/production-manager").text)
    ada.post("/pathways/production-manager/enrollment", data=form)
    mine = ada.get("/readiness").text
    card = sign_in(small_world.app, "cleo").get(
        f"/reporting/people/{small_world.cast.ada}"
    ).text  # fmt: skip
    for line in (
        "Verified hours that count: 0 of 40, 40 to go.",
        "The level review asks 40 questions; you need 32 points.",
        "0 of 3 steps are met.",
        "Log what you did at work",
    ):
        assert line in mine, line
        assert line in card, line
    assert "All steps of “Foundation”" in ada.get("/home").text
