"""Staff give a person extra time where a clock runs; why they need it is never asked or stored."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from courseware.operations.grades import comes_late
from courseware.operations.people import NotPossible
from courseware.operations.site import Site
from courseware.quizzes.attempts import EXTRA_TIMES, deadline
from courseware.quizzes.terms import Purpose, terms_of
from courseware.records import journal
from courseware.records.deadlines import move_deadline, read_open_attempts
from courseware.records.own_account import change_person
from courseware.records.people import read_extra_time
from courseware.records.work import note


def give_extra_time(
    conn: Connection,
    person_id: int,
    percent: int,
    *,
    now: datetime,
    site: Site,
    by_person: int | None = None,
) -> bool:
    """Let clocks run `percent` longer for a person; False if they do so already.

    An attempt whose clock is running ends later at once, and never sooner. One whose time is up
    stays as it is. Raises NotPossible for nobody, and for a number that is not offered.
    """
    if percent not in EXTRA_TIMES:
        offered = ", ".join(map(str, EXTRA_TIMES))
        raise NotPossible(f"Extra time can be one of {offered} percent.")
    # Under the learner's lock, so that a start at the same moment has either time, and wholly.
    before = read_extra_time(conn, person_id) if journal.lock_learner(conn, person_id) else None
    if before is None:
        raise NotPossible("There is no such person.")
    if before == percent:
        return False
    change_person(conn, person_id, extra_time=percent)
    moved = _move_deadlines(conn, person_id, percent, now=now, site=site)
    note(
        conn,
        action="extra_time.changed",
        subject=f"person:{person_id}",
        details={"old": str(before), "new": str(percent), "attempts": str(moved)},
        by_person=by_person,
        now=now,
    )
    return True


def _move_deadlines(
    conn: Connection, person_id: int, percent: int, *, now: datetime, site: Site
) -> int:
    """Put off what ends by a clock that is running; return how many attempts end later now."""
    moved = 0
    for one in read_open_attempts(conn, person_id):
        bank = site.shelves.version(conn, one.version_id).bank
        until = deadline(one.started_at, terms_of(bank.quiz, Purpose(one.purpose)).minutes, percent)
        if until > one.deadline_at and not comes_late(one, now):
            move_deadline(conn, one.id, until)
            moved += 1
    return moved
