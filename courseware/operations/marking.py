"""A person marks an answer; with the last mark the attempt is graded, as if at its submission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, Row

from courseware.content.model import Module
from courseware.operations.attempts import Turned
from courseware.operations.grades import GRADER, attempt_evidence, record_result, variant_of
from courseware.operations.site import Site
from courseware.quizzes.grading import result
from courseware.quizzes.kinds.reflection import Reflection
from courseware.quizzes.kinds.reflection_key import ReflectionKey
from courseware.quizzes.terms import Purpose, terms_of
from courseware.records import attempts, journal, marking, responses
from courseware.records.attempts import AttemptRow
from courseware.records.slots import read_slots
from courseware.records.work import note
from courseware.words import Reason

LONGEST_COMMENT = 2_000


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer was marked; `is_last`: the attempt is graded with it."""

    is_last: bool


@dataclass(frozen=True, slots=True)
class Given:
    """What a person gives for an answer: points for each criterion, and words to the learner."""

    points: Sequence[int]
    comment: str = ""

    @property
    def code(self) -> str:
        """Return the points as a mark keeps them: numbers without words."""
        return f"rubric:{','.join(map(str, self.points))}"


def points_of(reason: str) -> tuple[int, ...]:
    """Return the points for each criterion that a stored mark names; none for a mark of the program."""
    kind, _colon, listed = reason.partition(":")
    return tuple(int(one) for one in listed.split(",")) if kind == "rubric" and listed else ()


def key_to_mark(module: Module, slot: Row[Any]) -> ReflectionKey | None:
    """Return the model answer and the rubric of a slot; None if nobody has to mark it."""
    kind, variant, _order = variant_of(module, slot)
    if kind != Reflection.name:
        return None
    key = ReflectionKey.from_json(variant.key)
    return key if key.rubric else None


def mark_slot(
    conn: Connection,
    *,
    attempt_id: int,
    slot_no: int,
    given: Given,
    by_person: int,
    now: datetime,
    site: Site,
) -> Marked | Turned | None:
    """Mark an answer that waits, once. None: there is no such answer, or it is their own.

    Who comes second is told so, and the first mark stands.
    """
    person_id = marking.whose(conn, attempt_id)
    if person_id is None or person_id == by_person:
        return None
    found = attempts.lock_attempt(conn, person_id, attempt_id)
    slots = {slot.no: slot for slot in read_slots(conn, attempt_id)}
    if found is None or slot_no not in slots:
        return None
    lock, attempt = found
    marks = responses.read_marks(conn, attempt_id)
    if any(one.slot_no == slot_no for one in marks):
        return Turned(Reason("marking.done"))
    if not attempt.is_being_read:
        return Turned(Reason("marking.closed"))
    module = site.shelves.version(conn, attempt.version_id)
    key = key_to_mark(module, slots[slot_no])
    share = None if key is None else key.share(given.points)
    if share is None or len(given.comment) > LONGEST_COMMENT:
        return Turned(Reason("marking.points"))
    mark = {
        "attempt_id": attempt_id,
        "slot_no": slot_no,
        "run": 1,
        "num": share.numerator,
        "den": share.denominator,
        "grader": GRADER,
        "reason": given.code,
        "marked_at": now,
        "by_person": by_person,
        "comment": given.comment or None,
    }
    responses.add_marks(conn, [mark])
    details = {"attempt": str(attempt_id), "module": attempt.module, "question": str(slot_no)}
    note(conn, action="answer.marked", subject=f"attempt:{attempt_id}", details=details,
         by_person=by_person, now=now)  # fmt: skip
    is_last = len(marks) + 1 == len(slots)
    if is_last:
        _finish(conn, lock, attempt, module, now=now, site=site)
        journal.save(conn, lock)
    return Marked(is_last)


def _finish(
    conn: Connection,
    lock: journal.Lock,
    attempt: AttemptRow,
    module: Module,
    *,
    now: datetime,
    site: Site,
) -> None:
    """Grade an attempt of which all answers are marked now."""
    marks = responses.read_marks(conn, attempt.id)
    terms = terms_of(module.bank.quiz, Purpose(attempt.purpose))
    outcome = result(
        [Fraction(one.num, one.den) for one in marks], attempt.maximum, terms.pass_mark
    )
    closed = marking.finish_review(conn, attempt.id, points=outcome.points, passed=outcome.passed)
    if closed is None:
        raise LookupError("an attempt that waits under the learner's lock was closed")
    record_result(
        conn,
        lock,
        attempt,
        outcome,
        closed_by=closed.closed_by,
        digest=attempt_evidence(conn, attempt.id),
        now=now,
        site=site,
    )
