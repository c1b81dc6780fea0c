"""A person marks a lesson read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from courseware.operations.completions import settle_module
from courseware.operations.site import Site
from courseware.progress.facts import Fact, FactKind
from courseware.records import journal
from courseware.records.places import read_place


def mark_read(
    conn: Connection, *, person_id: int, module: str, lesson: str, now: datetime, site: Site
) -> bool:
    """Record that a lesson was read; False if the record says so already. Access is asked before."""
    lock = journal.lock_learner(conn, person_id)
    if lock is None:
        return False
    place = read_place(conn, person_id)
    if place.is_erased or lesson in place.trail.lessons_read.get(module, ()):
        return False
    subject = f"{module}/{lesson}"
    version = site.shelves.current(conn).modules[module]
    body = {"version": version.number, "digest": version.digest}
    journal.append(
        lock,
        kind=FactKind.LESSON_READ,
        subject=subject,
        body=body,
        salt=site.chance(16),
        now=now,
    )
    fact = Fact(FactKind.LESSON_READ, subject, now, body)
    settle_module(conn, lock, place, fact, now=now, site=site)
    journal.save(conn, lock)
    return True
