"""Extra time: what it does to clocks that will run, to one that runs, and to one that has run out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from courseware.extensions import db
from courseware.operations.attempts import Answer, Receipt, Turned, save_answers, submit_attempt
from courseware.operations.extra_time import give_extra_time
from courseware.operations.grades import GRACE
from courseware.operations.people import NotPossible
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.operations.versions import Prepared
from courseware.quizzes.attempts import OPEN_FOR
from courseware.records import attempts, responses
from courseware.records.attempts import AttemptRow
from courseware.records.deadlines import overdue_attempts
from courseware.records.people import read_extra_time
from courseware.records.sheets import read_sheet
from courseware.records.transaction import writing
from courseware.records.work import audit
from tests.clocks import publish_terms
from tests.conftest import NOW, World
from tests.steps import answers_of, start

CP1, MP1 = "cp1-start-here", "mp1-factory-systems"
SECOND = timedelta(seconds=1)
AT_ONCE = timedelta(0)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


@pytest.fixture
def conn(world: World, curriculum: Prepared) -> Iterator[Connection]:
    """One write on each database; the quiz of the first module has 20 minutes."""
    with world.app.app_context(), writing(db.engine) as one:
        publish_terms(one, curriculum, CP1, minutes=20)
        yield one


@pytest.fixture
def site(world: World) -> Site:
    one: Site = world.app.extensions["courseware.site"]
    return one


def give(conn: Connection, world: World, percent: int, *, after: timedelta = AT_ONCE) -> bool:
    site: Site = world.app.extensions["courseware.site"]
    ada, eve = world.cast.ada, world.cast.eve
    return give_extra_time(conn, ada, percent, now=NOW + after, site=site, by_person=eve)


def attempt_of(conn: Connection, world: World, attempt_id: int) -> AttemptRow:
    found = attempts.find_attempt(conn, world.cast.ada, attempt_id)
    assert found is not None
    return found


def notes(conn: Connection) -> list[dict[str, str]]:
    rows = conn.execute(select(audit.c.details).where(audit.c.action == "extra_time.changed"))
    return [json.loads(row.details) for row in rows]


@pytest.mark.parametrize(("percent", "ends"), [(0, 20), (25, 25), (50, 30), (100, 40)])
def test_a_clock_that_starts_has_the_persons_extra_time(
    world: World, conn: Connection, site: Site, percent: int, ends: int
) -> None:
    give(conn, world, percent)
    attempt_id = start(conn, world.cast.ada, CP1, now=NOW, site=site)
    assert attempt_of(conn, world, attempt_id).deadline_at == NOW + minutes(ends)
    untimed = start(conn, world.cast.ada, MP1, now=NOW, site=site)
    assert attempt_of(conn, world, untimed).deadline_at == NOW + OPEN_FOR


def test_a_running_clock_gets_longer_and_never_shorter(
    world: World, conn: Connection, site: Site
) -> None:
    timed = start(conn, world.cast.ada, CP1, now=NOW, site=site)
    untimed = start(conn, world.cast.ada, MP1, now=NOW, site=site)
    for percent, ends in ((50, 30), (25, 30), (100, 40), (0, 40)):
        assert give(conn, world, percent, after=minutes(10))
        assert attempt_of(conn, world, timed).deadline_at == NOW + minutes(ends), percent
        assert attempt_of(conn, world, untimed).deadline_at == NOW + OPEN_FOR
    assert read_extra_time(conn, world.cast.ada) == 0


def test_the_audit_holds_numbers_only_and_nothing_for_no_change(
    world: World, conn: Connection, site: Site
) -> None:
    start(conn, world.cast.ada, CP1, now=NOW, site=site)
    assert give(conn, world, 50, after=minutes(1))
    assert not give(conn, world, 50, after=minutes(2))
    assert give(conn, world, 0, after=minutes(3))
    assert notes(conn) == [
        {"old": "0", "new": "50", "attempts": "1"},
        {"old": "50", "new": "0", "attempts": "0"},
    ]


@pytest.mark.parametrize(("late", "moves"), [(GRACE, True), (GRACE + SECOND, False)])
def test_time_that_is_up_stays_up(
    world: World, conn: Connection, site: Site, late: timedelta, moves: bool
) -> None:
    attempt_id = start(conn, world.cast.ada, CP1, now=NOW, site=site)
    give(conn, world, 100, after=minutes(20) + late)
    ends = NOW + minutes(40 if moves else 20)
    assert attempt_of(conn, world, attempt_id).deadline_at == ends


@pytest.mark.parametrize("percent", [-25, 1, 99, 200])
def test_only_what_is_offered_can_be_given(world: World, conn: Connection, percent: int) -> None:
    with pytest.raises(NotPossible, match="0, 25, 50, 100"):
        give(conn, world, percent)
    assert notes(conn) == []


def test_nobody_is_given_nothing(conn: Connection, site: Site) -> None:
    with pytest.raises(NotPossible, match="no such person"):
        give_extra_time(conn, 999_999, 50, now=NOW, site=site)


def save(
    conn: Connection, world: World, attempt_id: int, slot: int, key: str, *, at: timedelta
) -> Receipt | Turned | None:
    site: Site = world.app.extensions["courseware.site"]
    raws = answers_of(conn, attempt_id, CP1, site)
    return save_answers(
        conn, person_id=world.cast.ada, attempt_id=attempt_id, key=key,
        answers={slot: Answer(slot, raws[slot])}, now=NOW + at, site=site,
    )  # fmt: skip


def test_answers_within_the_grace_count_and_later_ones_end_the_attempt(
    world: World, conn: Connection, site: Site
) -> None:
    ada = world.cast.ada
    attempt_id = start(conn, ada, CP1, now=NOW, site=site)
    end = minutes(20)
    for slot, at in ((1, end - SECOND), (2, end + GRACE)):
        assert isinstance(save(conn, world, attempt_id, slot, f"key-{slot:06d}", at=at), Receipt)
    assert attempt_of(conn, world, attempt_id).is_open
    late = save(conn, world, attempt_id, 3, "key-late", at=end + GRACE + SECOND)
    assert isinstance(late, Turned)
    assert "Time is up" in late.reason.sentence()
    closed = attempt_of(conn, world, attempt_id)
    assert (closed.state, closed.closed_by, closed.points) == ("graded", "timeout", 2)
    # What a device sends afterwards is kept, too, and a second time is no receipt.
    for _again in range(2):
        later = save(conn, world, attempt_id, 4, "key-later", at=end + timedelta(hours=2))
        assert isinstance(later, Turned)
    kinds = [one.kind for one in responses.read_steps(conn, attempt_id)]
    assert kinds == ["save", "save", "late", "late"]
    sheet = read_sheet(conn, ada, attempt_id)
    assert sheet is not None
    assert (sheet.late, attempt_of(conn, world, attempt_id).points) == (2, 2)
    assert list(verify_person(conn, ada)) == [], "what came late is no part of what points rest on"


def test_what_was_submitted_in_time_takes_nothing_that_comes_late(
    world: World, conn: Connection, site: Site
) -> None:
    attempt_id = start(conn, world.cast.ada, CP1, now=NOW, site=site)
    submit_attempt(
        conn, person_id=world.cast.ada, attempt_id=attempt_id, now=NOW + minutes(5), site=site
    )
    turned = save(conn, world, attempt_id, 1, "key-000001", at=minutes(50))
    assert isinstance(turned, Turned)
    assert turned.reason.code == "attempt.not_open"
    assert responses.read_steps(conn, attempt_id) == []


def test_the_sweep_finds_a_clock_that_has_run_out(
    world: World, conn: Connection, site: Site
) -> None:
    attempt_id = start(conn, world.cast.ada, CP1, now=NOW, site=site)
    end = NOW + minutes(20)
    assert overdue_attempts(conn, now=end) == []
    assert overdue_attempts(conn, now=end + SECOND) == [(world.cast.ada, attempt_id)]
    give(conn, world, 100, after=minutes(19))
    assert overdue_attempts(conn, now=end + SECOND) == []
