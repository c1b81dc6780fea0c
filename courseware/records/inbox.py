"""The inbox inside the application: a person's own letters, and how many are unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, ScalarSelect, func, select, update

from courseware.records.letters import message, read_details
from courseware.records.people import person

SHOWN = 50


@dataclass(frozen=True, slots=True)
class InboxLetter:
    """A letter in somebody's inbox."""

    id: int
    letter: str
    details: dict[str, str]
    created_at: datetime
    is_unread: bool


def unread_of_person() -> ScalarSelect[int]:
    """Return a subquery that counts the unread letters of the row's person."""
    return (
        select(func.count(message.c.id))
        .where(message.c.person_id == person.c.id, message.c.read_at.is_(None))
        .correlate(person)
        .scalar_subquery()
    )


def read_inbox(
    conn: Connection, person_id: int, *, before: int | None = None
) -> tuple[Sequence[InboxLetter], bool]:
    """Return a person's letters, the newest first, and whether there are older ones."""
    query = (
        select(message)
        .where(message.c.person_id == person_id)
        .order_by(message.c.id.desc())
        .limit(SHOWN + 1)
    )
    if before is not None:
        query = query.where(message.c.id < before)
    rows = conn.execute(query).all()
    letters = [
        InboxLetter(
            id=row.id,
            letter=row.letter,
            details=read_details(row.details),
            created_at=row.created_at,
            is_unread=row.read_at is None,
        )
        for row in rows[:SHOWN]
    ]
    return letters, len(rows) > SHOWN


def mark_all_read(conn: Connection, person_id: int, *, up_to: int, now: datetime) -> int:
    """Mark a person's letters as read up to the newest that they saw, and say how many that were."""
    done = conn.execute(
        update(message)
        .where(message.c.person_id == person_id, message.c.id <= up_to, message.c.read_at.is_(None))
        .values(read_at=now)
    )
    return done.rowcount
