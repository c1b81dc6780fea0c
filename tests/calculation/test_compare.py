from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from courseware.calculation.compare import Tolerance, asked_tolerance, figures_match, is_within
from courseware.calculation.values import ExpressionError


@pytest.mark.parametrize(
    ("key", "decimals", "within", "width"),
    [
        (60, 1, None, "0.3"),  # half a percent is more than the last digit
        (3.0, 1, None, "0.1"),  # the last digit is more
        (20, 1, None, "0.1"),  # both the same
        (-60, 1, None, "0.3"),
        (0, 2, None, "0.01"),
        (4, 0, None, "1"),
        (60, None, None, "0.3"),
        (60, 1, "1%", "0.6"),
        (-60, 1, "1 %", "0.6"),
        (60, 1, "0.05", "0.05"),
        (60, 0, "0", "0"),
        (0, 1, "1%", "0"),
    ],
)
def test_the_tolerance_is_the_larger_of_the_rule_unless_the_author_says(
    key, decimals, within, width
):
    assert asked_tolerance(key, decimals, within).width(key) == Fraction(width)


@pytest.mark.parametrize("within", ["", "%", "-1%", "one", "1e-3", "1%%", "0,05", ".", "5 h", "٣"])
def test_a_tolerance_that_is_neither_share_nor_number_is_refused(within):
    with pytest.raises(ExpressionError, match="is not a tolerance"):
        asked_tolerance(60, 1, within)


@pytest.mark.parametrize(
    ("x", "key", "tolerance", "right"),
    [
        ("60.3", 60.0, Tolerance(absolute=Fraction("0.3")), True),
        ("59.7", 60.0, Tolerance(absolute=Fraction("0.3")), True),
        ("60.30001", 60.0, Tolerance(absolute=Fraction("0.3")), False),
        ("59.69999", 60.0, Tolerance(absolute=Fraction("0.3")), False),
        ("60.3", 60.0, Tolerance(absolute=0.3), True),
        ("60.6", 60.0, Tolerance(relative=Fraction(1, 100)), True),
        ("60.60001", 60.0, Tolerance(relative=Fraction(1, 100)), False),
        ("-60.6", -60.0, Tolerance(relative=0.01), True),
        ("60", -60.0, Tolerance(relative=1), False),
        ("60.5", 60.0, Tolerance(absolute=0.1, relative=0.01), True),
        ("61", 60.0, Tolerance(absolute=1, relative=0.01), True),
        ("60", 60.0, Tolerance(), True),
        ("60.0000001", 60.0, Tolerance(), False),
        ("0.35", 0.1 + 0.2, Tolerance(absolute=Fraction("0.05")), True),  # the key carries dust
        ("0.25", 0.1 + 0.2, Tolerance(absolute=Fraction("0.05")), True),
        ("0.3", 0.1 + 0.2, Tolerance(), True),
        ("0.3500001", 0.1 + 0.2, Tolerance(absolute=Fraction("0.05")), False),
    ],
)
def test_the_bounds_themselves_are_right_and_a_little_more_is_not(x, key, tolerance, right):
    assert is_within(Decimal(x), key, tolerance) is right


def test_the_slack_is_one_in_a_million_million_of_the_tolerance():
    one = Tolerance(absolute=1)
    assert is_within(Decimal("61.000000000001"), 60, one)
    assert not is_within(Decimal("61.0000000000011"), 60, one)


def test_every_digit_that_was_typed_counts():
    width = Tolerance(absolute=Fraction("0.3"))
    assert is_within(Decimal("60.3000000000003"), 60, width)
    assert not is_within(Decimal("60.30000000000031"), 60, width), "16 digits, not rounded to 15"


def test_a_computed_mistake_is_compared_like_a_typed_number():
    assert is_within(0.1 + 0.2, 0.3, Tolerance())
    assert not is_within(0.31, 0.3, Tolerance())


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6), st.integers(0, 10**6))
def test_the_comparison_is_exact_in_thousandths(x, key, width):
    right = is_within(Decimal(x) / 1000, key / 1000, Tolerance(absolute=Fraction(width, 1000)))
    assert right is (abs(x - key) <= width)


@pytest.mark.parametrize(
    ("x", "key", "figures", "right"),
    [
        ("123", 123.4, 3, True),
        ("123.9", 123.4, 3, True),  # half a unit of the third figure
        ("122.9", 123.4, 3, True),
        ("123.90001", 123.4, 3, False),
        ("123.905", 123.4, 3, False),  # within 0.51 of a unit: others let this pass
        ("2.34", 2.345, 3, True),
        ("2.35", 2.345, 3, True),
        ("2.36", 2.345, 3, False),
        ("10.0", 9.995, 3, True),
        ("0.00503", 0.005031, 3, True),
        ("0.00504", 0.005031, 3, False),
        ("-123", -123.4, 3, True),
        ("123", -123.4, 3, False),
        ("12000", 12345, 1, True),
        ("15001", 10000, 1, False),
        ("0", 0, 3, True),
        ("0.0001", 0, 3, False),
        ("0.3", 0.1 + 0.2, 12, True),
    ],
)
def test_a_value_is_right_to_half_a_unit_of_its_last_figure(x, key, figures, right):
    assert figures_match(Decimal(x), key, figures) is right


@given(st.floats(1e-6, 1e9), st.integers(1, 6))
def test_the_key_rounded_to_its_figures_always_matches(key, figures):
    assert figures_match(Decimal(f"{key:.{figures - 1}e}"), float(f"{key:.14e}"), figures)


@given(st.floats(1e-6, 1e9), st.integers(1, 6), st.floats(0.52, 5))
def test_more_than_half_a_unit_never_matches(key, figures, units):
    power = math.floor(math.log10(key))
    assume(10**power * 1.000001 < key < 10 ** (power + 1) * 0.999999)
    assert not figures_match(Decimal(key + units * 10.0 ** (power - figures + 1)), key, figures)
