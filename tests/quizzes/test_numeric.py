from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from quiz_examples import compiled, numeric

from courseware.quizzes.grading import Graded, grade
from courseware.quizzes.kinds.numeric import Numeric
from courseware.quizzes.kinds.numeric_key import NumericKey
from courseware.quizzes.questions import Variant
from courseware.words import Reason


def question(**changes: Any) -> Variant:
    """Return a question whose key is 2.5 h, with 0.4 as a foreseen mistake."""
    fixed = {"given": {"wip": "50", "rate": "20"}, **changes}
    return compiled("numeric", numeric("numeric-test", **fixed))[0]


def given_answer(variant: Variant, number: str, unit: str = "h") -> Graded:
    return grade("numeric", variant, (), {"": [number], "unit": [unit]})


@pytest.mark.parametrize(
    ("units", "typed", "unit"), [([], "2.5", "h"), ([], "about 2", ""), (["h", "min"], "2.5", "")]
)
def test_the_unit_beside_the_field_belongs_to_a_readable_answer(units, typed, unit):
    variant = question(units=units)
    assert Numeric().solve(variant, (), given_answer(variant, typed).answer).unit == unit


@pytest.mark.parametrize(
    ("number", "unit", "fraction", "codes"),
    [
        ("2.5", "h", 1, []),
        (" 2.50 ", "h", 1, []),
        ("2.6", "h", 1, []),  # one decimal is asked: 1 in the last digit
        ("2.4", "h", 1, []),
        ("2.61", "h", 0, []),
        ("2.39", "h", 0, []),
        ("150", "min", 1, []),
        ("156", "min", 1, []),
        ("157", "min", 0, []),
        ("2.5", "min", 0, []),
        ("2.5", "", Fraction(9, 10), ["unit.left_out"]),
        ("3.5", "", 0, []),
        ("2.5", "part", 0, ["unit.dimension"]),
        ("0.4", "h", 0, ["mistake:rate / wip"]),
        ("24", "min", 0, ["mistake:rate / wip"]),
        ("0.4", "", 0, ["mistake:rate / wip"]),
        ("−2.5", "h", 0, []),
    ],
)
def test_a_number_is_converted_compared_and_its_mistake_named(number, unit, fraction, codes):
    graded = given_answer(question(), number, unit)
    assert (graded.fraction, [note.code for note in graded.notes]) == (fraction, codes)
    assert graded.reason is None


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({}, "number.blank"),
        ({"": [" "], "unit": ["h"]}, "number.blank"),
        ({"": ["2,5"], "unit": ["h"]}, "number.comma"),
        ({"": ["two"], "unit": ["h"]}, "number.unreadable"),
        ({"": ["2", ".5"], "unit": ["h"]}, "number.unreadable"),
        ({"": ["9" * 50], "unit": ["h"]}, "number.too_long"),
        ({"": ["2.5"], "unit": ["hour"]}, "answer.unknown_option"),
        ({"": ["2.5"], "unit": ["kg"]}, "answer.unknown_option"),
        ({"": ["2.5"], "unit": ["h", "min"]}, "answer.unknown_option"),
    ],
)
def test_what_cannot_be_read_is_asked_back(raw, code):
    reason = Numeric().parse(question(), (), raw)
    assert isinstance(reason, Reason)
    assert reason.code == code
    assert grade("numeric", question(), (), raw).fraction == 0


def test_a_wrong_dimension_says_what_was_expected():
    note = given_answer(question(), "2.5", "part").notes[0]
    assert note.reason is not None
    assert note.reason.sentence() == "The number is judged in h; part measures something else."


@pytest.mark.parametrize(
    ("within", "right", "wrong"),
    [("10%", ["2.25", "2.75"], ["2.24", "2.76"]), ("0.01", ["2.49", "2.51"], ["2.489", "2.511"])],
)
def test_within_replaces_the_rule_of_the_digits(within, right, wrong):
    variant = question(within=within)
    assert [given_answer(variant, number).fraction for number in right + wrong] == [1, 1, 0, 0]


@pytest.mark.parametrize("within", ["0", "50%", "99", "500%"])
def test_however_wide_a_tolerance_is_the_known_wrong_number_lies_beyond_it(within):
    variant = question(within=within, mistakes={})
    samples = Numeric().samples(variant, ())
    verdicts = [
        grade("numeric", variant, (), raw).fraction for raw in (samples.right, samples.wrong)
    ]
    assert verdicts == [1, 0]


@pytest.mark.parametrize(
    ("number", "fraction", "codes"),
    [
        ("3.33", 1, []),
        ("3.330", 1, []),
        ("3.33333", 1, []),
        ("3.3300", 1, []),
        ("3.34", 0, []),
        ("3.3", 0, []),
        ("3.3284", 1, []),
        ("3.3283", 0, []),
    ],
)
def test_figures_ask_for_the_rounded_value(number, fraction, codes):
    variant = question(given={"wip": "100", "rate": "30"}, figures="3", decimals=None)
    graded = given_answer(variant, number)
    assert (graded.fraction, [note.code for note in graded.notes]) == (fraction, codes)


def test_within_replaces_the_rule_of_the_figures_too():
    variant = question(figures="2", decimals=None, within="10%")
    assert [given_answer(variant, number).fraction for number in ("2.75", "2.76")] == [1, 0]


def test_too_few_figures_of_a_right_value_are_noted_and_cost_nothing():
    graded = given_answer(question(figures="3", decimals=None), "2.5")
    assert graded.fraction == 1
    assert [note.code for note in graded.notes] == ["figures.few"]


@pytest.mark.parametrize(
    ("changes", "units", "fields", "hint"),
    [
        ({}, ("h", "min", "part"), ("", "unit"), "Digits after the point: 1."),
        ({"units": ["h"]}, ("h",), ("",), "Digits after the point: 1."),
        ({"units": None, "value": "hours"}, (), ("",), "Digits after the point: 1."),
        (
            {"decimals": "0", "within": "1"},
            ("h", "min", "part"),
            ("", "unit"),
            "Give a whole number.",
        ),
        (
            {"decimals": None, "figures": "3"},
            ("h", "min", "part"),
            ("", "unit"),
            "Significant figures: 3.",
        ),
        ({"decimals": None}, ("h", "min", "part"), ("", "unit"), None),
    ],
)
def test_the_page_is_told_fields_units_and_digits(changes, units, fields, hint):
    shown = Numeric().show(question(**changes), (), 4)
    assert (shown.no, shown.units, shown.fields) == (4, units, fields)
    assert (shown.hint.sentence() if shown.hint else None) == hint


def test_one_unit_is_not_asked_and_a_posted_one_is_not_read():
    variant = question(units=["h"])
    assert given_answer(variant, "2.5", "anything").fraction == 1


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("wip / rate h", "h"),
        ("wip / rate  parts/h", "part/h"),
        ("100 * wip / rate %", "%"),
        ("wip % rate", ""),
        ("wip %rate", ""),
        ("wip / rate $", "$"),
        ("rate", ""),
        ("wip - rate g", "g"),
    ],
)
def test_an_expression_may_end_in_a_unit(value, unit):
    key = NumericKey.from_json(question(value=value, units=None).key)
    assert key.unit == unit


def test_a_percent_sign_is_just_the_unit_where_percent_is_asked():
    variant = question(value="100 * rate / wip %", units=None, mistakes={})
    assert [given_answer(variant, typed).fraction for typed in ("40", "40 %", "0.4")] == [1, 1, 0]
