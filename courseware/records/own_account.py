"""What a person sees and changes of their own account: in one statement, one row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, update

from courseware.records.people import fold_name, person
from courseware.records.sign_ins import sign_in
from courseware.records.tokens import token


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """An account as its owner sees it. `pending` is an address that waits for its confirmation."""

    email: str | None
    email_confirmed_at: datetime | None
    has_password: bool
    sign_ins: int
    pending: str | None
    pending_until: datetime | None


def read_own_account(
    conn: Connection, person_id: int, *, confirming: str, now: datetime
) -> OwnAccount:
    """Return the account; `confirming` is the purpose of the links that confirm an address."""
    live = (
        select(func.count())
        .select_from(sign_in)
        .where(
            sign_in.c.person_id == person_id,
            sign_in.c.ended_at.is_(None),
            sign_in.c.expires_at > now,
        )
        .scalar_subquery()
    )
    waiting = and_(
        token.c.person_id == person.c.id,
        token.c.purpose == confirming,
        token.c.used_at.is_(None),
        token.c.expires_at > now,
    )
    row = conn.execute(
        select(
            person.c.email,
            person.c.email_confirmed_at,
            person.c.password_hash.is_not(None),
            live,
            token.c.address,
            token.c.expires_at,
        )
        .select_from(person.outerjoin(token, waiting))
        .where(person.c.id == person_id)
        .order_by(token.c.id.desc())
        .limit(1)
    ).one()
    return OwnAccount(*row)


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody to whom an address belongs."""

    id: int
    user_name: str
    email: str | None


def owners_of(conn: Connection, address: str, *, but: int) -> list[Owner]:
    """Return the others to whom an address belongs, as their address or as their user name."""
    key = fold_name(address)
    rows = conn.execute(
        select(person.c.id, person.c.user_name, person.c.email).where(
            person.c.id != but, or_(person.c.email_key == key, person.c.user_name_key == key)
        )
    )
    return [Owner(*row) for row in rows]


def change_person(conn: Connection, person_id: int, **values: Any) -> None:
    """Store what a person changed of their own row; nothing any more once it is erased."""
    conn.execute(
        update(person)
        .where(person.c.id == person_id, person.c.erased_at.is_(None))
        .values(**values)
    )
