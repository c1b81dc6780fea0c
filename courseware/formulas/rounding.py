"""Whole numbers, such as people, stations and cards: rounded up or down, but not for float dust."""

from __future__ import annotations

import math

DUST = 1e-9
"""What repeated float arithmetic may add to a number or take from it, relative to the number."""
MOST_DUST = 1e-6
"""From here on it is a part of the number, however large that is."""


def rounded_up(value: float) -> int:
    """Return the whole number at or above an ordinary number; 12.000000000000002 counts as 12.

    Source: rule of this curriculum: what must be whole is rounded up (3.12 people are 4).
    """
    nearest = round(value)
    return nearest if _is_dust(value, nearest) else math.ceil(value)


def rounded_down(value: float) -> int:
    """Return the whole number at or below an ordinary number; 2.9999999999999996 counts as 3.

    Source: a unit is made when all of its time has passed (119.99 s at 60 s each are 1).
    """
    nearest = round(value)
    return nearest if _is_dust(value, nearest) else math.floor(value)


def _is_dust(value: float, whole: int) -> bool:
    # Beside 0 a relative distance says nothing: 0.1 + 0.2 - 0.3 is 5.6e-17, and dust.
    return math.isclose(value, whole, rel_tol=DUST, abs_tol=DUST) and abs(value - whole) < MOST_DUST
