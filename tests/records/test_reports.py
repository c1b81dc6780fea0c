from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert

from courseware.extensions import db
from courseware.operations.lessons import mark_read
from courseware.operations.site import Site
from courseware.permissions import Permission, Role, Scope
from courseware.progress.route import Station
from courseware.records import credentials, journal
from courseware.records.everything import METADATA
from courseware.records.people import person, role_grant, team, team_member
from courseware.records.plans import TRAIL_KINDS, Routes, Trail, trail_of
from courseware.records.reach import reached_members, reached_teams
from courseware.records.reports import read_names, read_progress_of, read_reach, read_versions
from courseware.records.standings import read_standings_of
from courseware.records.transaction import open_engine, reading, writing
from tests.conftest import NOW, World
from tests.people import PATHWAY
from tests.steps import pass_module, take_quiz

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
def test_reach_in_one_statement_follows_the_same_rule_as_in_three(
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
        names = {one.id: one.name for one in reach.teams}
        assert names == reached_teams(conn, asking, READ)
        assert [
            (one.id, one.name, tuple(sorted(names[number] for number in one.team_ids)))
            for one in reach.people
        ] == [(one.id, one.name, one.teams) for one in reached_members(conn, asking, READ)]
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


@pytest.fixture
def site(world: World) -> Iterator[Site]:
    with world.app.app_context():
        yield world.app.extensions["courseware.site"]


def read_lessons(world: World, site: Site, person_id: int, module: str, number: int) -> None:
    for n in range(number):
        with writing(db.engine) as conn:
            lesson = site.shelves.current(conn).modules[module].module.lessons[n].id
            mark_read(conn, person_id=person_id, module=module, lesson=lesson, now=NOW, site=site)


def told(stations: tuple[Station, ...]) -> list[tuple[object, ...]]:
    """Return what a report shows of a route."""
    return [(one.state, one.steps_done, one.steps, one.best, one.locked) for one in stations]


def test_the_short_trail_of_a_report_gives_the_route_that_all_facts_give(
    world: World, site: Site
) -> None:
    cast = world.cast
    read_lessons(world, site, cast.ada, FIRST, 2)
    for step in range(3):
        with writing(db.engine) as conn:
            if step == 1:
                take_quiz(conn, cast.ada, FIRST, now=NOW, site=site, right=7)
            if step == 2:
                pass_module(conn, cast.ada, FIRST, now=NOW, site=site)
                read_lessons_of_second = site.shelves.current(conn).modules[SECOND].module.lessons
                mark_read(
                    conn, person_id=cast.ada, module=SECOND,
                    lesson=read_lessons_of_second[0].id, now=NOW, site=site,
                )  # fmt: skip
        with reading(db.engine) as conn:
            shelf = site.shelves.current(conn)
            routes = Routes(shelf, shelf.pathways[PATHWAY])
            ids = [cast.ada, cast.ben, cast.fin]
            standings, progress = read_standings_of(conn, ids), read_progress_of(conn, ids)
            for one in ids:
                facts = journal.read_facts(conn, one, kinds=TRAIL_KINDS)
                whole = trail_of((each.kind, each.subject, each.recorded_at) for each in facts)
                short = progress[one].trail
                assert told(routes.of(standings[one], short)) == told(
                    routes.of(standings[one], whole)
                )
                unfinished = {
                    slug: read
                    for slug, read in whole.lessons_read.items()
                    if not standings[one][slug].is_passed
                }
                assert short.lessons_read == unfinished


def test_progress_knows_enrollments_and_certificates(world: World, site: Site) -> None:
    cast = world.cast
    with reading(db.engine) as conn:
        progress = read_progress_of(conn, [cast.ada, cast.ben, cast.fin])
    assert progress[cast.ada].enrolled == {PATHWAY}
    assert (progress[cast.ben].enrolled, progress[cast.ben].trail) == (frozenset(), Trail())
    assert set(progress[cast.fin].certified) == {PATHWAY}
    assert not progress[cast.ada].certified


def test_a_revoked_certificate_is_not_held(world: World, site: Site) -> None:
    fin = world.cast.fin
    with writing(db.engine) as conn:
        one = credentials.credentials_of(conn, fin)[0]
        credentials.revoke(conn, one.id, reason="mistake", now=NOW, by_person=None)
        assert not read_progress_of(conn, [fin])[fin].certified


def test_nobody_is_asked_for_and_nobody_comes_back(world: World, site: Site) -> None:
    with reading(db.engine) as conn:
        assert read_progress_of(conn, []) == {}
        assert read_names(conn, [world.cast.eve]) == {world.cast.eve: "Eve Lindqvist"}


def test_versions_say_who_published_them(world: World, site: Site) -> None:
    with reading(db.engine) as conn:
        (only,) = read_versions(conn, FIRST)
        assert (only.number, only.by, only.reason) == (1, None, "shipped")
        assert read_versions(conn, "no-such-module") == []
