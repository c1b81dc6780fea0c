"""Who decides: the manager of the nearest team, else of the site, else the operators."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, update

from courseware.extensions import db
from courseware.operations import people as verbs
from courseware.operations.people import NewPerson
from courseware.operations.staff import disable_person, leave_team
from courseware.permissions import Role
from courseware.records.deciders import read_deciders
from courseware.records.people import person, team
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.people import OTHER_TEAM, TEAM


@pytest.fixture
def conn(world: World) -> Iterator[Connection]:
    with world.app.app_context(), writing(db.engine) as one:
        yield one


def add(conn: Connection, name: str) -> int:
    return verbs.add_person(conn, NewPerson(name.lower(), name), now=NOW)


def manager(conn: Connection, name: str, team_id: int | None) -> int:
    one = add(conn, name)
    verbs.grant_role(conn, one, Role.MANAGER, team_id=team_id, now=NOW)
    return one


def names(conn: Connection, person_id: int) -> list[str]:
    return [one.name for one in read_deciders(conn, person_id)]


def test_the_managers_of_the_team_decide(world: World, conn: Connection) -> None:
    manager(conn, "Zelda", verbs.find_team(conn, TEAM))
    manager(conn, "Sam", None)
    assert names(conn, world.cast.ada) == ["Cleo Ortiz", "Zelda"]
    assert not any(one.is_operator for one in read_deciders(conn, world.cast.ada))


def test_a_team_without_a_manager_looks_upward_to_the_nearest(
    world: World, conn: Connection
) -> None:
    hall = verbs.add_team(conn, "Hall 1", parent=OTHER_TEAM, now=NOW)
    crew = verbs.add_team(conn, "Crew", parent="Hall 1", now=NOW)
    one = add(conn, "Wim")
    verbs.join_team(conn, one, crew, now=NOW)
    assert names(conn, one) == ["Dov Levin"]
    manager(conn, "Hal", hall)
    assert names(conn, one) == ["Hal"]


def test_the_nearest_of_all_teams_of_a_person_decides(world: World, conn: Connection) -> None:
    crew = verbs.add_team(conn, "Crew", parent=OTHER_TEAM, now=NOW)
    verbs.join_team(conn, world.cast.ada, crew, now=NOW)
    assert names(conn, world.cast.ada) == ["Cleo Ortiz"]


def test_then_the_managers_of_the_site_and_then_the_operators(
    world: World, conn: Connection
) -> None:
    lonely = verbs.add_team(conn, "Night", parent=None, now=NOW)
    one = add(conn, "Wim")
    verbs.join_team(conn, one, lonely, now=NOW)
    (eve,) = read_deciders(conn, one)
    assert (eve.name, eve.is_operator) == ("Eve Lindqvist", True)
    manager(conn, "Sam", None)
    assert names(conn, one) == ["Sam"]


def test_whom_no_team_holds_is_reached_by_operators_only(world: World, conn: Connection) -> None:
    manager(conn, "Sam", None)
    assert names(conn, world.cast.ben) == ["Eve Lindqvist"]


def test_nobody_decides_for_themselves(world: World, conn: Connection) -> None:
    cast, cell = world.cast, verbs.find_team(conn, TEAM)
    verbs.join_team(conn, cast.cleo, cell, now=NOW)
    assert names(conn, cast.cleo) == ["Eve Lindqvist"]
    assert names(conn, cast.eve) == []


def test_who_cannot_sign_in_decides_nothing(world: World, conn: Connection) -> None:
    disable_person(conn, world.cast.cleo, now=NOW)
    assert names(conn, world.cast.ada) == ["Eve Lindqvist"]


def test_a_withdrawn_role_decides_nothing(world: World, conn: Connection) -> None:
    verbs.withdraw_role(conn, world.cast.cleo, Role.MANAGER, now=NOW)
    assert names(conn, world.cast.ada) == ["Eve Lindqvist"]


def test_the_erased_decide_nothing(world: World, conn: Connection) -> None:
    conn.execute(update(person).where(person.c.id == world.cast.cleo).values(erased_at=NOW))
    assert names(conn, world.cast.ada) == ["Eve Lindqvist"]


def test_somebody_who_left_the_team_is_decided_elsewhere(world: World, conn: Connection) -> None:
    leave_team(conn, world.cast.ada, verbs.find_team(conn, TEAM), now=NOW)
    assert names(conn, world.cast.ada) == ["Eve Lindqvist"]


def test_a_ring_of_teams_comes_to_an_end(world: World, conn: Connection) -> None:
    cell, paint = (verbs.find_team(conn, one) for one in (TEAM, OTHER_TEAM))
    for one, above in ((cell, paint), (paint, cell)):
        conn.execute(update(team).where(team.c.id == one).values(parent_id=above))
    assert names(conn, world.cast.ada) == ["Cleo Ortiz"]
