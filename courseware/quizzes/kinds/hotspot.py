"""Hotspot: places on a chart or a figure to mark; the places stand in a list beside the drawing."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

from courseware.quizzes.items import Item
from courseware.quizzes.kinds.choices import Chosen, notes
from courseware.quizzes.kinds.feedback import Note, OptionFeedback, Solution
from courseware.quizzes.kinds.hotspot_reading import FIGURE_TEXT, REGIONS, SPOTS, read_variants
from courseware.quizzes.kinds.kind import Order, Samples, Verdict
from courseware.quizzes.kinds.public import PublicOption, PublicQuestion
from courseware.quizzes.posts import NOTHING, Raw, filled
from courseware.quizzes.questions import Variant
from courseware.shapes import LINE, Shapes
from courseware.words import Reason

NONE = "none"
"""The token of the control "None of them"."""


class Hotspot:
    """The learner marks the places that the question asks for, or says that there is none."""

    name: ClassVar[str] = "hotspot"
    key: ClassVar[str] = "spots"
    words: ClassVar[Shapes] = {
        "spots": SPOTS,
        "figure": LINE,
        "alt": FIGURE_TEXT,
        "regions": REGIONS,
        "choose": LINE,
        "none": LINE,
    }

    def read(self, item: Item) -> tuple[Variant, ...]:
        """Read the regions of a figure, or the points of the chart, and which of them are right."""
        return read_variants(item)

    def parse(self, variant: Variant, order: Order, raw: Raw) -> Chosen | Reason:
        """Read the numbers of places, or `none` alone; nothing, and `none` with others, is asked back."""
        del order  # places keep their numbers, which stand in the drawing
        tokens = filled(raw)
        ids = {option.id for option in variant.options}
        if len(set(tokens)) < len(tokens) or not ids | {NONE} >= set(tokens):
            return Reason("answer.unknown_option")
        if not tokens:
            return Reason("spots.nothing")
        if NONE in tokens and len(tokens) > 1:
            return Reason("spots.none_and_some")
        if _is_one(variant) and len(tokens) > 1:
            return Reason("answer.choose_one")
        return frozenset(tokens) - {NONE}

    def grade(self, variant: Variant, answer: Chosen) -> Verdict:
        """Give right places marked / max(places wanted, places marked); none wanted asks for none."""
        wanted = variant.right_ids
        most = max(len(wanted), len(answer))
        fraction = Fraction(len(wanted & answer), most) if most else Fraction(1)
        return Verdict(fraction, _noticed(variant, answer))

    def ids(self, variant: Variant) -> Order:
        """Shuffle nothing: the numbers stand in the drawing."""
        del variant
        return ()

    def show(self, variant: Variant, order: Order, no: int, done: Raw = NOTHING) -> PublicQuestion:
        """Show the drawing and its places by number; the hint says whether one is to be chosen."""
        del order, done  # nothing is shuffled, and there is one step
        place = "point" if variant.key.get("is_chart") else "place"
        return PublicQuestion(
            no,
            self.name,
            variant.ask,
            fields=("",),
            options=tuple(PublicOption(one.id, one.html) for one in variant.options),
            hint=Reason(f"spots.{place if _is_one(variant) else f'{place}s'}"),
            exhibit=variant.exhibit,
        )

    def solve(self, variant: Variant, order: Order, answer: Chosen | None) -> Solution:
        """Explain the places of a figure; of a chart those that are right or were marked."""
        del order
        chosen, wanted = answer or frozenset(), variant.right_ids
        told = (
            one
            for one in variant.options
            if not variant.key.get("is_chart") or one.id in wanted | chosen
        )
        return Solution(
            options=tuple(
                OptionFeedback(one.html, one.feedback, one.is_right, one.id in chosen)
                for one in told
            ),
            right="" if wanted else NONE,
        )

    def chance(self, variant: Variant) -> Fraction:
        """Return the share of right places: what marking as many as are wanted, at random, earns.

        One single mark earns 1 / places on average, however many are wanted. Where nothing is wanted,
        it is one choice of all the places and "none".
        """
        places, wanted = len(variant.options), len(variant.right_ids)
        return Fraction(wanted, places) if wanted else Fraction(1, places + 1)

    def samples(self, variant: Variant, order: Order) -> Samples:
        """Mark all that is wanted, the opposite, what is not there, nothing."""
        del order
        wanted = variant.right_ids
        other = next(one.id for one in variant.options if one.id not in wanted)
        return Samples(
            right=_post(wanted),
            wrong=_post({other}),
            malformed={"": ["0"]},
            blank={},
        )


def _noticed(variant: Variant, answer: Chosen) -> tuple[Note, ...]:
    """Name the regions of a figure; of a chart, whose points vary, only what went wrong."""
    if not variant.key.get("is_chart"):
        return notes(answer)
    wanted = variant.right_ids
    missed = (Note("spots:missed"),) if wanted - answer else ()
    return missed + ((Note("spots:false_alarm"),) if answer - wanted else ())


def _is_one(variant: Variant) -> bool:
    return bool(variant.key.get("is_one"))


def _post(wanted: Iterable[str]) -> Raw:
    return {"": sorted(wanted, key=int) or [NONE]}
