"""Links that work once: only the hash of the secret is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, ForeignKey, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of
from courseware.records.people import person
from courseware.records.sign_ins import hash_token


class Token(Base):
    """A single-use link: for one purpose, one person, a limited time."""

    __tablename__ = "token"
    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    bound_to: Mapped[str] = mapped_column(default="")  # digest of what must not have changed
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


token = table_of(Token)


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a valid invitation is for."""

    person_id: int
    name: str
    user_name: str


def create_token(
    conn: Connection,
    *,
    purpose: str,
    person_id: int,
    secret: str,
    now: datetime,
    expires_at: datetime,
) -> None:
    """Store a link; older unused links of the same purpose and person stop working."""
    conn.execute(
        update(token)
        .where(
            token.c.purpose == purpose, token.c.person_id == person_id, token.c.used_at.is_(None)
        )
        .values(used_at=now)
    )
    conn.execute(
        insert(token).values(
            purpose=purpose,
            person_id=person_id,
            secret_hash=hash_token(secret),
            bound_to="",
            created_at=now,
            expires_at=expires_at,
        )
    )


def find_invited(conn: Connection, *, purpose: str, secret: str, now: datetime) -> Invited | None:
    """Return whom a still valid link is for; None for unknown, used and expired alike."""
    row = conn.execute(
        select(token.c.person_id, token.c.expires_at, person.c.name, person.c.user_name)
        .join(person, person.c.id == token.c.person_id)
        .where(
            token.c.purpose == purpose,
            token.c.secret_hash == hash_token(secret),
            token.c.used_at.is_(None),
            person.c.disabled_at.is_(None),
        )
    ).first()
    if row is None or row.expires_at <= now:
        return None
    return Invited(row.person_id, row.name, row.user_name)


def use_token(conn: Connection, *, purpose: str, secret: str, now: datetime) -> bool:
    """Use the link up; False if somebody else just did."""
    done = conn.execute(
        update(token)
        .where(
            token.c.purpose == purpose,
            token.c.secret_hash == hash_token(secret),
            token.c.used_at.is_(None),
            token.c.expires_at > now,
        )
        .values(used_at=now)
    )
    return done.rowcount == 1
