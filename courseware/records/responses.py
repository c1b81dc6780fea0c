"""What a learner answered in an attempt and what it earned: steps and marks, which only grow."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    ForeignKey,
    Row,
    Select,
    UniqueConstraint,
    bindparam,
    case,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from courseware.quizzes.posts import Raw
from courseware.records.base import Base, table_of


class ResponseStep(Base):
    """One answer that arrived. Append-only: the newest `client_seq` of a slot's saves counts.

    kind: `save`; `try`: handed in for checking, for good; `aside`: another page had changed the same
    answer meanwhile, so it waits for the learner's choice and does not count; `late`: after the time.
    """

    __tablename__ = "response_step"
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    slot_no: Mapped[int]
    kind: Mapped[str]  # save | try | aside | late
    try_no: Mapped[int | None]  # of a try: 1, 2, 3 …
    page: Mapped[
        str | None
    ]  # random id of the page that sent it; None: chosen among two, or an old page
    raw: Mapped[str | None]  # JSON of what was posted; None after erasure
    salt: Mapped[str | None]
    raw_digest: Mapped[str]  # SHA-256(salt ‖ raw)
    client_seq: Mapped[int]
    key: Mapped[str | None]  # the save's idempotency key, on its first step
    request_digest: Mapped[str | None]  # of the whole save, to tell a retry from a clash
    recorded_at: Mapped[datetime]
    __table_args__ = (
        UniqueConstraint("attempt_id", "key"),
        UniqueConstraint("attempt_id", "slot_no", "try_no"),
    )


class Mark(Base):
    """What a slot earned in one grading run. A regrade appends a run, it changes nothing."""

    __tablename__ = "mark"
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    slot_no: Mapped[int] = mapped_column(primary_key=True)
    run: Mapped[int] = mapped_column(primary_key=True)
    num: Mapped[int]
    den: Mapped[int]
    grader: Mapped[int]  # version of the grading code
    reason: Mapped[str] = mapped_column(default="")
    marked_at: Mapped[datetime]
    by_person: Mapped[int | None]  # who marked it, where a person did
    comment: Mapped[str | None]  # their words to the learner; None after erasure


response_step = table_of(ResponseStep)
mark = table_of(Mark)
_ADD_STEPS, _ADD_MARKS = insert(response_step), insert(mark)

_STEPS = (
    select(response_step)
    .where(response_step.c.attempt_id == bindparam("attempt_id"))
    .order_by(response_step.c.seq)
)
_MARKS = (
    select(mark)
    .where(mark.c.attempt_id == bindparam("attempt_id"))
    .order_by(mark.c.run, mark.c.slot_no)
)
_HANDED = (
    select(response_step)
    .where(
        response_step.c.attempt_id == bindparam("attempt_id"),
        response_step.c.slot_no == bindparam("slot_no"),
        response_step.c.kind == "try",
    )
    .order_by(response_step.c.seq)
)
_MATCH = response_step.c.key == bindparam("key")
_SAVED: Select[Any] = select(
    func.max(response_step.c.seq).label("seq"),
    func.max(response_step.c.client_seq).label("client_seq"),
    # A key is unique in its attempt, so the largest of these is the only one.
    func.max(case((_MATCH, response_step.c.seq))).label("repeated"),
    func.max(case((_MATCH, response_step.c.request_digest))).label("request_digest"),
    func.max(case((_MATCH, response_step.c.recorded_at))).label("recorded_at"),
).where(response_step.c.attempt_id == bindparam("attempt_id"))


def read_saved(conn: Connection, attempt_id: int, key: str) -> Row[Any]:
    """Return what a save needs of the steps before it, and of the step that `key` has stored already.

    `seq` (steps are numbered without gaps) and `client_seq` are the highest, None for no step;
    `repeated`, `request_digest` and `recorded_at` are None unless the key is known.
    """
    return conn.execute(_SAVED, {"attempt_id": attempt_id, "key": key}).one()


def read_steps(conn: Connection, attempt_id: int) -> Sequence[Row[Any]]:
    """Return every saved step in order."""
    return conn.execute(_STEPS, {"attempt_id": attempt_id}).all()


def read_handed(conn: Connection, attempt_id: int, slot_no: int) -> Sequence[Row[Any]]:
    """Return the answers to one question that were handed in for checking, the oldest first."""
    return conn.execute(_HANDED, {"attempt_id": attempt_id, "slot_no": slot_no}).all()


def add_steps(conn: Connection, steps: Sequence[Mapping[str, Any]]) -> None:
    """Append steps."""
    conn.execute(_ADD_STEPS, list(steps))


def current_steps(steps: Sequence[Row[Any]]) -> dict[int, Row[Any]]:
    """Return, per slot, the step that counts: the highest client_seq, the later one if equal."""
    current: dict[int, Row[Any]] = {}
    for step in steps:
        if step.kind != "save":
            continue
        other = current.get(step.slot_no)
        if other is None or (step.client_seq, step.seq) >= (other.client_seq, other.seq):
            current[step.slot_no] = step
    return current


def handed_steps(steps: Sequence[Row[Any]]) -> dict[int, list[Row[Any]]]:
    """Return, per slot, the answers that were handed in for checking, the oldest first."""
    handed: dict[int, list[Row[Any]]] = {}
    for step in steps:
        if step.kind == "try":
            handed.setdefault(step.slot_no, []).append(step)
    return handed


def pending_asides(steps: Sequence[Row[Any]]) -> dict[int, Row[Any]]:
    """Return, per slot, the newest answer put aside that still waits for the learner's choice.

    It waits until they have chosen (a save of no page), or until its own page saves what counts.
    Going on to type on the other page answers nothing: nobody has looked at both.
    """
    waiting: dict[tuple[int, str | None], Row[Any]] = {}
    for step in steps:  # in the order of their arrival
        if step.kind == "aside":
            waiting[step.slot_no, step.page] = step
        elif step.kind == "save" and step.page is not None:
            waiting.pop((step.slot_no, step.page), None)
        elif step.kind == "save":
            waiting = {key: one for key, one in waiting.items() if key[0] != step.slot_no}
    newest = {one.slot_no: one for one in sorted(waiting.values(), key=lambda one: one.seq)}
    current = current_steps(steps)
    return {no: one for no, one in newest.items() if no in current and one.raw != current[no].raw}


def raw_of(step: Row[Any] | None) -> Raw:
    """Return what a step saved, or nothing."""
    return read_raw(None if step is None else step.raw)


def read_raw(text: str | None) -> Raw:
    """Return what a step's text holds, or nothing."""
    raw: Raw = {} if text is None else json.loads(text)
    return raw


def add_marks(conn: Connection, marks: Sequence[Mapping[str, Any]]) -> None:
    """Append the marks of one grading run."""
    if marks:
        conn.execute(_ADD_MARKS, list(marks))


def read_marks(conn: Connection, attempt_id: int) -> Sequence[Row[Any]]:
    """Return the marks of an attempt, by run and slot."""
    return conn.execute(_MARKS, {"attempt_id": attempt_id}).all()
