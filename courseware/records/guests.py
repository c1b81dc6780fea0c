"""People without an account whom a learner invites: each through a link of their own.

A link is for one purpose and about one learner. Its secret is made of `nonce` and the site's own
secret whenever a letter or page needs it; only a keyed hash is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ForeignKey, Row, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of
from courseware.records.people import person


class GuestLink(Base):
    """One invitation. `used_at`: a single-use link did its work; `ended_at`: it was taken back."""

    __tablename__ = "guest_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str]  # practice | result | rating | a3 | mentor | portfolio
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"), index=True)
    subject: Mapped[str] = mapped_column(default="")  # what it is about: a level, "a3/3"
    name: Mapped[str]
    role: Mapped[str]
    address: Mapped[str]  # folded; "" for a link that the learner hands over
    nonce: Mapped[str]
    secret_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


guest_link = table_of(GuestLink)


@dataclass(frozen=True, slots=True)
class Guest:
    """Whoever holds a link that still works, and about whom it is."""

    id: int
    purpose: str
    person_id: int
    learner: str
    subject: str
    name: str
    role: str
    address: str
    nonce: str
    created_at: datetime
    expires_at: datetime | None


_LIVE = (
    select(guest_link, person.c.name.label("learner"))
    .join(person, person.c.id == guest_link.c.person_id)
    .where(
        guest_link.c.used_at.is_(None),
        guest_link.c.ended_at.is_(None),
        person.c.erased_at.is_(None),
    )
)


def add_guest(
    conn: Connection,
    *,
    purpose: str,
    person_id: int,
    subject: str = "",
    name: str,
    role: str,
    address: str,
    nonce: str,
    secret_hash: str,
    now: datetime,
    expires_at: datetime | None,
) -> int:
    """Store an invitation and return its number."""
    values = {
        "purpose": purpose, "person_id": person_id, "subject": subject, "name": name, "role": role,
        "address": address, "nonce": nonce, "secret_hash": secret_hash, "created_at": now,
        "expires_at": expires_at,
    }  # fmt: skip
    made = conn.execute(insert(guest_link).values(values).returning(guest_link.c.id))
    return int(made.scalar_one())


def find_guest(conn: Connection, *, purpose: str, secret_hash: str, now: datetime) -> Guest | None:
    """Return who holds a link that works; None for unknown, used, ended and expired alike."""
    row = conn.execute(
        _LIVE.where(guest_link.c.purpose == purpose, guest_link.c.secret_hash == secret_hash)
    ).first()
    if row is None or (row.expires_at is not None and row.expires_at <= now):
        return None
    return _guest(row)


def read_guests(conn: Connection, person_id: int, purpose: str, *, now: datetime) -> list[Guest]:
    """Return a learner's links of one purpose that still work, oldest first."""
    rows = conn.execute(
        _LIVE.where(guest_link.c.purpose == purpose, guest_link.c.person_id == person_id).order_by(
            guest_link.c.id
        )
    )
    found = (_guest(row) for row in rows)
    return [one for one in found if one.expires_at is None or one.expires_at > now]


def use_guest(conn: Connection, guest_id: int, *, now: datetime) -> bool:
    """Use a single-use link up; False if it was used, taken back or has run out meanwhile."""
    is_live = guest_link.c.used_at.is_(None) & guest_link.c.ended_at.is_(None)
    done = conn.execute(
        update(guest_link).where(guest_link.c.id == guest_id, is_live).values(used_at=now)
    )
    return done.rowcount == 1


def end_guest(conn: Connection, person_id: int, guest_id: int, *, now: datetime) -> bool:
    """Take a link of this learner back; False if it is not theirs or ended before."""
    done = conn.execute(
        update(guest_link)
        .where(
            guest_link.c.id == guest_id,
            guest_link.c.person_id == person_id,
            guest_link.c.ended_at.is_(None),
        )
        .values(ended_at=now)
    )
    return done.rowcount == 1


def nonces_of(conn: Connection, person_id: int) -> list[str]:
    """Return what the links of a learner were made with: it stands in the mails that carry them."""
    query = select(guest_link.c.nonce).where(guest_link.c.person_id == person_id)
    return [nonce for nonce in conn.scalars(query) if nonce]


def addresses_asked(conn: Connection, person_id: int) -> list[tuple[int, str]]:
    """Return number and address of a learner's invitations, oldest first."""
    query = select(guest_link.c.id, guest_link.c.address).where(
        guest_link.c.person_id == person_id, guest_link.c.address != ""
    )
    rows = conn.execute(query.order_by(guest_link.c.id))
    return [(row.id, row.address) for row in rows]


def _guest(row: Row[Any]) -> Guest:
    return Guest(
        row.id, row.purpose, row.person_id, row.learner, row.subject, row.name, row.role,
        row.address, row.nonce, row.created_at, row.expires_at,
    )  # fmt: skip


def count_guests(conn: Connection, person_id: int, *, since: datetime) -> int:
    """Count the links with an address that a learner had sent out lately."""
    query = select(func.count()).where(
        guest_link.c.person_id == person_id,
        guest_link.c.address != "",
        guest_link.c.created_at > since,
    )
    return int(conn.execute(query).scalar_one())
