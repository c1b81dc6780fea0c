"""Who may see a person is the same from both ends: as a manager's list and as the person's page."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import select, update

from courseware.extensions import db
from courseware.operations import people as verbs
from courseware.operations.people import NewPerson
from courseware.permissions import GRANTS, Permission, Role
from courseware.records.people import person
from courseware.records.reach import reach_member
from courseware.records.seen_by import read_watchers
from courseware.records.transaction import writing
from courseware.sights import SIGHTS, Over
from tests.conftest import NOW, World

BY_TEAM = [one for one, sight in SIGHTS.items() if sight.over is Over.TEAMS]


def fill(world: World, seed: int) -> list[int]:
    """Add teams in a tree, people in some of them, and managers of some, all by chance."""
    chance = random.Random(seed)  # noqa: S311 - an example, no secret
    with world.app.app_context(), writing(db.engine) as conn:
        teams: list[tuple[int, str]] = []
        for number in range(6):
            parent = chance.choice([None, *(name for _id, name in teams)])
            name = f"Team {seed}-{number}"
            teams.append((verbs.add_team(conn, name, parent=parent, now=NOW), name))
        ids = []
        for number in range(8):
            new = NewPerson(f"p{seed}-{number}", f"Person {number}")
            ids.append(verbs.add_person(conn, new, now=NOW))
            for team_id, _name in chance.sample(teams, chance.choice([0, 1, 1, 2])):
                verbs.join_team(conn, ids[-1], team_id, now=NOW)
            if chance.random() < 0.5:
                team_id = chance.choice([None, *(one for one, _name in teams)])
                verbs.grant_role(conn, ids[-1], Role.MANAGER, team_id=team_id, now=NOW)
    return ids


@pytest.mark.parametrize("seed", range(3))
def test_both_ways_lead_to_the_same_people(world: World, seed: int) -> None:
    fill(world, seed)
    with world.app.app_context(), db.engine.connect() as conn:
        everybody = list(conn.scalars(select(person.c.id)))
        for member in everybody:
            watchers = read_watchers(conn, member)
            for permission in BY_TEAM:
                theirs = {one.id for one in watchers[permission]}
                reached = {
                    one for one in everybody
                    if one != member and reach_member(conn, one, permission, member)
                }  # fmt: skip
                assert theirs == reached, (member, permission)


def test_operators_see_whoever_is_in_no_team_too(world: World) -> None:
    cast = world.cast
    with world.app.app_context(), db.engine.connect() as conn:
        watchers = read_watchers(conn, cast.ben)
    assert [one.id for one in watchers[Permission.MANAGE_PEOPLE]] == [cast.eve]
    assert watchers[Permission.READ_RECORDS] == []


def test_whoever_cannot_sign_in_sees_nothing(world: World) -> None:
    cast = world.cast
    with world.app.app_context():
        with writing(db.engine) as conn:
            conn.execute(update(person).where(person.c.id == cast.cleo).values(disabled_at=NOW))
        with db.engine.connect() as conn:
            assert read_watchers(conn, cast.ada)[Permission.READ_RECORDS] == []


def test_nobody_is_among_those_who_see_themselves(world: World) -> None:
    with world.app.app_context(), db.engine.connect() as conn:
        for people in read_watchers(conn, world.cast.eve).values():
            assert world.cast.eve not in [one.id for one in people]


def test_a_grant_taken_away_is_gone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GRANTS, Role.MANAGER, frozenset({Permission.LEARN}))
    with world.app.app_context(), db.engine.connect() as conn:
        assert read_watchers(conn, world.cast.ada)[Permission.READ_RECORDS] == []
