"""Sheets: a week of practice entries, sent to whoever saw the work."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, ForeignKey, Row, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of
from courseware.records.people import person
from courseware.records.practice_entries import entries_on


class PracticeSheet(Base):
    """Entries of one week, sent to one person. That is an account, or a guest with a link."""

    __tablename__ = "practice_sheet"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"), index=True)
    week_on: Mapped[date]  # the Monday
    to_person: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest_link.id"), index=True)
    sent_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]  # all entries decided, or taken back


practice_sheet = table_of(PracticeSheet)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet as its verifier sees it."""

    id: int
    person_id: int
    learner: str
    week_on: date
    to_person: int | None
    guest_id: int | None
    sent_at: datetime


def add_sheet(
    conn: Connection,
    person_id: int,
    *,
    week_on: date,
    to_person: int | None,
    guest_id: int | None,
    now: datetime,
) -> int:
    """Store a new sheet and return its number."""
    made = conn.execute(
        insert(practice_sheet)
        .values(
            person_id=person_id, week_on=week_on, to_person=to_person, guest_id=guest_id,
            sent_at=now,
        )
        .returning(practice_sheet.c.id)
    )  # fmt: skip
    return int(made.scalar_one())


_SHEETS = (
    select(practice_sheet, person.c.name.label("learner"))
    .join(person, person.c.id == practice_sheet.c.person_id)
    .where(practice_sheet.c.closed_at.is_(None), person.c.erased_at.is_(None))
    .order_by(practice_sheet.c.sent_at, practice_sheet.c.id)
)


def sheets_to(conn: Connection, person_id: int) -> list[SheetRow]:
    """Return the open sheets that were sent to an account, oldest first."""
    return [
        _sheet(row) for row in conn.execute(_SHEETS.where(practice_sheet.c.to_person == person_id))
    ]


def sheets_of(conn: Connection, person_ids: Collection[int]) -> list[SheetRow]:
    """Return the open sheets of some learners, oldest first."""
    if not person_ids:
        return []
    mine = practice_sheet.c.person_id.in_(list(person_ids))
    return [_sheet(row) for row in conn.execute(_SHEETS.where(mine))]


def find_sheet(conn: Connection, sheet_id: int) -> SheetRow | None:
    """Return an open sheet."""
    row = conn.execute(_SHEETS.where(practice_sheet.c.id == sheet_id)).first()
    return None if row is None else _sheet(row)


def sheet_of_guest(conn: Connection, guest_id: int) -> SheetRow | None:
    """Return the open sheet behind a link."""
    row = conn.execute(_SHEETS.where(practice_sheet.c.guest_id == guest_id)).first()
    return None if row is None else _sheet(row)


def close_sheet_if_done(conn: Connection, sheet_id: int, *, now: datetime) -> bool:
    """Close a sheet on which nothing waits any more."""
    if entries_on(conn, sheet_id):
        return False
    conn.execute(
        update(practice_sheet)
        .where(practice_sheet.c.id == sheet_id, practice_sheet.c.closed_at.is_(None))
        .values(closed_at=now)
    )
    return True


def _sheet(row: Row[Any]) -> SheetRow:
    return SheetRow(
        row.id, row.person_id, row.learner, row.week_on, row.to_person, row.guest_id, row.sent_at
    )
