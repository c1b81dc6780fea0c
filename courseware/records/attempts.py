"""Attempts: what each was for, until when it was open, how it ended and what it earned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Row,
    Text,
    UniqueConstraint,
    bindparam,
    case,
    cast,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from courseware.quizzes.terms import Purpose
from courseware.records.base import Base, table_of
from courseware.records.journal import Lock, learner
from courseware.records.slots import attempt_slot, is_unmarked

IN_PROGRESS = "in_progress"
GRADED = "graded"
VOIDED = "voided"
NEEDS_REVIEW = "needs_review"
"""Handed in, and a person has to mark some of it: no points and no fact yet."""


class Attempt(Base):
    """One try at a module's quiz, or one round of practice. It keeps the version that it began with."""

    __tablename__ = "attempt"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("learner.person_id"))
    module: Mapped[str]
    purpose: Mapped[str]  # a Purpose of quizzes/terms.py
    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"))
    attempt_no: Mapped[int]
    seed: Mapped[str]  # hexadecimal; with the version it gives the draw again
    state: Mapped[str]  # in_progress | graded | needs_review | voided
    started_at: Mapped[datetime]
    deadline_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]  # submit | timeout
    points_num: Mapped[int | None]
    points_den: Mapped[int | None]
    maximum: Mapped[int]
    passed: Mapped[bool | None]
    __table_args__ = (
        UniqueConstraint("person_id", "module", "purpose", "attempt_no"),
        Index(
            "uq_attempt_one_in_progress",
            "person_id",
            "module",
            "purpose",
            unique=True,
            sqlite_where=text("state = 'in_progress'"),
            postgresql_where=text("state = 'in_progress'"),
        ),
        Index("ix_attempt_state_deadline_at", "state", "deadline_at"),
    )


attempt = table_of(Attempt)


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """An attempt as pages and operations use it.

    `unread`: the questions that a person has yet to mark, where the statement asked for them.
    """

    id: int
    person_id: int
    module: str
    purpose: str
    version_id: int
    attempt_no: int
    state: str
    started_at: datetime
    deadline_at: datetime
    submitted_at: datetime | None
    points: Fraction | None
    maximum: int
    passed: bool | None
    closed_by: str | None = None  # submit | timeout
    unread: tuple[int, ...] = ()

    @property
    def is_open(self) -> bool:
        """Say whether answers can still be saved (the clock is asked apart)."""
        return self.state == IN_PROGRESS

    @property
    def is_being_read(self) -> bool:
        """Say whether it is handed in and waits for somebody to mark some of it."""
        return self.state == NEEDS_REVIEW


def attempt_of(row: Row[Any]) -> AttemptRow:
    """Return the attempt of a row that has its columns."""
    points = None if row.points_num is None else Fraction(row.points_num, row.points_den)
    unread = str(getattr(row, "unread", None) or "")
    return AttemptRow(
        row.id,
        row.person_id,
        row.module,
        row.purpose,
        row.version_id,
        row.attempt_no,
        row.state,
        row.started_at,
        row.deadline_at,
        row.submitted_at,
        points,
        row.maximum,
        row.passed,
        row.closed_by,
        tuple(sorted(int(no) for no in unread.split(",") if no)),
    )


def _unread() -> ColumnElement[str | None]:
    """Select the numbers of unmarked slots as one text, of attempts that wait for marks only."""
    numbers = (
        select(func.aggregate_strings(cast(attempt_slot.c.no, Text), ","))
        .where(attempt_slot.c.attempt_id == attempt.c.id, is_unmarked(attempt_slot.c))
        .scalar_subquery()
    )
    return case((attempt.c.state == NEEDS_REVIEW, numbers)).label("unread")


# The statements of a quiz are built once: making one costs as much as running it.
_ADD = insert(attempt).returning(attempt.c.id)
_LOCK = (
    select(learner.c.seq.label("learner_seq"), learner.c.head, attempt)
    .join(attempt, attempt.c.person_id == learner.c.person_id)
    .where(learner.c.person_id == bindparam("person_id"), attempt.c.id == bindparam("attempt_id"))
    .with_for_update(of=[learner, attempt], key_share=True)
)
_FIND = select(attempt).where(
    attempt.c.id == bindparam("attempt_id"), attempt.c.person_id == bindparam("person_id")
)
_UNREAD = _unread()
_OF_MODULE = (
    select(attempt, _UNREAD)
    .where(attempt.c.person_id == bindparam("person_id"), attempt.c.module == bindparam("module"))
    .order_by(attempt.c.attempt_no)
)
_TRIES = _OF_MODULE.where(attempt.c.purpose == bindparam("purpose"))
_CLOSE = (
    update(attempt)
    .where(attempt.c.id == bindparam("attempt_id"), attempt.c.state == IN_PROGRESS)
    .values(
        state=GRADED,
        submitted_at=bindparam("now"),
        closed_by=bindparam("how"),
        points_num=bindparam("num"),
        points_den=bindparam("den"),
        passed=bindparam("is_passed"),
    )
    .returning(*attempt.c)
)


def lock_attempt(
    conn: Connection, person_id: int, attempt_id: int
) -> tuple[Lock, AttemptRow] | None:
    """Lock the learner and one of their attempts in one statement; None if it is not theirs."""
    found = conn.execute(_LOCK, {"person_id": person_id, "attempt_id": attempt_id}).first()
    if found is None:
        return None
    return Lock(person_id, found.learner_seq, found.head), attempt_of(found)


def find_attempt(conn: Connection, person_id: int, attempt_id: int) -> AttemptRow | None:
    """Return one of the person's own attempts."""
    row = conn.execute(_FIND, {"person_id": person_id, "attempt_id": attempt_id}).first()
    return None if row is None else attempt_of(row)


def read_attempts(
    conn: Connection, person_id: int, module: str, purpose: Purpose = Purpose.QUIZ
) -> Sequence[AttemptRow]:
    """Return a person's tries at a module's quiz, oldest first, or those for another purpose."""
    rows = conn.execute(_TRIES, {"person_id": person_id, "module": module, "purpose": purpose})
    return [attempt_of(row) for row in rows]


def read_module_attempts(conn: Connection, person_id: int, module: str) -> Sequence[AttemptRow]:
    """Return a person's tries at a module for every purpose, oldest first."""
    rows = conn.execute(_OF_MODULE, {"person_id": person_id, "module": module})
    return [attempt_of(row) for row in rows]


def read_all_attempts(conn: Connection, person_id: int) -> Sequence[AttemptRow]:
    """Return all tries of a person that are on their record, oldest first; practice is nobody else's business."""
    rows = conn.execute(
        select(attempt, _UNREAD)
        .where(attempt.c.person_id == person_id, attempt.c.purpose != Purpose.PRACTICE)
        .order_by(attempt.c.id)
    )
    return [attempt_of(row) for row in rows]


def add_attempt(conn: Connection, values: Mapping[str, Any]) -> int:
    """Store a new attempt and return its id."""
    return int(conn.execute(_ADD, values).scalar_one())


def close_attempt(
    conn: Connection,
    attempt_id: int,
    *,
    now: datetime,
    closed_by: str,
    points: Fraction,
    passed: bool | None,
) -> Row[Any] | None:
    """Close an attempt that is still open and return its row; None if somebody else did."""
    return conn.execute(
        _CLOSE,
        {
            "attempt_id": attempt_id,
            "now": now,
            "how": closed_by,
            "num": points.numerator,
            "den": points.denominator,
            "is_passed": passed,
        },
    ).first()
