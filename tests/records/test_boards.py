"""What the reports of a team read: on both databases the same, and what the record itself says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from fractions import Fraction

import pytest

from courseware.extensions import db
from courseware.operations import people as verbs
from courseware.operations.lessons import mark_read
from courseware.operations.site import Site
from courseware.progress.marks import Known, read_moment
from courseware.progress.matrix import Group, Line, Spot
from courseware.progress.route import Station, StationState
from courseware.records import credentials, journal, revocations
from courseware.records.boards import most_used_pathway, read_board
from courseware.records.people import person
from courseware.records.plans import TRAIL_KINDS, Routes, kept_routes, trail_of
from courseware.records.reports import read_names, read_versions
from courseware.records.standings import read_standings, standing
from courseware.records.transaction import reading, writing
from tests.conftest import NOW, World
from tests.people import OTHER_TEAM, PATHWAY, START, TEAM
from tests.steps import pass_module, take_quiz

FIRST, SECOND = "cp1-start-here", "mp1-factory-systems"


@pytest.fixture
def site(world: World) -> Iterator[Site]:
    with world.app.app_context():
        yield world.app.extensions["courseware.site"]


def board_of(world: World, site: Site, *people: int) -> dict[int, Known]:
    with reading(db.engine) as conn:
        team = verbs.find_team(conn, TEAM)
        pathway = site.shelves.current(conn).pathways[PATHWAY]
        return read_board(conn, [team], people or [world.cast.ada, world.cast.fin], pathway)


def line_of(site: Site, known: Known) -> Line:
    with reading(db.engine) as conn:
        return kept_routes(site.shelves.current(conn), PATHWAY).lineup.line(known)


def read_lessons(site: Site, person_id: int, module: str, number: int) -> None:
    for n in range(number):
        with writing(db.engine) as conn:
            lesson = site.shelves.current(conn).modules[module].module.lessons[n].id
            mark_read(conn, person_id=person_id, module=module, lesson=lesson, now=NOW, site=site)


def told(station: Station) -> tuple[object, ...]:
    """Return what a report shows of a station."""
    is_open = station.state in {StationState.NOW, StationState.OPEN}
    state = "open" if is_open else station.state
    return state, station.steps_done, station.steps, station.best, station.locked


def assert_same_route(site: Site, person_id: int, known: Known) -> None:
    """Compare the line of a report with the route that all facts of the person give."""
    with reading(db.engine) as conn:
        shelf = site.shelves.current(conn)
        facts = journal.read_facts(conn, person_id, kinds=TRAIL_KINDS)
        trail = trail_of((each.kind, each.subject, each.recorded_at) for each in facts)
        route = Routes(shelf, shelf.pathways[PATHWAY]).of(read_standings(conn, person_id), trail)
    for place, station in zip(line_of(site, known).places, route, strict=True):
        if isinstance(place, Spot):
            assert told(place.station) == told(station)
        else:
            assert station.standing is not None
            assert station.standing.passed_at is not None
            assert Fraction(place[0]) == station.best
            assert read_moment(place[1]) == station.standing.passed_at


def test_a_line_of_the_report_is_the_route_that_all_facts_give(world: World, site: Site) -> None:
    cast = world.cast
    for step in range(4):
        with writing(db.engine) as conn:
            if step == 2:
                take_quiz(conn, cast.ada, FIRST, now=NOW, site=site, right=7)
            if step == 3:
                pass_module(conn, cast.ada, FIRST, now=NOW, site=site)
        if step == 1:
            read_lessons(site, cast.ada, FIRST, 2)
        if step == 3:
            read_lessons(site, cast.ada, SECOND, 1)
        for person_id, known in board_of(world, site).items():
            assert_same_route(site, person_id, known)


def test_the_trail_leaves_out_what_is_passed(world: World, site: Site) -> None:
    read_lessons(site, world.cast.ada, FIRST, 2)
    known = board_of(world, site)
    assert {slug: len(read) for slug, read in known[world.cast.ada].done.items()} == {FIRST: 2}
    assert known[world.cast.ada].started == {FIRST: NOW}
    assert (known[world.cast.fin].done, known[world.cast.fin].started) == ({}, {})


def test_a_module_whose_name_begins_alike_is_another_one(world: World, site: Site) -> None:
    with writing(db.engine) as conn:
        lock = journal.lock_learner(conn, world.cast.ada)
        assert lock is not None
        for subject in (f"{FIRST}-2/x", f"{FIRST}0/x", f"{FIRST}.a/x", f"{FIRST}/real"):
            journal.append(
                lock, kind="lesson_read", subject=subject, body={}, salt=b"s" * 16, now=NOW
            )
        journal.save(conn, lock)
        values = {"state": "in_progress", "last_fact_at": NOW}
        conn.execute(standing.insert().values(person_id=world.cast.ada, module=FIRST, **values))
    assert board_of(world, site)[world.cast.ada].done == {FIRST: frozenset({"real"})}


def test_only_modules_of_the_pathway_and_people_asked_for_are_read(
    world: World, site: Site
) -> None:
    with writing(db.engine) as conn:
        values = {"state": "in_progress", "last_fact_at": NOW + timedelta(days=9)}
        conn.execute(standing.insert().values(person_id=world.cast.ada, module="other", **values))
    known = board_of(world, site, world.cast.ada, world.cast.ben)
    assert set(known) == {world.cast.ada, world.cast.ben}, "Fin is a member and not asked for"
    assert known[world.cast.ada].marks == {}
    assert read_moment(known[world.cast.ada].enrolled_at) == START
    assert known[world.cast.ada].moved_at == START
    assert asdict(known[world.cast.ben]) == asdict(Known())


def test_people_of_other_teams_are_not_read_though_asked_for(world: World, site: Site) -> None:
    with reading(db.engine) as conn:
        other = verbs.find_team(conn, OTHER_TEAM)
        pathway = site.shelves.current(conn).pathways[PATHWAY]
        (known,) = read_board(conn, [other], [world.cast.fin], pathway).values()
    assert asdict(known) == asdict(Known())


def test_a_certificate_is_held_until_it_is_revoked(world: World, site: Site) -> None:
    fin = world.cast.fin
    known = board_of(world, site)[fin]
    with reading(db.engine) as conn:
        one = credentials.credentials_of(conn, fin)[0]
    assert read_moment(known.certified_at) == one.issued_at
    assert line_of(site, known).group is Group.CERTIFIED
    with writing(db.engine) as conn:
        revocations.revoke(conn, one.public_id, reason="mistake", now=NOW, by_person=None)
    known = board_of(world, site)[fin]
    assert known.certified_at == ""
    assert line_of(site, known).group is Group.ON_THE_WAY


def test_an_erased_member_is_nobody(world: World, site: Site) -> None:
    with writing(db.engine) as conn:
        conn.execute(person.update().where(person.c.id == world.cast.fin).values(erased_at=NOW))
    assert set(board_of(world, site, world.cast.ada)) == {world.cast.ada}


def test_the_most_used_pathway_is_the_one_with_most_of_these_people(
    world: World, site: Site
) -> None:
    with reading(db.engine) as conn:
        teams = [verbs.find_team(conn, name) for name in (TEAM, OTHER_TEAM)]
        assert most_used_pathway(conn, teams) == PATHWAY
        assert most_used_pathway(conn, teams[1:]) is None


def test_names_are_of_those_asked_for(world: World, site: Site) -> None:
    with reading(db.engine) as conn:
        assert read_names(conn, [world.cast.eve]) == {world.cast.eve: "Eve Lindqvist"}


def test_versions_say_who_published_them(world: World, site: Site) -> None:
    with reading(db.engine) as conn:
        (only,) = read_versions(conn, FIRST)
        assert (only.number, only.by, only.reason) == (1, None, "shipped")
        assert read_versions(conn, "no-such-module") == []
