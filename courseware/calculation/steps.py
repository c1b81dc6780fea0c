"""From a tree to steps: one builder for each kind of node that is allowed; what has none is refused."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from courseware.calculation.arithmetic import ARITHMETIC, COMPARISONS, SIGNS, compute, single
from courseware.calculation.values import (
    ExpressionError,
    Value,
    Values,
    settled,
    settled_number,
    unknown_function,
    unknown_name,
)

Step = Callable[[Values], Value]
Functions = Mapping[str, Callable[..., Value]]

MAX_DEPTH = 50

_REFUSED: dict[type[ast.expr], str] = {
    ast.Subscript: "An element cannot be taken out of a list here; in text, {name[0]} prints one.",
    ast.Tuple: "A comma stands only in a list or a call: write 1000, not 1,000.",
    ast.Starred: "A star before a name is not allowed.",
    ast.ListComp: "A loop is not allowed.",
    ast.GeneratorExp: "A loop is not allowed.",
}
_OTHERWISE = (
    "Allowed are numbers, names, lists, + - * / // % **, comparisons, and/or/not, a if c else b."
)


class Builder:
    """Turns one tree into one step. `names` collects the values that the tree needs."""

    def __init__(self, functions: Functions) -> None:
        self.functions = functions
        self.names: set[str] = set()
        self._depth = 0

    def step(self, node: ast.expr) -> Step:
        """Return what computes `node`, or raise ExpressionError if it is not allowed or nests too deep."""
        build = _BUILDERS.get(type(node))
        if build is None:
            raise ExpressionError(_REFUSED.get(type(node), _OTHERWISE))
        if self._depth == MAX_DEPTH:
            raise ExpressionError(f"An expression may nest at most {MAX_DEPTH} deep; use sum([…]).")
        self._depth += 1
        step = build(self, node)
        self._depth -= 1
        return step

    def steps(self, nodes: list[ast.expr]) -> list[Step]:
        """Return what computes each of `nodes`."""
        return [self.step(node) for node in nodes]


def _constant(_: Builder, node: ast.Constant) -> Step:
    if type(node.value) not in {int, float}:
        raise ExpressionError(f"“{node.value!r}” is not a number. {_OTHERWISE}")
    value = settled_number(node.value)
    return lambda _: value


def _name(builder: Builder, node: ast.Name) -> Step:
    name, functions = node.id, builder.functions
    builder.names.add(name)

    def run(values: Values) -> Value:
        if name in values:
            return settled(values[name])
        if name in functions:
            raise ExpressionError(f"“{name}” is a function: write {name}(…).")
        raise unknown_name(name, values)

    return run


def _list(builder: Builder, node: ast.List) -> Step:
    items = builder.steps(node.elts)
    return lambda values: settled([item(values) for item in items])


def _binary(builder: Builder, node: ast.BinOp) -> Step:
    operate = ARITHMETIC.get(type(node.op))
    if operate is None:
        raise ExpressionError(_OTHERWISE)
    left, right = builder.step(node.left), builder.step(node.right)

    return lambda values: compute(operate, left(values), right(values))


def _unary(builder: Builder, node: ast.UnaryOp) -> Step:
    operate = SIGNS.get(type(node.op))
    if operate is None:
        raise ExpressionError(_OTHERWISE)
    operand = builder.step(node.operand)
    return lambda values: operate(single(operand(values)))


def _compare(builder: Builder, node: ast.Compare) -> Step:
    operators = [COMPARISONS.get(type(op)) for op in node.ops]
    if None in operators:
        raise ExpressionError("Compare with < <= > >= == != only.")
    first, rest = builder.step(node.left), builder.steps(node.comparators)
    links = [(operate, step) for operate, step in zip(operators, rest, strict=True) if operate]

    def run(values: Values) -> Value:
        left = single(first(values))
        for operate, step in links:
            right = single(step(values))
            if not operate(left, right):
                return False
            left = right
        return True

    return run


def _all_or_any(builder: Builder, node: ast.BoolOp) -> Step:
    stops_on = isinstance(node.op, ast.Or)
    steps = builder.steps(node.values)

    def run(values: Values) -> Value:
        for step in steps:
            value = single(step(values))
            if bool(value) is stops_on:
                break
        return value

    return run


def _if_else(builder: Builder, node: ast.IfExp) -> Step:
    condition, then, otherwise = builder.steps([node.test, node.body, node.orelse])
    return lambda values: then(values) if single(condition(values)) else otherwise(values)


def _call(builder: Builder, node: ast.Call) -> Step:
    if not isinstance(node.func, ast.Name) or node.keywords:
        raise ExpressionError("A function is called by its name with values only: takt_time(a, d).")
    name = node.func.id
    if name not in builder.functions:
        raise unknown_function(name, builder.functions)
    function = builder.functions[name]
    arguments = builder.steps(node.args)
    _check_count(name, function, len(arguments))

    def run(values: Values) -> Value:
        given = [argument(values) for argument in arguments]
        try:
            return settled(function(*given))
        except TypeError:
            raise ExpressionError(
                f"{name}: a list stands where a number belongs, or a number where a list does."
            ) from None
        except (ValueError, ArithmeticError) as error:
            raise ExpressionError(f"{name}: {error}") from None

    return run


def _check_count(name: str, function: Callable[..., Value], given: int) -> None:
    try:
        signature = inspect.signature(function)
    except ValueError:  # a built-in that does not tell; the call itself will
        return
    try:
        signature.bind(*range(given))
    except TypeError:
        wanted = ", ".join(signature.parameters)
        raise ExpressionError(f"{name} takes ({wanted}); here are {given} values.") from None


_BUILDERS: dict[type[ast.expr], Callable[[Builder, Any], Step]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.List: _list,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.Compare: _compare,
    ast.BoolOp: _all_or_any,
    ast.IfExp: _if_else,
    ast.Call: _call,
}
"""The allow-list: a node that is not a key cannot run."""
