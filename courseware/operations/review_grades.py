"""A level review is graded: whether it passed by the level's rule, the fact, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, Row

from courseware.content.model import Module
from courseware.operations.levels import settle_levels
from courseware.operations.site import Site
from courseware.practice.gates import ReviewGate
from courseware.progress.facts import FactKind
from courseware.progress.practiced import Reviewed
from courseware.progress.readiness import is_review_passed
from courseware.quizzes.grading import Result
from courseware.records import evidence, journal, responses
from courseware.records.attempts import AttemptRow
from courseware.records.catalog import Shelf
from courseware.records.review_sessions import session_of
from courseware.records.slots import read_slots

ByCompetency = Mapping[str, tuple[Fraction, int]]
"""Code of a competency → what its questions earned, and how many they were."""


def gate_of(shelf: Shelf, module: Module) -> ReviewGate:
    """Return the rule of a review as it is now; what its bank says if the level has none any more."""
    pathway_id, _slash, level_id = module.slug.partition("/")
    pathway = shelf.pathways.get(pathway_id)
    level = None if pathway is None else pathway.level(level_id)
    if level is not None and level.review is not None:
        return level.review
    quiz = module.bank.quiz
    draw = {cell.outcome: cell.count for cell in quiz.cells}
    return ReviewGate(draw=draw, mark=quiz.pass_mark)


def by_competency(
    module: Module, slots: Sequence[Row[Any]], shares: Sequence[Fraction]
) -> ByCompetency:
    """Add up what the questions of each competency earned, in the order of the level's table."""
    found: dict[str, tuple[Fraction, int]] = {}
    for slot, share in zip(slots, shares, strict=True):
        code = module.bank.question(slot.question_id).competency
        points, items = found.get(code, (Fraction(0), 0))
        found[code] = (points + share, items + 1)
    return {code: found[code] for code in module.competencies if code in found}


def by_the_level(
    found: Result,
    module: Module,
    slots: Sequence[Row[Any]],
    shares: Sequence[Fraction],
    *,
    now: datetime,
    shelf: Shelf,
) -> Result:
    """Return a result that passes by the rule of its level, not by points alone."""
    earned = by_competency(module, slots, shares)
    review = Reviewed(now, found.points, found.maximum, earned)
    return replace(found, passed=is_review_passed(gate_of(shelf, module), review))


def record_review(
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
    """Append the fact that a review is graded, and settle the levels. `digest`: of the attempt."""
    module = site.shelves.version(conn, attempt.version_id)
    earned = stored_by_competency(conn, module, attempt.id)
    session = session_of(conn, attempt.id)
    supervised = {} if session is None else {"session": session.id}
    journal.append(
        lock,
        kind=FactKind.REVIEW_GRADED,
        subject=attempt.module,
        body={
            "attempt": attempt.id,
            "attempt_no": attempt.attempt_no,
            "version": attempt.version_id,
            "num": outcome.points.numerator,
            "den": outcome.points.denominator,
            "maximum": attempt.maximum,
            "passed": int(bool(outcome.passed)),
            "closed_by": closed_by,
            "by_competency": written(earned),
            **supervised,
        },
        salt=site.chance(16),
        now=now,
        evidence=evidence.of_review(digest, session),
    )
    settle_levels(conn, lock, now=now, site=site)


def stored_by_competency(conn: Connection, module: Module, attempt_id: int) -> ByCompetency:
    """Return what each competency earned, from the marks as they are stored."""
    marks = {one.slot_no: one for one in responses.read_marks(conn, attempt_id) if one.run == 1}
    slots = read_slots(conn, attempt_id)
    shares = [Fraction(marks[one.no].num, marks[one.no].den) for one in slots]
    return by_competency(module, slots, shares)


def written(earned: ByCompetency) -> dict[str, list[int]]:
    """Return it as a fact keeps it: code → [numerator, denominator, questions]."""
    return {
        code: [points.numerator, points.denominator, items]
        for code, (points, items) in earned.items()
    }
