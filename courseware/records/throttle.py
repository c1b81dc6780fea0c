"""How often something was tried lately: shared by all processes, kept by key and time window."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Connection,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of


class Throttle(Base):
    """One try that counts against a limit."""

    __tablename__ = "throttle"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(index=True)  # e.g. "sign-in:account:<digest>"
    at: Mapped[datetime]


throttle = table_of(Throttle)


def digest(text: str) -> str:
    """Return what the throttle keeps of a name or an address: its table holds neither."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def keys_about(person_id: int, names: Iterable[str]) -> list[str]:
    """Return how keys end that count tries at one account, by its number or by its folded names.

    A key over the account and a network together cannot be found again; it is swept within a day.
    """
    told = [f"person {person_id}"]
    for name in filter(None, names):
        told += [name, f"name {name}"]
    return [f":{digest(one)}" for one in told]


_COUNT = (
    select(throttle.c.key, func.count().label("tries"))
    .where(
        throttle.c.key.in_(bindparam("keys", expanding=True)), throttle.c.at > bindparam("since")
    )
    .group_by(throttle.c.key)
)
_ADD = insert(throttle).returning(throttle.c.id)
_FORGET = delete(throttle).where(
    or_(throttle.c.id.in_(bindparam("ids", expanding=True)), throttle.c.key == bindparam("whose"))
)


_KEYS = func.unnest(bindparam("numbers", type_=ARRAY(BigInteger))).alias("keys")
_LOCK = select(func.pg_advisory_xact_lock(_KEYS.column))


@dataclass(frozen=True, slots=True)
class Limit:
    """How often `key` may be tried in a window."""

    key: str
    most: int


def lock_limits(conn: Connection, limits: Sequence[Limit]) -> None:
    """Let nobody else count against these keys until this write ends.

    SQLite writes one at a time anyway. On PostgreSQL the locks are taken in one order everywhere,
    so that two writes never wait for each other.
    """
    if conn.dialect.name == "postgresql":
        conn.execute(_LOCK, {"numbers": sorted(_number(one.key) for one in limits)})


def _number(key: str) -> int:
    """Return the number by which PostgreSQL locks a key: 64 bits of its digest."""
    digest = hashlib.sha256(f"courseware.throttle.1\n{key}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)


def is_over(conn: Connection, limits: Sequence[Limit], *, since: datetime) -> bool:
    """Say whether any of the keys was tried as often as it may be after `since`."""
    values = {"keys": [one.key for one in limits], "since": since}
    tries = {row.key: row.tries for row in conn.execute(_COUNT, values).all()}
    return any(tries.get(one.key, 0) >= one.most for one in limits)


def add_tries(conn: Connection, limits: Sequence[Limit], *, now: datetime) -> Sequence[int]:
    """Count one try against each limit and return the ids of what was counted."""
    return conn.scalars(_ADD, [{"key": one.key, "at": now} for one in limits]).all()


def forget_tries(conn: Connection, *, ids: Sequence[int], key: str) -> None:
    """Forget tries that were no guesses, and all of `key`: somebody knew the password."""
    conn.execute(_FORGET, {"ids": list(ids), "whose": key})


def sweep_tries(conn: Connection, *, now: datetime, keep: timedelta = timedelta(days=1)) -> None:
    """Delete tries that no limit looks at any more."""
    conn.execute(delete(throttle).where(throttle.c.at < now - keep))
