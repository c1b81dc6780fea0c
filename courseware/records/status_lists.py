"""Which place of which status list a credential has, and the signed lists as they are served."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, UniqueConstraint, delete, func, insert, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of
from courseware.records.credentials import credential
from courseware.records.ends import ended_numbers
from courseware.records.module_records import module_record
from courseware.records.people import person
from courseware.records.revocations import revocation


class StatusEntry(Base):
    """The place of one credential, given out at random and kept for ever, after an erasure too."""

    __tablename__ = "status_entry"
    public_id: Mapped[str] = mapped_column(primary_key=True)
    list_number: Mapped[int]
    place: Mapped[int]
    __table_args__ = (UniqueConstraint("list_number", "place"),)


class StatusList(Base):
    """A list as it was signed last, as JSON and as a token."""

    __tablename__ = "status_list"
    number: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str]  # of the bits and the names of the keys, so that only a change is signed
    body: Mapped[str]
    token: Mapped[str]
    made_at: Mapped[datetime]


status_entry = table_of(StatusEntry)
status_list = table_of(StatusList)


def find_place(conn: Connection, public_id: str) -> tuple[int, int] | None:
    """Return list and place of a credential, if it has one yet."""
    row = conn.execute(
        select(status_entry.c.list_number, status_entry.c.place).where(
            status_entry.c.public_id == public_id
        )
    ).first()
    return None if row is None else (row.list_number, row.place)


def last_list(conn: Connection) -> tuple[int, int]:
    """Return the number of the newest list and how many of its places are given out; (1, 0) at first."""
    number = conn.execute(select(func.max(status_entry.c.list_number))).scalar() or 1
    used = select(func.count()).where(status_entry.c.list_number == number)
    return number, conn.execute(used).scalar_one()


def taken_places(conn: Connection, list_number: int, places: Collection[int]) -> frozenset[int]:
    """Return which of these places of a list are taken."""
    query = select(status_entry.c.place).where(
        status_entry.c.list_number == list_number, status_entry.c.place.in_(places)
    )
    return frozenset(conn.scalars(query))


def add_place(conn: Connection, public_id: str, *, list_number: int, place: int) -> None:
    """Give a credential its place."""
    conn.execute(
        insert(status_entry).values(public_id=public_id, list_number=list_number, place=place)
    )


def list_numbers(conn: Connection) -> range:
    """Return the numbers of all lists in which places were given out: they begin one after another."""
    return range(1, (conn.execute(select(func.max(status_entry.c.list_number))).scalar() or 0) + 1)


def mark(conn: Connection) -> tuple[int, ...]:
    """Return numbers that change whenever a bit does: cheap to ask in every round, however many places."""
    row = conn.execute(
        select(
            select(func.count()).select_from(revocation).scalar_subquery(),
            select(func.count()).where(person.c.erased_at.is_not(None)).scalar_subquery(),
            select(func.max(status_entry.c.list_number)).scalar_subquery(),
        )
    ).one()
    return tuple(int(one or 0) for one in row)


def withdrawn_places(conn: Connection, list_number: int) -> list[int]:
    """Return the places whose credential ended, or whose holder was erased, in order."""
    erased = select(credential.c.public_id).where(credential.c.snapshot.is_(None))
    gone = select(module_record.c.public_id).where(module_record.c.snapshot.is_(None))
    query = (
        select(status_entry.c.place)
        .where(
            status_entry.c.list_number == list_number,
            or_(
                status_entry.c.public_id.in_(ended_numbers()),
                status_entry.c.public_id.in_(erased),
                status_entry.c.public_id.in_(gone),
            ),
        )
        .order_by(status_entry.c.place)
    )
    return list(conn.scalars(query))


@dataclass(frozen=True, slots=True)
class ListRow:
    """A signed list."""

    number: int
    digest: str
    body: str
    token: str
    made_at: datetime


def find_list(conn: Connection, number: int) -> ListRow | None:
    """Return a list as it was signed last."""
    row = conn.execute(select(status_list).where(status_list.c.number == number)).first()
    return None if row is None else ListRow(*row)


def put_list(conn: Connection, row: ListRow) -> None:
    """Store a list in place of the one before, unless that was made later."""
    there = conn.execute(
        select(status_list.c.made_at).where(status_list.c.number == row.number)
    ).scalar()
    if there is not None and there > row.made_at:
        return
    conn.execute(delete(status_list).where(status_list.c.number == row.number))
    conn.execute(
        insert(status_list).values(
            number=row.number, digest=row.digest, body=row.body, token=row.token,
            made_at=row.made_at,
        )
    )  # fmt: skip
