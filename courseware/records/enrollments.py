"""Who is on which pathway, since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, ForeignKey, UniqueConstraint, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of


class Enrollment(Base):
    """A person on a pathway, once per cycle. Facts since `counts_from` count in this cycle."""

    __tablename__ = "enrollment"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"))
    pathway: Mapped[str]
    cycle: Mapped[int] = mapped_column(default=1)
    enrolled_at: Mapped[datetime]
    counts_from: Mapped[datetime | None]  # None: everything on the record counts
    __table_args__ = (UniqueConstraint("person_id", "pathway", "cycle"),)


enrollment = table_of(Enrollment)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """One enrollment of a person."""

    person_id: int
    pathway: str
    cycle: int
    enrolled_at: datetime


def read_enrollments(conn: Connection, person_id: int) -> Sequence[Enrolled]:
    """Return a person's enrollments, oldest first."""
    rows = conn.execute(
        select(enrollment)
        .where(enrollment.c.person_id == person_id)
        .order_by(enrollment.c.enrolled_at, enrollment.c.id)
    )
    return [Enrolled(row.person_id, row.pathway, row.cycle, row.enrolled_at) for row in rows]


def add_enrollment(
    conn: Connection, *, person_id: int, pathway: str, now: datetime, cycle: int = 1
) -> None:
    """Store an enrollment; the unique constraint is the second fence behind the learner's lock."""
    conn.execute(
        insert(enrollment).values(
            person_id=person_id, pathway=pathway, cycle=cycle, enrolled_at=now, counts_from=None
        )
    )
