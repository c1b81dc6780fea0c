from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.calculation.expressions import ExpressionError, is_name, parse


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("minutes*60 / demand", 60.0),
        ("  demand\n  + 1 ", 451),
        ("[demand, minutes]", [450, 450]),
        ("demand if demand > 400 else minutes", 450),
        ("100 < demand <= 450 != 3", True),
        ("0 and missing", 0),
        ("2 or missing", 2),
        ("3 and demand", 450),
        ("0 or demand", 450),
        ("1 and 2 and 0 and missing", 0),
        ("not demand", False),
        ("-7 // 2", -4),
        ("-7 % 3", 2),
        ("2 ** -2", 0.25),
        (".5 + 1. + 2e3", 2001.5),
        ("line_rate([40, 30, 50])", 30),
        ("station_utilizations([40, 30, 50])", [0.75, 1.0, 0.6]),
        ("takt_time(minutes*60, demand)", 60.0),
        ("flow_time(work_in_process(15, 8), throughput(120, 8))", 8.0),
        ("utilization(30, 40)", 0.75),
        ("max(min([3, 1, 2]), len([1, 2]), abs(-4))", 4),
        ("mean([1, 2, 4.5]) + mean(1, 2)", 4.0),
        ("round(2.345, 1) + round(7.6)", 10.3),
        ("sqrt(sum([9, 16]))", 5.0),
        ("sqrt(0)", 0.0),
        ("round(1.25, 15) + round(123, -15)", 1.25),
    ],
)
def test_an_expression_gives_its_result(text, result):
    value = parse(text).evaluate({"minutes": 450, "demand": 450})
    assert value == pytest.approx(result)
    assert type(value) is type(result)


def test_an_expression_tells_its_text_and_the_names_it_needs():
    expression = parse(" takt_time(minutes * 60,\n demand) ")
    assert expression.text == "takt_time(minutes * 60, demand)"
    assert expression.names == {"minutes", "demand"}
    with pytest.raises(AttributeError):
        expression.text = "1"  # type: ignore[misc]  # frozen is what we ask


def test_equal_texts_are_equal_expressions():
    assert parse("a + 1") == parse(" a + 1")
    assert hash(parse("a + 1")) == hash(parse("a + 1"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("a.b", "no parts"),
        ("a × 2", r"Write \* for times"),
        ("a − 2", "hyphen"),
        ("a ^ 2", r"\*\* for a power"),
        ("a = 2", "== to compare"),
        ("1,000", "write 1000, not 1,000"),
        ("rates[0]", "cannot be taken out"),
        ("_secret", "starts with a letter"),
        ("1_000", "does not belong"),
        ("(1 + 2", "not a complete calculation"),
        ("1 +", "not a complete calculation"),
        ("lambda", "not a complete calculation"),
        ("True", "“True” is not a number"),
        ("a is 2", "Compare with"),
        ("1 < a in b", "Compare with"),
        ("takt_time(1)", r"takt_time takes \(available, demand\); here are 1 values"),
        (
            "evaluate(1)",
            "no function “evaluate”. Functions: min, max, .*stdev; docs/authoring.md lists",
        ),
        ("takt_tme(1, 2)", r"no function “takt_tme”. Did you mean takt_time\?"),
        ("min()", "at least one number"),
        ("(1 + 2)(3)", "called by its name"),
    ],
)
def test_a_fault_is_named_with_what_to_write(text, says):
    with pytest.raises(ExpressionError, match=says):
        parse(text).evaluate({})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ratte + 1", "“ratte” is not known here. Known: empty, many, rate"),
        ("min + 1", r"“min” is a function: write min\(…\)"),
        ("1 / (rate - 20)", "divides by zero"),
        ("1 % (rate - 20)", "divides by zero"),
        ("0 ** -1", "divides by zero"),
        ("(0 - 8) ** 0.5", "no root"),
        ("sqrt(-1)", "sqrt: A negative number"),
        ("1e200 * 1e200", "too large"),
        ("rate ** 65", "exponent may be at most 64"),
        ("rate ** -64.5", "exponent may be at most 64"),
        ("1e15 ** 64", "too large"),
        ("many + 1", "list stands where a number"),
        ("-many", "list stands where a number"),
        ("many < 1", "list stands where a number"),
        ("1 if many else 2", "list stands where a number"),
        ("many or 1", "list stands where a number"),
        ("[many]", "inside a list"),
        ("sum(rate)", r"A list belongs here"),
        ("sqrt(many)", "A number belongs here"),
        ("mean(many, 1)", "inside a list"),
        ("takt_time(many, 1)", "takt_time: a list stands where a number belongs"),
        ("line_rate(rate)", "line_rate: a list stands where"),
        ("takt_time(-5, 1)", "available is -5, but it must be above 0"),
        ("round(1, -1000000000)", "digits must be a whole number up to 15"),
        ("round(1, 16)", "digits must be a whole number"),
        ("round(1, 0.5)", "digits must be a whole number"),
        ("mean(empty)", "at least one number"),
    ],
)
def test_a_calculation_without_a_result_says_why(text, says):
    expression = parse(text)
    with pytest.raises(ExpressionError, match=says):
        expression.evaluate({"rate": 20, "many": [1, 2], "empty": []})


@pytest.mark.parametrize("value", [math.nan, math.inf, 10**400, "text", None, [[1]], [1] * 101])
def test_a_value_that_cannot_be_computed_with_is_refused(value):
    with pytest.raises(ExpressionError):
        parse("a").evaluate({"a": value})


def test_whole_numbers_beyond_1e15_become_floats():
    assert type(parse("a * 10").evaluate({"a": 10**14})) is int
    assert type(parse("a * 11").evaluate({"a": 10**14})) is float
    assert type(parse("1000000000000001").evaluate({})) is float


def test_the_limits_themselves_are_allowed():
    ones = [",".join(["1"] * count) for count in (97, 96)]
    assert parse("sum([{}]) + sum([{}])".format(*ones)).evaluate({}) == 193  # 200 parts
    assert parse("+".join(["1"] * 50).ljust(500)).evaluate({}) == 50
    assert parse(f"sum([{','.join(['1'] * 100)}])").evaluate({}) == 100
    assert parse("2 ** 64").evaluate({}) == 2.0**64


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1" + " " * 500, "at most 500 characters"),
        ("sum([{0}]) + sum([{0}])".format(",".join(["1"] * 97)), "at most 200 parts"),
        ("+".join(["1"] * 52), "nest at most 50 deep"),
        ("-" * 60 + "1", "nest at most 50 deep"),
        (f"[{','.join(['1'] * 101)}]", "at most 100 numbers"),
    ],
)
def test_one_more_than_a_limit_is_refused(text, says):
    with pytest.raises(ExpressionError, match=says):
        parse(text).evaluate({})


@pytest.mark.parametrize(
    ("text", "result"),
    [("ceil(0.07 * 100)", 7), ("floor(0.29 * 100)", 29), ("ceil(3.001)", 4), ("floor(-0.5)", -1)],
)
def test_float_dust_neither_costs_nor_adds_a_whole_one(text, result):
    assert parse(text).evaluate({}) == result


@given(st.integers(-40_000, 40_000).map(lambda quarters: quarters / 4))
def test_rounding_functions_agree_with_python_where_there_is_no_dust(number):
    values = {"x": number}
    for name, python in [("ceil", math.ceil), ("floor", math.floor), ("round", round)]:
        assert parse(f"{name}(x)").evaluate(values) == python(number)


def test_a_sum_does_not_depend_on_the_python_release():
    assert parse("sum(parts)").evaluate({"parts": [0.1] * 10}) == 1.0


def test_a_standard_deviation_is_that_of_a_sample():
    assert parse("stdev([2, 4, 4, 4, 5, 5, 7, 9])").evaluate({}) == pytest.approx(2.13809, abs=1e-5)
    with pytest.raises(ExpressionError, match="at least two"):
        parse("stdev([2])").evaluate({})


def test_lists_of_measurements_lead_to_limits_and_signals():
    text = "beyond_limits(subgroup_means(d, 2), xbar_limits(d, 2))"
    assert parse(text).evaluate({"d": [5, 6, 5, 6, 5, 6, 9, 10]}) == [4]
    assert parse("A2(5) + D4(5)").evaluate({}) == pytest.approx(2.691)
    with pytest.raises(ExpressionError, match="2 to 10"):
        parse("A2(11)").evaluate({})


def test_a_caller_may_bring_its_own_functions():
    assert parse("twice(4)", {"twice": lambda x: 2 * x}).evaluate({}) == 8
    assert parse("most(4, 5)", {"most": max}).evaluate({}) == 5
    with pytest.raises(ExpressionError, match="no function “min”"):
        parse("min(1, 2)", {"twice": abs})


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("rate_2", True),
        ("R", True),
        ("_x", False),
        ("2x", False),
        ("class", False),
        ("größe", False),
    ],
)
def test_a_value_may_have_a_plain_name_only(text, allowed):
    assert is_name(text) is allowed
