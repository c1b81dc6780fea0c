from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.learning_curve import (
    learning_exponent,
    total_time,
    unit_time,
    unit_times,
)


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (learning_exponent(0.80), -0.3219, 4),  # F11
        (unit_time(100, 0.80, 3), 70.21, 2),
        (unit_time(100, 0.80, 4), 64.00, 10),  # also module mp3 lesson 5
        (unit_time(100, 0.80, 8), 51.20, 10),
        (total_time(100, 0.80, 4), 314.21, 2),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


@given(st.floats(0.1, 1e4), st.floats(0.05, 1), st.integers(1, 5_000))
def test_twice_the_units_take_the_share_of_the_curve(first, rate, unit):
    doubled = unit_time(first, rate, 2 * unit)
    assert doubled == pytest.approx(rate * unit_time(first, rate, unit))


@given(st.floats(0.1, 1e4), st.floats(0.05, 1), st.integers(1, 200))
def test_the_list_holds_each_unit_and_the_total_adds_them_up(first, rate, units):
    times = unit_times(first, rate, units)
    assert times == [unit_time(first, rate, one) for one in range(1, units + 1)]
    assert times == sorted(times, reverse=True)
    assert total_time(first, rate, units) == pytest.approx(math.fsum(times))
    assert times[0] == first


def test_who_learns_nothing_takes_the_same_time_each_time():
    assert unit_times(7, 1, 4) == [7, 7, 7, 7]


@pytest.mark.parametrize("formula", [unit_time, unit_times, total_time])
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((0, 0.8, 3), "first is 0, but it must be above 0: work takes time"),
        ((math.inf, 0.8, 3), "first is not an ordinary number"),
        ((10**400, 0.8, 3), "first is not an ordinary number"),
        ((100, 0, 3), "rate is 0, .*work never takes no time"),
        ((100, 80, 3), "rate is 80, but it is a share, from 0 to 1"),
        ((100, math.nan, 3), "rate is not an ordinary number"),
        ((100, 0.8, 0), "is 0, but it must be at least 1: units are counted"),
        ((100, 0.8, 2.5), "is 2.5, but it must be a whole number"),
        ((100, 0.8, 10_001), "is 10,001, but it must be at most 10,000"),
        ((100, 0.8, 1e308), "is not an ordinary number"),
    ],
)
def test_an_impossible_argument_is_named_with_the_reason(formula, arguments, says):
    with pytest.raises(ValueError, match=says):
        formula(*arguments)


def test_a_curve_at_the_edge_of_numbers_gives_an_ordinary_number():
    assert unit_time(9e299, 5e-324, 10_000) == 0
    assert total_time(9e290, 1, 10_000) == pytest.approx(9e294)


@pytest.mark.parametrize("rate", [0, -0.1, 1.01, math.nan])
def test_a_curve_falls_to_a_share(rate):
    with pytest.raises(ValueError, match="rate is"):
        learning_exponent(rate)
