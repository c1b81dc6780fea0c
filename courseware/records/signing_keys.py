"""The keys that the site signs with: public in clear, private sealed under the site's secret."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Index, func, insert, literal, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of

_ACTIVE = text("retired_at IS NULL")


class SigningKey(Base):
    """One key. Its row and its name stay for ever, because what it signed stays checkable.

    At most one key of an algorithm is active. Badges use the same keys: `name` is the fragment of
    their address in the site's did:web (`did:web:HOST#key-2026-1`).
    """

    __tablename__ = "signing_key"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)  # key-<year>-<number>, never used again
    algorithm: Mapped[str]  # Ed25519
    public_key: Mapped[str]  # base64url; for Ed25519 the 32 bytes of RFC 8032
    private_key: Mapped[str | None]  # sealed (credentials/sealing.py); None once it is destroyed
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    __table_args__ = (
        Index(
            "uq_signing_key_active",
            "algorithm",
            unique=True,
            sqlite_where=_ACTIVE,
            postgresql_where=_ACTIVE,
        ),
    )


signing_key = table_of(SigningKey)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key as it is stored; `sealed` never leaves the program."""

    id: int
    name: str
    algorithm: str
    public_key: str
    sealed: str | None = field(repr=False)
    created_at: datetime
    retired_at: datetime | None


def list_keys(conn: Connection) -> Sequence[KeyRow]:
    """Return all keys, the oldest first."""
    rows = conn.execute(select(signing_key).order_by(signing_key.c.id))
    return [KeyRow(*row) for row in rows]


def active_key(conn: Connection, algorithm: str) -> KeyRow | None:
    """Return the key that signs now; None if none was needed yet, or the last one is retired."""
    query = select(signing_key).where(
        signing_key.c.algorithm == algorithm, signing_key.c.retired_at.is_(None)
    )
    row = conn.execute(query).first()
    return None if row is None else KeyRow(*row)


def add_key(
    conn: Connection, *, name: str, algorithm: str, public_key: str, sealed: str, now: datetime
) -> bool:
    """Store a new active key unless another process was quicker; say whether it was stored."""
    lock_keys(conn)
    if active_key(conn, algorithm) is not None or _is_taken(conn, name):
        return False
    conn.execute(
        insert(signing_key).values(
            name=name,
            algorithm=algorithm,
            public_key=public_key,
            private_key=sealed,
            created_at=now,
        )
    )
    return True


def retire_key(conn: Connection, name: str, *, now: datetime) -> bool:
    """End a key and destroy its private half; False if no active key has this name."""
    lock_keys(conn)
    done = conn.execute(
        update(signing_key)
        .where(signing_key.c.name == name, signing_key.c.retired_at.is_(None))
        .values(retired_at=now, private_key=None)
    )
    return done.rowcount > 0


def sign_now(conn: Connection, names: Collection[str]) -> bool:
    """Say whether all these keys are in force, and let none be retired before this write ends."""
    lock_keys(conn)
    query = select(func.count()).where(
        signing_key.c.name.in_(names), signing_key.c.retired_at.is_(None)
    )
    return conn.execute(query).scalar_one() == len(names)


def _is_taken(conn: Connection, name: str) -> bool:
    query = select(signing_key.c.id).where(signing_key.c.name == name)
    return conn.execute(query).first() is not None


def lock_keys(conn: Connection) -> None:
    """Let one writer at a time see to the keys and what they sign, before it reads anything."""
    if conn.dialect.name == "postgresql":  # SQLite's writers queue anyway
        conn.execute(select(func.pg_advisory_xact_lock(literal(7_202))))
