"""Guards of lists: what is empty, too short, of unequal length, or holds a number that cannot be."""

from __future__ import annotations

import math
from collections.abc import Sequence, Sized

from courseware.formulas.guards import MOST_COUNTED, count, finite, not_negative, positive, share


def not_empty(name: str, values: Sized, why: str) -> None:
    """Raise ValueError for an empty list; `why` ends the sentence."""
    if not values:
        raise ValueError(f"{name} is empty: {why}.")


def same_length(name: str, values: Sized, other: str, others: Sized, why: str) -> None:
    """Raise ValueError unless two lists are of one length; `why` ends the sentence."""
    if len(values) != len(others):
        raise ValueError(f"{name} has length {len(values)}, but {other} has {len(others)}: {why}.")


def numbers(name: str, values: Sequence[float], empty: str, *, least: int = 1) -> None:
    """Raise ValueError unless a list holds at least `least` ordinary numbers; `empty` ends the sentence."""
    not_empty(name, values, empty)
    if len(values) < least:
        raise ValueError(
            f"{name} is a list of {len(values)}, but at least {least} are needed: {empty}."
        )
    for value in values:
        finite(_each(name), value)


def positives(name: str, values: Sequence[float], empty: str, why: str) -> None:
    """Raise ValueError unless a list holds one or more numbers, each above 0.

    `empty` and `why` end the sentences on an empty list and on a number that is not above 0.
    """
    not_empty(name, values, empty)
    for value in values:
        positive(_each(name), value, why)


def amounts(name: str, values: Sequence[float], empty: str, why: str) -> None:
    """Raise ValueError unless a list holds one or more numbers, each 0 or above; words as positives."""
    not_empty(name, values, empty)
    for value in values:
        not_negative(_each(name), value, why)


def shares(name: str, values: Sequence[float], empty: str) -> None:
    """Raise ValueError unless a list holds one or more shares, 0 to 1 each; `empty` as positives."""
    not_empty(name, values, empty)
    for value in values:
        share(_each(name), value)


def counts(
    name: str,
    values: Sequence[float],
    empty: str,
    why: str,
    *,
    least: int = 0,
    most: int = MOST_COUNTED,
) -> list[int]:
    """Return a list of one or more whole numbers, each from `least` to `most`; words as positives.

    Raises ValueError for another list.
    """
    not_empty(name, values, empty)
    return [count(_each(name), value, why, least=least, most=most) for value in values]


def total(name: str, values: Sequence[float]) -> float:
    """Return the sum of a list of ordinary numbers; raise ValueError if one of them is none."""
    for value in values:
        finite(_each(name), value)
    return math.fsum(values)


def _each(name: str) -> str:
    return f"a value in {name}"
