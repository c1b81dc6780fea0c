"""A graded quiz as its page shows it: points, what each outcome earned, every answer explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, Protocol

from courseware.content.model import Module
from courseware.quizzes.grading import feedback, grade
from courseware.quizzes.kinds.kind import Feedback, PublicQuestion
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.terms import Purpose, terms_of
from courseware.web.module_pages import Ways
from courseware.web.quiz_pages import Slot
from courseware.web.standings import points_text
from courseware.words import percent


class Try(Protocol):
    """A graded try: a stored one, or one that was graded in memory."""

    @property
    def points(self) -> Fraction | None:
        """Return the points it earned."""

    @property
    def maximum(self) -> int:
        """Return how many points there were."""

    @property
    def passed(self) -> bool | None:
        """Say whether it passed."""

    @property
    def attempt_no(self) -> int:
        """Return which try it was, from 1."""

    @property
    def submitted_at(self) -> datetime | None:
        """Return when it was submitted."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One question of the result page."""

    question: PublicQuestion
    feedback: Feedback
    share: Fraction
    points: str

    @property
    def verdict(self) -> str:
        """Return good (full points), part or bad."""
        if self.share == 1:
            return "good"
        return "bad" if self.share == 0 else "part"


@dataclass(frozen=True, slots=True)
class OutcomeBar:
    """What the questions of one outcome earned, and the lessons that teach it."""

    text: str
    earned: Fraction
    maximum: int
    shown: str
    lessons: tuple[tuple[str, str], ...]

    @property
    def value(self) -> float:
        """Return the points for the bar."""
        return float(self.earned)


def result_values(
    module: Module,
    one: Try,
    marked: Sequence[tuple[Slot, Fraction]],
    ways: Ways,
    purpose: Purpose = Purpose.QUIZ,
) -> dict[str, Any]:
    """Return what the result page shows of a graded try; `marked` are its slots with their points.

    A challenge explains no question: what it asks is kept for those who come later (CURRICULUM 6.3).
    """
    points = one.points or Fraction(0)
    terms = terms_of(module.bank.quiz, purpose)
    is_challenge = purpose is Purpose.CHALLENGE
    return {
        "attempt": one,
        "module": module,
        "ways": ways,
        "points": points_text(points),
        "share": percent(points / one.maximum),
        "share_number": float(100 * points / one.maximum),
        "mark_number": float(100 * (terms.pass_mark or 0)),
        "points_needed": terms.points_needed(one.maximum),
        "is_challenge": is_challenge,
        "questions": [] if is_challenge else [_explain(slot, share) for slot, share in marked],
        "bars": _bars(module, marked),
    }


def _explain(slot: Slot, share: Fraction) -> Explained:
    graded = grade(slot.kind, slot.variant, slot.order, slot.raw)
    return Explained(
        question=KINDS[slot.kind].show(slot.variant, slot.order, slot.no),
        feedback=feedback(slot.variant, slot.order, slot.raw, graded),
        share=share,
        points=points_text(share),
    )


def _bars(module: Module, marked: Sequence[tuple[Slot, Fraction]]) -> list[OutcomeBar]:
    outcomes: dict[str, list[Fraction]] = {}
    for slot, share in marked:
        outcomes.setdefault(module.bank.question(slot.question_id).outcome, []).append(share)
    bars = []
    for outcome in module.outcomes:
        shares = outcomes.get(outcome.id)
        if not shares:
            continue
        earned = sum(shares, Fraction(0))
        lessons = tuple(
            (lesson.id, lesson.title) for lesson in module.lessons if outcome.id in lesson.outcomes
        )
        bars.append(OutcomeBar(outcome.text, earned, len(shares), points_text(earned), lessons))
    return bars
