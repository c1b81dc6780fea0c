from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from courseware.cli.demo_stage import Calendar, begin_of_story
from courseware.cli.demo_story import DAYS
from courseware.extensions import db
from courseware.permissions import Permission
from courseware.records.attempts import read_all_attempts
from courseware.records.credentials import credentials_of, read_pdf
from courseware.records.journal import journal
from courseware.records.module_records import records_of
from courseware.records.people import find_account
from courseware.records.reach import read_reach
from courseware.records.versions import module_version
from tests.cli.conftest import Run, run_on
from tests.steps import hidden_fields


@pytest.fixture(scope="module")
def told(demo_app: Flask) -> Result:
    """The demonstration after its first `flask demo`."""
    return run_on(demo_app, "demo")


def person(app: Flask, user_name: str) -> int:
    with app.app_context(), db.engine.connect() as conn:
        account = find_account(conn, user_name)
        assert account is not None
        return account.id


def step_in(app: Flask, user_name: str) -> FlaskClient:
    client = app.test_client()
    form = hidden_fields(client.get("/sign-in").text)
    reply = client.post("/demo-sign-in", data={**form, "user_name": user_name, "next": "/home"})
    assert reply.status_code == 303
    return client


def test_a_demonstration_is_told_and_every_record_holds(demo_app: Flask, told: Result) -> None:
    assert told.exit_code == 0, told.output
    assert told.stdout.startswith("The demo people are there: Ada Marsh, Ben Okafor, Cleo Ortiz")
    verified = run_on(demo_app, "records", "verify")
    assert verified.exit_code == 0, verified.output
    assert run_on(demo_app, "records", "rebuild", "--check").exit_code == 0


def test_a_second_telling_changes_nothing(demo_app: Flask, told: Result) -> None:
    before = run_on(demo_app, "people", "list").output
    again = run_on(demo_app, "demo")
    assert (again.exit_code, again.output) == (
        0,
        "The demo people are there already; nothing changed.\n",
    )
    assert run_on(demo_app, "people", "list").output == before
    assert run_on(demo_app, "content", "publish").stdout == "Nothing changed.\n"


def test_each_of_the_six_signs_in_with_one_button(demo_app: Flask, told: Result) -> None:
    page = demo_app.test_client().get("/sign-in").text
    for name in ("Ada Marsh", "Ben Okafor", "Cleo Ortiz", "Dov Levin", "Eve Lindqvist", "Fin H"):
        assert name in page
    assert "Isla Moreau" not in page
    assert "two lessons into the first module" in page
    assert step_in(demo_app, "eve").get("/home").status_code == 200


def test_ada_is_two_lessons_into_the_first_module(demo_app: Flask, told: Result) -> None:
    page = step_in(demo_app, "ada").get("/home").text
    assert "Three things to master" in page or "three-things-to-master" in page


def test_fin_holds_a_certificate_that_says_demonstration(demo_app: Flask, told: Result) -> None:
    with demo_app.app_context(), db.engine.connect() as conn:
        (credential,) = credentials_of(conn, person(demo_app, "fin"))
        assert (read_pdf(conn, credential.id) or b"").startswith(b"%PDF")
    assert credential.is_demonstration
    page = demo_app.test_client().get(f"/verify/{credential.public_id}").text
    assert "Fin Haddow" in page
    assert "DEMONSTRATION" in page


def test_fin_holds_a_signed_record_of_each_module_that_says_demonstration(
    demo_app: Flask, told: Result
) -> None:
    with demo_app.app_context(), db.engine.connect() as conn:
        records = records_of(conn, person(demo_app, "fin"))
    assert [one.module for one in records] == ["cp1-start-here", "mp1-factory-systems"]
    assert step_in(demo_app, "fin").get("/certificates").text.count("Open the record") == 2
    for one in records:
        page = demo_app.test_client().get(f"/verify/{one.public_id}").text
        assert "The signature fits, made with key key-" in page
        assert "DEMONSTRATION" in page


def test_the_bracket_cell_stands_at_different_places(demo_app: Flask, told: Result) -> None:
    with demo_app.app_context(), db.engine.connect() as conn:
        seen = read_reach(conn, person(demo_app, "cleo"), Permission.READ_RECORDS).people
        strangers = read_reach(conn, person(demo_app, "dov"), Permission.READ_RECORDS).people
        tries = {
            one.name: [bool(each.passed) for each in read_all_attempts(conn, one.id)]
            for one in seen
        }
    assert tries == {
        "Ada Marsh": [],
        "Fin Haddow": [True, False, True],
        "Gita Rao": [True],
        "Hugo Brandt": [True, False, False],
        "Isla Moreau": [],
    }
    assert [one.name for one in strangers] == ["Juno Park"]


def test_the_story_took_six_weeks_and_began_with_the_modules(demo_app: Flask, told: Result) -> None:
    with demo_app.app_context(), db.engine.connect() as conn:
        published = conn.execute(select(func.min(module_version.c.published_at))).scalar_one()
        first, last = conn.execute(
            select(func.min(journal.c.recorded_at), func.max(journal.c.recorded_at))
        ).one()
    assert published < first
    assert timedelta(days=36) < last - first < timedelta(days=DAYS)
    assert last < datetime.now(UTC)


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=30), timedelta(days=DAYS)])
def test_a_story_that_begins_late_passes_quicker_and_keeps_its_order(late: timedelta) -> None:
    now = datetime(2026, 3, 2, 5, 30, tzinfo=UTC)
    calendar = Calendar(min(begin_of_story(now) + late, now), now)
    moments = [calendar.at(day, timedelta(hours=2)) for day in range(DAYS)]
    assert begin_of_story(now).hour == 6
    assert moments == sorted(moments)
    assert calendar.begin <= moments[0] <= moments[-1] <= now


def test_a_real_site_gets_no_demo_people(run: Run) -> None:
    result = run("demo")
    assert result.exit_code == 1
    assert "COURSEWARE_DEMO=1" in result.stderr


def test_a_database_with_real_people_is_refused(
    app: Flask, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = replace(app.config["COURSEWARE"], demo=True)
    monkeypatch.setitem(app.config, "COURSEWARE", demo)
    result = run("demo")
    assert result.exit_code == 1
    assert "need an empty one" in result.stderr
