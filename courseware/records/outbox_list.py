"""The operator's view of the outbox: each mail with its state, and how many wait or were given up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, func, select

from courseware.records.letters import outbox
from courseware.records.outbox import CLAIM, WAITING
from courseware.records.people import person

SHOWN = 50
DEAD_FOR = timedelta(days=7)
"""For so long a mail that was given up asks for a look."""


class MailState(StrEnum):
    """Where a mail is."""

    WAITING = "waiting"
    SENDING = "sending"
    TRIED = "tried"
    SENT = "sent"
    GIVEN_UP = "given-up"


FILTERS = {
    MailState.WAITING: WAITING,
    MailState.SENT: outbox.c.sent_at.is_not(None),
    MailState.GIVEN_UP: outbox.c.given_up_at.is_not(None),
}


@dataclass(frozen=True, slots=True)
class ListedMail:
    """One line of the list; nothing of what the mail says. `at` is when it came to this state."""

    id: int
    person_id: int | None
    address: str
    letter: str
    created_at: datetime
    state: MailState
    at: datetime
    tries: int
    fault: str


def list_mails(
    conn: Connection, *, state: MailState | None, before: int | None, now: datetime
) -> tuple[Sequence[ListedMail], bool]:
    """Return mails, the newest first, and whether there are older ones.

    `state` limits them (TRIED and SENDING wait too), `before` is the id at which the page before ended.
    """
    query = select(outbox).order_by(outbox.c.id.desc()).limit(SHOWN + 1)
    if state is not None and state in FILTERS:
        query = query.where(FILTERS[state])
    if before is not None:
        query = query.where(outbox.c.id < before)
    rows = conn.execute(query).all()
    listed = []
    for row in rows[:SHOWN]:
        state_now, at = _state(row, now)
        listed.append(
            ListedMail(
                id=row.id,
                person_id=row.person_id,
                address=row.address,
                letter=row.letter,
                created_at=row.created_at,
                state=state_now,
                at=at,
                tries=row.tries,
                fault=row.fault,
            )
        )
    return listed, len(rows) > SHOWN


def _state(row: Row[Any], now: datetime) -> tuple[MailState, datetime]:
    if row.sent_at is not None:
        return MailState.SENT, row.sent_at
    if row.given_up_at is not None:
        return MailState.GIVEN_UP, row.given_up_at
    if row.claimed_at is not None and row.claimed_at > now - CLAIM:
        return MailState.SENDING, row.claimed_at
    return (MailState.TRIED if row.tries else MailState.WAITING), row.due_at


@dataclass(frozen=True, slots=True)
class MailCounts:
    """How many mails wait, since when the oldest is due, and how many were given up this week."""

    waiting: int
    oldest_due_at: datetime | None
    given_up: int


def count_mails(conn: Connection, *, now: datetime) -> MailCounts:
    """Count, in one statement."""
    waiting = select(func.count(outbox.c.id)).where(WAITING).scalar_subquery()
    oldest = select(func.min(outbox.c.due_at)).where(WAITING).scalar_subquery()
    given_up = (
        select(func.count(outbox.c.id))
        .where(outbox.c.given_up_at > now - DEAD_FOR)
        .scalar_subquery()
    )
    return MailCounts(*conn.execute(select(waiting, oldest, given_up)).one())


def address_of(conn: Connection, person_id: int) -> str:
    """Return somebody's e-mail address; empty if they have none."""
    return conn.execute(select(person.c.email).where(person.c.id == person_id)).scalar() or ""
