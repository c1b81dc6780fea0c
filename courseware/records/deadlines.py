"""Attempts in progress by the end of their time: who has one, what ends when, what is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from courseware.records.attempts import IN_PROGRESS, AttemptRow, attempt, attempt_of


def read_open_attempts(conn: Connection, person_id: int) -> Sequence[AttemptRow]:
    """Return the attempts of a person that are in progress: at most one for each quiz and purpose."""
    query = select(attempt).where(attempt.c.person_id == person_id, attempt.c.state == IN_PROGRESS)
    return [attempt_of(row) for row in conn.execute(query.order_by(attempt.c.id))]


def move_deadline(conn: Connection, attempt_id: int, deadline_at: datetime) -> None:
    """Let an attempt that is in progress end at another moment."""
    conn.execute(
        update(attempt)
        .where(attempt.c.id == attempt_id, attempt.c.state == IN_PROGRESS)
        .values(deadline_at=deadline_at)
    )


def overdue_attempts(
    conn: Connection, *, now: datetime, limit: int = 100
) -> Sequence[tuple[int, int]]:
    """Return (person, attempt) of open attempts whose time is over, for the sweep."""
    rows = conn.execute(
        select(attempt.c.person_id, attempt.c.id)
        .where(attempt.c.state == IN_PROGRESS, attempt.c.deadline_at < now)
        .order_by(attempt.c.id)
        .limit(limit)
    )
    return [(row.person_id, row.id) for row in rows]
