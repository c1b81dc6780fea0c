"""Operators of expressions: Python's own on single numbers, bounded, with their faults in plain words."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

from courseware.calculation.values import ExpressionError, Value, settled_number

Operate = Callable[[Any, Any], Any]

MAX_EXPONENT = 64


def compute(operate: Operate, left: Value, right: Value) -> int | float:
    """Return the result of one operator; raise ExpressionError for lists and where there is none."""
    try:
        return settled_number(operate(single(left), single(right)))
    except ZeroDivisionError:
        raise ExpressionError("The calculation divides by zero.") from None
    except OverflowError:
        raise ExpressionError("The result is too large to be a number.") from None


def single(value: Value) -> int | float:
    """Return `value` if it is one number (or a truth value); raise ExpressionError for a list."""
    if isinstance(value, list):
        raise ExpressionError("A list stands where a number belongs.")
    return value


def _power(base: float, exponent: float) -> object:
    if abs(exponent) > MAX_EXPONENT:
        raise ExpressionError(f"An exponent may be at most {MAX_EXPONENT}.")
    result = base**exponent
    if isinstance(result, complex):
        raise ExpressionError("A negative number has no root here.")
    return result


ARITHMETIC: dict[type[ast.operator], Operate] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: _power,
}
COMPARISONS: dict[type[ast.cmpop], Operate] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
SIGNS: dict[type[ast.unaryop], Callable[[Any], Value]] = {
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
    ast.Not: operator.not_,
}
