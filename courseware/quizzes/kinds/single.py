"""Single choice: one right option and three wrong ones; 1 point or 0."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from courseware.quizzes.kinds.choices import Choice, Chosen, notes, parse_tokens, right_ids
from courseware.quizzes.kinds.kind import Order, Raw, Verdict
from courseware.quizzes.questions import Variant
from courseware.quizzes.shapes import TABLE, Shapes
from courseware.words import Reason


class Single(Choice):
    """The learner picks one option."""

    name = "single"
    key = "answer"
    words: ClassVar[Shapes] = {"answer": TABLE, "wrong": TABLE}
    right = range(1, 2)
    total = range(4, 5)

    def parse(self, variant: Variant, order: Order, raw: Raw) -> Chosen | Reason:
        """Read one position token; none or several are asked back."""
        del variant  # the order holds all that a token can mean
        chosen = parse_tokens(order, raw)
        if isinstance(chosen, Reason) or len(chosen) == 1:
            return chosen
        return Reason("answer.choose_one")

    def grade(self, variant: Variant, answer: Chosen) -> Verdict:
        """Give 1 for the right option, 0 for any other."""
        return Verdict(Fraction(answer == right_ids(variant)), notes(answer))

    def chance(self, variant: Variant) -> Fraction:
        """Return 1 over the number of options."""
        return Fraction(len(right_ids(variant)), len(variant.options))
