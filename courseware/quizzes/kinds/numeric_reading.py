"""Reading a numeric question: expression and unit, digits asked, tolerance, foreseen mistakes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from courseware.calculation.compare import asked_tolerance
from courseware.calculation.expressions import Expression, ExpressionError, parse
from courseware.calculation.units import UNITS, unit_named
from courseware.calculation.values import Values
from courseware.calculation.variation import read_expression
from courseware.problems import Source, count_errors
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.numeric_key import NumericKey
from courseware.quizzes.kinds.numeric_mistakes import (
    Foreseen,
    build_mistake,
    number_of,
    read_mistakes,
)
from courseware.quizzes.questions import Variant
from courseware.shapes import nearest, read_share

DIGITS = {"decimals": range(10), "figures": range(1, 11)}
DISTINCT_ANSWERS = 5
_UNIT_START = re.compile(r"[^\W\d_]|[%$]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the author asks for, the same in every variant."""

    value: Expression
    unit: str
    units: tuple[str, ...]
    decimals: int | None
    figures: int | None
    within: str | None
    shares: Mapping[str, Fraction]
    mistakes: Sequence[Foreseen]

    def key(self, values: Values) -> NumericKey:
        """Return the key for these values; raise ExpressionError where there is none."""
        blank = NumericKey("0", self.unit, self.units, self.decimals, self.figures)
        asked = replace(
            blank,
            unit_penalty=self.shares.get("unit_penalty", blank.unit_penalty),
            precision_credit=self.shares.get("precision_credit", blank.precision_credit),
        )
        return asked.about(number_of(self.value, values), self.within)


def read_variants(item: Item) -> tuple[Variant, ...]:
    """Return the variants of a numeric question; every fault is reported to the item."""
    asked = _read_asked(item)
    if asked is None:
        return ()
    variants = item.vary(lambda values: _build(item, asked, values))
    answers = {NumericKey.from_json(variant.key).text() for variant in variants}
    if len(variants) > 1 and len(answers) < DISTINCT_ANSWERS:
        item.source.house(
            f"All its draws together have only {len(answers)} different answers.",
            "given",
            mend=f"Widen `given` until there are {DISTINCT_ANSWERS} or more.",
        )
    return variants


def _build(item: Item, asked: Asked, values: Values) -> dict[str, Any]:
    try:
        key = asked.key(values)
    except ExpressionError as error:
        item.source.error(str(error), "value")
        return {}
    mistakes = tuple(build_mistake(item, one, values, key) for one in asked.mistakes)
    return {"key": key.to_json(), "mistakes": mistakes}


def _read_asked(item: Item) -> Asked | None:
    """Return what does not vary, or None when a fault was reported."""
    before = count_errors(item.source)
    names = item.draws[0].keys()
    text, unit, units = _read_units(item)
    value = read_expression(text, names, item.source, "value")
    decimals, figures = (_read_digits(item, name) for name in DIGITS)
    if decimals is not None and figures is not None:
        item.source.error(
            "`decimals` and `figures` both say which digits are asked.", "figures", mend="Keep one."
        )
    within = item.typed.get("within")
    try:
        asked_tolerance(1, decimals, within)
    except ExpressionError as error:
        item.source.error(str(error), "within")
    shares = _read_shares(item, units, figures)
    mistakes = read_mistakes(item, names)
    if value is None or count_errors(item.source) > before:
        return None
    return Asked(value, unit, units, decimals, figures, within, shares, mistakes)


def _read_units(item: Item) -> tuple[str, str, tuple[str, ...]]:
    """Return the expression's text, the key's unit and the units to choose from, if several."""
    text, unit = _split(item.typed["value"], item.source)
    typed = [_known_unit(name, item.source, "units") for name in item.typed.get("units", ())]
    listed = [name for name in typed if name]
    if len(set(listed)) < len(listed):
        item.source.error("`units` names a unit twice.", "units", mend="Keep one of them.")
    if listed and unit and listed[0] != unit:
        item.source.error(
            f"`value` is in {unit}, but `units` begins with {listed[0]}.",
            "units",
            mend="Write the unit of `value` first; learners see them sorted.",
        )
    return text, unit or "".join(listed[:1]), tuple(listed) if len(listed) > 1 else ()


def _split(value: str, source: Source) -> tuple[str, str]:
    """Divide `wip / rate h` into expression and unit.

    The last word is the unit when the text is an expression without it and none with it.
    """
    *words, last = value.split()
    is_whole = not words or _is_expression(value)
    if is_whole or not _UNIT_START.match(last) or not _is_expression(" ".join(words)):
        return value, ""
    return " ".join(words), _known_unit(last, source, "value")


def _is_expression(text: str) -> bool:
    try:
        parse(text)
    except ExpressionError:
        return False
    return True


def _known_unit(name: str, source: Source, path: str) -> str:
    """Return the unit's name in the table; "" after reporting that there is none."""
    unit = unit_named(name)
    if unit is None:
        source.error(f"“{name}” is not a known unit.", path, mend=nearest(name, UNITS))
    return unit.name if unit else ""


def _read_digits(item: Item, name: str) -> int | None:
    typed, allowed = item.typed.get(name), DIGITS[name]
    if typed is None or typed in map(str, allowed):
        return None if typed is None else int(typed)
    mend = f"Write a whole number from {allowed[0]} to {allowed[-1]}."
    item.source.error(f"`{name}` is “{typed}”.", name, mend=mend)
    return None


def _read_shares(item: Item, units: tuple[str, ...], figures: int | None) -> dict[str, Fraction]:
    """Return what a missing unit costs and what few figures leave, where the author says so."""
    needs = {
        "unit_penalty": (bool(units), "`units` with two or more to choose from"),
        "precision_credit": (figures is not None, "`figures`"),
    }
    shares = {}
    for name, (is_asked, needed) in needs.items():
        if name not in item.typed:
            continue
        share = read_share(item.typed[name])
        if share is None:
            mend = "Write a share of the point from 0 to 1, such as 1/10."
            item.source.error(f"`{name}` is “{item.typed[name]}”.", name, mend=mend)
        elif not is_asked:
            mend = f"Write {needed}, or leave it out."
            item.source.error(f"`{name}` has nothing to count for.", name, mend=mend)
        else:
            shares[name] = share
    return shares
