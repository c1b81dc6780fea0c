"""What single and multi share: options as shown, as posted and as explained."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

from courseware.quizzes.items import Item
from courseware.quizzes.kinds.choice_reading import Counts, read_variants
from courseware.quizzes.kinds.feedback import Note, OptionFeedback, Solution
from courseware.quizzes.kinds.kind import Order, Samples
from courseware.quizzes.kinds.public import PublicOption, PublicQuestion
from courseware.quizzes.posts import NOTHING, Raw, filled
from courseware.quizzes.questions import Option, Variant
from courseware.shapes import Shapes
from courseware.words import Reason

Chosen = frozenset[str]
"""Ids of the options that a learner chose; NONE_ID for the box "None of these"."""
NONE_ID = "none"


class Choice:
    """A question with options under its own key (right) and `wrong`; all have feedback."""

    name: ClassVar[str]
    key: ClassVar[str]
    words: ClassVar[Shapes]
    counts: ClassVar[Counts]

    def read(self, item: Item) -> tuple[Variant, ...]:
        """Read the options; ids count on from the first right one."""
        return read_variants(item, self.name, self.key, self.counts)

    def ids(self, variant: Variant) -> Order:
        """Shuffle all options; the box "None of these" is none of them and stands last."""
        return tuple(option.id for option in variant.options)

    def show(self, variant: Variant, order: Order, no: int, done: Raw = NOTHING) -> PublicQuestion:
        """Show the options in this learner's order, named by place only."""
        del done  # there is one step
        texts = {option.id: option.html for option in variant.options}
        shown = tuple(
            PublicOption(str(place), texts.get(option, ""))
            for place, option in enumerate(with_none(variant, order), 1)
        )
        return PublicQuestion(
            no, self.name, variant.ask, fields=("",), options=shown, exhibit=variant.exhibit
        )

    def solve(self, variant: Variant, order: Order, answer: Chosen | None) -> Solution:
        """Explain every option, in the order that was shown."""
        by_id = {option.id: option for option in variant.options}
        by_id[NONE_ID] = Option(NONE_ID, "", "", NONE_ID in right_ids(variant))
        chosen = answer or frozenset()
        shown = [(by_id[option], option in chosen) for option in with_none(variant, order)]
        return Solution(
            options=tuple(
                OptionFeedback(
                    one.html,
                    one.feedback,
                    one.is_right,
                    is_chosen,
                    is_part=0 < worth(variant, one.id) < 1,
                )
                for one, is_chosen in shown
            )
        )

    def samples(self, variant: Variant, order: Order) -> Samples:
        """Choose all right ones, one that earns nothing, one that is not there, none."""
        wrong = next(option for option in order if not worth(variant, option))
        return Samples(
            right=_post(with_none(variant, order), right_ids(variant)),
            wrong=_post(order, {wrong}),
            malformed={"": ["0"]},
            blank={},
        )


def right_ids(variant: Variant) -> Chosen:
    """Return the ids of the right options; where there is none, the box "None of these" is right."""
    return variant.right_ids or frozenset({NONE_ID})


def worth(variant: Variant, option: str) -> Fraction:
    """Return which share of the point an option earns by itself: 1, 0, or the author's weight."""
    weights = variant.key.get("weights", {})
    return Fraction(weights.get(option, option in right_ids(variant)))


def notes(chosen: Chosen) -> tuple[Note, ...]:
    """Return what the distractor report counts: which options were taken."""
    return tuple(Note(f"option:{option}") for option in sorted(chosen))


def parse_tokens(order: Order, raw: Raw) -> Chosen | Reason:
    """Map posted position tokens to option ids; an empty set when nothing was chosen."""
    tokens = filled(raw)
    ids = {str(place): option for place, option in enumerate(order, 1)}
    if len(set(tokens)) < len(tokens) or not ids.keys() >= set(tokens):
        return Reason("answer.unknown_option")
    return frozenset(ids[token] for token in tokens)


def with_none(variant: Variant, order: Order) -> Order:
    """Return the order shown: the box "None of these" stands last, where there is one."""
    return (*order, NONE_ID) if variant.key.get("none") else order


def _post(order: Order, chosen: Iterable[str]) -> Raw:
    return {"": [str(place) for place, option in enumerate(order, 1) if option in set(chosen)]}
