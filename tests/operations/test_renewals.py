"""Fin's certificate ends: renewed early, renewed late, half renewed, and once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection, Engine

from courseware.credentials.snapshot import from_json
from courseware.extensions import db
from courseware.operations.credentials import _snapshot
from courseware.operations.issuing import store_credential
from courseware.operations.renewals import expiring
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.records import journal
from courseware.records.credentials import credentials_of
from courseware.records.transaction import reading, writing
from tests.conftest import World
from tests.expiring import make_expiring
from tests.level_story import LEVEL, pass_modules, pass_review
from tests.level_story import PATHWAY as LEVELED
from tests.people import PATHWAY
from tests.steps import pass_module, take_quiz

ISSUED = datetime(2026, 5, 4, 9, tzinfo=UTC)
END = date(2028, 5, 4)
FIRST, SECOND = "cp1-start-here", "mp1-factory-systems"


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 10, tzinfo=UTC)


@pytest.fixture
def engine(world: World, app_context: None) -> Engine:
    """A site on which Ada has just earned a certificate that is valid for two years."""
    site = world.app.extensions["courseware.site"]
    with writing(db.engine) as conn:
        make_expiring(conn, PATHWAY)
    with writing(db.engine) as conn:
        for module in (FIRST, SECOND):
            pass_module(conn, world.cast.ada, module, now=ISSUED, site=site)
    return db.engine


@pytest.fixture
def app_context(world: World) -> Iterator[None]:
    with world.app.app_context():
        yield


def ends(engine: Engine, person_id: int) -> list[tuple[int, date | None]]:
    """Return cycle and last day of each certificate."""
    with reading(engine) as conn:
        held = credentials_of(conn, person_id)
    return [(one.cycle, from_json(one.snapshot or "").valid_until) for one in held]


def retake(engine: Engine, world: World, site: Site, module: str, when: datetime, **how) -> None:
    with writing(engine) as conn:
        take_quiz(conn, world.cast.ada, module, now=when, site=site, **how)


def test_a_certificate_of_such_a_pathway_says_its_last_day(engine: Engine, world: World) -> None:
    assert ends(engine, world.cast.ada) == [(1, END)]


def test_renewed_in_the_window_it_begins_where_the_old_one_ends(
    engine: Engine, world: World, site: Site
) -> None:
    retake(engine, world, site, FIRST, at(2028, 3, 1))
    assert ends(engine, world.cast.ada) == [(1, END)], "one of two is not enough"
    with reading(engine) as conn:
        (half,) = expiring(conn, world.cast.ada, site.shelves.current(conn))
    assert (half.renewal.done, half.renewal.opens_on) == (1, date(2028, 2, 4))
    retake(engine, world, site, SECOND, at(2028, 3, 2))
    assert ends(engine, world.cast.ada) == [(1, END), (2, date(2030, 5, 4))]
    with reading(engine) as conn:
        old, new = credentials_of(conn, world.cast.ada)
        assert list(verify_person(conn, world.cast.ada)) == []
    assert old.revoked_at is None, "it stays valid until its own end"
    modules = from_json(new.snapshot or "").modules
    assert [one.passed_on for one in modules] == [date(2028, 3, 1), date(2028, 3, 2)]


@pytest.mark.parametrize(
    ("days", "right"),
    [
        pytest.param((at(2028, 2, 2), at(2028, 3, 2)), None, id="the first before the window"),
        pytest.param((at(2028, 3, 1), at(2028, 3, 2)), 1, id="the second failed"),
    ],
)
def test_what_does_not_renew(
    engine: Engine, world: World, site: Site, days: tuple[datetime, datetime], right: int | None
) -> None:
    retake(engine, world, site, FIRST, days[0])
    retake(engine, world, site, SECOND, days[1], right=right)
    assert ends(engine, world.cast.ada) == [(1, END)]


def test_renewed_late_it_begins_on_that_day_and_only_once(
    engine: Engine, world: World, site: Site
) -> None:
    for when in (at(2028, 9, 1), at(2028, 9, 2)):
        retake(engine, world, site, FIRST, when)
        retake(engine, world, site, SECOND, when)
    assert ends(engine, world.cast.ada) == [(1, END), (2, date(2030, 9, 1))]


def test_a_level_is_renewed_by_its_review_alone(
    world: World, app_context: None, site: Site
) -> None:
    ada = world.cast.ada
    with writing(db.engine) as conn:
        make_expiring(conn, LEVELED, level=LEVEL)
    with writing(db.engine) as conn:
        pass_modules(conn, ada, now=ISSUED, site=site)
    with writing(db.engine) as conn:
        certify_level(conn, ada, site)
    with writing(db.engine) as conn:
        pass_review(conn, ada, now=at(2028, 4, 1), site=site)
    assert ends(db.engine, ada)[-1] == (2, date(2030, 5, 4))
    with reading(db.engine) as conn:
        new = from_json(credentials_of(conn, ada)[-1].snapshot or "")
    assert new.level is not None
    assert (new.level.reviewed_on, new.level.entries) == (date(2028, 4, 1), 12)


def certify_level(conn: Connection, ada: int, site: Site) -> None:
    """Issue the level's certificate as if all that it asks for had been done."""
    pathway = site.shelves.current(conn).pathways[LEVELED]
    lock = journal.lock_learner(conn, ada)
    assert lock is not None
    snapshot = _snapshot(conn, ada, pathway, pathway.level(LEVEL), now=ISSUED, site=site)
    assert snapshot.level is not None
    snapshot = replace(snapshot, level=replace(snapshot.level, entries=12))
    store_credential(conn, lock, snapshot, cycle=1, issue=1, now=ISSUED, site=site)
    journal.save(conn, lock)


def test_nothing_is_asked_where_nothing_expires(
    world: World, app_context: None, site: Site
) -> None:
    with reading(db.engine) as conn:
        shelf = site.shelves.current(conn)
        assert list(expiring(conn, world.cast.fin, shelf)) == []
    assert all(one.validity is None for one in shelf.pathways.values())
