from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, update

from courseware.extensions import db
from courseware.operations.people import add_team, find_team, grant_role
from courseware.permissions import Role
from courseware.records.people import person
from courseware.records.roster import SHOWN, find_card, search_people
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.people import TEAM


@pytest.fixture
def conn(world: World) -> Iterator[Connection]:
    with world.app.app_context(), writing(db.engine) as one:
        yield one


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["ada", "ben", "cleo", "dov", "eve", "fin"]),
        ("LINDQ", ["eve"]),
        ("fin", ["fin"]),
        ("ben@example", ["ben"]),
        ("%", []),
        ("nobody", []),
    ],
)
def test_people_are_found_by_any_part_of_their_names(
    conn: Connection, typed: str, found: list[str]
) -> None:
    people, are_more = search_people(conn, typed)
    assert [one.user_name for one in people] == found
    assert not are_more


def test_a_found_person_has_roles_and_teams(conn: Connection) -> None:
    people, _more = search_people(conn, "a")
    known = {one.user_name: one for one in people}
    assert known["ada"].teams == (TEAM,)
    assert known["eve"].roles == ("operator",)
    assert known["eve"].has_password
    assert not known["eve"].is_disabled


def test_a_long_list_says_that_there_are_more(conn: Connection) -> None:
    rows = [
        {"user_name": f"w{n}", "user_name_key": f"w{n}", "name": f"Worker {n:03}", "job_role": "",
         "site": "", "shift": "", "line": "", "time_zone": "UTC", "locale": "en",
         "created_at": NOW}
        for n in range(SHOWN + 1)
    ]  # fmt: skip
    conn.execute(person.insert(), rows)
    people, are_more = search_people(conn, "worker")
    assert (len(people), are_more) == (SHOWN, True)


def test_a_card_says_where_each_role_holds(world: World, conn: Connection) -> None:
    cast = world.cast
    press = add_team(conn, "Press line", parent=None, now=NOW)
    grant_role(conn, cast.cleo, Role.MANAGER, team_id=press, now=NOW)
    card = find_card(conn, cast.cleo)
    assert card is not None
    assert card.roles == (Role.MANAGER,)
    assert card.where(Role.MANAGER) == (TEAM, "Press line")
    grant_role(conn, cast.cleo, Role.MANAGER, now=NOW)
    whole_site = find_card(conn, cast.cleo)
    assert whole_site is not None
    assert whole_site.where(Role.MANAGER) == ()


def test_a_card_knows_teams_and_password(world: World, conn: Connection) -> None:
    card = find_card(conn, world.cast.ada)
    assert card is not None
    assert card.teams == ((find_team(conn, TEAM), TEAM),)
    assert card.has_password


def test_an_erased_person_has_no_card(world: World, conn: Connection) -> None:
    conn.execute(update(person).where(person.c.id == world.cast.dov).values(erased_at=NOW))
    assert find_card(conn, world.cast.dov) is None
    assert find_card(conn, 999_999) is None
