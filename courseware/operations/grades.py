"""An attempt is graded from what is stored: its version, its slots and the answers that count."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, Row, select

from courseware.content.model import Module
from courseware.operations.completions import settle_module
from courseware.operations.renewals import settle_renewals
from courseware.operations.review_grades import by_the_level, record_review
from courseware.operations.site import Site
from courseware.progress.facts import Fact, FactKind
from courseware.quizzes.checking import Asked, Checked, close
from courseware.quizzes.grading import Result, result
from courseware.quizzes.questions import Variant
from courseware.quizzes.terms import Purpose, Terms, terms_of
from courseware.records import attempts, evidence, journal, marking, responses
from courseware.records.attempts import AttemptRow
from courseware.records.places import read_place
from courseware.records.slots import read_slots

GRACE = timedelta(seconds=60)
"""A request that was under way at the deadline still counts."""
TIMEOUT = "timeout"
"""What an attempt says that was closed because its time was up."""
GRADER = 1
"""The version of the grading code; a mark names it."""


def comes_late(attempt: AttemptRow, now: datetime) -> bool:
    """Say whether what arrives now comes after the time of an attempt, with its grace.

    One that its time has closed stays late for ever; one that was submitted takes nothing any more.
    """
    if attempt.is_open:
        return now > attempt.deadline_at + GRACE
    return attempt.closed_by == TIMEOUT


def variant_of(module: Module, slot: Row[Any]) -> tuple[str, Variant, tuple[str, ...]]:
    """Return the kind, the variant and the shown order of a stored slot."""
    question = module.bank.question(slot.question_id)
    return question.kind, question.variant(slot.variant_no), tuple(json.loads(slot.options))


def close_slots(
    module: Module, slots: Sequence[Row[Any]], steps: Sequence[Row[Any]], terms: Terms
) -> list[Checked]:
    """Judge each slot at the end, by the behavior of its quiz."""
    current, handed = responses.current_steps(steps), responses.handed_steps(steps)
    return [
        close(
            Asked(*variant_of(module, slot)),
            terms,
            [responses.raw_of(step) for step in handed.get(slot.no, ())],
            responses.raw_of(current.get(slot.no)),
        )
        for slot in slots
    ]


def grade_and_close(
    conn: Connection,
    lock: journal.Lock,
    attempt: AttemptRow,
    *,
    now: datetime,
    closed_by: str,
    site: Site,
) -> None:
    """Close an open attempt: marks, points, the fact, the standing and what follows from it.

    Where a person has to mark an answer, only the other marks are made now; `operations/marking.py`
    does the rest with the last mark.
    """
    module = site.shelves.version(conn, attempt.version_id)
    slots = read_slots(conn, attempt.id)
    steps = responses.read_steps(conn, attempt.id)
    terms = terms_of(module.bank.quiz, Purpose(attempt.purpose))
    closing = close_slots(module, slots, steps, terms)
    fractions = [one.earned for one in closing]
    marks = _marks(attempt.id, slots, fractions, now)
    if terms.counts and any(one.needs_review for one in closing):
        marking.begin_review(conn, attempt.id, now=now, closed_by=closed_by)
        sure = zip(marks, closing, strict=True)
        responses.add_marks(conn, [made for made, one in sure if not one.needs_review])
        return
    outcome = result(fractions, attempt.maximum, terms.pass_mark)
    if terms.purpose is Purpose.REVIEW:
        shelf = site.shelves.current(conn)
        outcome = by_the_level(outcome, module, slots, fractions, now=now, shelf=shelf)
    closed = attempts.close_attempt(
        conn,
        attempt.id,
        now=now,
        closed_by=closed_by,
        points=outcome.points,
        passed=outcome.passed,
    )
    if closed is None:
        raise LookupError("an attempt that is open under the learner's lock was closed")
    responses.add_marks(conn, marks)
    if terms.counts:
        made = [SimpleNamespace(**one) for one in marks]
        digest = evidence.of_attempt(closed, slots, steps, made)
        record_result(
            conn,
            lock,
            attempt,
            outcome,
            closed_by=closed.closed_by,
            digest=digest,
            now=now,
            site=site,
        )


def record_result(
    conn: Connection,
    lock: journal.Lock,
    attempt: AttemptRow,
    outcome: Result,
    *,
    closed_by: str,
    digest: str,
    now: datetime,
    site: Site,
) -> None:
    """Append the fact that an attempt is graded, and settle what follows from it.

    `digest`: of the rows that the fact rests on.
    """
    if attempt.purpose == Purpose.REVIEW:
        record_review(
            conn, lock, attempt, outcome, closed_by=closed_by, digest=digest, now=now, site=site
        )
        _renew(conn, lock, outcome, now=now, site=site)
        return
    place = read_place(conn, attempt.person_id)
    body = _body(attempt, outcome.points, passed=bool(outcome.passed), closed_by=closed_by)
    journal.append(
        lock,
        kind=FactKind.ATTEMPT_GRADED,
        subject=attempt.module,
        body=body,
        salt=site.chance(16),
        now=now,
        evidence=digest,
    )
    fact = Fact(FactKind.ATTEMPT_GRADED, attempt.module, now, body)
    settle_module(conn, lock, place, fact, now=now, site=site)
    _renew(conn, lock, outcome, now=now, site=site)


def _renew(
    conn: Connection, lock: journal.Lock, outcome: Result, *, now: datetime, site: Site
) -> None:
    """Renew what a pass may have been the last step of; a failed try renews nothing."""
    if outcome.passed:
        settle_renewals(conn, lock, now=now, site=site)


def _marks(
    attempt_id: int, slots: Sequence[Row[Any]], fractions: Sequence[Fraction], now: datetime
) -> list[Mapping[str, Any]]:
    return [
        {
            "attempt_id": attempt_id,
            "slot_no": slot.no,
            "run": 1,
            "num": fraction.numerator,
            "den": fraction.denominator,
            "grader": GRADER,
            "reason": "",
            "marked_at": now,
            "by_person": None,
            "comment": None,
        }
        for slot, fraction in zip(slots, fractions, strict=True)
    ]


def _body(
    attempt: AttemptRow, points: Fraction, *, passed: bool, closed_by: str
) -> dict[str, int | str]:
    purpose = {} if attempt.purpose == Purpose.QUIZ else {"purpose": attempt.purpose}
    return {
        **purpose,
        "attempt": attempt.id,
        "attempt_no": attempt.attempt_no,
        "version": attempt.version_id,
        "num": points.numerator,
        "den": points.denominator,
        "maximum": attempt.maximum,
        "passed": int(passed),
        "closed_by": closed_by,
    }


def attempt_evidence(conn: Connection, attempt_id: int) -> str:
    """Digest a graded attempt from its stored rows, as `records verify` does again later."""
    row = conn.execute(select(attempts.attempt).where(attempts.attempt.c.id == attempt_id)).one()
    return evidence.of_attempt(
        row,
        read_slots(conn, attempt_id),
        responses.read_steps(conn, attempt_id),
        responses.read_marks(conn, attempt_id),
    )
