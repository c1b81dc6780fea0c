from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.safety import (
    incidence_rate,
    incidence_rate_range,
    lift_multipliers,
    lifting_index,
    recommended_weight_limit,
    severity_rate,
)

TOTE = recommended_weight_limit(40, 30, 70, 30, 0.84, 0.95)


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (incidence_rate(1, 36_000), 5.56, 2),  # F63
        (incidence_rate(2, 36_000), 11.11, 2),
        (incidence_rate(7, 438_000), 3.20, 2),  # module mp2 and its lab
        (incidence_rate(4, 438_000), 1.83, 2),
        (severity_rate(46, 438_000), 21.0, 1),
        (incidence_rate_range(7, 438_000)[0], 1.3, 1),
        (incidence_rate_range(7, 438_000)[1], 6.6, 1),
        (TOTE, 7.93, 2),  # F64
        (lifting_index(14, TOTE), 1.76, 2),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


@pytest.mark.parametrize(
    ("cases", "low", "high"),
    [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (10, 4.7954, 18.3904), (100, 81.3640, 121.6268)],
)
def test_the_range_of_a_count_is_that_of_the_tables(cases, low, high):
    got = incidence_rate_range(cases, 200_000)
    assert got == pytest.approx([low, high], abs=0.00006)


@given(st.integers(0, 1000), st.floats(1, 1e7))
def test_the_rate_lies_in_its_own_range(cases, hours):
    low, high = incidence_rate_range(cases, hours)
    assert low <= incidence_rate(cases, hours) < high


def test_the_ideal_lift_is_the_whole_23_kilograms():
    assert recommended_weight_limit(25, 75, 25, 0) == 23
    assert recommended_weight_limit(10, 75, 5, 0) == 23  # nearer than 25 cm counts as 25


@pytest.mark.parametrize(
    "at", [(64, 75, 25, 0), (25, 176, 25, 0), (25, 75, 176, 0), (25, 75, 25, 136)]
)
def test_beyond_its_reach_the_equation_allows_no_weight(at):
    assert recommended_weight_limit(*at) == 0


@given(st.floats(25, 63), st.floats(0, 175), st.floats(25, 175), st.floats(0, 135))
def test_every_multiplier_is_a_share(horizontal, vertical, distance, angle):
    assert all(0 < share <= 1 for share in lift_multipliers(horizontal, vertical, distance, angle))


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: incidence_rate(-1, 10), "cases is -1"),
        (lambda: incidence_rate(1, 0), "hours is 0"),
        (lambda: severity_rate(-2, 10), "days is -2"),
        (lambda: incidence_rate_range(1.5, 10), "cases is 1.5"),
        (lambda: incidence_rate_range(1001, 10), "cases is 1,001, .*at most 1,000"),
        (lambda: incidence_rate(math.nan, 10), "cases is not an ordinary number"),
        (lambda: lift_multipliers(0, 1, 1, 1), "horizontal is 0"),
        (lambda: lift_multipliers(30, -1, 1, 1), "vertical is -1"),
        (lambda: recommended_weight_limit(30, 1, 1, 1, 1.2), "frequency is 1.2"),
        (lambda: lifting_index(5, 0), "limit is 0"),
    ],
)
def test_an_impossible_argument_is_named(call, says):
    with pytest.raises(ValueError, match=says):
        call()
