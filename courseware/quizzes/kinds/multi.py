"""Multiple choice: some options of several are right, or none; wrong picks cost what right ones earn."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations
from typing import ClassVar

from courseware.quizzes.kinds.choice_reading import Counts
from courseware.quizzes.kinds.choices import (
    NONE_ID,
    Choice,
    Chosen,
    notes,
    parse_tokens,
    right_ids,
    with_none,
)
from courseware.quizzes.kinds.kind import Order, Verdict
from courseware.quizzes.kinds.public import PublicQuestion
from courseware.quizzes.posts import NOTHING, Raw
from courseware.quizzes.questions import Variant
from courseware.shapes import TABLE, TEXT, Shapes
from courseware.words import Reason


class Multi(Choice):
    """The learner picks all that apply, or the box "None of these" where there is one."""

    name = "multi"
    key = "answers"
    words: ClassVar[Shapes] = {"answers": TABLE, "wrong": TABLE, "scoring": TEXT, "none": TEXT}
    counts = Counts(right=range(8), good=range(2, 5), total=range(4, 7))

    def parse(self, variant: Variant, order: Order, raw: Raw) -> Chosen | Reason:
        """Read one or more position tokens; none is asked back, and "none" together with some."""
        chosen = parse_tokens(with_none(variant, order), raw)
        if not isinstance(chosen, Reason) and NONE_ID in chosen and len(chosen) > 1:
            return Reason("answer.none_and_some")
        return chosen or Reason("answer.choose_some")

    def grade(self, variant: Variant, answer: Chosen) -> Verdict:
        """Give max(0, (right picks - wrong picks) / right options), exactly ("net" scoring).

        With `scoring: all` only the exact set earns the point. Where no option is right, only the
        box "None of these" does: it is the one right pick then.
        """
        right = right_ids(variant)
        if variant.key.get("scoring") == "all":
            return Verdict(Fraction(answer == right), notes(answer))
        net = Fraction(len(answer & right) - len(answer - right), len(right))
        return Verdict(max(Fraction(0), net), notes(answer))

    def show(self, variant: Variant, order: Order, no: int, done: Raw = NOTHING) -> PublicQuestion:
        """Say beside the options when only the whole set counts."""
        shown = super().show(variant, order, no, done)
        is_all = variant.key.get("scoring") == "all"
        return replace(shown, hint=Reason("choices.all")) if is_all else shown

    def chance(self, variant: Variant) -> Fraction:
        """Return the mean over every set of options; the empty set is the box, or earns nothing."""
        ids = self.ids(variant)
        sets = chain.from_iterable(combinations(ids, size) for size in range(1, len(ids) + 1))
        chosen = [frozenset(one) for one in sets]
        if variant.key.get("none"):
            chosen.append(frozenset({NONE_ID}))
        earned: Fraction = sum((self.grade(variant, one).fraction for one in chosen), Fraction(0))
        return earned * Fraction(1, 2 ** len(ids))
