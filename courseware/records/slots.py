"""What an attempt asks: its drawn questions, each resolved once and never drawn again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, ForeignKey, Row, bindparam, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from courseware.records.base import Base, table_of
from courseware.records.responses import mark


class AttemptSlot(Base):
    """One drawn question, resolved: its variant, the order of its options, its key (server only)."""

    __tablename__ = "attempt_slot"
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    no: Mapped[int] = mapped_column(primary_key=True)  # 1, 2, 3 … as shown
    question_id: Mapped[str]
    question_digest: Mapped[str]
    variant_no: Mapped[int]
    params: Mapped[str]  # JSON of the drawn values
    options: Mapped[str]  # JSON list of option ids in the order shown
    key: Mapped[str]  # JSON of the resolved key
    max_num: Mapped[int] = mapped_column(default=1)
    max_den: Mapped[int] = mapped_column(default=1)


attempt_slot = table_of(AttemptSlot)

# Built once: making a statement costs as much as running it.
_ADD_SLOTS = insert(attempt_slot)
_SLOTS = (
    select(attempt_slot)
    .where(attempt_slot.c.attempt_id == bindparam("attempt_id"))
    .order_by(attempt_slot.c.no)
)


def is_unmarked(slot: Any) -> ColumnElement[bool]:
    """Say whether a slot has no mark yet."""
    its = (mark.c.attempt_id == slot.attempt_id) & (mark.c.slot_no == slot.no)
    return ~select(mark.c.run).where(its).exists()


def add_slots(conn: Connection, slots: Sequence[Mapping[str, Any]]) -> None:
    """Store the draw."""
    conn.execute(_ADD_SLOTS, list(slots))


def read_slots(conn: Connection, attempt_id: int) -> Sequence[Row[Any]]:
    """Return the draw in the order shown."""
    return conn.execute(_SLOTS, {"attempt_id": attempt_id}).all()
