"""Reading a question with parts: each is read by its own kind, with the values of the whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from courseware.calculation.expressions import Expression, ExpressionError
from courseware.calculation.values import Values
from courseware.calculation.variation import evaluate, read_expression, spoken
from courseware.problems import Source, count_errors
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.choosing import kind_of
from courseware.quizzes.kinds.judging import check_samples
from courseware.quizzes.kinds.kind import Kind
from courseware.quizzes.kinds.numeric import Numeric
from courseware.quizzes.kinds.numeric_key import NumericKey
from courseware.quizzes.kinds.parts_key import PartKey
from courseware.quizzes.posts import part_name
from courseware.quizzes.questions import Variant
from courseware.shapes import TEXT, Shapes, read_block

COUNTS = range(2, 7)
WEIGHTS = range(1, 11)
NEEDED: Shapes = {"ask": TEXT}
OPTIONAL: Shapes = {"weight": TEXT, "why": TEXT}
FOLLOW: Shapes = {"follow": TEXT}
"""Only a number can follow from other numbers."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part as its author wrote it, with a variant for each draw of the whole question."""

    kind: Kind[Any]
    variants: tuple[Variant, ...]
    weight: int
    follow: str
    within: str | None

    def key(self, place: int) -> dict[str, Any]:
        """Return what is stored of this part for one draw; values stand in the whole question."""
        variant = replace(self.variants[place], values={})
        return PartKey(self.kind.name, variant, self.weight, self.follow, self.within).to_json()


def read_parts(item: Item, kinds: Mapping[str, Kind[Any]]) -> tuple[Variant, ...]:
    """Return the variants of a question with parts; every fault is reported to the item."""
    entries = item.typed["parts"]
    if len(entries) not in COUNTS:
        said = f"A question of this kind has {COUNTS[0]} to {COUNTS[-1]} parts; here are {len(entries)}."
        item.source.error(said, "parts", mend="Divide it, or write it as a question of its own.")
        return ()
    before = count_errors(item.source)
    parts: list[Part] = []
    for place, entry in enumerate(entries):
        part = _read_part(item, entry, item.source.at("parts", place), kinds, parts)
        if part is None:
            return ()  # what follows may rest on it
        parts.append(part)
    if count_errors(item.source) > before:
        return ()
    places = iter(range(len(item.draws)))

    def build(_values: Values) -> dict[str, Any]:
        place = next(places)  # variants are built in the order of the draws
        return {"key": {"parts": [part.key(place) for part in parts]}}

    return item.vary(build)


def _read_part(
    item: Item,
    entry: object,
    source: Source,
    kinds: Mapping[str, Kind[Any]],
    before: Sequence[Part],
) -> Part | None:
    """Return a part, or None when something in it was reported."""
    kind, faults = kind_of(entry, kinds.values(), source), count_errors(source)
    if kind is None:
        if not isinstance(entry, Mapping):
            source.error("A part is a block of `name: value` lines.", mend="Begin with `ask: …`.")
        return None
    own = {**kind.words, **(FOLLOW if isinstance(kind, Numeric) else {})}
    typed = read_block(entry, source, {**NEEDED, **OPTIONAL, **own}, {*NEEDED, kind.key})
    if count_errors(source) > faults:
        return None
    variants = kind.read(replace(item, typed={"why": "", **typed}, source=source))
    if "why" not in typed:
        variants = tuple(replace(one, why="") for one in variants)
    part = Part(
        kind, variants, _weight(typed, source), typed.get("follow", ""), typed.get("within")
    )
    check_samples(kind, variants, source, "This part")
    if part.follow and variants:
        _check_follow(part, item.draws, source, before)
    return part if count_errors(source) == faults else None


def _weight(typed: Mapping[str, str], source: Source) -> int:
    written = typed.get("weight", "1")
    if written in map(str, WEIGHTS):
        return int(written)
    mend = f"Write a whole number from {WEIGHTS[0]} to {WEIGHTS[-1]}."
    source.error(f"`weight` is “{written}”.", "weight", mend=mend)
    return 1


def _check_follow(
    part: Part, draws: Sequence[Values], source: Source, before: Sequence[Part]
) -> None:
    """Report a `follow` that cannot be computed, or that leads from right numbers to a wrong one."""
    numbers = {
        part_name(no): one for no, one in enumerate(before, 1) if isinstance(one.kind, Numeric)
    }
    expression = _read_follow(part.follow, draws[0], numbers, source)
    if expression is None:
        return
    for place, values in enumerate(draws):
        right = {name: _key(one, place).number for name, one in numbers.items()}
        key = _key(part, place)
        try:
            number = evaluate(expression, {**values, **right})
        except ExpressionError as error:
            source.error(str(error), "follow")
            return
        if isinstance(number, bool | list) or not key.accepts(number, key.number):
            source.error(
                f"`follow` gives {number}, and the key is {key.text()} with {spoken(values)}.",
                "follow",
                mend="Compute from p1, p2 … what `value` computes from the values.",
            )
            return


def _read_follow(
    text: str, values: Values, numbers: Collection[str], source: Source
) -> Expression | None:
    """Return the expression of `follow`; it names at least one earlier number, and nothing twice."""
    for name in numbers:
        if name in values:
            said = (
                f"`{name}` is a value of `given` or `let`; in `follow` it is the learner's number."
            )
            source.error(said, "follow", mend="Rename the value.")
            return None
    expression = read_expression(text, [*values, *numbers], source, "follow")
    if expression is not None and not expression.names.intersection(numbers):
        mend = f"Use {', '.join(numbers)}." if numbers else "Leave `follow` out here."
        source.error("`follow` uses no number of an earlier part.", "follow", mend=mend)
        return None
    return expression


def _key(part: Part, place: int) -> NumericKey:
    return NumericKey.from_json(part.variants[place].key)
