"""A team is put on a pathway in one write: all or nobody, each told once, counted in the audit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Connection, func, select, update

from courseware.extensions import db
from courseware.letters import Letter
from courseware.operations.assignments import MOST, assign_pathway, assign_people, assign_team
from courseware.operations.enrollments import enroll
from courseware.operations.people import NewPerson, NotPossible, add_person, find_team, join_team
from courseware.operations.site import Site
from courseware.operations.staff import disable_person
from courseware.records.candidates import read_candidates
from courseware.records.enrollments import enrollment
from courseware.records.letters import message
from courseware.records.people import person
from courseware.records.transaction import writing
from tests.asking import kinds, noted, told
from tests.conftest import NOW, World
from tests.people import TEAM, Cast

PATHWAY = "lean-start"


@pytest.fixture
def conn(world: World) -> Iterator[Connection]:
    with world.app.app_context(), writing(db.engine) as one:
        yield one


@pytest.fixture
def cast(world: World) -> Cast:
    return world.cast


def on_it(conn: Connection) -> set[int]:
    query = select(enrollment.c.person_id).where(enrollment.c.pathway == PATHWAY)
    return set(conn.scalars(query))


def test_everybody_is_put_on_it_and_told_by_whom(conn: Connection, site: Site, cast: Cast) -> None:
    cell = find_team(conn, TEAM)
    enroll(conn, person_id=cast.fin, pathway=PATHWAY, now=NOW, site=site)
    done = assign_team(
        conn, cell, [cast.fin, cast.ada], PATHWAY, now=NOW, site=site, by_person=cast.cleo
    )
    assert (done.people, done.left_out) == ([cast.ada], 1)
    assert on_it(conn) == {cast.ada, cast.fin}
    details = {"who": "Cleo Ortiz", "pathway": "Lean start", "pathway_id": PATHWAY}
    assert told(conn, cast.ada) == [(Letter.PATHWAY_ASSIGNED, details)]
    assert kinds(conn, cast.fin) == []
    counts = {"pathway": PATHWAY, "people": "1", "left_out": "1"}
    assert noted(conn, "team.assigned") == [(f"team:{cell}", counts, cast.cleo)]


def test_who_left_or_was_erased_is_left_out(conn: Connection, site: Site, cast: Cast) -> None:
    disable_person(conn, cast.ada, now=NOW)
    conn.execute(update(person).where(person.c.id == cast.fin).values(erased_at=NOW))
    candidates = read_candidates(conn, [find_team(conn, TEAM)], PATHWAY)
    assert [(one.id, one.is_here) for one in candidates] == [(cast.ada, False)]
    done = assign_people(conn, [cast.ada, cast.fin, cast.ben, 999_999], PATHWAY, now=NOW, site=site)
    assert done.people == [cast.ben]
    assert on_it(conn) == {cast.ben}
    with pytest.raises(NotPossible, match="cannot sign in"):
        assign_pathway(conn, cast.ada, PATHWAY, now=NOW, site=site, by_person=cast.cleo)


def test_a_failure_half_way_leaves_no_half(world: World, cast: Cast, site: Site) -> None:
    left = [b"1" * 16]

    def chance(_size: int) -> bytes:
        return left.pop()  # there is enough of it for one person only

    broken = replace(site, chance=chance)
    with world.app.app_context():
        with pytest.raises(IndexError), writing(db.engine) as conn:
            assign_people(conn, [cast.ada, cast.fin], PATHWAY, now=NOW, site=broken)
        with db.engine.connect() as conn:
            assert on_it(conn) == set()
            assert conn.execute(select(func.count()).select_from(message)).scalar() == 0


def test_more_than_one_write_takes_is_refused_before_anything(conn: Connection, site: Site) -> None:
    with pytest.raises(NotPossible, match="At most 500"):
        assign_people(conn, range(1, MOST + 2), PATHWAY, now=NOW, site=site)
    with pytest.raises(NotPossible, match="no published pathway"):
        assign_people(conn, [1], "none", now=NOW, site=site)
    assert on_it(conn) == set()


def test_two_hundred_people_are_one_write(conn: Connection, site: Site, cast: Cast) -> None:
    cell = find_team(conn, TEAM)
    for n in range(200):
        one = add_person(conn, NewPerson(f"w{n}", f"Worker {n}", f"w{n}@example.com"), now=NOW)
        join_team(conn, one, cell, now=NOW)
    members = read_candidates(conn, [cell], PATHWAY)
    done = assign_team(conn, cell, [one.id for one in members], PATHWAY, now=NOW, site=site)
    assert len(done.people) == len(members) == 202
    assert len(on_it(conn)) == 202
