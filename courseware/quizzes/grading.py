"""Points: one slot's fraction, a whole quiz's points and pass, and what the result page explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from courseware.quizzes.kinds.kind import Note, OptionFeedback, Order, Raw, is_blank
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Quiz, Variant
from courseware.words import Reason


@dataclass(frozen=True, slots=True)
class Graded:
    """One slot's verdict. Blank or unreadable is 0 points and says so in `reason`.

    `answer` is the kind's own reading of the post; only `feedback` hands it back to the kind.
    """

    kind: str
    fraction: Fraction
    answer: Any = None
    notes: tuple[Note, ...] = ()
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A whole quiz: exact points of a maximum, and whether they reach the pass mark."""

    points: Fraction
    maximum: int
    passed: bool


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the result page says about one slot.

    Choices fill `options`. Kinds with a typed answer fill `right` ("3.3 h") and `typed` (the
    learner's own characters: escape them). `reason` is there when nothing readable was given.
    """

    options: tuple[OptionFeedback, ...]
    right: str
    typed: str
    notes: tuple[Note, ...]
    reason: Reason | None
    why: str


def grade(kind_name: str, variant: Variant, order: Order, raw: Raw) -> Graded:
    """Grade what a form posted for one slot; never raises, whatever was posted."""
    kind = KINDS[kind_name]
    answer = kind.parse(variant, order, raw)
    if isinstance(answer, Reason):
        return Graded(kind_name, Fraction(0), reason=answer)
    verdict = kind.grade(variant, answer)
    return Graded(kind_name, verdict.fraction, answer, verdict.notes)


def result(quiz: Quiz, fractions: Sequence[Fraction]) -> Result:
    """Add up one point a slot; a slot without an answer counts 0.

    Passed is points ≥ pass mark × maximum, compared in integers before any rounding: of 12 points
    at 80 %, 9.60 pass and 9.59 do not (CURRICULUM 2.2).
    """
    points = sum(fractions, Fraction(0))
    mark = quiz.pass_mark
    have = points.numerator * mark.denominator
    need = mark.numerator * quiz.points * points.denominator
    return Result(points, quiz.points, have >= need)


def feedback(variant: Variant, order: Order, raw: Raw, graded: Graded) -> Feedback:
    """Explain a graded slot. Holds the key: show it only after submission."""
    solution = KINDS[graded.kind].solve(variant, order, graded.answer)
    typed = [text for part in sorted(raw) for text in raw[part]]
    return Feedback(
        options=solution.options,
        right=solution.right,
        typed="" if solution.options else " ".join(typed),
        notes=graded.notes,
        reason=Reason("answer.none") if is_blank(raw) else graded.reason,
        why=variant.why,
    )
