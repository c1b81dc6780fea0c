"""An attempt as its pages show it: each slot with the answer that counts and its mark, in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, Row, Select, and_, bindparam, func, select

from courseware.records.attempts import AttemptRow, attempt, attempt_of, attempt_slot
from courseware.records.responses import mark, response_step

_ID: Any = bindparam("attempt_id", type_=BigInteger())
_WHOSE: Any = bindparam("person_id", type_=BigInteger())


def _newest(table: Any, *order: Any) -> Any:
    """Give each row its place among those of its slot; the one that counts is number 1."""
    return func.row_number().over(partition_by=table.c.slot_no, order_by=order).label("place")


# The rule of `responses.current_steps`, in SQL: the highest client_seq, the later one if equal.
# A test compares the two on the same rows.
_saved = (
    select(
        response_step.c.slot_no,
        response_step.c.raw,
        _newest(response_step, response_step.c.client_seq.desc(), response_step.c.seq.desc()),
    )
    .where(response_step.c.attempt_id == _ID, response_step.c.kind == "save")
    .subquery("saved")
)
_marked = (
    select(mark.c.slot_no, mark.c.num, mark.c.den, _newest(mark, mark.c.run.desc()))
    .where(mark.c.attempt_id == _ID)
    .subquery("marked")
)
_all_steps = response_step.c.attempt_id == _ID
_SHEET: Select[Any] = (
    select(
        attempt,
        attempt_slot.c.no,
        attempt_slot.c.question_id,
        attempt_slot.c.variant_no,
        attempt_slot.c.options,
        _saved.c.raw,
        _marked.c.num,
        _marked.c.den,
        select(func.max(response_step.c.client_seq)).where(_all_steps).scalar_subquery(),
        select(func.max(response_step.c.recorded_at)).where(_all_steps).scalar_subquery(),
        select(func.count(response_step.c.slot_no.distinct()))
        .where(_all_steps, response_step.c.kind == "late")
        .scalar_subquery(),
    )
    .join(attempt_slot, attempt_slot.c.attempt_id == attempt.c.id)
    .outerjoin(_saved, and_(_saved.c.slot_no == attempt_slot.c.no, _saved.c.place == 1))
    .outerjoin(_marked, and_(_marked.c.slot_no == attempt_slot.c.no, _marked.c.place == 1))
    .where(attempt.c.id == _ID, attempt.c.person_id == _WHOSE)
    .order_by(attempt_slot.c.no)
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` in the order shown: what was drawn, `raw` as saved, `num` and `den` once it is marked.

    `seq` is the highest counter of any save, `saved_at` the moment of the newest,
    `late` the number of questions to which an answer came when the time was up.
    """

    attempt: AttemptRow
    rows: Sequence[Row[Any]]
    seq: int
    saved_at: datetime | None
    late: int = 0


def read_sheet(conn: Connection, person_id: int, attempt_id: int) -> Sheet | None:
    """Return what the pages of an attempt show; None if it is not this person's."""
    rows = conn.execute(_SHEET, {"person_id": person_id, "attempt_id": attempt_id}).all()
    if not rows:
        return None
    seq, saved_at, late = rows[0][-3:]
    return Sheet(attempt_of(rows[0]), rows, seq or 0, saved_at, late)
