"""A mentor: invited by a letter, sees what the learner chooses, finds the guides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.operations.enrollments import enroll
from courseware.practice.career import Kind, Written
from courseware.practice.sharing import Part
from courseware.records.transaction import writing
from tests.accounts.ways import letters, link_of
from tests.careers import MENTOR, keep, mentor_link
from tests.conftest import NOW
from tests.people import Cast
from tests.portfolios import PRIVATE, fill
from tests.reporting.reading import text_of
from tests.steps import hidden_fields

ClientOf = Callable[[str], FlaskClient]


def post(client: FlaskClient, path: str, **fields: object) -> tuple[int, str]:
    token = hidden_fields(client.get("/account").text)["csrf_token"]
    reply = client.post(path, data={**fields, "csrf_token": token})
    return reply.status_code, reply.text


def test_a_mentor_is_invited_shown_and_ended(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    fin, visitor = client_of("fin"), app.test_client()
    assert "Invite somebody" in text_of(fin.get("/mentors").text)
    assert post(fin, f"/mentors/of/{cast.fin}", **MENTOR, parts=["plan"])[0] == 303
    page = fin.get("/mentors").text
    assert "A letter is on its way to Jonas Berg." in text_of(page)
    assert MENTOR["address"] in page
    (letter,) = letters(app)
    path = link_of(app, letter)
    assert f'href="http://localhost{path}"' in page
    assert "Steps of the plan" in text_of(visitor.get(path).text)
    number = page.partition("/mentors/")[2].partition("/parts")[0].rpartition("/")[2]
    assert post(fin, f"/mentors/{number}/parts", parts=["readiness"])[0] == 303
    shown = text_of(visitor.get(path).text)
    assert "Steps of the plan" not in shown
    assert "Where Fin Haddow stands" in shown
    for path_of in ("parts", "removal"):
        assert post(client_of("dov"), f"/mentors/{number}/{path_of}")[0] == 404
    assert post(fin, f"/mentors/{number}/removal")[0] == 303
    assert visitor.get(path).status_code == 404
    assert "Invite somebody" in text_of(fin.get("/mentors").text)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"name": ""}, "Type the name of your mentor."),
        ({"role": ""}, "Say what this person does, or how you know each other."),
        ({"role": "r" * 121}, "Write at most 120 characters; here are 121."),
        ({"address": "Fin@Example.com"}, "This is your own address. A mentor is somebody else."),
        ({"address": "nobody"}, "This is no e-mail address."),
        ({"address": ""}, "Type their e-mail address: the link goes there."),
    ],
)
def test_a_refused_invitation_keeps_what_was_typed(
    app: Flask, client_of: ClientOf, cast: Cast, changes: dict[str, str], fault: str
) -> None:
    typed = {**MENTOR, **changes, "parts": ["a3"]}
    status, page = post(client_of("fin"), f"/mentors/of/{cast.fin}", **typed)
    assert status == 422
    assert fault in text_of(page)
    assert 'checked id="parts-3" name="parts"' in page
    kept = typed["name"] or typed["role"]
    assert f'value="{kept}"' in page
    assert letters(app) == []


def test_a_second_mentor_waits_for_the_end_of_the_first(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    mentor_link(app, cast.fin)
    status, page = post(client_of("fin"), f"/mentors/of/{cast.fin}", **MENTOR)
    assert status == 422
    assert "You have a mentor already." in text_of(page)
    assert f'value="{MENTOR["role"]}"' in page
    assert len(letters(app)) == 1


def test_nobody_invites_in_the_name_of_another(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    assert post(client_of("dov"), f"/mentors/of/{cast.fin}", **MENTOR)[0] == 404
    assert letters(app) == []


def test_a_quarter_of_an_hour_has_room_for_three_letters(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    fin = client_of("fin")
    for _no in range(3):
        assert post(fin, f"/mentors/of/{cast.fin}", **MENTOR)[0] == 303
        page = fin.get("/mentors").text
        number = page.partition("/mentors/")[2].partition("/parts")[0].rpartition("/")[2]
        post(fin, f"/mentors/{number}/removal")
    assert post(fin, f"/mentors/of/{cast.fin}", **MENTOR)[0] == 429
    assert len(letters(app)) == 3


def test_a_talk_is_due_after_its_module(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    page = text_of(client_of("ada").get("/mentors").text)
    assert "Due now" not in page
    assert "Later · 20 minutes · after “Your starting point: education, skills and a plan”" in page
    fin = client_of("fin")
    page = text_of(fin.get("/mentors").text)
    assert "Where you start, and where you want to go Due now · 20 minutes" in page
    assert "after a module that is still to come" in page
    assert "Bring your skills gap from the lab" in page
    form = fin.get("/career/items/new?kind=step&reference=first-talk").text
    assert "Both write down one action with its date and its proof" in form
    typed = {
        "kind": "step",
        "reference": "first-talk",
        "title": "Watch the huddle",
        "on": "2026-05-01",
    }
    assert post(fin, f"/career/items/of/{cast.fin}", state="planned", **typed)[0] == 303
    page = text_of(fin.get("/mentors").text)
    assert "You have agreed on something" in page
    assert "What you agreed on: Watch the huddle" in page


def test_the_mentor_reads_their_side_of_the_guide(app: Flask, cast: Cast) -> None:
    page = text_of(app.test_client().get(mentor_link(app, cast.fin, ())).text)
    assert "Listen first, and ask before you advise." in page
    assert "Bring your skills gap" not in page
    assert "Get to know the road so far 4 minutes" in page
    assert "Internships" in page  # the next one is named, not told
    assert "Stay with what was done, counted and seen" not in page


def test_a_plan_that_is_not_shared_shows_nowhere(app: Flask, cast: Cast) -> None:
    step = Written(Kind.STEP, "Ask for the night shift", on=date(2026, 5, 1))
    keep(app, cast.fin, step, "first-talk")
    path = mentor_link(app, cast.fin, (Part.READINESS,))
    page = text_of(app.test_client().get(path).text)
    assert step.title not in page
    assert "You have agreed" not in page


def test_readiness_says_what_is_there_and_what_is_missing(app: Flask, cast: Cast) -> None:
    fill(app, cast.fin)
    with app.app_context(), writing(db.engine) as conn:
        enroll(conn, person_id=cast.fin, pathway="production-manager", now=NOW,
               site=app.extensions["courseware.site"])  # fmt: skip
    reply = app.test_client().get(mentor_link(app, cast.fin, (Part.READINESS,))).text
    page = text_of(reply)
    assert "Foundation" in page
    assert "Verified hours that count" in page
    assert "Supervisor level" not in page  # one level at a time
    assert PRIVATE not in reply
