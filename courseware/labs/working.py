"""From what stands in the inputs of a lab to its numbers, tables and notes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from courseware.calculation.expressions import Expression, ExpressionError, parse
from courseware.calculation.values import Value, Values, settled
from courseware.labs.given import Given, Result
from courseware.labs.inputs.kind import Fault, Raw, Understood
from courseware.labs.inputs.registry import TYPES
from courseware.labs.lab import Input, Lab
from courseware.labs.modeling import model_named
from courseware.labs.texts import fill, text_of

_FUNCTION = re.compile(r"\A[A-Za-z]\w*: ", re.ASCII)

Raws = Mapping[str, Raw]
"""What stands in each input, by its name."""


@dataclass(frozen=True, slots=True)
class Work:
    """What the inputs come to. `values` holds the case, the measures of inputs and what was computed.

    `faults`: input → why parts of it are asked for again. `problem`: why nothing could be computed
    of inputs without a fault; it is the sentence of the formula that refused them.
    """

    values: Values
    understood: Mapping[str, Understood]
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tables: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    faults: Mapping[str, tuple[Fault, ...]] = field(default_factory=dict)
    problem: str = ""

    @property
    def is_computed(self) -> bool:
        """Say whether there are results."""
        return not self.faults and not self.problem


def measure_name(name: str, suffix: str) -> str:
    """Return what expressions call a measure of an input: `wip`, `cards_right`."""
    return f"{name}_{suffix}" if suffix else name


def measures_of(one: Input) -> tuple[str, ...]:
    """Return the names of all measures of an input."""
    suffixes = TYPES[one.type].measures(one.spec)
    return tuple(measure_name(one.name, suffix) for suffix in suffixes)


def start(lab: Lab, case: Values) -> dict[str, Raw]:
    """Return what stands in the inputs at first."""
    return {one.name: TYPES[one.type].start(one.spec, case) for one in lab.inputs}


def work(lab: Lab, seed: int, raws: Raws) -> Work:
    """Compute a lab; never raises for what a learner put in.

    `seed` chooses the case, and decides all that is drawn.
    """
    case = lab.case(seed)
    understood = {
        one.name: TYPES[one.type].understand(one.spec, raws.get(one.name, {})) for one in lab.inputs
    }
    faults = {name: one.faults for name, one in understood.items() if one.faults}
    values: dict[str, Value] = {**case}
    for name, one in understood.items():
        values |= {measure_name(name, suffix): value for suffix, value in one.measures.items()}
    if faults:
        return Work(values, understood, faults=faults)
    try:
        given = Given(case, _meanings(understood), _items(lab), seed, _titles(lab, case))
        result = _run(lab, given)
        values |= {name: settled(value) for name, value in result.values.items()}
        for name, text in lab.compute.items():
            values[name] = expression(text).evaluate(values)
        notes = _notes(lab, result)
    except (
        ExpressionError
    ) as error:  # it begins with the name of a function, which no learner knows
        return Work(values, understood, problem=_FUNCTION.sub("", str(error), count=1))
    except ValueError as error:
        return Work(values, understood, problem=str(error))
    except ArithmeticError:
        return Work(values, understood, problem="These numbers cannot be used.")
    return Work(values, understood, result.words, result.tables, notes)


@lru_cache(maxsize=512)
def expression(text: str) -> Expression:
    """Return an expression of a lab; it was read without a fault when the lab was checked."""
    return parse(text)


def holds(text: str, values: Values) -> bool:
    """Say whether an expression is true of these values; what cannot be computed is not, nor is a list."""
    try:
        value = expression(text).evaluate(values)
    except ExpressionError:
        return False
    return not isinstance(value, list) and bool(value)


def _run(lab: Lab, given: Given) -> Result:
    model = model_named(lab.model)
    return Result() if model is None else model.run(given)


def _meanings(understood: Mapping[str, Understood]) -> dict[str, object]:
    """Return input → what it means; the columns of a grid also as lists by `name_column`."""
    meanings: dict[str, object] = {}
    for name, one in understood.items():
        meanings[name] = one.value
        if isinstance(one.value, dict):
            meanings |= {
                measure_name(name, column): numbers
                for column, numbers in one.value.items()
                if isinstance(numbers, list)
            }
    return meanings


def _items(lab: Lab) -> dict[str, dict[str, dict[str, object]]]:
    """Return input → item → its facts."""
    return {
        one.name: {key: item["facts"] for key, item in one.spec["items"].items()}
        for one in lab.inputs
        if "items" in one.spec
    }


def _titles(lab: Lab, case: Values) -> dict[str, dict[str, str]]:
    """Return input → id → title of rows of grids, options and places, without markup."""
    return {
        one.name: {key: text_of(fill(html, case)) for key, html in one.spec[word].items()}
        for one in lab.inputs
        for word in ("rows", "options", "places")
        if word in one.spec
    }


def _notes(lab: Lab, result: Result) -> tuple[str, ...]:
    """Return what the model has to say in the words of the lab."""
    said = []
    for note in result.notes:
        numbers = {name: one for name, one in note.values.items() if not isinstance(one, str)}
        words = {name: one for name, one in note.values.items() if isinstance(one, str)}
        said.append(fill(lab.notes[note.code], numbers, words))
    return tuple(said)
