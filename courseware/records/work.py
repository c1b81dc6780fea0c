"""What the program does for itself: the lease of the jobs process, and what staff did."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, ForeignKey, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of
from courseware.records.journal import canonical


class JobLease(Base):
    """Who runs a recurring job now. Two job processes are safe: the second finds the lease taken."""

    __tablename__ = "job_lease"
    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]
    last_done_at: Mapped[datetime | None]


class Audit(Base):
    """What staff did: granted a role, added a person, published a module."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by_person: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: by command
    action: Mapped[str]
    subject: Mapped[str]
    details: Mapped[str]  # canonical JSON


job_lease = table_of(JobLease)
audit = table_of(Audit)

LEASE = timedelta(seconds=60)


def take_lease(conn: Connection, *, name: str, holder: str, now: datetime) -> bool:
    """Take or renew a lease; False while another holder's runs."""
    row = conn.execute(
        select(job_lease).where(job_lease.c.name == name).with_for_update(key_share=True)
    ).first()
    if row is None:
        conn.execute(insert(job_lease).values(name=name, holder=holder, until=now + LEASE))
        return True
    if row.holder != holder and row.until > now:
        return False
    conn.execute(
        update(job_lease)
        .where(job_lease.c.name == name)
        .values(holder=holder, until=now + LEASE, last_done_at=now)
    )
    return True


def last_run(conn: Connection, name: str) -> datetime | None:
    """Return when the holder of a lease last showed life."""
    row = conn.execute(select(job_lease.c.until).where(job_lease.c.name == name)).first()
    return None if row is None else row.until - LEASE


def note(
    conn: Connection,
    *,
    action: str,
    subject: str,
    details: dict[str, str],
    by_person: int | None,
    now: datetime,
) -> None:
    """Write down what a member of staff did."""
    conn.execute(
        insert(audit).values(
            at=now, by_person=by_person, action=action, subject=subject, details=canonical(details)
        )
    )
