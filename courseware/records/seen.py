"""Which questions of a module a person has been shown before."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from courseware.quizzes.terms import Purpose
from courseware.records.attempts import attempt
from courseware.records.slots import attempt_slot

_ASKED = (
    select(attempt_slot.c.question_id)
    .join(attempt, attempt.c.id == attempt_slot.c.attempt_id)
    .where(attempt.c.person_id == bindparam("person_id"), attempt.c.module == bindparam("module"))
)
_SEEN = _ASKED.where(attempt.c.purpose != Purpose.CHALLENGE.value)


def seen_questions(
    conn: Connection, person_id: int, module: str, purpose: Purpose = Purpose.QUIZ
) -> frozenset[str]:
    """Return the questions of a module that a person has been shown, as a draw for `purpose` counts.

    A challenge shows no key, so what it asked is not seen for a quiz or for practice; the next
    challenge prefers what none of them has asked.
    """
    query = _ASKED if purpose in {Purpose.CHALLENGE, Purpose.REVIEW} else _SEEN
    return frozenset(conn.scalars(query, {"person_id": person_id, "module": module}))
