"""Answers that wait for a person to mark them: which they are, and the change of their attempt's state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, select, update

from courseware.quizzes.terms import Purpose
from courseware.records.attempts import GRADED, IN_PROGRESS, NEEDS_REVIEW, attempt
from courseware.records.slots import attempt_slot, is_unmarked

_BEGIN = (
    update(attempt)
    .where(attempt.c.id == bindparam("attempt_id"), attempt.c.state == IN_PROGRESS)
    .values(state=NEEDS_REVIEW, submitted_at=bindparam("now"), closed_by=bindparam("how"))
    .returning(attempt.c.id)
)
_FINISH = (
    update(attempt)
    .where(attempt.c.id == bindparam("attempt_id"), attempt.c.state == NEEDS_REVIEW)
    .values(
        state=GRADED,
        points_num=bindparam("num"),
        points_den=bindparam("den"),
        passed=bindparam("is_passed"),
    )
    .returning(*attempt.c)
)


def begin_review(conn: Connection, attempt_id: int, *, now: datetime, closed_by: str) -> bool:
    """Close an open attempt for its learner; False if somebody else did. Its points come later."""
    values = {"attempt_id": attempt_id, "now": now, "how": closed_by}
    return conn.execute(_BEGIN, values).first() is not None


def finish_review(
    conn: Connection, attempt_id: int, *, points: Fraction, passed: bool | None
) -> Row[Any] | None:
    """Grade an attempt that waited for its last mark and return its row; None if it does not wait."""
    values = {"num": points.numerator, "den": points.denominator, "is_passed": passed}
    return conn.execute(_FINISH, {"attempt_id": attempt_id, **values}).first()


def _waiting(*columns: Any) -> Select[Any]:
    """Select from the answers that wait, but for the reader's own: nobody marks themselves."""
    return (
        select(*columns)
        .select_from(attempt)
        .join(attempt_slot, attempt_slot.c.attempt_id == attempt.c.id)
        .where(
            attempt.c.state == NEEDS_REVIEW,
            attempt.c.person_id != bindparam("reader"),
            is_unmarked(attempt_slot.c),
        )
    )


_QUEUE = (
    _waiting(attempt.c.id, attempt.c.module, attempt.c.submitted_at, attempt_slot.c.no)
    .order_by(attempt.c.submitted_at, attempt.c.id, attempt_slot.c.no)
    .limit(bindparam("limit"))
)
_COUNT = _waiting(func.count())


def read_queue(conn: Connection, reader_id: int, *, limit: int) -> Sequence[Row[Any]]:
    """Return the answers that this reader may mark (id, module, submitted_at, no), the oldest first."""
    return conn.execute(_QUEUE, {"reader": reader_id, "limit": limit}).all()


def count_waiting(conn: Connection, reader_id: int) -> int:
    """Return how many answers this reader may mark."""
    return int(conn.execute(_COUNT, {"reader": reader_id}).scalar_one())


def whose(conn: Connection, attempt_id: int) -> int | None:
    """Return the person of an attempt; None if there is no such attempt."""
    query = select(attempt.c.person_id).where(attempt.c.id == attempt_id)
    found: int | None = conn.execute(query).scalar()
    return found


_MINE = (
    select(attempt.c.module, attempt_slot.c.no)
    .join(attempt_slot, attempt_slot.c.attempt_id == attempt.c.id)
    .where(
        attempt.c.person_id == bindparam("person_id"),
        attempt.c.purpose == Purpose.QUIZ,
        attempt.c.state == NEEDS_REVIEW,
        is_unmarked(attempt_slot.c),
    )
)


def read_own_waiting(conn: Connection, person_id: int) -> Mapping[str, Sequence[int]]:
    """Return, for each module whose quiz waits for marks, the questions of theirs that are read."""
    found: dict[str, list[int]] = {}
    for row in conn.execute(_MINE, {"person_id": person_id}):
        found.setdefault(row.module, []).append(row.no)
    return found
