"""Guards of the formulas: an impossible argument is named, with the reason, before anything is computed."""

from __future__ import annotations

from collections.abc import Sequence

LARGEST = 1e300
"""Beyond this a product or quotient of two arguments may leave the range of a float."""


def positive(name: str, value: float, why: str) -> None:
    """Raise ValueError unless `value` is a number above zero; `why` ends the sentence."""
    finite(name, value)
    if value <= 0:
        raise ValueError(f"{name} is {value:g}, but it must be above 0: {why}.")


def not_negative(name: str, value: float, why: str) -> None:
    """Raise ValueError unless `value` is zero or above; `why` ends the sentence."""
    finite(name, value)
    if value < 0:
        raise ValueError(f"{name} is {value:g}, but it cannot be below 0: {why}.")


def finite(name: str, value: float) -> None:
    """Raise ValueError for what is not an ordinary number (not a number, infinite, astronomical)."""
    if not -LARGEST < value < LARGEST:  # also false for "not a number"
        raise ValueError(f"{name} is not an ordinary number.")


def not_empty(name: str, values: Sequence[float], why: str) -> None:
    """Raise ValueError for an empty list; `why` ends the sentence."""
    if not values:
        raise ValueError(f"{name} is empty: {why}.")
