"""From `given`, `data`, `let` and `require` to the values of a question's variants."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from courseware.calculation.draws import Draw, draw, parse_data, parse_given
from courseware.calculation.expressions import Expression, ExpressionError, is_name, parse
from courseware.calculation.values import Value, Values
from courseware.problems import Source, count_errors

VARIANTS = 20
REDRAWS = 200
MOST_NAMES = 50
LIST_SAID = 6
PARTS = ("given", "data", "let")
"""The entries that name values."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a set of values comes about: drawn, then computed in order, then accepted or not."""

    given: Mapping[str, Draw]
    let: Mapping[str, Expression]
    require: Expression | None

    def draw_new(self, seed: int, before: Collection[Values]) -> Values | None:
        """Return a set that meets `require` and is not among those before; None if none is left.

        Raises ExpressionError when a value cannot be computed or `require` is never met.
        """
        is_met = False
        for attempt in range(REDRAWS):
            values = draw(self.given, seed, attempt=attempt)
            for name, expression in self.let.items():
                values[name] = evaluate(expression, values)
            if self.require is None or evaluate(self.require, values):
                is_met = True
                if values not in before:
                    return values
        if is_met:
            return None
        raise ExpressionError(f"`require` is not met in {REDRAWS} draws.")


def read_values(typed: Mapping[str, Any], source: Source) -> tuple[Values, ...]:
    """Return one set of values for each variant: one without draws, else 20 for the seeds 1 to 20.

    No two are the same, so there are fewer when fewer exist. Every fault is reported, and then
    nothing is returned.
    """
    recipe = _read_recipe(typed, source)
    if recipe is None:
        return ()
    varies = any(one.size > 1 for one in recipe.given.values())
    try:
        return draw_sets(recipe, VARIANTS if varies else 1)
    except ExpressionError as error:
        part = next((one for one in PARTS if one in typed), "given")
        mend = f"Change `{part}`, so that every draw can be used."
        source.error(str(error), part, mend=mend)
        return ()


def draw_sets(recipe: Recipe, most: int) -> tuple[Values, ...]:
    """Return up to `most` sets of values for the seeds 1, 2, 3 …, no two the same.

    When one seed finds none that is new, the next ones would look in vain, and for long where lists
    are drawn. Raises ExpressionError as `Recipe.draw_new` does.
    """
    sets: list[Values] = []
    for seed in range(1, most + 1):
        values = recipe.draw_new(seed, sets)
        if values is None:
            break
        sets.append(values)
    return tuple(sets)


def read_expression(
    text: str, known: Collection[str], source: Source, *path: str
) -> Expression | None:
    """Return the expression if it can be read and all its names are known; else report it."""
    try:
        expression = parse(text)
    except ExpressionError as error:
        source.error(f"`{text}`: {error}", *path)
        return None
    for name in sorted(expression.names.difference(known)):
        mend = f"Known: {', '.join(known)}." if known else "Write it in `given` or `let`."
        source.error(f"`{text}`: “{name}” has no value here.", *path, mend=mend)
        return None
    return expression


def evaluate(expression: Expression, values: Values) -> Value:
    """Evaluate; the ExpressionError of a failure names the expression and the values."""
    try:
        return expression.evaluate(values)
    except ExpressionError as error:
        raise ExpressionError(f"`{expression.text}` with {spoken(values)}: {error}") from error


def spoken(values: Values) -> str:
    """Return values as a short text for authors: "wip 60, rate 20"; long lists by their beginning."""
    shown = ", ".join(f"{name} {_said(value)}" for name, value in values.items())
    return shown or "no values"


def _said(value: Value) -> str:
    if not isinstance(value, list):
        return f"{value:.6g}" if isinstance(value, float) else str(value)
    rest = f", … {len(value)} numbers" if len(value) > LIST_SAID else ""
    return f"[{', '.join(map(_said, value[:LIST_SAID]))}{rest}]"


def _read_recipe(typed: Mapping[str, Any], source: Source) -> Recipe | None:
    """Return the recipe, or None when an entry was reported."""
    before = count_errors(source)
    parts = {part: typed[part] for part in PARTS if part in typed}
    if sum(map(len, parts.values())) > MOST_NAMES:
        message = f"`given`, `data` and `let` may name at most {MOST_NAMES} values together."
        source.error(message, *list(parts)[:1], mend="Leave out what no text needs.")
        return None
    _check_names(parts, source)
    given: dict[str, Draw] = {}
    let: dict[str, Expression] = {}
    require = None
    for name, written in typed.get("given", {}).items():
        try:
            given[name] = parse_given(written)
        except ExpressionError as error:
            source.error(str(error), "given", name)
    for name, written in typed.get("data", {}).items():
        try:
            given[name] = parse_data(written)
        except ExpressionError as error:
            source.error(str(error), "data", name)
    for name, text in typed.get("let", {}).items():
        expression = read_expression(text, [*given, *let], source, "let", name)
        if expression is not None:
            let[name] = expression
    if "require" in typed:
        require = read_expression(typed["require"], [*given, *let], source, "require")
    return None if count_errors(source) > before else Recipe(given, let, require)


def _check_names(parts: Mapping[str, Collection[str]], source: Source) -> None:
    """Report names that cannot be used in an expression, or stand in two blocks."""
    first: dict[str, str] = {}
    for part, names in parts.items():
        for name in names:
            if not is_name(name):
                mend = "Use letters, digits and _."
                source.error(f"“{name}” cannot name a value.", part, name, mend=mend)
            if name in first:
                said = f"`{name}` stands in `{first[name]}` and in `{part}`."
                source.error(said, part, name, mend="Rename it.")
            first.setdefault(name, part)
