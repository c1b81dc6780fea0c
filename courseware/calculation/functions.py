"""The functions an expression may call: a fixed table, each bounded in time for bounded arguments."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from courseware.calculation.formula_functions import FORMULA_FUNCTIONS
from courseware.calculation.values import ExpressionError, Value, settled_number
from courseware.formulas import rounding, samples

Function = Callable[..., Value]

MAX_DIGITS = 15


def smallest(*values: Value) -> Value:
    """Return the smallest of a list, or of two or more numbers."""
    return min(_spread(values))


def largest(*values: Value) -> Value:
    """Return the largest of a list, or of two or more numbers."""
    return max(_spread(values))


def total(values: list[Value]) -> Value:
    """Return the sum of a list; of an empty one 0."""
    numbers = _items(values)
    # `sum` of floats adds up differently from Python 3.12 on; a key must not depend on the release.
    return math.fsum(numbers) if any(isinstance(one, float) for one in numbers) else sum(numbers)


def count(values: list[Value]) -> Value:
    """Return how many numbers a list holds."""
    return len(_items(values))


def mean(*values: Value) -> Value:
    """Return the arithmetic mean of a list, or of two or more numbers."""
    return samples.sample_mean(_spread(values))


def sample_deviation(*values: Value) -> Value:
    """Return the standard deviation of a sample, with n - 1."""
    numbers = _spread(values)
    if len(numbers) < 2:  # noqa: PLR2004 - of one value there is none
        raise ExpressionError("It needs at least two numbers.")
    return samples.sample_deviation(numbers)


def absolute(value: Value) -> Value:
    """Return the distance from zero."""
    return abs(_number(value))


def rounded(value: Value, digits: Value | None = None) -> Value:
    """Return `value` rounded as Python rounds: a tie goes to the even neighbor.

    `digits` is bounded because rounding a whole number to -10**9 digits computes 10**10**9.
    """
    if digits is None:
        return round(_number(value))
    if not isinstance(digits, int) or abs(digits) > MAX_DIGITS:
        raise ExpressionError(f"The digits must be a whole number up to {MAX_DIGITS}.")
    return round(_number(value), digits)


def rounded_up(value: Value) -> Value:
    """Return the next whole number up; float dust does not cost a whole one (0.07 * 100 stays 7)."""
    return rounding.rounded_up(_number(value))


def rounded_down(value: Value) -> Value:
    """Return the next whole number down; float dust does not lose one (0.29 * 100 stays 29)."""
    return rounding.rounded_down(_number(value))


def square_root(value: Value) -> Value:
    """Return the square root of a number that is 0 or above."""
    number = _number(value)
    if number < 0:
        raise ExpressionError("A negative number has no square root here.")
    return math.sqrt(number)


def _number(value: Value) -> int | float:
    if isinstance(value, list):
        raise ExpressionError("A number belongs here, not a list.")
    return value


def _items(values: Value) -> list[int | float]:
    if not isinstance(values, list):
        raise ExpressionError("A list belongs here, such as [1, 2, 3].")
    return [settled_number(value) for value in values]


def _spread(values: tuple[Value, ...]) -> list[int | float]:
    numbers = _items(values[0] if len(values) == 1 else list(values))
    if not numbers:
        raise ExpressionError("It needs at least one number.")
    return numbers


FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        "min": smallest,
        "max": largest,
        "sum": total,
        "len": count,
        "abs": absolute,
        "round": rounded,
        "ceil": rounded_up,
        "floor": rounded_down,
        "sqrt": square_root,
        "mean": mean,
        "stdev": sample_deviation,
        **FORMULA_FUNCTIONS,
    }
)
"""Name → function, as docs/authoring.md lists them."""
