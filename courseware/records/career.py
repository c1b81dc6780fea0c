"""A learner's own plan: certifications held and planned, societies, contacts, dated steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, ForeignKey, Row, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from courseware.practice.career import SHOWABLE, Kind, State, Written
from courseware.practice.sharing import Part
from courseware.records.base import Base, table_of


class CareerItem(Base):
    """One line of the plan. It is the learner's own note, and no part of the record."""

    __tablename__ = "career_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]  # certification | association | contact | step
    reference: Mapped[str] = mapped_column(
        default=""
    )  # an id of the published lists, "" for an own one
    title: Mapped[str]
    body: Mapped[str] = mapped_column(default="")  # who awards it, what the contact does
    note: Mapped[str] = mapped_column(default="")
    state: Mapped[str]  # planned | held | done
    day_on: Mapped[date | None]  # earned, joined, met or due
    expires_on: Mapped[date | None]
    is_shown: Mapped[bool]  # in the portfolio
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class MentorShare(Base):
    """What a learner shares with the holder of a mentor link or of the portfolio's link."""

    __tablename__ = "mentor_share"
    guest_id: Mapped[int] = mapped_column(ForeignKey("guest_link.id"), primary_key=True)
    part: Mapped[str] = mapped_column(
        primary_key=True
    )  # readiness | practice | results | a3 | plan | …


career_item = table_of(CareerItem)
mentor_share = table_of(MentorShare)


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the plan as pages use it."""

    id: int
    kind: Kind
    reference: str
    title: str
    body: str
    note: str
    state: State
    on: date | None
    expires: date | None
    is_shown: bool

    @property
    def is_station(self) -> bool:
        """Say whether it marks where on the road the learner stands; it is no step of the plan."""
        return self.kind is Kind.STEP and self.state is State.HELD


def add_item(
    conn: Connection, person_id: int, line: Written, *, reference: str, now: datetime
) -> int:
    """Store a new line and return its number."""
    values = {"person_id": person_id, "reference": reference, "created_at": now}
    made = conn.execute(
        insert(career_item).values(**values, **_columns(line, now)).returning(career_item.c.id)
    )
    return int(made.scalar_one())


def save_item(
    conn: Connection, person_id: int, item_id: int, line: Written, *, now: datetime
) -> bool:
    """Change a line of this person; False if it is not theirs, or gone."""
    done = conn.execute(
        _theirs(update(career_item), person_id, item_id).values(_columns(line, now))
    )
    return done.rowcount == 1


def drop_item(conn: Connection, person_id: int, item_id: int) -> bool:
    """Remove a line of this person; False if it is not theirs, or gone."""
    return conn.execute(_theirs(delete(career_item), person_id, item_id)).rowcount == 1


def finish_step(conn: Connection, person_id: int, item_id: int, *, now: datetime) -> bool:
    """Mark a planned step done; False if there is none of this person."""
    asked = _theirs(update(career_item), person_id, item_id).where(
        career_item.c.kind == Kind.STEP.value, career_item.c.state == State.PLANNED.value
    )
    done = conn.execute(asked.values(state=State.DONE.value, changed_at=now))
    return done.rowcount == 1


def drop_station(conn: Connection, person_id: int) -> None:
    """Forget where on the road a person stands."""
    conn.execute(
        delete(career_item).where(
            career_item.c.person_id == person_id,
            career_item.c.kind == Kind.STEP.value,
            career_item.c.state == State.HELD.value,
        )
    )


def read_items(conn: Connection, person_id: int) -> list[Item]:
    """Return a person's lines, the earliest day first; those without a day at the end."""
    rows = conn.execute(select(career_item).where(career_item.c.person_id == person_id)).all()
    return [_item(row) for row in sorted(rows, key=lambda row: (row.day_on or date.max, row.id))]


def find_item(conn: Connection, person_id: int, item_id: int) -> Item | None:
    """Return one line of a person."""
    row = conn.execute(_theirs(select(career_item), person_id, item_id)).first()
    return None if row is None else _item(row)


def count_items(conn: Connection, person_id: int) -> int:
    """Return how many lines a person has."""
    query = select(func.count()).where(career_item.c.person_id == person_id)
    return int(conn.execute(query).scalar_one())


def set_parts(conn: Connection, guest_id: int, parts: Iterable[Part]) -> None:
    """Store what a link shows, in place of what it showed before."""
    conn.execute(delete(mentor_share).where(mentor_share.c.guest_id == guest_id))
    rows = [{"guest_id": guest_id, "part": one.value} for one in parts]
    if rows:
        conn.execute(insert(mentor_share), rows)


def read_parts(conn: Connection, guest_id: int) -> frozenset[str]:
    """Return what a link shows."""
    query = select(mentor_share.c.part).where(mentor_share.c.guest_id == guest_id)
    return frozenset(conn.scalars(query))


def _theirs(statement: Any, person_id: int, item_id: int) -> Any:
    return statement.where(career_item.c.id == item_id, career_item.c.person_id == person_id)


def _columns(line: Written, now: datetime) -> dict[str, Any]:
    return {
        "kind": line.kind.value,
        "title": line.title,
        "body": line.body,
        "note": line.note,
        "state": line.state.value,
        "day_on": line.on,
        "expires_on": line.expires,
        "is_shown": line.is_shown and line.kind in SHOWABLE,
        "changed_at": now,
    }


def _item(row: Row[Any]) -> Item:
    return Item(
        row.id, Kind(row.kind), row.reference, row.title, row.body, row.note, State(row.state),
        row.day_on, row.expires_on, row.is_shown,
    )  # fmt: skip
