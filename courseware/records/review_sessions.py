"""Supervised level reviews: staff open a code for a while, and stay in the room."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ForeignKey, Row, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.attempts import attempt
from courseware.records.base import Base, table_of
from courseware.records.people import person


class ReviewSession(Base):
    """A room with somebody in it. The certificate prints their name, role and organization."""

    __tablename__ = "review_session"
    id: Mapped[int] = mapped_column(primary_key=True)
    opened_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    pathway: Mapped[str]
    level: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    organization: Mapped[str]
    code_hash: Mapped[str] = mapped_column(unique=True)
    opened_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class ReviewSitting(Base):
    """An attempt at a level review that was begun with the code of a session."""

    __tablename__ = "review_sitting"
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("review_session.id"), index=True)


review_session = table_of(ReviewSession)
review_sitting = table_of(ReviewSitting)


@dataclass(frozen=True, slots=True)
class Session:
    """A session as pages show it; its code is known to nobody but those who were told it."""

    id: int
    opened_by: int
    pathway: str
    level: str
    name: str
    role: str
    organization: str
    opened_at: datetime
    ends_at: datetime

    def is_open(self, now: datetime) -> bool:
        """Say whether its code still begins a review."""
        return self.opened_at <= now < self.ends_at


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody who began a review with the code of a session; never what they earned."""

    session_id: int
    name: str
    started_at: datetime
    submitted_at: datetime | None


_SESSION = [review_session.c[one.name] for one in fields(Session)]


def add_session(conn: Connection, values: Mapping[str, Any]) -> int:
    """Store a session and return its number."""
    made = insert(review_session).values(**values).returning(review_session.c.id)
    return int(conn.execute(made).scalar_one())


def find_by_code(conn: Connection, code_hash: str) -> Session | None:
    """Return the session of a code, open or not."""
    row = conn.execute(select(*_SESSION).where(review_session.c.code_hash == code_hash)).first()
    return None if row is None else Session(*row)


def sessions_of(conn: Connection, person_id: int, *, limit: int) -> Sequence[Session]:
    """Return the sessions that somebody opened, the newest first."""
    query = select(*_SESSION).where(review_session.c.opened_by == person_id)
    rows = conn.execute(query.order_by(review_session.c.id.desc()).limit(limit))
    return [Session(*row) for row in rows]


def sitters_of(conn: Connection, sessions: Sequence[int]) -> Sequence[Sitter]:
    """Return who sits in these sessions, in the order in which they began."""
    rows = conn.execute(
        select(
            review_sitting.c.session_id, person.c.name, attempt.c.started_at, attempt.c.submitted_at
        )
        .join(attempt, attempt.c.id == review_sitting.c.attempt_id)
        .join(person, person.c.id == attempt.c.person_id)
        .where(review_sitting.c.session_id.in_(sessions))
        .order_by(attempt.c.started_at, attempt.c.id)
    )
    return [Sitter(*row) for row in rows]


def add_sitting(conn: Connection, *, attempt_id: int, session_id: int) -> None:
    """Bind an attempt to the session that it was begun in."""
    conn.execute(insert(review_sitting).values(attempt_id=attempt_id, session_id=session_id))


def session_of(conn: Connection, attempt_id: int) -> Row[Any] | None:
    """Return the session that an attempt was begun in, with all its columns; None for none."""
    query = select(review_session).join(
        review_sitting, review_sitting.c.session_id == review_session.c.id
    )
    return conn.execute(query.where(review_sitting.c.attempt_id == attempt_id)).first()


def read_sessions(conn: Connection, ids: Collection[int]) -> dict[int, Session]:
    """Return sessions by their numbers."""
    rows = conn.execute(select(*_SESSION).where(review_session.c.id.in_(ids)))
    return {row.id: Session(*row) for row in rows}
