"""Single choice: one right option among wrong ones; 1 point, 0, or the weight of a half-right one."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from courseware.quizzes.kinds.choice_reading import Counts
from courseware.quizzes.kinds.choices import Choice, Chosen, notes, parse_tokens, worth
from courseware.quizzes.kinds.kind import Order, Verdict
from courseware.quizzes.posts import Raw
from courseware.quizzes.questions import Variant
from courseware.shapes import SHARES, TABLE, Shapes
from courseware.words import Reason


class Single(Choice):
    """The learner picks one option."""

    name = "single"
    key = "answer"
    words: ClassVar[Shapes] = {"answer": TABLE, "wrong": TABLE, "weights": SHARES}
    counts = Counts(right=range(1, 2), good=range(1, 2), total=range(4, 9))

    def parse(self, variant: Variant, order: Order, raw: Raw) -> Chosen | Reason:
        """Read one position token; none or several are asked back."""
        del variant  # the order holds all that a token can mean
        chosen = parse_tokens(order, raw)
        if isinstance(chosen, Reason) or len(chosen) == 1:
            return chosen
        return Reason("answer.choose_one")

    def grade(self, variant: Variant, answer: Chosen) -> Verdict:
        """Give the weight of the chosen option: 1 for the right one, 0 for others without a weight."""
        return Verdict(sum((worth(variant, one) for one in answer), Fraction(0)), notes(answer))

    def chance(self, variant: Variant) -> Fraction:
        """Return the mean weight of the options."""
        weights = [worth(variant, option.id) for option in variant.options]
        return sum(weights, Fraction(0)) / len(weights)
