"""Points: one slot's fraction, a whole quiz's points and pass, and what the result page explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from courseware.quizzes.kinds.feedback import Feedback
from courseware.quizzes.kinds.judging import Graded, explain, judge
from courseware.quizzes.kinds.kind import Order
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.posts import Raw
from courseware.quizzes.questions import Variant


@dataclass(frozen=True, slots=True)
class Result:
    """A whole quiz: exact points of a maximum, and whether they reach the pass mark (None: it has none)."""

    points: Fraction
    maximum: int
    passed: bool | None


def grade(kind_name: str, variant: Variant, order: Order, raw: Raw) -> Graded:
    """Grade what a form posted for one slot; never raises, whatever was posted."""
    return judge(KINDS[kind_name], variant, order, raw)


def result(fractions: Sequence[Fraction], maximum: int, pass_mark: Fraction | None) -> Result:
    """Add up one point a slot; a slot without an answer counts 0.

    Passed is points ≥ pass mark × maximum, compared in integers before any rounding: of 12 points
    at 80 %, 9.60 pass and 9.59 do not.
    """
    points = sum(fractions, Fraction(0))
    if pass_mark is None:
        return Result(points, maximum, None)
    have = points.numerator * pass_mark.denominator
    need = pass_mark.numerator * maximum * points.denominator
    return Result(points, maximum, have >= need)


def feedback(variant: Variant, order: Order, raw: Raw, graded: Graded) -> Feedback:
    """Explain a graded slot. Holds the key: show it only after grading."""
    return explain(KINDS[graded.kind], variant, order, raw, graded)
