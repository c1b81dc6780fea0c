"""What a question with parts stores of each: its kind, its variant, what it weighs and follows from."""

from __future__ import annotations

from dataclasses import dataclass

from courseware.quizzes.questions import Variant
from courseware.stored import Stored


@dataclass(frozen=True, slots=True)
class PartKey(Stored):
    """One part of a variant; its `values` are those of the whole question.

    `follow` is the text of an expression over the values and p1, p2 …, the learner's own numbers in
    earlier parts; "" for none. `within` is the tolerance as its author typed it.
    """

    kind: str
    variant: Variant
    weight: int = 1
    follow: str = ""
    within: str | None = None


def parts_of(variant: Variant) -> tuple[PartKey, ...]:
    """Return the parts that a variant stores."""
    return tuple(PartKey.from_json(one) for one in variant.key["parts"])
