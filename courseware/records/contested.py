"""The answer of a slot that counts, and the one put aside that waits for the learner's choice, in SQL.

The rules are those of `responses.current_steps` and `responses.pending_asides`; a test compares
both on the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, Row, Select, and_, bindparam, func, or_, select

from courseware.records.responses import response_step

ATTEMPT_ID: Any = bindparam("attempt_id", type_=BigInteger())
_step, _later = response_step.c, response_step.alias("later").c
_WANTED = (_step.slot_no, _step.seq, _step.raw, _step.page, _step.client_seq, _step.recorded_at)


def newest(table: Any, *order: Any) -> Any:
    """Give each row its place among those of its slot; the newest is number 1."""
    return func.row_number().over(partition_by=table.c.slot_no, order_by=order).label("place")


saved = (
    select(*_WANTED, newest(response_step, _step.client_seq.desc(), _step.seq.desc()))
    .where(_step.attempt_id == ATTEMPT_ID, _step.kind == "save")
    .subquery("saved")
)
"""Each slot's saves; the one that counts is number 1."""
_answered = (
    select(_later.seq)
    .where(
        _later.attempt_id == _step.attempt_id,
        _later.slot_no == _step.slot_no,
        _later.kind == "save",
        _later.seq > _step.seq,
        or_(_later.page.is_(None), _later.page == _step.page),
    )
    .exists()
)
aside = (
    select(*_WANTED, newest(response_step, _step.seq.desc()))
    .where(_step.attempt_id == ATTEMPT_ID, _step.kind == "aside", ~_answered)
    .subquery("aside")
)
"""Each slot's answers that were put aside and not chosen from; the newest is number 1."""
IS_PENDING = and_(
    aside.c.slot_no == saved.c.slot_no, aside.c.place == 1, aside.c.raw != saved.c.raw
)
_CURRENT: Select[Any] = (
    select(
        saved.c.slot_no,
        saved.c.seq,
        saved.c.raw,
        saved.c.page,
        saved.c.client_seq,
        aside.c.seq.label("aside_seq"),
        aside.c.raw.label("aside_raw"),
        aside.c.page.label("aside_page"),
    )
    .outerjoin(aside, IS_PENDING)
    .where(saved.c.place == 1)
)


def read_current(conn: Connection, attempt_id: int) -> Sequence[Row[Any]]:
    """Return, for each slot with an answer, the step that counts and the one that waits beside it."""
    return conn.execute(_CURRENT, {"attempt_id": attempt_id}).all()
