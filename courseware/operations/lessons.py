"""A person marks a lesson read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from courseware.content.model import Module
from courseware.operations.completions import settle_module
from courseware.operations.mending import next_try
from courseware.operations.site import Site
from courseware.progress.facts import Fact, FactKind
from courseware.records import journal
from courseware.records.attempts import read_attempts
from courseware.records.places import read_place


def mark_read(
    conn: Connection, *, person_id: int, module: str, lesson: str, now: datetime, site: Site
) -> bool:
    """Record that a lesson was read; False if the record says so already. Access is asked before.

    While a quiz is closed after three fails, a lesson of its mend set is recorded once more as read
    again: that may open the quiz earlier, and changes nothing else.
    """
    lock = journal.lock_learner(conn, person_id)
    if lock is None:
        return False
    place = read_place(conn, person_id)
    version = site.shelves.current(conn).modules[module]
    is_known = lesson in place.trail.done.get(module, ())
    if place.is_erased or (
        is_known and not _is_to_mend(conn, person_id, version.module, lesson, now=now, site=site)
    ):
        return False
    subject, kind = (
        f"{module}/{lesson}",
        FactKind.LESSON_REREAD if is_known else FactKind.LESSON_READ,
    )
    body = {"version": version.number, "digest": version.digest}
    journal.append(
        lock,
        kind=kind,
        subject=subject,
        body=body,
        salt=site.chance(16),
        now=now,
    )
    settle_module(conn, lock, place, Fact(kind, subject, now, body), now=now, site=site)
    journal.save(conn, lock)
    return True


def _is_to_mend(
    conn: Connection, person_id: int, module: Module, lesson: str, *, now: datetime, site: Site
) -> bool:
    """Say whether reading this lesson again is asked of the person now."""
    past = read_attempts(conn, person_id, module.slug)
    wait = next_try(conn, module, past, now=now, site=site)
    return (
        wait is not None
        and wait.mend is not None
        and any(one == lesson for one, _title in wait.mend.unread)
    )
