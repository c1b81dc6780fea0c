"""Units an answer may be asked in: names, dimensions, and exact conversion inside one dimension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: `factor` is how many of its dimension's smallest unit it holds, a whole number."""

    name: str
    dimension: str
    factor: int


# How long a shift, a working day or a week is depends on the plant, so each is a dimension of its
# own and nothing converts it to hours; the same holds for the rates per shift and per day.
_FACTORS: dict[str, dict[str, int]] = {
    "time": {"s": 1, "min": 60, "h": 3600},
    "shifts": {"shift": 1},
    "days": {"day": 1},
    "weeks": {"week": 1},
    "count": {"part": 1},
    "rate": {"part/h": 1, "part/min": 60},
    "rate per shift": {"part/shift": 1},
    "rate per day": {"part/day": 1},
    "percent": {"%": 1},
    "mass": {"g": 1, "kg": 1000, "t": 1_000_000},
    "length": {"µm": 1, "mm": 1000, "cm": 10_000, "m": 1_000_000},
    "money": {"$": 1},
    "people": {"person": 1},
}
UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        name: Unit(name, dimension, factor)
        for dimension, factors in _FACTORS.items()
        for name, factor in factors.items()
    }
)
"""Every unit by its name."""

_EXACT_ENOUGH = Context(prec=60)


def unit_named(name: str) -> Unit | None:
    """Return the unit of this name; "parts" is taken for "part" and the Greek μ for the sign µ."""
    plain = name.replace("μ", "µ")
    if plain == "parts" or plain.startswith("parts/"):
        plain = plain.replace("parts", "part", 1)
    return UNITS.get(plain)


def convert(value: Decimal, source: str, target: str) -> Decimal | None:
    """Return `value` of unit `source` in unit `target`; None if they measure different things.

    Both are names of the table (a choice, never what a learner typed); KeyError for another name.
    """
    before, after = _known(source), _known(target)
    if before.dimension != after.dimension:
        return None
    if before.factor == after.factor:
        return value
    return _EXACT_ENOUGH.divide(
        _EXACT_ENOUGH.multiply(value, Decimal(before.factor)), Decimal(after.factor)
    )


def _known(name: str) -> Unit:
    unit = unit_named(name)
    if unit is None:
        raise KeyError(f"“{name}” is not a unit of the table")
    return unit
