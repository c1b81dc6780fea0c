"""A person marks a lesson read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from courseware.operations.completions import settle_module
from courseware.operations.site import Site
from courseware.progress.facts import Fact, FactKind
from courseware.records import journal


def mark_read(
    conn: Connection, *, person_id: int, module: str, lesson: str, now: datetime, site: Site
) -> bool:
    """Record that a lesson was read; False if the record says so already. Access is asked before."""
    lock = journal.lock_learner(conn, person_id)
    subject = f"{module}/{lesson}"
    if lock is None or journal.has_fact(
        conn, person_id, kind=FactKind.LESSON_READ, subject=subject
    ):
        return False
    version = site.shelves.current(conn).modules[module]
    body = {"version": version.number, "digest": version.digest}
    journal.append(
        conn,
        lock,
        kind=FactKind.LESSON_READ,
        subject=subject,
        body=body,
        salt=site.chance(16),
        now=now,
    )
    settle_module(conn, lock, [Fact(FactKind.LESSON_READ, subject, now, body)], now=now, site=site)
    journal.save_head(conn, lock)
    return True
