"""Whatever comes in, every formula answers with ordinary numbers or says what is wrong."""

from __future__ import annotations

import dataclasses
import inspect
import math
import random
from collections.abc import Mapping

import pytest

from courseware.formulas.changeover import Step
from courseware.formulas.guards import LARGEST
from courseware.formulas.line_board import Task
from tests.formulas.test_documentation import FORMULAS

ODD = [
    math.nan, math.inf, -math.inf, -1e308, 1e308, 9e299, 1e-300, -1e-300, 5e-324, 0, -1, 1, 0.5, 1.5,
    10**299, 10**400, -(10**400), 7.25, 1000, 1e200, -1e200,
]  # fmt: skip
TRIES = 120
MANY_TRIES = 4000
"""For a formula whose arguments must fit together: random ones rarely do."""


def number(chance):
    plain = chance.choice([chance.randint(1, 3), chance.randint(0, 10), chance.random()])
    return chance.choice([plain, plain, plain, chance.choice(ODD)])


def sound(chance):
    return chance.choice([chance.randint(1, 3), chance.randint(0, 10), chance.random()])


def numbers(chance):
    one = chance.choice([number, sound])
    return [one(chance) for _ in range(chance.choice([0, 2, 2, 2, 2, 3, 4, 8]))]


def table(chance):
    rows, columns = chance.choice([0, 2, 2, 3]), chance.choice([1, 2, 2, 3])
    one = chance.choice([number, sound, lambda chance: chance.randint(0, 1)])
    return [[one(chance) for _ in range(columns)] for _ in range(rows)]


def times(chance):
    return {name: number(chance) for name in chance.sample("ABCD", chance.randint(0, 4))}


def predecessors(chance):
    return {
        name: chance.choices("ABCD", k=chance.randint(0, 2))
        for name in chance.sample("ABCD", chance.randint(0, 3))
    }


def tasks(chance):
    return [
        Task(name, number(chance), tuple(chance.choices("ABCD", k=chance.choice([0, 0, 1]))))
        for name in chance.choices("ABCD", k=chance.randint(0, 4))
    ]


def steps(chance):
    return [
        Step("bolt", number(chance), chance.random() < 0.5) for _ in range(chance.randint(0, 4))
    ]


VALUES = {
    "float": number,
    "int": number,
    "float | None": lambda chance: chance.choice([None, number(chance)]),
    "Sequence[float]": numbers,
    "Sequence[int]": numbers,
    "Sequence[Sequence[float]]": table,
    "Times": times,
    "Predecessors": predecessors,
    "Sequence[Task]": tasks,
    "Mapping[str, int]": times,
    "Sequence[Step]": steps,
}
OF_A_STUDY = {"people", "trials", "parts"}
"""These multiply to the length of the data: two of each, as a rule."""


def values(parameter):
    """Return what makes values for a parameter by chance."""
    kind = VALUES[parameter.annotation]
    if parameter.name in OF_A_STUDY:
        return lambda chance: chance.choice([2, 2, 2, kind(chance)])
    return kind


def spread(result):
    """Yield every number in a result."""
    if dataclasses.is_dataclass(result):
        result = [getattr(result, field.name) for field in dataclasses.fields(result)]
    if isinstance(result, Mapping):
        result = list(result.values())
    if isinstance(result, (list, tuple)):
        for one in result:
            yield from spread(one)
    elif not isinstance(result, str) and result is not None:
        yield result


def answers(formula, chance, tries):
    """Return how many of so many random calls were answered; each other one was refused in words."""
    wanted = [values(one) for one in inspect.signature(formula).parameters.values()]
    answered = 0
    for _ in range(tries):
        arguments = [value(chance) for value in wanted]
        try:
            result = formula(*arguments)
        except ValueError as problem:
            said = str(problem)
            assert said.endswith("."), arguments  # a sentence for the learner, not Python's own
        else:
            answered += 1
            # so that the next formula takes it
            assert all(-LARGEST < one < LARGEST for one in spread(result)), arguments
    return answered


@pytest.mark.parametrize("name", FORMULAS)
def test_the_answer_is_an_ordinary_number_or_a_reason(name):
    chance = random.Random(name)  # noqa: S311 - the same tries in every run
    assert answers(FORMULAS[name], chance, TRIES) or answers(FORMULAS[name], chance, MANY_TRIES)


def test_the_tries_would_see_a_fault():
    def infinite(rate: float) -> float:
        return math.inf if rate else 0

    def silent(rate: float) -> float:
        raise ValueError("math domain error")

    for faulty in (infinite, silent):
        with pytest.raises(AssertionError):
            answers(faulty, random.Random(0), TRIES)  # noqa: S311 - the same tries in every run
