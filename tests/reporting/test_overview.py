"""A manager's first page: how many stand where, who needs a word, what was achieved."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine, delete

from courseware.extensions import db
from courseware.operations import people as verbs
from courseware.operations.enrollments import enroll
from courseware.operations.lessons import mark_read
from courseware.operations.people import NewPerson
from courseware.operations.site import Site
from courseware.records.people import team_member
from courseware.records.transaction import writing
from tests.conftest import NOW, Clock, World, sign_in
from tests.people import PATHWAY, START, TEAM, Cast
from tests.reporting.editing import Edit
from tests.reporting.reading import (
    FIRST,
    SECOND,
    ClientOf,
    counted_statements,
    section,
    text_of,
    tiles_of,
)
from tests.steps import do_all_tasks, pass_module, take_quiz

PAGE = "/reporting"


def add(edit: Edit, site: Site, *names: str, team: str = TEAM) -> list[int]:
    """Put more people in a team and on the pathway."""
    with edit() as conn:
        found = verbs.find_team(conn, team)
        ids = []
        for name in names:
            one = verbs.add_person(conn, NewPerson(name.lower().replace(" ", ""), name), now=START)
            verbs.join_team(conn, one, found, now=START)
            enroll(conn, person_id=one, pathway=PATHWAY, now=START, site=site)
            ids.append(one)
        return ids


def test_the_navigation_leads_to_it(client_of: ClientOf) -> None:
    page = client_of("cleo").get(PAGE).text
    assert '<a href="/reporting" aria-current="page">Team</a>' in page
    assert "Who is ready, and who needs you" in page


def test_everybody_is_counted_where_they_stand(world: World) -> None:
    site = world.app.extensions["courseware.site"]
    with world.app.app_context(), writing(db.engine) as conn:
        take_quiz(conn, world.cast.ada, FIRST, now=NOW, site=site, right=4)
        verbs.join_team(conn, world.cast.ben, verbs.find_team(conn, TEAM), now=NOW)
        module = site.shelves.current(conn).modules[FIRST].module
    page = sign_in(world.app, "cleo").get(PAGE).text
    assert {words: number for words, (number, _url) in tiles_of(page).items()} == {
        "with the certificate": 1, "on the way": 0, "with a quiz to try again": 1,
        "not started": 0, "not on this pathway": 1,
    }  # fmt: skip
    held_up = section(page, "held-up")
    assert f"1 {module.title}" in held_up
    assert "1 person has tried the quiz and not passed it yet." in held_up
    assert "Ada Marsh best 40 %" in held_up
    assert "Fin Haddow 4 Mar 2026" in section(page, "lately")
    assert section(page, "still").endswith("Everybody on the pathway has moved.")


def test_the_lowest_results_and_the_fullest_modules_come_first(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    people = add(edit, site, *(f"Worker {n}" for n in range(6)))
    with edit() as conn:
        titles = [site.shelves.current(conn).modules[one].module.title for one in (FIRST, SECOND)]
        for n, one in enumerate(people[:5]):
            pass_module(conn, one, FIRST, now=START, site=site)
            take_quiz(conn, one, SECOND, now=NOW, site=site, right=7 - n)
        take_quiz(conn, people[5], FIRST, now=NOW, site=site, right=1)
    told = section(client_of("cleo").get(PAGE).text, "held-up")
    assert told.index(f"2 {titles[1]}") < told.index(f"1 {titles[0]}")
    assert told.index("Worker 4 best 30 %") < told.index("Worker 3 best 40 %")
    assert "Worker 0" not in told
    assert "And 1 more" in told


def test_two_weeks_without_movement_are_told_the_longest_first(
    edit: Edit, client_of: ClientOf, clock: Clock, cast: Cast, site: Site
) -> None:
    still, moved, waits = add(edit, site, "Still Sam", "Moved Mo", "Waits Wu")
    with edit() as conn:
        lesson = site.shelves.current(conn).modules[FIRST].module.lessons[0].id
        for person_id, days in ((still, 20), (moved, 13)):
            at = NOW - timedelta(days=days)
            mark_read(conn, person_id=person_id, module=FIRST, lesson=lesson, now=at, site=site)
        for module in (FIRST, SECOND):  # all passed: they wait for the certificate's name
            pass_module(conn, waits, module, now=START, site=site)
    cleo = client_of("cleo")
    told = section(cleo.get(PAGE).text, "still")
    assert told.index("Ada Marsh 30 days") < told.index("Still Sam 20 days")
    assert "Moved Mo" not in told
    assert "Waits Wu" not in told
    assert "Fin Haddow" not in told
    clock.forward(days=1)
    assert "Moved Mo 14 days" in section(cleo.get(PAGE).text, "still")


def test_a_certificate_is_news_for_thirty_days(client_of: ClientOf, clock: Clock) -> None:
    cleo = client_of("cleo")
    assert "Fin Haddow" in section(cleo.get(PAGE).text, "lately")
    clock.forward(days=3)
    assert "None was issued." in section(cleo.get(PAGE).text, "lately")


def test_teams_stand_below_each_other_and_lead_to_their_people(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    with edit() as conn:
        below = verbs.add_team(conn, "Press line", parent=TEAM, now=NOW)
        verbs.add_team(conn, "Night shift", parent=TEAM, now=NOW)
    add(edit, site, "Gita Rao", team="Press line")
    cleo = client_of("cleo")
    told = section(cleo.get(PAGE).text, "teams")
    for line in ("All my teams 3 1 0 0 2 0", f"{TEAM} 3 1 0 0 2 0", "Press line 1 0 0 0 1 0"):
        assert line in told
    alone = cleo.get(f"{PAGE}?team={below}&pathway={PATHWAY}").text
    assert "Press line · First steps in production · 1 person · as of" in text_of(alone)
    assert tiles_of(alone)["not started"][0] == 1
    assert "Ada Marsh" not in alone


def test_one_person_alone_is_a_whole_page(edit: Edit, client_of: ClientOf, cast: Cast) -> None:
    with edit() as conn:
        conn.execute(delete(team_member).where(team_member.c.person_id == cast.fin))
    page = client_of("cleo").get(PAGE).text
    assert f"{TEAM} · First steps in production · 1 person" in text_of(page)
    assert tiles_of(page)["not started"][0] == 1
    assert "Nobody has a quiz to try again." in section(page, "held-up")
    assert "None was issued." in section(page, "lately")


def test_an_empty_team_and_no_team_are_told(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    assert "Nobody is in your team yet" in client_of("dov").get(PAGE).text
    with edit() as conn:
        empty = verbs.add_team(conn, "Night shift", parent=TEAM, now=NOW)
    assert "Nobody is in this team yet." in client_of("cleo").get(f"{PAGE}?team={empty}").text


def test_it_costs_the_same_statements_for_many_people(
    edit: Edit, client_of: ClientOf, site: Site, world_engine: Engine
) -> None:
    cleo, counts = client_of("cleo"), []
    for start in (0, 30):
        people = add(edit, site, *(f"Worker {n}" for n in range(start, start * 2 + 2)))
        with edit() as conn:
            do_all_tasks(conn, people[0], FIRST, now=NOW, site=site)
        cleo.get(PAGE)
        with counted_statements(world_engine) as statements:
            assert cleo.get(PAGE).status_code == 200
        counts.append(len(statements))
    # who asks, what is published, which pathway, the reach, the board
    assert counts[0] == counts[1] <= 5
