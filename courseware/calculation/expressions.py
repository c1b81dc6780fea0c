"""Expressions of authors: read once through an allow-list, evaluated in bounded time, never as Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from courseware.calculation.functions import FUNCTIONS
from courseware.calculation.grammar import is_name, read_tree
from courseware.calculation.steps import Builder, Step
from courseware.calculation.values import ExpressionError, Value, Values

__all__ = ["Expression", "ExpressionError", "Value", "is_name", "parse"]


@dataclass(frozen=True, slots=True)
class Expression:
    """A calculation that was read without a fault. `names` are the values it needs."""

    text: str
    names: frozenset[str]
    _run: Step = field(repr=False, compare=False)

    def evaluate(self, values: Values) -> Value:
        """Return the result for these values; raise ExpressionError where there is none.

        Each part runs at most once, on numbers and lists of bounded size: there is nothing to stop.
        """
        return self._run(values)


def parse(text: str, functions: Mapping[str, Callable[..., Value]] = FUNCTIONS) -> Expression:
    """Read an expression; raise ExpressionError that says what is wrong and what to write instead.

    Allowed: numbers, names, lists, + - * / // % **, comparisons, and/or/not, `a if c else b`, and
    calls of `functions`; at most 500 characters, 200 parts, 50 levels.
    """
    builder = Builder(functions)
    step = builder.step(read_tree(text))
    return Expression(" ".join(text.split()), frozenset(builder.names), step)
