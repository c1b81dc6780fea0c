from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert

from courseware.permissions import GRANTS, Permission, Role, Scope
from courseware.records.everything import METADATA
from courseware.records.people import person, role_grant, team, team_member
from courseware.records.reach import reach_member, read_reach
from courseware.records.transaction import open_engine

FIRST, SECOND = "cp1-start-here", "mp1-factory-systems"
READ = Permission.READ_RECORDS
MOMENT = datetime(2026, 3, 2, tzinfo=UTC)
PEOPLE, TEAMS = 4, 5


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database with nothing but tables; each example is rolled back."""
    one = open_engine(f"sqlite:///{tmp_path_factory.mktemp('reach') / 'reach.db'}")
    METADATA.create_all(one)
    yield one
    one.dispose()


def add_people_and_teams(conn: Connection, parents: list[int | None]) -> None:
    rows = [
        {"id": n, "user_name": f"p{n}", "user_name_key": f"p{n}", "name": f"Person {n % 3}",
         "job_role": "", "site": "", "shift": "", "line": "", "time_zone": "UTC", "locale": "en",
         "created_at": MOMENT, "erased_at": MOMENT if n == PEOPLE else None}
        for n in range(1, PEOPLE + 1)
    ]  # fmt: skip
    conn.execute(insert(person), rows)
    for number in range(1, len(parents) + 1):
        conn.execute(insert(team).values(id=number, name=f"Team {number}", created_at=MOMENT))
    for number, parent in enumerate(parents, start=1):
        if parent is not None and parent <= len(parents):
            conn.execute(team.update().where(team.c.id == number).values(parent_id=parent))


def expected_teams(
    parents: list[int | None], granted: set[tuple[int, Role, Scope, int]], asking: int
) -> set[int]:
    """Return what the rule says in plain words: granted teams, and whatever lies below them."""
    mine = [one for one in granted if one[0] == asking and READ in GRANTS[one[1]]]
    if any(scope is Scope.SITE for _person, _role, scope, _number in mine):
        return set(range(1, TEAMS + 1))
    reached = {number for _person, _role, _scope, number in mine}
    for _step in range(TEAMS):
        reached |= {n for n, parent in enumerate(parents, start=1) if parent in reached}
    return reached


teams = st.integers(1, TEAMS)
people = st.integers(1, PEOPLE)
roles = st.sampled_from([Role.MANAGER, Role.MANAGER, Role.OPERATOR])
grants = st.tuples(people, roles, st.sampled_from(list(Scope)), teams)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.none() | teams, min_size=TEAMS, max_size=TEAMS),
    st.sets(st.tuples(teams, people), min_size=8),
    st.sets(grants, min_size=2, max_size=6),
    st.integers(1, 2),
)
def test_reach_is_the_granted_teams_with_all_below_and_their_members(
    engine: Engine,
    parents: list[int | None],
    members: set[tuple[int, int]],
    granted: set[tuple[int, Role, Scope, int]],
    asking: int,
) -> None:
    with engine.connect() as conn:
        conn.exec_driver_sql("BEGIN")
        add_people_and_teams(conn, parents)
        for team_id, person_id in members:
            conn.execute(
                insert(team_member).values(team_id=team_id, person_id=person_id, joined_at=MOMENT)
            )
        for person_id, role, scope, scope_id in granted:
            conn.execute(
                insert(role_grant).values(
                    person_id=person_id, role=role.value, scope=scope.value, granted_at=MOMENT,
                    scope_id=0 if scope is Scope.SITE else scope_id,
                ).prefix_with("OR IGNORE")
            )  # fmt: skip
        reach = read_reach(conn, asking, READ)
        expected = expected_teams(parents, granted, asking)
        assert {one.id for one in reach.teams} == expected
        assert {one.id: set(one.team_ids) for one in reach.people} == {
            one: {number for number, member in members if member == one and number in expected}
            for one in range(1, PEOPLE)  # the last one is erased
            if one != asking and any((number, one) in members for number in expected)
        }
        for one in range(1, PEOPLE + 1):
            found = reach_member(conn, asking, READ, one)
            inside = [each for each in reach.people if each.id == one]
            assert (None if found is None else found[1]) == (inside[0] if inside else None)
        conn.rollback()


def test_a_team_is_shown_with_the_teams_below_it(engine: Engine) -> None:
    with engine.connect() as conn:
        conn.exec_driver_sql("BEGIN")
        add_people_and_teams(conn, [None, 1, 2, None])
        rows = [{"team_id": n, "person_id": n, "joined_at": MOMENT} for n in (1, 2, 3, 4)]
        conn.execute(insert(team_member), rows)
        conn.execute(
            insert(role_grant).values(
                person_id=1, role="manager", scope="site", scope_id=0, granted_at=MOMENT
            )
        )
        reach = read_reach(conn, 1, READ)
        assert {one.id for one in reach.within(1)} == {2, 3}, "not the person who asks"
        assert {one.id for one in reach.within(3)} == {3}
        assert reach.within(4) == (), "its only member is erased"
        conn.rollback()
