"""Numbers on charts and in their tables: round ticks, and one number of digits for a whole column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

STEPS = (1, 2, 5)
FINEST = 6
"""Digits after the point, at most."""
LONGEST, FIGURES = 9, 6
"""A number with more figures than the first was computed; six of them are shown."""


def exact(value: float) -> Decimal:
    """Return the decimal number that a float stands for, without its dust."""
    return Decimal(f"{value:.12g}")


def decimals(values: Iterable[float]) -> int:
    """Return how many digits after the point a column needs to show its values, at most 6."""
    return min(FINEST, max((_digits(exact(value)) for value in values), default=0))


def legible(values: Sequence[float]) -> int:
    """Return `decimals`, but of computed values only those digits that make six figures.

    A value counts as computed when it needs all 6 digits after its point, or more than 9 figures.
    """
    digits = decimals(values)
    longest = max((len(exact(one).normalize().as_tuple().digits) for one in values), default=0)
    if digits < FINEST and longest <= LONGEST:
        return digits
    before = exact(max(map(abs, values))).adjusted() + 1
    return min(digits, max(0, FIGURES - before))


def shown(value: float, digits: int) -> str:
    """Return a number for readers: fixed digits, commas for thousands, − for minus; ties go up."""
    number = exact(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{number or abs(number):,f}".replace("-", "−")


def ticks(low: float, high: float, most: int = 6) -> tuple[Decimal, ...]:
    """Return evenly spaced round numbers from at or below `low` to at or above `high`.

    Their step is 1, 2 or 5 times a power of ten, the smallest that needs no more than `most` of them.
    """
    bottom, top = exact(min(low, high)), exact(max(low, high))
    if bottom == top:
        reach = abs(bottom) / 10 or Decimal(1)
        bottom, top = bottom - reach, top + reach
    power = ((top - bottom) / most).adjusted()
    for exponent in range(power, power + 3):
        for digit in STEPS:
            step = Decimal(digit).scaleb(exponent)
            first = (bottom / step).to_integral_value(ROUND_FLOOR)
            last = (top / step).to_integral_value(ROUND_CEILING)
            if last - first < most:
                return tuple(step * (first + no) for no in range(int(last - first) + 1))
    raise ArithmeticError("a step of 50 tenths of the range is always long enough")


def tick_texts(marks: Sequence[Decimal]) -> list[str]:
    """Return ticks as text, all with the same digits."""
    digits = max(_digits(one) for one in marks)
    return [shown(float(one), digits) for one in marks]


def _digits(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
