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
from courseware.quizzes.kinds.feedback import Note, Solution
from courseware.quizzes.kinds.kind import Order, Readable, Samples, Verdict
from courseware.quizzes.kinds.numeric_key import NumericKey
from courseware.quizzes.kinds.numeric_reading import read_variants
from courseware.quizzes.kinds.public import PublicQuestion
from courseware.quizzes.posts import NOTHING, Raw, filled
from courseware.quizzes.questions import Mistake, Variant
from courseware.shapes import LIST, MISTAKES, TEXT, Shapes
from courseware.words import Reason, percent


@dataclass(frozen=True, slots=True)
class Answer(Readable):
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
        "unit_penalty": TEXT,
        "precision_credit": TEXT,
        "mistakes": MISTAKES,
    }

    def read(self, item: Item) -> tuple[Variant, ...]:
        """Read the expression, its unit, the digits asked, the tolerance and the mistakes."""
        return read_variants(item)

    def parse(self, variant: Variant, order: Order, raw: Raw) -> Answer | Reason:
        """Read the number in the part "" and, where units are to choose from, the part "unit"."""
        del order  # nothing is shuffled
        key = NumericKey.from_json(variant.key)
        numbers, chosen = (filled(raw, part) for part in ("", "unit"))
        if len(numbers) > 1:
            return Reason("number.unreadable")
        number = read_number("".join(numbers), percent_unit="%" in (key.unit, *key.units))
        if isinstance(number, Reason):
            return number
        if not key.units:
            return Answer(number, "")
        if len(chosen) > 1 or not set(chosen) <= set(key.units):
            return Reason("answer.unknown_option")
        missing = None if chosen else Reason("unit.open")
        return Answer(number, "".join(chosen), missing=missing)

    def grade(self, variant: Variant, answer: Answer) -> Verdict:
        """Give the point when the converted number is right; name the mistake when it was foreseen.

        A foreseen mistake earns its credit. A unit of another dimension gives 0, a missing one costs
        `unit_penalty`, and too few figures of a right value leave `precision_credit`.
        """
        key = NumericKey.from_json(variant.key)
        number = answer.value_in(key.unit)
        if number is None:
            values = {"expected": key.unit, "given": answer.unit}
            return Verdict(Fraction(0), (_noted("unit.dimension", values),))
        share, notes = Fraction(1), []
        if not key.accepts(number, key.number):
            mistake = _foreseen(variant, key, number)
            if mistake is None:
                return Verdict(Fraction(0))
            share = mistake.credit
            notes.append(Note(f"mistake:{mistake.note}", html=mistake.feedback))
        elif key.figures is not None and answer.number.figures < key.figures:
            share = key.precision_credit
            notes.append(_few_figures(key))
        if share and key.units and not answer.unit:
            share *= 1 - key.unit_penalty
            notes.append(_without_unit(key))
        return Verdict(share, tuple(notes))

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
        """Return the right value with the digits asked, and its unit, which a readable answer shares."""
        del order  # nothing is shuffled
        key = NumericKey.from_json(variant.key)
        shared = "" if answer is None or key.units else key.unit
        return Solution(right=f"{key.text()} {key.unit}".strip(), unit=shared)

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
        far = 2 * abs(key.number) + 3 * reach + 1
        while _foreseen(variant, key, Decimal(str(far))) is not None:
            far = 2 * far + 1  # a mistake may earn a share; there are few of them
        return Samples(
            right={"": [key.text(comma=False)], **unit},
            wrong={"": [show(far, ".1f")], **unit},
            malformed={"": ["a few"], **unit},
            blank={"": [""], **unit},
        )


def _noted(code: str, values: Mapping[str, object] | None = None) -> Note:
    return Note(code, Reason(code, values or {}))


def _few_figures(key: NumericKey) -> Note:
    values: dict[str, object] = {"count": key.figures}
    if key.precision_credit == 1:
        return _noted("figures.few", values)
    cost = {"cost": percent(1 - key.precision_credit)}
    return Note("figures.few", Reason("figures.few.cost", {**values, **cost}))


def _without_unit(key: NumericKey) -> Note:
    if not key.unit_penalty:
        return Note("unit.left_out", Reason("unit.left_out.free"))
    return _noted("unit.left_out", {"cost": percent(key.unit_penalty)})


def _foreseen(variant: Variant, key: NumericKey, number: Decimal) -> Mistake | None:
    """Return the first mistake that was looked for and makes this wrong number."""
    return next((one for one in variant.mistakes if key.accepts(number, one.value)), None)


def _hint(key: NumericKey) -> Reason | None:
    if key.figures is not None:
        return Reason("digits.figures", {"count": key.figures})
    if key.decimals == 0:
        return Reason("digits.whole")
    return Reason("digits.decimals", {"count": key.decimals}) if key.decimals else None
