"""An attempt as its pages show it: each slot with the answer that counts and its mark, in one statement."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, Row, Select, and_, bindparam, func, select

from courseware.quizzes.posts import Raw
from courseware.records.attempts import AttemptRow, attempt, attempt_of
from courseware.records.contested import ATTEMPT_ID, IS_PENDING, aside, newest, saved
from courseware.records.responses import mark, response_step
from courseware.records.slots import attempt_slot

_WHOSE: Any = bindparam("person_id", type_=BigInteger())
_marked = (
    select(
        mark.c.slot_no,
        mark.c.num,
        mark.c.den,
        mark.c.reason,
        mark.c.comment,
        newest(mark, mark.c.run.desc()),
    )
    .where(mark.c.attempt_id == ATTEMPT_ID)
    .subquery("marked")
)
_handed = (
    select(response_step.c.slot_no, response_step.c.seq, response_step.c.raw)
    .where(response_step.c.attempt_id == ATTEMPT_ID, response_step.c.kind == "try")
    .subquery("handed")
)
_all_steps = response_step.c.attempt_id == ATTEMPT_ID
_SHEET: Select[Any] = (
    select(
        attempt,
        attempt_slot.c.no,
        attempt_slot.c.question_id,
        attempt_slot.c.variant_no,
        attempt_slot.c.options,
        saved.c.raw,
        saved.c.seq.label("raw_seq"),
        saved.c.recorded_at.label("raw_at"),
        aside.c.raw.label("aside_raw"),
        aside.c.seq.label("aside_seq"),
        aside.c.recorded_at.label("aside_at"),
        _marked.c.num,
        _marked.c.den,
        _marked.c.reason,
        _marked.c.comment,
        _handed.c.raw.label("handed"),
        select(func.max(response_step.c.client_seq)).where(_all_steps).scalar_subquery(),
        select(func.max(response_step.c.recorded_at)).where(_all_steps).scalar_subquery(),
        select(func.count(response_step.c.slot_no.distinct()))
        .where(_all_steps, response_step.c.kind == "late")
        .scalar_subquery(),
    )
    .join(attempt_slot, attempt_slot.c.attempt_id == attempt.c.id)
    .outerjoin(saved, and_(saved.c.slot_no == attempt_slot.c.no, saved.c.place == 1))
    .outerjoin(aside, IS_PENDING)
    .outerjoin(_marked, and_(_marked.c.slot_no == attempt_slot.c.no, _marked.c.place == 1))
    .outerjoin(_handed, _handed.c.slot_no == attempt_slot.c.no)
    .where(attempt.c.id == ATTEMPT_ID, attempt.c.person_id == _WHOSE)
    .order_by(attempt_slot.c.no, _handed.c.seq)
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` in the order shown: what was drawn, `raw` as saved, `num` and `den` once it is marked.

    Of `rows`: `reason` and `comment` of the mark, too; `raw_seq` and `raw_at` are of the step that
    counts; `aside_raw`, `aside_seq` and `aside_at` of another answer that waits for the learner's
    choice, None where there is none. `seq` is the highest counter of any save, `saved_at` the moment of
    the newest. `handed`: slot → its answers that were handed in for checking, oldest first; a slot
    without any is not in it. `late`: the number of questions to which an answer came when the time was up.
    """

    attempt: AttemptRow
    rows: Sequence[Row[Any]]
    seq: int
    saved_at: datetime | None
    handed: Mapping[int, Sequence[Raw]] = field(default_factory=dict)
    late: int = 0


def read_sheet(conn: Connection, person_id: int, attempt_id: int) -> Sheet | None:
    """Return what the pages of an attempt show; None if it is not this person's."""
    rows = conn.execute(_SHEET, {"person_id": person_id, "attempt_id": attempt_id}).all()
    if not rows:
        return None
    seq, saved_at, late = rows[0][-3:]
    slots: dict[int, Row[Any]] = {}
    handed: dict[int, list[Raw]] = {}
    for row in rows:  # a slot has a row for each of its tries, one at least
        slots.setdefault(row.no, row)
        if row.handed is not None:
            handed.setdefault(row.no, []).append(json.loads(row.handed))
    one = attempt_of(rows[0])
    if one.is_being_read:
        one = replace(one, unread=tuple(row.no for row in slots.values() if row.num is None))
    return Sheet(one, tuple(slots.values()), seq or 0, saved_at, handed, late)
