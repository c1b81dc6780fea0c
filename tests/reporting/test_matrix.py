from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from sqlalchemy import delete

from courseware.extensions import db
from courseware.operations import people as verbs
from courseware.operations.enrollments import enroll
from courseware.operations.lessons import mark_read
from courseware.operations.people import NewPerson
from courseware.operations.site import Site
from courseware.records.credentials import credential, credential_file
from courseware.records.people import role_grant, team_member
from courseware.reporting import matrix
from tests.conftest import NOW, sign_in
from tests.people import NAMES, OTHER_TEAM, PATHWAY, START, TEAM, Cast
from tests.reporting.editing import Edit
from tests.reporting.reading import (
    ADDRESS,
    FIRST,
    ClientOf,
    counted_statements,
    rows_of,
    tiles_of,
)
from tests.steps import pass_module, take_quiz


def lock_sentences(page: str) -> list[str]:
    """Return the sentences below the stations of a route."""
    return [html.unescape(one) for one in re.findall(r'class="station-line">([^<]*)<', page)]


def test_each_state_has_its_words(edit: Edit, client_of: ClientOf, cast: Cast, site: Site) -> None:
    with edit() as conn:
        lesson = site.shelves.current(conn).modules[FIRST].module.lessons[0].id
        mark_read(conn, person_id=cast.ada, module=FIRST, lesson=lesson, now=NOW, site=site)
        verbs.join_team(conn, cast.ben, verbs.find_team(conn, TEAM), now=NOW)
        steps = len(site.shelves.current(conn).modules[FIRST].module.tasks) + 1
    rows = rows_of(client_of("cleo").get(ADDRESS).text)
    assert [text for text, _title in rows["Ada Marsh"]] == [
        f"1 of {steps} steps", "Locked", "Not yet",
    ]  # fmt: skip
    assert [text for text, _title in rows["Fin Haddow"]] == [
        "Passed 3 Mar 2026, 100 %", "Passed 4 Mar 2026, 100 %", "Issued 4 Mar 2026",
    ]  # fmt: skip
    assert rows["Ben Okafor"][0] == (
        "Not on this pathway", "This module opens when you start its pathway.",
    )  # fmt: skip


@pytest.mark.parametrize("right", [None, 0, 7, 10])
def test_a_lock_has_the_same_words_for_learner_and_manager(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site, right: int | None
) -> None:
    if right is not None:
        with edit() as conn:
            take_quiz(conn, cast.ada, FIRST, now=NOW, site=site, right=right)
    hers = lock_sentences(client_of("ada").get("/home").text)
    cleo = client_of("cleo")
    assert len(hers) == 1
    assert "opens when" in hers[0]
    assert rows_of(cleo.get(ADDRESS).text)["Ada Marsh"][1] == ("Locked", hers[0])
    assert lock_sentences(cleo.get(f"/reporting/people/{cast.ada}").text) == hers


def test_two_locks_with_different_reasons_keep_their_own_words(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    with edit() as conn:
        verbs.join_team(conn, cast.ben, verbs.find_team(conn, TEAM), now=NOW)
        enroll(conn, person_id=cast.ben, pathway=PATHWAY, now=NOW, site=site)
        for person_id, right in ((cast.ada, 7), (cast.ben, 6)):
            take_quiz(conn, person_id, FIRST, now=NOW, site=site, right=right)
    rows = rows_of(client_of("cleo").get(ADDRESS).text)
    assert "your best is 70 %" in rows["Ada Marsh"][1][1]
    assert "your best is 60 %" in rows["Ben Okafor"][1][1]


def test_a_try_below_the_mark_shows_the_best(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    with edit() as conn:
        take_quiz(conn, cast.ada, FIRST, now=NOW, site=site, right=7)
    page = client_of("cleo").get(ADDRESS).text
    assert rows_of(page)["Ada Marsh"][0][0].endswith("steps, best 70 %")
    number, url = tiles_of(page)["with a quiz to try again"]
    assert (number, list(rows_of(client_of("cleo").get(url).text))) == (1, ["Ada Marsh"])


def test_a_finished_person_without_certificate_is_shown_waiting(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    with edit() as conn:
        conn.execute(delete(credential_file))
        conn.execute(delete(credential))
    assert rows_of(client_of("cleo").get(ADDRESS).text)["Fin Haddow"][2][0] == "Waiting"


def test_a_row_leads_to_the_person(client_of: ClientOf, cast: Cast) -> None:
    assert f'href="/reporting/people/{cast.ada}"' in client_of("cleo").get(ADDRESS).text


def test_a_manager_sees_their_own_teams_only(client_of: ClientOf, cast: Cast) -> None:
    shown = rows_of(client_of("cleo").get(ADDRESS).text)
    assert list(shown) == [NAMES["ada"], NAMES["fin"]]
    dov = client_of("dov").get(ADDRESS)
    assert "Ada Marsh" not in dov.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("?team={team}", 200), ("?team={other}", 404), ("?team=999999999999999999999", 404),
        ("?team=words", 200), ("?team=", 200), ("?pathway=first-steps", 200),
        ("?pathway=no-such", 404), ("?page=0", 200), ("?page=99999999999999999999", 200),
        ("?page=words", 200),
    ],
)  # fmt: skip
def test_the_address_chooses_team_and_pathway(
    edit: Edit, client_of: ClientOf, site: Site, address: str, status: int
) -> None:
    with edit() as conn:
        team, other = (verbs.find_team(conn, name) for name in (TEAM, OTHER_TEAM))
    reply = client_of("cleo").get(ADDRESS + address.format(team=team, other=other))
    assert reply.status_code == status


def test_a_team_below_is_offered_and_shown_alone(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    with edit() as conn:
        below = verbs.add_team(conn, "Press line", parent=TEAM, now=NOW)
        verbs.join_team(conn, cast.ben, below, now=NOW)
        empty = verbs.add_team(conn, "Night shift", parent=TEAM, now=NOW)
    cleo = client_of("cleo")
    assert "Press line" in cleo.get(ADDRESS).text
    assert list(rows_of(cleo.get(f"{ADDRESS}?team={below}").text)) == ["Ben Okafor"]
    assert "Nobody is in this team yet." in cleo.get(f"{ADDRESS}?team={empty}").text


def test_a_manager_without_people_is_told_how_they_come(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    dov = client_of("dov")
    assert "Nobody is in your team yet" in dov.get(ADDRESS).text
    with edit() as conn:
        conn.execute(delete(team_member))
        conn.execute(
            role_grant.update()
            .where(role_grant.c.person_id == cast.dov)
            .values(scope="team", scope_id=999)
        )
    assert "You have no team yet" in dov.get(ADDRESS).text


def add_members(edit: Edit, site: Site, *numbers: int) -> None:
    """Put more people in the team, at different places of the pathway."""
    with edit() as conn:
        team = verbs.find_team(conn, TEAM)
        for n in numbers:
            one = verbs.add_person(conn, NewPerson(f"w{n}", f"Worker {n:02}"), now=START)
            verbs.join_team(conn, one, team, now=START)
            if n % 3:
                enroll(conn, person_id=one, pathway=PATHWAY, now=START, site=site)
            if n % 9 == 2:
                pass_module(conn, one, FIRST, now=START, site=site)


def test_thirty_people_cost_as_many_statements_as_three(
    app: Flask, edit: Edit, client_of: ClientOf, site: Site
) -> None:
    cleo, counts = client_of("cleo"), []
    with app.app_context():
        engine = db.engine
    for newcomers in (range(1), range(1, 28)):
        add_members(edit, site, *newcomers)
        cleo.get(ADDRESS)  # what is published is read once
        with counted_statements(engine) as statements:
            page = cleo.get(ADDRESS).text
        counts.append((len(rows_of(page)), len(statements)))
    assert [people for people, _statements in counts] == [3, 30]
    # who asks, what is published, which pathway, the reach, the board
    assert counts[0][1] == counts[1][1] <= 5


def test_a_long_list_is_turned_page_by_page(
    edit: Edit, client_of: ClientOf, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matrix, "SHOWN", 3)
    add_members(edit, site, *range(5))
    cleo = client_of("cleo")
    pages = [cleo.get(f"{ADDRESS}?page={number}").text for number in (1, 2, 3, 4)]
    assert [len(rows_of(page)) for page in pages] == [3, 3, 1, 1]
    assert len({name for page in pages[:3] for name in rows_of(page)}) == 7
    assert "People after these" in pages[0]
    assert "Shown: 4 to 6 of 7" in pages[1]
    assert "People after these" not in pages[2]


def test_dates_are_in_the_managers_own_time_zone(
    edit: Edit, app: Flask, cast: Cast, site: Site
) -> None:
    with edit() as conn:
        verbs.join_team(conn, cast.ben, verbs.find_team(conn, TEAM), now=NOW)
        for person_id, hour in ((cast.ada, 22), (cast.ben, 8)):
            pass_module(conn, person_id, FIRST, now=START.replace(hour=hour), site=site)
        conn.exec_driver_sql("UPDATE person SET time_zone = 'Asia/Tokyo'")
    rows = rows_of(sign_in(app, "cleo").get(ADDRESS).text)
    assert rows["Ada Marsh"][0][0] == "Passed 3 Mar 2026, 100 %"
    assert rows["Ben Okafor"][0][0] == "Passed 2 Mar 2026, 100 %"
