"""Every formula of plain numbers may be called in an expression, and none can hold up whoever asks."""

from __future__ import annotations

import inspect
import math
import subprocess
import sys
import time

import pytest

from courseware.calculation.expressions import ExpressionError, parse
from courseware.calculation.formula_functions import CONSTANTS, FORMULA_FUNCTIONS, TOPICS
from courseware.calculation.functions import FUNCTIONS
from courseware.config import PROJECT
from tests.formulas.test_documentation import FORMULAS

LONGEST_SECONDS = 0.010
NUMBERS = {"float", "int", "float | None"}
LISTS = {"Sequence[float]", "Sequence[int]"}
RESULTS = {"float", "int", "list[float]", "list[int]", "ActionPriority"}
LEFT_OUT = {
    "capability.index_interval": "the name does not say of which index",
    "learning_curve.total_time": "the name does not say of what",
    "learning_curve.unit_time": "the name does not say that people learn",
    "learning_curve.unit_times": "the name does not say that people learn",
    "lot_sizes.annual_cost": "the name does not say of what",
    "quality.z_value": "the name does not say of what; sigma_level with shift 0 is the same",
    "reliability.availability": "OEE means another thing by the same word: run_availability",
    "samples.sample_deviation": "stdev does it",
    "samples.sample_mean": "mean does it",
    "samples.squared_deviations": "the name promises a list, but it is their sum",
    "scheduling.in_order": "the name does not say of what",
    "spc_counts.mean_rate": "the name does not say of what",
    "spc_counts.mean_share": "the name does not say of what",
    "value_stream.lead_time": "ordering means another thing by the same word",
}
"""Formulas of plain numbers that an expression may not call, and why: a name stays for ever."""


def kinds(formula):
    return [one.annotation for one in inspect.signature(formula).parameters.values()]


def is_plain(formula):
    returned = inspect.signature(formula).return_annotation
    return {*kinds(formula)} <= NUMBERS | LISTS and returned in RESULTS


def test_each_formula_of_plain_numbers_is_in_the_table_or_left_out_for_a_reason():
    plain = {name for name, formula in FORMULAS.items() if is_plain(formula)}
    called = [*(one for topic in TOPICS.values() for one in topic), *CONSTANTS.values()]
    of_table = {name for name, formula in FORMULAS.items() if formula in called}
    assert of_table | {*LEFT_OUT} == plain
    assert not of_table & {*LEFT_OUT}


def test_a_name_stands_for_one_formula():
    names = [one.__name__ for topic in TOPICS.values() for one in topic]
    assert len({*names, *CONSTANTS}) == len(names) + len(CONSTANTS) == len(FORMULA_FUNCTIONS)
    plain = len(FUNCTIONS) - len(FORMULA_FUNCTIONS)
    assert " ".join([*FUNCTIONS][:plain]) == "min max sum len abs round ceil floor sqrt mean stdev"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("economic_order_quantity(1000, 10, 0.5)", 200.0),
        ("round(oee(25200, 1, 18848), 4)", 0.7479),
        ("ranked_gaps([2, 1, 3], [3, 3, 3])", [2, 1, 3]),
        ("action_priority(10, 2, 2)", 1),
        ("planned_releases(planned_receipts([0, 120], [50, 0], 60, 10), 1)", [20, 0]),
        ("four_of_five([1.1, 1.2, 0, 1.3, 1.4], [-3, 0, 3])", [1, 2, 4, 5]),
        ("c4(5)", 0.939986),
    ],
)
def test_a_formula_is_called_by_its_name(text, result):
    value = parse(text).evaluate({})
    assert value == result
    assert type(value) is type(result)


HOSTILE = {
    "zeros": (0, [0] * 100),
    "ones": (1, [1] * 100),
    "fives": (5, [*range(1, 101)]),
    "a hundred": (100, [*range(100, 0, -1)]),
    "thousands": (1000, [0.1 * one for one in range(100)]),
    "ten thousand": (10_000, [10_000] * 100),
    "million": (10**6, [(-1) ** one for one in range(100)]),
    "milliard": (10**9, [10**9] * 100),
    "whole": (10**15, [10**15] * 100),
    "huge": (1e308, [1e308] * 100),
    "large": (9e299, [9e299, -9e299] * 50),
    "small": (5e-324, [5e-324] * 100),
    "tiny": (1e-300, [1e-300, 1e300] * 50),
    "below zero": (-1e15, [-1e15] * 100),
    "half": (0.5, [0.5] * 100),
    "nearly one": (1 - 2**-53, [1 - 2**-53] * 100),
    "no list": (2, []),
    "four values": (2, [7.5, 3.25, 5, 11]),
}


SOUND = ("fives", "half", "four values")
"""With these most formulas come to their end, so one hostile number among them gets far."""


def calls(formula):
    """Yield arguments: all of them hostile in one way, then one hostile number among sound ones."""
    wanted = kinds(formula)
    for number, many in HOSTILE.values():
        yield [many if kind in LISTS else number for kind in wanted]
    for number, many in map(HOSTILE.get, SOUND):
        sound = [many if kind in LISTS else number for kind in wanted]
        for place, kind in enumerate(wanted):
            for one, ones in HOSTILE.values():
                yield [*sound[:place], ones if kind in LISTS else one, *sound[place + 1 :]]


def seconds(expression, values):
    """Return how long an answer takes: ordinary numbers, or a sentence that says what is wrong."""
    start = time.thread_time()
    answer = answered(expression, values)
    took = time.thread_time() - start
    if isinstance(answer, str):
        assert answer.endswith("."), values
    else:
        assert all(map(math.isfinite, answer if isinstance(answer, list) else [answer])), values
    return took


def answered(expression, values):
    try:
        return expression.evaluate(values)
    except ExpressionError as refusal:
        return str(refusal)


@pytest.mark.parametrize("name", FORMULA_FUNCTIONS)
def test_no_arguments_hold_up_an_expression(name):
    parse("t_above(1, 5)").evaluate(
        {}
    )  # the first call of all imports scipy, once for each process
    formula = FORMULA_FUNCTIONS[name]
    letters = "abcdefgh"[: len(kinds(formula))]
    expression = parse(f"{name}({', '.join(letters)})")
    for given in calls(formula):
        values = dict(zip(letters, given, strict=True))
        if seconds(expression, values) > LONGEST_SECONDS:  # or was the machine busy?
            assert min(seconds(expression, values) for _ in range(3)) < LONGEST_SECONDS, values


def test_no_expression_loads_scipy_before_it_needs_it():
    program = """
import sys
from courseware.calculation.expressions import parse
parse("takt_time(27600, 460) + normal_below(1) + service_z(0.9)").evaluate({})
print("scipy" in sys.modules, "numpy" in sys.modules)
parse("acceptance_probability(89, 2, 0.01)").evaluate({})
print("scipy" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, check=True, text=True
    )
    assert done.stdout.split() == ["False", "False", "True"]
