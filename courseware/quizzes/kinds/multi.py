"""Multiple choice: two to four right options of four to six; wrong picks cost what right ones earn."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain, combinations
from typing import ClassVar

from courseware.quizzes.kinds.choices import Choice, Chosen, notes, parse_tokens, right_ids
from courseware.quizzes.kinds.kind import Order, Raw, Verdict
from courseware.quizzes.questions import Variant
from courseware.quizzes.shapes import TABLE, Shapes
from courseware.words import Reason


class Multi(Choice):
    """The learner picks all that apply."""

    name = "multi"
    key = "answers"
    words: ClassVar[Shapes] = {"answers": TABLE, "wrong": TABLE}
    right = range(2, 5)
    total = range(4, 7)

    def parse(self, variant: Variant, order: Order, raw: Raw) -> Chosen | Reason:
        """Read one or more position tokens; none is asked back."""
        del variant  # the order holds all that a token can mean
        chosen = parse_tokens(order, raw)
        return chosen or Reason("answer.choose_some")

    def grade(self, variant: Variant, answer: Chosen) -> Verdict:
        """Give max(0, (right picks - wrong picks) / right options), exactly ("net" scoring)."""
        right = right_ids(variant)
        net = Fraction(len(answer & right) - len(answer - right), len(right))
        return Verdict(max(Fraction(0), net), notes(answer))

    def chance(self, variant: Variant) -> Fraction:
        """Return the mean over every set of options; who chooses none earns nothing."""
        ids = self.ids(variant)
        sets = chain.from_iterable(combinations(ids, size) for size in range(1, len(ids) + 1))
        earned: Fraction = sum(
            (self.grade(variant, frozenset(one)).fraction for one in sets), Fraction(0)
        )
        return earned * Fraction(1, 2 ** len(ids))
