"""The career pages: the road, the plan in words, forms that lose nothing, facts about certifications."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.operations.career import add_item
from courseware.practice.career import MOST_ITEMS, Kind, State, Written
from courseware.records.career import Item, read_items
from courseware.records.transaction import writing
from tests.careers import STEP, certification, keep
from tests.conftest import NOW
from tests.people import Cast
from tests.reporting.reading import text_of
from tests.steps import hidden_fields

ClientOf = Callable[[str], FlaskClient]
TODAY = NOW.date()


def token(client: FlaskClient) -> str:
    return hidden_fields(client.get("/account").text)["csrf_token"]


def post(client: FlaskClient, path: str, **fields: str) -> tuple[int, str]:
    reply = client.post(path, data={**fields, "csrf_token": token(client)})
    return reply.status_code, reply.text


def items_of(app: Flask, person_id: int) -> list[Item]:
    with app.app_context(), db.engine.connect() as conn:
        return read_items(conn, person_id)


def test_an_empty_plan_says_what_can_stand_in_it(client_of: ClientOf) -> None:
    page = text_of(client_of("ada").get("/career").text)
    assert "Others see of it only what you share." in page
    assert "No open step. A step is one thing that you can finish, with a day." in page
    assert "Plant manager" in page
    assert "Follow one order through all its hand-offs and draw them on one page" in page


def test_the_learner_marks_where_they_stand(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    ada = client_of("ada")
    assert post(ada, "/career/standing", stop="team-leader")[0] == 303
    page = ada.get("/career").text
    assert "Team leader" in page.partition("station-now")[2][:700]
    assert "What opens the next one: Some go on to supervisor" in text_of(page)
    assert post(ada, "/career/standing", stop="king")[0] == 404
    assert post(ada, "/career/standing", stop="")[0] == 303
    assert "station-now" not in ada.get("/career").text
    assert items_of(app, cast.ada) == []


def test_a_station_tells_more_when_it_is_opened(client_of: ClientOf) -> None:
    ada = client_of("ada")
    assert "A safe plant that keeps its promises" not in ada.get("/career").text
    assert "A safe plant that keeps its promises" in ada.get("/career?stop=plant-manager").text


def test_a_step_is_added_changed_done_and_removed(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    ada = client_of("ada")
    day = (TODAY + timedelta(days=12)).isoformat()
    new = {"kind": "step", "state": "planned", "on": day}
    assert post(ada, f"/career/items/of/{cast.ada}", title="Walk a round", **new)[0] == 303
    assert "Due in 12 days · for 13 Apr 2026" in text_of(ada.get("/career").text)
    (step,) = items_of(app, cast.ada)
    changed = {"title": "Walk two rounds", "state": "planned", "on": "2026-03-30"}
    assert post(ada, f"/career/items/{step.id}", **changed)[0] == 303
    page = text_of(ada.get("/career").text)
    assert "2 days overdue · for 30 Mar 2026" in page
    assert post(ada, f"/career/items/{step.id}/completion")[0] == 303
    page = text_of(ada.get("/career").text)
    assert "1 step done" in page
    assert "overdue" not in page
    assert post(ada, f"/career/items/{step.id}/removal")[0] == 303
    assert items_of(app, cast.ada) == []


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"title": "", "on": "2026-05-01"}, "Give it a name."),
        ({"title": "Walk", "on": ""}, "Choose the day by which you want to have done it."),
        ({"title": "Walk", "on": "soon"}, "Write the day as year-month-day"),
        ({"title": "Walk", "on": "2026-05-01", "state": "held"}, "Choose one from the list."),
        ({"title": "W" * 121, "on": "2026-05-01"}, "Write at most 120 characters; here are 121."),
    ],
)
def test_a_refused_line_comes_back_with_what_was_typed(
    app: Flask, client_of: ClientOf, cast: Cast, fields: dict[str, str], fault: str
) -> None:
    typed = {"kind": "step", "state": "planned", "note": "My note stays here", **fields}
    status, page = post(client_of("ada"), f"/career/items/of/{cast.ada}", **typed)
    assert status == 422
    assert fault in text_of(page)
    assert "My note stays here" in page
    assert items_of(app, cast.ada) == []


def test_words_of_an_old_page_wait_to_be_sent_again(client_of: ClientOf, cast: Cast) -> None:
    ada = client_of("ada")
    typed = {"kind": "step", "title": "Walk", "note": "Long words of mine"}
    page = ada.post(f"/career/items/of/{cast.ada}", data=typed).text
    assert "Long words of mine" in page


def test_the_end_of_a_certification_is_worked_out_and_can_be_changed(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    ada = client_of("ada")
    page = ada.get("/career/items/new?kind=certification&reference=cssbb").text
    assert 'value="Certified Six Sigma Black Belt"' in page
    assert "3 years after the day you earned it" in page
    earned = (TODAY - timedelta(days=3 * 365 + 1 - 60)).isoformat()
    typed = {"kind": "certification", "reference": "cssbb", "title": "Black Belt", "on": earned}
    assert post(ada, f"/career/items/of/{cast.ada}", state="held", **typed)[0] == 303
    (held,) = items_of(app, cast.ada)
    assert held.expires is not None
    days = (held.expires - TODAY).days
    assert days == 60
    assert "Expires in 60 days, on 31 May 2026" in text_of(ada.get("/career").text)
    own = {"title": held.title, "on": earned, "expires": "2026-04-02"}
    assert post(ada, f"/career/items/{held.id}", state="held", **own)[0] == 303
    assert "Expires tomorrow" in text_of(ada.get("/career").text)


def test_what_does_not_expire_has_no_end(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    typed = {"kind": "certification", "reference": "cssgb", "title": "Green Belt"}
    client = client_of("ada")
    assert (
        post(client, f"/career/items/of/{cast.ada}", state="held", on="2020-02-29", **typed)[0]
        == 303
    )
    assert [one.expires for one in items_of(app, cast.ada)] == [None]


def test_certifications_are_facts_with_their_source(client_of: ClientOf) -> None:
    reply = client_of("ada").get("/career/certifications").text
    page = text_of(reply)
    assert "This site is connected with none of them" in page
    assert "Internships and co-op terms do not count toward the three years." in page
    assert "Modules here that cover topics which also appear in it:" in page
    assert 'href="/modules/ln1-lean-thinking"' in reply
    assert "Checked in November 2026" in page
    assert 'href="https://www.asq.org/cert/six-sigma-green-belt" rel="noopener external"' in reply
    assert "<img" not in reply.partition("<main")[2]


def test_one_that_is_in_the_plan_is_not_offered_again(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    ada = client_of("ada")
    before = ada.get("/career/certifications").text.count("Put it into my plan")
    keep(app, cast.ada, certification(), "cssgb")
    page = ada.get("/career/certifications").text
    assert page.count("Put it into my plan") == before - 1
    assert "In your plan" in page


def test_associations_lead_to_their_own_pages(client_of: ClientOf) -> None:
    page = client_of("ada").get("/career/associations").text
    assert 'href="https://smrp.org/" rel="noopener external"' in page


def test_a_contact_is_kept_and_cannot_be_shown(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    ada = client_of("ada")
    assert "portfolio, without" not in ada.get("/career/items/new?kind=contact").text
    typed = {"kind": "contact", "title": "Rosa", "body": "Runs a plant", "is_shown": "y"}
    assert post(ada, f"/career/items/of/{cast.ada}", **typed)[0] == 303
    (rosa,) = items_of(app, cast.ada)
    assert (rosa.kind, rosa.state, rosa.is_shown) == (Kind.CONTACT, State.HELD, False)
    assert "Rosa Runs a plant" in text_of(ada.get("/career").text)


def test_a_stranger_reaches_nothing_of_a_plan(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    step = keep(app, cast.ada, STEP)
    for who in ("dov", "cleo", "eve"):
        client = client_of(who)
        assert client.get(f"/career/items/{step.id}").status_code == 404
        for path in ("", "/completion", "/removal"):
            typed = {"title": "Mine", "on": "2026-05-01", "state": "planned"}
            assert post(client, f"/career/items/{step.id}{path}", **typed)[0] == 404
        assert post(client, f"/career/items/of/{cast.ada}", kind="step")[0] == 404
        assert STEP.title not in client.get("/career").text
    assert items_of(app, cast.ada) == [step]


def test_a_full_plan_says_so_and_keeps_what_was_typed(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        for _no in range(MOST_ITEMS):
            add_item(conn, person_id=cast.ada, line=STEP, now=NOW)
    typed = {"kind": "step", "title": "One more", "on": "2026-05-01", "state": "planned"}
    status, page = post(client_of("ada"), f"/career/items/of/{cast.ada}", **typed)
    assert status == 422
    assert "A plan has room for 200 lines." in text_of(page)
    assert 'value="One more"' in page


def test_the_calendar_holds_open_steps_without_notes(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    keep(app, cast.ada, Written(Kind.STEP, "Walk a round", note="hush", on=date(2026, 5, 1)))
    keep(app, cast.ada, Written(Kind.STEP, "Long done", state=State.DONE, on=date(2026, 5, 2)))
    reply = client_of("ada").get("/career/plan.ics")
    assert reply.content_type == "text/calendar; charset=utf-8"
    assert "SUMMARY:Walk a round\r\n" in reply.text
    assert "DTSTART;VALUE=DATE:20260501\r\n" in reply.text
    assert "hush" not in reply.text
    assert "Long done" not in reply.text


@pytest.mark.parametrize("typed", ["9999-12-31", "2121-01-01", "0001-01-01"])
def test_a_day_beyond_all_calendars_is_refused_by_its_field(
    client_of: ClientOf, cast: Cast, typed: str
) -> None:
    """The end is worked out from the day, and no calendar holds three years after the last one."""
    values = {"kind": "certification", "reference": "cssbb", "state": "held", "title": "Black belt"}
    status, page = post(client_of("ada"), f"/career/items/of/{cast.ada}", on=typed, **values)
    assert status == 422
    assert f'value="{typed}"' in page
