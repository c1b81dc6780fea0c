"""Links and slips that work once: only a keyed hash of the secret is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, ForeignKey, Index, delete, insert, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of
from courseware.records.people import person


class Token(Base):
    """A single-use link: for one purpose, one person or address, a limited time."""

    __tablename__ = "token"
    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    address: Mapped[str] = mapped_column(
        default="", server_default=""
    )  # the e-mail address that it confirms
    secret_hash: Mapped[str] = mapped_column(unique=True)
    bound_to: Mapped[str] = mapped_column(default="")  # digest of what must not have changed
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    __table_args__ = (Index("ix_token_purpose_address", "purpose", "address"),)


token = table_of(Token)


@dataclass(frozen=True, slots=True)
class LiveToken:
    """A token that still works. `name` and `user_name` are empty when it is nobody's yet."""

    id: int
    person_id: int | None
    address: str
    bound_to: str
    name: str
    user_name: str


def create_token(
    conn: Connection,
    *,
    purpose: str,
    person_id: int | None,
    address: str,
    secret_hash: str,
    bound_to: str,
    now: datetime,
    expires_at: datetime,
) -> None:
    """Store a link; older unused ones of the same purpose and person (or address) stop working."""
    whose = token.c.address == address if person_id is None else token.c.person_id == person_id
    conn.execute(
        update(token)
        .where(token.c.purpose == purpose, whose, token.c.used_at.is_(None))
        .values(used_at=now)
    )
    conn.execute(
        insert(token).values(
            purpose=purpose,
            person_id=person_id,
            address=address,
            secret_hash=secret_hash,
            bound_to=bound_to,
            created_at=now,
            expires_at=expires_at,
        )
    )


def find_token(
    conn: Connection, *, purpose: str, secret_hash: str, now: datetime
) -> LiveToken | None:
    """Return a token that still works; None for unknown, used, expired and disabled alike."""
    row = conn.execute(
        select(token, person.c.name, person.c.user_name)
        .outerjoin(person, person.c.id == token.c.person_id)
        .where(
            token.c.purpose == purpose,
            token.c.secret_hash == secret_hash,
            token.c.used_at.is_(None),
            or_(token.c.person_id.is_(None), person.c.disabled_at.is_(None)),
        )
    ).first()
    if row is None or row.expires_at <= now:
        return None
    return LiveToken(
        row.id, row.person_id, row.address, row.bound_to, row.name or "", row.user_name or ""
    )


def use_token(conn: Connection, *, purpose: str, secret_hash: str, now: datetime) -> bool:
    """Use the link up; False if somebody else just did."""
    done = conn.execute(
        update(token)
        .where(
            token.c.purpose == purpose,
            token.c.secret_hash == secret_hash,
            token.c.used_at.is_(None),
            token.c.expires_at > now,
        )
        .values(used_at=now)
    )
    return done.rowcount == 1


def end_tokens(conn: Connection, *purposes: str, person_id: int, now: datetime) -> None:
    """End the links that a person holds for these purposes; for all, if none is named."""
    query = update(token).where(token.c.person_id == person_id, token.c.used_at.is_(None))
    if purposes:
        query = query.where(token.c.purpose.in_(purposes))
    conn.execute(query.values(used_at=now))


def addresses_of(conn: Connection, person_id: int, purpose: str) -> list[str]:
    """Return the addresses to which links of a purpose went for a person, used or not, while kept."""
    query = select(token.c.address).where(
        token.c.person_id == person_id, token.c.purpose == purpose, token.c.address != ""
    )
    return list(conn.scalars(query.distinct()))


def sweep_tokens(conn: Connection, *, now: datetime, keep: timedelta = timedelta(days=90)) -> None:
    """Delete links that nobody can use any more, some time after they have ended."""
    conn.execute(delete(token).where(token.c.expires_at < now - keep))
