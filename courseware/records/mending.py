"""What a person did since a quiz was closed for them: lessons read again, practice questions answered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, or_, select

from courseware.progress.facts import FactKind
from courseware.quizzes.terms import Purpose
from courseware.records.attempts import AttemptRow, attempt
from courseware.records.journal import journal
from courseware.records.responses import response_step
from courseware.records.slots import attempt_slot

_KINDS = [
    str(one) for one in (FactKind.LESSON_READ, FactKind.LESSON_REREAD, FactKind.ATTEMPT_GRADED)
]
_READ = (
    select(journal.c.kind, journal.c.subject, journal.c.body)
    .where(
        journal.c.person_id == bindparam("person_id"),
        journal.c.kind.in_(_KINDS),
        or_(
            journal.c.subject == bindparam("module"),
            journal.c.subject.startswith(bindparam("folder"), autoescape=False),
        ),
    )
    .order_by(journal.c.seq)
)
_PRACTICED: Select[Any] = (
    select(
        attempt.c.version_id,
        attempt_slot.c.attempt_id,
        attempt_slot.c.no,
        attempt_slot.c.question_id,
        attempt_slot.c.variant_no,
        attempt_slot.c.options,
        response_step.c.raw,
        response_step.c.recorded_at,
    )
    .join(attempt_slot, attempt_slot.c.attempt_id == attempt.c.id)
    .join(
        response_step,
        and_(
            response_step.c.attempt_id == attempt.c.id,
            response_step.c.slot_no == attempt_slot.c.no,
            response_step.c.kind == "try",
        ),
    )
    .where(
        attempt.c.person_id == bindparam("person_id"),
        attempt.c.module == bindparam("module"),
        attempt.c.purpose == Purpose.PRACTICE.value,
        or_(attempt.c.submitted_at.is_(None), attempt.c.submitted_at >= bindparam("since")),
    )
    .order_by(attempt_slot.c.attempt_id, attempt_slot.c.no, response_step.c.seq)
)


def lessons_read_after(conn: Connection, graded: AttemptRow) -> frozenset[str]:
    """Return the ids of the lessons of a module that were read after a try at its quiz was graded.

    The order of the record decides, not a clock: facts have numbers.
    """
    read: set[str] = set()
    is_after = False
    whose = {"person_id": graded.person_id, "module": graded.module, "folder": f"{graded.module}/"}
    for kind, subject, body in conn.execute(_READ, whose):
        if kind == FactKind.ATTEMPT_GRADED:
            is_after = is_after or (
                body is not None and json.loads(body).get("attempt") == graded.id
            )
        elif is_after:
            read.add(subject.partition("/")[2])
    return frozenset(read)


def practice_tries(
    conn: Connection, person_id: int, module: str, since: datetime
) -> Sequence[Row[Any]]:
    """Return the tries at practice questions in rounds that were open at `since` or later.

    The tries at one question follow each other, oldest first.
    """
    values = {"person_id": person_id, "module": module, "since": since}
    return conn.execute(_PRACTICED, values).all()
