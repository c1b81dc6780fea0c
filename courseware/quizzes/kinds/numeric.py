"""A number to compute: read as typed, converted to the key's unit, compared within a tolerance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from courseware.calculation.compare import Tolerance
from courseware.calculation.numbers import Typed, read_number, show
from courseware.calculation.units import convert
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.kind import (
    NOTHING,
    Note,
    Order,
    PublicQuestion,
    Raw,
    Samples,
    Solution,
    Verdict,
)
from courseware.quizzes.kinds.numeric_key import NumericKey
from courseware.quizzes.kinds.numeric_reading import read_variants
from courseware.quizzes.questions import Variant
from courseware.quizzes.shapes import LIST, TABLE, TEXT, Shapes
from courseware.words import Reason

WITHOUT_UNIT = Fraction(9, 10)
"""What is left of the point when units are to be chosen and none was (ASSESSMENT section 1)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A number as typed, and the unit chosen beside it: "" when none was, or none is asked."""

    number: Typed
    unit: str

    def value_in(self, unit: str) -> Decimal | None:
        """Return the number in another unit; without its own it counts as in that one.

        None where the two measure different things.
        """
        return convert(self.number.value, self.unit, unit) if self.unit else self.number.value


class Numeric:
    """The learner types a number, and chooses its unit where the author offers several."""

    name: ClassVar[str] = "numeric"
    key: ClassVar[str] = "value"
    words: ClassVar[Shapes] = {
        "value": TEXT,
        "units": LIST,
        "decimals": TEXT,
        "figures": TEXT,
        "within": TEXT,
        "mistakes": TABLE,
    }

    def read(self, item: Item) -> tuple[Variant, ...]:
        """Read the expression, its unit, the digits asked, the tolerance and the mistakes."""
        return read_variants(item)

    def parse(self, variant: Variant, order: Order, raw: Raw) -> Answer | Reason:
        """Read the number in the part "" and, where units are to choose from, the part "unit"."""
        del order  # nothing is shuffled
        key = NumericKey.from_json(variant.key)
        numbers, chosen = (_filled(raw, part) for part in ("", "unit"))
        if len(numbers) > 1:
            return Reason("number.unreadable")
        number = read_number("".join(numbers), percent_unit="%" in (key.unit, *key.units))
        if isinstance(number, Reason):
            return number
        if not key.units:
            return Answer(number, "")
        if len(chosen) > 1 or not set(chosen) <= set(key.units):
            return Reason("answer.unknown_option")
        return Answer(number, "".join(chosen))

    def grade(self, variant: Variant, answer: Answer) -> Verdict:
        """Give the point when the converted number is right; name the mistake when it was foreseen.

        A unit of another dimension gives 0, a missing one costs a tenth, too few figures nothing.
        """
        key = NumericKey.from_json(variant.key)
        number = answer.value_in(key.unit)
        if number is None:
            values = {"expected": key.unit, "given": answer.unit}
            return Verdict(Fraction(0), (_noted("unit.dimension", values),))
        if not key.accepts(number, key.number):
            return Verdict(Fraction(0), _foreseen(variant, key, number))
        notes = []
        if key.units and not answer.unit:
            notes.append(_noted("unit.left_out"))
        if key.figures is not None and answer.number.figures < key.figures:
            notes.append(_noted("figures.few", {"count": key.figures}))
        return Verdict(WITHOUT_UNIT if key.units and not answer.unit else Fraction(1), tuple(notes))

    def ids(self, variant: Variant) -> Order:
        """Shuffle nothing."""
        del variant
        return ()

    def show(self, variant: Variant, order: Order, no: int, done: Raw = NOTHING) -> PublicQuestion:
        """Show the field, its unit or the units sorted (the author's first one is the key's)."""
        del order, done  # nothing is shuffled, and there is one step
        key = NumericKey.from_json(variant.key)
        fields = ("", "unit") if key.units else ("",)
        units = tuple(sorted(key.units)) or ((key.unit,) if key.unit else ())
        return PublicQuestion(
            no,
            self.name,
            variant.ask,
            fields,
            units=units,
            hint=_hint(key),
            exhibit=variant.exhibit,
        )

    def solve(self, variant: Variant, order: Order, answer: Answer | None) -> Solution:
        """Return the right value with the digits asked and its unit."""
        del order, answer  # the right value is the same for everybody
        key = NumericKey.from_json(variant.key)
        return Solution(right=f"{key.text()} {key.unit}".strip())

    def chance(self, variant: Variant) -> Fraction:
        """Say that no guess at random meets a number."""
        del variant
        return Fraction(0)

    def samples(self, variant: Variant, order: Order) -> Samples:
        """Type the solution as shown, a number beyond every tolerance, words, nothing."""
        del order  # nothing is shuffled
        key = NumericKey.from_json(variant.key)
        unit = {"unit": [key.unit]} if key.units else {}
        reach = float(Tolerance(**key.tolerance).width(key.number))
        far = show(2 * abs(key.number) + 3 * reach + 1, ".1f")
        return Samples(
            right={"": [key.text(comma=False)], **unit},
            wrong={"": [far], **unit},
            malformed={"": ["a few"], **unit},
            blank={"": [""], **unit},
        )


def _filled(raw: Raw, part: str) -> list[str]:
    return [text for text in raw.get(part, ()) if text.strip()]


def _noted(code: str, values: Mapping[str, object] | None = None) -> Note:
    return Note(code, Reason(code, values or {}))


def _foreseen(variant: Variant, key: NumericKey, number: Decimal) -> tuple[Note, ...]:
    """Return the author's words for this wrong number, if it is one that was looked for."""
    for mistake in variant.mistakes:
        if key.accepts(number, mistake.value):
            return (Note(f"mistake:{mistake.note}", html=mistake.feedback),)
    return ()


def _hint(key: NumericKey) -> Reason | None:
    if key.figures is not None:
        return Reason("digits.figures", {"count": key.figures})
    if key.decimals == 0:
        return Reason("digits.whole")
    return Reason("digits.decimals", {"count": key.decimals}) if key.decimals else None
