"""How often something was tried lately: shared by all processes, kept by key and time window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of


class Throttle(Base):
    """One try that counts against a limit."""

    __tablename__ = "throttle"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(index=True)  # e.g. "sign-in:account:<digest>"
    at: Mapped[datetime]


throttle = table_of(Throttle)


def count_tries(conn: Connection, *, key: str, since: datetime) -> int:
    """Return how many tries of `key` happened after `since`."""
    tries = select(func.count()).where(throttle.c.key == key, throttle.c.at > since)
    return int(conn.execute(tries).scalar_one())


def add_try(conn: Connection, *, key: str, now: datetime) -> int:
    """Count one try and return its id."""
    added = insert(throttle).values(key=key, at=now).returning(throttle.c.id)
    return int(conn.execute(added).scalar_one())


def take_back_tries(conn: Connection, ids: Sequence[int]) -> None:
    """Forget these tries: they were no guesses."""
    conn.execute(delete(throttle).where(throttle.c.id.in_(ids)))


def forget_tries(conn: Connection, *, key: str) -> None:
    """Forget the tries of `key`, after a success."""
    conn.execute(delete(throttle).where(throttle.c.key == key))


def sweep_tries(conn: Connection, *, now: datetime, keep: timedelta = timedelta(days=1)) -> None:
    """Delete tries that no limit looks at any more."""
    conn.execute(delete(throttle).where(throttle.c.at < now - keep))
