"""Requests for erasure: asked, found, decided. A person has at most one that is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from courseware.permissions import Role
from courseware.records.people import person, role_grant
from courseware.records.requests import erasure_request

ERASED, DECLINED, WITHDRAWN = "erased", "declined", "withdrawn"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request; `outcome` is empty while it is open."""

    id: int
    asked_at: datetime
    decided_at: datetime | None
    outcome: str
    reason: str

    @property
    def is_open(self) -> bool:
        """Say whether it still waits."""
        return self.decided_at is None


def last_request(conn: Connection, person_id: int) -> Asked | None:
    """Return somebody's newest request."""
    row = conn.execute(
        select(erasure_request)
        .where(erasure_request.c.person_id == person_id)
        .order_by(erasure_request.c.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    return Asked(row.id, row.asked_at, row.decided_at, row.outcome, row.reason)


def add_request(conn: Connection, person_id: int, *, now: datetime) -> int:
    """Store a request and return its number; the unique index is the second fence."""
    added = insert(erasure_request).values(person_id=person_id, asked_at=now, outcome="", reason="")
    return int(conn.execute(added.returning(erasure_request.c.id)).scalar_one())


def decide_request(
    conn: Connection,
    person_id: int,
    outcome: str,
    *,
    now: datetime,
    by_person: int | None,
    reason: str = "",
) -> bool:
    """Close somebody's open request; False if there is none (any more)."""
    done = conn.execute(
        update(erasure_request)
        .where(erasure_request.c.person_id == person_id, erasure_request.c.decided_at.is_(None))
        .values(decided_at=now, decided_by=by_person, outcome=outcome, reason=reason)
    )
    return done.rowcount == 1


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open request as operators see it."""

    person_id: int
    name: str
    user_name: str
    asked_at: datetime


def open_requests(conn: Connection) -> Sequence[Waiting]:
    """Return the open requests, the oldest first."""
    rows = conn.execute(
        select(person.c.id, person.c.name, person.c.user_name, erasure_request.c.asked_at)
        .join(person, person.c.id == erasure_request.c.person_id)
        .where(erasure_request.c.decided_at.is_(None))
        .order_by(erasure_request.c.asked_at, erasure_request.c.id)
    )
    return [Waiting(*row) for row in rows]


def operators(conn: Connection) -> list[int]:
    """Return who operates the site and may sign in."""
    query = (
        select(person.c.id)
        .join(role_grant, role_grant.c.person_id == person.c.id)
        .where(role_grant.c.role == Role.OPERATOR.value, person.c.disabled_at.is_(None))
        .distinct()
        .order_by(person.c.id)
    )
    return [int(one) for one in conn.scalars(query)]
