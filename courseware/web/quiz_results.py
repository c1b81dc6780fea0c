"""A graded quiz as its page shows it: points, what each outcome earned, every answer explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Protocol

from courseware.content.model import Module
from courseware.quizzes.grading import feedback, grade
from courseware.quizzes.kinds.feedback import Feedback
from courseware.quizzes.kinds.public import PublicQuestion
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.terms import Purpose, Terms, terms_of
from courseware.web.calibration import calibration_of
from courseware.web.checking import verdict_of
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
class ByHand:
    """What a person gave for an answer: words to the learner; (criterion, points, most points)."""

    comment: str
    rubric: Sequence[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Explained:
    """One question of the result page; `share` is None while a person has yet to mark it."""

    question: PublicQuestion
    feedback: Feedback
    share: Fraction | None
    points: str
    by_hand: ByHand | None = None
    judged: Fraction | None = None
    tries: int = 0

    @property
    def verdict(self) -> str:
        """Return good, part or bad: how right the answer is, whatever its tries cost; open: no verdict yet."""
        if self.share is None:
            return "open"
        return verdict_of(self.share if self.judged is None else self.judged)


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
    marked: Sequence[tuple[Slot, Fraction | None]],
    ways: Ways,
    *,
    by_hand: Mapping[int, ByHand] = MappingProxyType({}),
    terms: Terms | None = None,
) -> dict[str, Any]:
    """Return what the result page shows of a graded try; `marked` are its slots with their points.

    `by_hand`: number of a slot → what a person gave for it. Without `terms` it is the module's quiz.
    A challenge explains no question: what it asks is kept for those who come later.
    """
    points = one.points or Fraction(0)
    terms = terms or terms_of(module.bank.quiz, Purpose.QUIZ)
    is_challenge = terms.purpose is Purpose.CHALLENGE
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
        "questions": []
        if is_challenge
        else [_explain(slot, share, by_hand.get(slot.no)) for slot, share in marked],
        "bars": _bars(module, marked),
        "calibration": calibration_of(marked) if terms.certainty else None,
    }


def _explain(slot: Slot, share: Fraction | None, by_hand: ByHand | None) -> Explained:
    raw = slot.answer
    graded = grade(slot.kind, slot.variant, slot.order, raw)
    return Explained(
        question=KINDS[slot.kind].show(slot.variant, slot.order, slot.no, slot.done),
        feedback=feedback(slot.variant, slot.order, raw, graded),
        share=share,
        points="" if share is None else points_text(share),
        by_hand=by_hand,
        judged=slot.judged,
        tries=slot.checks,
    )


def _bars(module: Module, marked: Sequence[tuple[Slot, Fraction | None]]) -> list[OutcomeBar]:
    outcomes: dict[str, list[Fraction]] = {}
    for slot, share in marked:
        if share is None:
            continue
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


def practiced_values(
    module: Module, one: Try, marked: Sequence[tuple[Slot, Fraction]], ways: Ways
) -> dict[str, Any]:
    """Return what the page of a finished round of practice shows: no points, but what to look at.

    `well` are the outcomes whose questions were all right in the end, `again` the others.
    """
    judged = [(slot, slot.judged or Fraction(0)) for slot, _share in marked]
    bars = _bars(module, judged)
    return {
        **result_values(module, one, marked, ways),
        "well": [bar for bar in bars if bar.earned == bar.maximum],
        "again": [bar for bar in bars if bar.earned < bar.maximum],
        "right": sum(share == 1 for _slot, share in judged),
    }
