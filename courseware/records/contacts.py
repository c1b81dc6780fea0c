"""How a person can be reached, and what a link that goes there is bound to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select

from courseware.records.people import fold_name, person


@dataclass(frozen=True, slots=True)
class Contact:
    """A person as far as a letter to them needs it."""

    id: int
    user_name: str
    email: str | None
    password_hash: str | None
    is_disabled: bool
    time_zone: str
    locale: str

    @property
    def may_be_written_to(self) -> bool:
        """Say whether a letter with a way in may go out to them."""
        return bool(self.email) and not self.is_disabled


def find_contact(conn: Connection, typed: str) -> Contact | None:
    """Return whom a user name or an address belongs to; a user name wins, as it does at sign-in."""
    key = fold_name(typed)
    named = or_(person.c.user_name_key == key, person.c.email_key == key)
    query = _columns().where(named).order_by(person.c.user_name_key != key).limit(1)
    return _contact(conn.execute(query).first())


def read_contact(conn: Connection, person_id: int, *, is_locked: bool = False) -> Contact | None:
    """Return one person; locked, nobody else changes their address or password until this write ends."""
    query = _columns().where(person.c.id == person_id)
    return _contact(conn.execute(query.with_for_update() if is_locked else query).first())


def _columns() -> Select[Any]:
    return select(
        person.c.id,
        person.c.user_name,
        person.c.email,
        person.c.password_hash,
        person.c.disabled_at,
        person.c.time_zone,
        person.c.locale,
    )


def _contact(row: Row[Any] | None) -> Contact | None:
    if row is None:
        return None
    return Contact(
        row.id,
        row.user_name,
        row.email,
        row.password_hash,
        row.disabled_at is not None,
        row.time_zone,
        row.locale,
    )
