"""How two numbers are compared: within a tolerance, or right to a number of significant figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from courseware.calculation.values import ExpressionError, exact

SLACK = 1 + Fraction(1, 10**12)
"""A difference this little above the tolerance is float dust in it, and counts as within."""
SHARE_OF_KEY = Fraction(1, 200)
_WITHIN = re.compile(r"(\d{1,15}(?:\.\d{1,15})?) ?(%?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far from the key still counts: `absolute`, or `relative` times the key if that is more."""

    absolute: Fraction | float = 0
    relative: Fraction | float = 0

    def width(self, key: float) -> Fraction:
        """Return the allowed distance from `key`, in the unit of the key."""
        return max(Fraction(self.absolute), Fraction(self.relative) * abs(_fraction(key)))


def asked_tolerance(key: float, decimals: int | None, within: str | None) -> Tolerance:
    """Return the tolerance of a numeric question whose answer is `key`.

    within: the author's own, `1%` of the key or an absolute number such as `0.05`. Without it: 0.5 %
    of the key, or 1 in the last digit asked if that is more (`decimals` after the point, may be
    None). Raises ExpressionError for a `within` that is neither.
    """
    if within is None:
        last_digit = Fraction(0) if decimals is None else Fraction(10) ** -decimals
        return Tolerance(absolute=max(SHARE_OF_KEY * abs(_fraction(key)), last_digit))
    written = _WITHIN.fullmatch(within.strip())
    if written is None:
        raise ExpressionError(
            f"“{within}” is not a tolerance. Write a share, 1%, or a number, 0.05."
        )
    number = Fraction(written[1])
    return Tolerance(relative=number / 100) if written[2] else Tolerance(absolute=number)


def is_within(x: Decimal | float, key: float, tolerance: Tolerance) -> bool:
    """Say whether |x - key| is at most the tolerance, times 1 + 1e-12 for float dust in it.

    Compared exactly, as fractions; the key is taken at 15 figures, so that its own dust decides nothing.
    """
    return abs(_fraction(x) - _fraction(key)) <= tolerance.width(key) * SLACK


def figures_match(x: Decimal | float, key: float, figures: int) -> bool:
    """Say whether `x` is `key` rounded to `figures` significant figures, or as near as such a rounding.

    Right is |x - key| <= half a unit of the last figure: 10^(e - figures + 1) / 2 with
    e = floor(log10 |key|). A key of 0 has no figures, so there x must be 0.
    """
    difference = abs(_fraction(x) - _fraction(key))
    if key == 0:
        return difference == 0
    last = exact(key).adjusted() - figures + 1
    return difference <= Fraction(10) ** last / 2


def _fraction(number: Decimal | float) -> Fraction:
    return Fraction(number if isinstance(number, Decimal) else exact(number))
