"""Values of a calculation: what they may be, and the error that tells an author what is wrong with one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import islice
from typing import TypeAlias

from courseware.shapes import similar

Value: TypeAlias = int | float | bool | list["Value"]
Values: TypeAlias = Mapping[str, Value]
"""Values by name: what `given`, `data` and `let` of a question are worth in one variant."""

MAX_ITEMS = 100
LARGEST_WHOLE = 10**15
"""Beyond this a whole number becomes a float: it stays small, whatever is multiplied."""
SHOWN = 11
"""So many functions are named at most, the plain ones: a list of all would bury what is wrong."""


class ExpressionError(ValueError):
    """What is wrong with an expression, a draw or a placeholder, in plain words for its author."""


def settled(value: object) -> Value:
    """Return `value` as a calculation holds it, or raise ExpressionError.

    Numbers are finite; whole numbers beyond 1e15 are floats; a list is flat and holds at most 100 numbers.
    """
    if isinstance(value, list):
        if len(value) > MAX_ITEMS:
            raise ExpressionError(f"A list may hold at most {MAX_ITEMS} numbers.")
        return [settled_number(item) for item in value]
    return settled_number(value)


def settled_number(value: object) -> int | float:
    """Return one number as a calculation holds it, or raise ExpressionError."""
    if isinstance(value, int) and abs(value) <= LARGEST_WHOLE:
        return value
    if not isinstance(value, int | float):
        wrong = "A list cannot stand inside a list" if isinstance(value, list) else "Not a number"
        raise ExpressionError(f"{wrong}: only numbers and flat lists of numbers can be computed.")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ExpressionError("The result is too large to be a number.")
    return number


def exact(number: float, figures: int = 15) -> Decimal:
    """Return the decimal that a float stands for, without its dust: 0.1 + 0.2 gives 0.3."""
    return Decimal(number) if isinstance(number, int) else Decimal(f"{number:.{figures - 1}e}")


def unknown_name(name: str, known: Iterable[str]) -> ExpressionError:
    """Return the error for a name without a value; it lists the names that have one."""
    names = ", ".join(sorted(known))
    return ExpressionError(f"“{name}” is not known here. Known: {names or 'no names at all'}.")


def unknown_function(name: str, known: Iterable[str]) -> ExpressionError:
    """Return the error for a function that is not there; it names the most similar, or the first ones."""
    instead = f"Functions: {', '.join(islice(known, SHOWN))}; docs/authoring.md lists all of them."
    if close := similar(name, known):
        instead = f"Did you mean {close}?"
    return ExpressionError(f"There is no function “{name}”. {instead}")
