"""Sign-ins: a random token in the person's cookie, its hash here; listed and revocable."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    ForeignKey,
    Text,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from courseware.permissions import Role
from courseware.records.base import Base, Moment, table_of
from courseware.records.inbox import unread_of_person
from courseware.records.people import Who, person, role_grant

LASTS = timedelta(days=30)
SHARED_LASTS = timedelta(hours=12)
"""A sign-in on a shared terminal: the longest shift, however busy it is kept."""
IDLE_AFTER = 180
"""Seconds without a request that end a sign-in on a shared terminal."""


class SignIn(Base):
    """One browser in which a person is signed in."""

    __tablename__ = "sign_in"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    device: Mapped[str] = mapped_column(default="")  # what the browser calls itself, shortened
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    idle_after: Mapped[int | None]  # seconds; a shared terminal ends it by itself


sign_in = table_of(SignIn)


def hash_token(token: str) -> str:
    """Return what is stored of a token. Tokens are random, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


# Only for somebody who may sign in at that moment: a sign-in may be under way while staff disable or
# erase the person. The lock waits for them, and the condition is asked of the row as they left it.
_COLUMNS: dict[str, Any] = {
    "token_hash": Text(),
    "device": Text(),
    "created_at": Moment(),
    "expires_at": Moment(),
    "idle_after": BigInteger(),
}
_WHOSE: Any = bindparam("whose", type_=BigInteger())
_CREATE = insert(sign_in).from_select(
    ["person_id", *_COLUMNS],
    select(person.c.id, *(bindparam(name, type_=kind) for name, kind in _COLUMNS.items()))
    .where(person.c.id == _WHOSE, person.c.disabled_at.is_(None))
    .with_for_update(read=True, key_share=True),
)


def create_sign_in(
    conn: Connection,
    *,
    person_id: int,
    token: str,
    device: str,
    now: datetime,
    is_shared: bool = False,
) -> None:
    """Store a new sign-in of this person; nothing for somebody who was disabled meanwhile.

    One on a shared terminal is short and ends by itself.
    """
    values = {
        "whose": person_id,
        "token_hash": hash_token(token),
        "device": device[:120],
        "created_at": now,
        "expires_at": now + (SHARED_LASTS if is_shared else LASTS),
        "idle_after": IDLE_AFTER if is_shared else None,
    }
    conn.execute(_CREATE, values)


_WHO = (
    select(
        person.c.id,
        person.c.user_name,
        person.c.name,
        person.c.certificate_name,
        person.c.certificate_name_confirmed_at,
        person.c.time_zone,
        person.c.locale,
        person.c.text_size,
        person.c.extra_time,
        unread_of_person().label("unread"),
        sign_in.c.idle_after,
        sign_in.c.expires_at,
        role_grant.c.role,
    )
    .select_from(sign_in)
    .join(person, person.c.id == sign_in.c.person_id)
    .outerjoin(role_grant, role_grant.c.person_id == person.c.id)
    .where(
        sign_in.c.ended_at.is_(None),
        person.c.disabled_at.is_(None),
        sign_in.c.token_hash == bindparam("token_hash"),
    )
)


def find_who(conn: Connection, *, token: str, now: datetime) -> Who | None:
    """Return the person whose browser holds `token`, with all roles, in one statement."""
    rows = conn.execute(_WHO, {"token_hash": hash_token(token)}).all()
    if not rows or rows[0].expires_at <= now:
        return None
    first = rows[0]
    return Who(
        id=first.id,
        user_name=first.user_name,
        name=first.name,
        certificate_name=first.certificate_name,
        certificate_name_confirmed_at=first.certificate_name_confirmed_at,
        time_zone=first.time_zone,
        locale=first.locale,
        roles=frozenset({Role.LEARNER, *(Role(row.role) for row in rows if row.role)}),
        text_size=first.text_size,
        idle_after=first.idle_after,
        unread=first.unread,
        extra_time=first.extra_time,
    )


def end_sign_in(conn: Connection, *, token: str, now: datetime) -> None:
    """End the sign-in of this browser at once."""
    conn.execute(
        update(sign_in)
        .where(sign_in.c.token_hash == hash_token(token), sign_in.c.ended_at.is_(None))
        .values(ended_at=now)
    )


def end_overdue_sign_ins(conn: Connection, *, now: datetime) -> int:
    """End what has lasted its time, on a shared terminal a shift; return how many.

    They open nothing in any case. This says so in the rows, for who lists them.
    """
    overdue = sign_in.c.ended_at.is_(None) & (sign_in.c.expires_at <= now)
    return conn.execute(update(sign_in).where(overdue).values(ended_at=now)).rowcount


def end_all_sign_ins(conn: Connection, *, person_id: int, now: datetime) -> None:
    """End every sign-in of a person (a changed password, a disabled account, "everywhere")."""
    conn.execute(
        update(sign_in)
        .where(sign_in.c.person_id == person_id, sign_in.c.ended_at.is_(None))
        .values(ended_at=now)
    )
