"""Numbers of learners within their bounds: read from a file, and read from what was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from courseware.calculation.numbers import read_number, show
from courseware.calculation.values import Value
from courseware.problems import Source
from courseware.shapes import LINE, Shapes, read_choice
from courseware.words import Reason

WORDS: Shapes = {"min": LINE, "max": LINE, "step": LINE, "whole": LINE}
LARGEST = Decimal(10) ** 12
"""No bound lies beyond it, so no model is given an astronomical number."""
_PLAIN = re.compile(r"[+-]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][+-]?\d{1,2})?", re.ASCII)


def read_bounds(typed: Mapping[str, Any], source: Source) -> dict[str, Any]:
    """Return min, max and step as numbers, and `whole`: only whole numbers count. Faults are reported."""
    is_whole = read_choice(typed, "whole", ("yes", "no"), source) == "yes"
    found: dict[str, Any] = {"whole": True} if is_whole else {}
    for name in ("min", "max", "step"):
        number = plain_number(typed.get(name, "1" if name == "step" else ""))
        if number is None or abs(number) > LARGEST:
            source.error(f"`{name}` is no number.", name, mend=f"Write one: `{name}: 10`.")
            return {}
        found[name] = float(number)
    if found["min"] >= found["max"]:
        source.error("`min` is not below `max`.", "max", mend="Write the lower one under `min`.")
        return {}
    if found["step"] <= 0:
        source.error("`step` is not above 0.", "step", mend="Write what one step adds: 1 or 0.1.")
    return found


def plain_number(text: str) -> Decimal | None:
    """Return a number as files hold it, None for anything else: NaN, 1_000, 1e999."""
    return Decimal(text) if _PLAIN.fullmatch(text) else None


def as_typed(number: Value) -> str:
    """Return a number as a person would type it: with a hyphen for the minus."""
    return show(number).replace("−", "-")


def number_within(typed: str, spec: Mapping[str, Any]) -> float | Reason:
    """Return the number a learner typed if it lies within the bounds, else why it is asked again.

    Where the unit is % a sign after the number says no more than that: 80% is 80.
    """
    read = read_number(typed, percent_unit=spec.get("unit") == "%")
    if isinstance(read, Reason):
        return read
    is_whole, bounds = (
        spec.get("whole", False),
        [Decimal(repr(spec[one])) for one in ("min", "max")],
    )
    if not bounds[0] <= read.value <= bounds[1] or (is_whole and read.value % 1):
        said = {name: show(spec[name], ",") for name in ("min", "max")}
        return Reason("lab.number.whole" if is_whole else "lab.number.range", said)
    return float(read.value)
