from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.ewma import ewma, ewma_limits
from courseware.formulas.signals import beyond_limits

NIST = [
    52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5,
    49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1,
]  # fmt: skip
"""NIST/SEMATECH e-Handbook 6.3.2.4 (data set E of the curriculum)."""
PRINTED = [
    50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33,
    50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99,
]  # fmt: skip
"""Its values with λ 0.3 from 50, as the handbook prints them."""


def test_the_printed_keys_of_the_curriculum_hold():
    assert [round(one, 2) for one in ewma(NIST, 0.3, 50)] == PRINTED  # F40; ends also in lab 27
    lower, center, upper = ewma_limits(50, 2.0539, 0.3)
    assert (round(lower, 2), center, round(upper, 2)) == (47.41, 50, 52.59)


def test_the_alarm_of_the_lab_comes_at_point_18_with_narrow_limits_only():
    values = ewma(NIST, 0.3, 50)
    assert beyond_limits(values, ewma_limits(50, 2.0539, 0.3)) == []
    assert beyond_limits(values, [49, 50, 51])[0] == 18  # lab 27


_values = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30)


@given(_values, st.floats(-1e6, 1e6))
def test_with_weight_1_nothing_is_remembered(data, start):
    assert ewma(data, 1, start) == data
    assert ewma_limits(start, 2, 1) == [start - 6, start, start + 6]


@given(_values, st.floats(0.01, 1), st.floats(-1e6, 1e6))
def test_an_average_stays_among_its_values_and_is_their_weighted_sum(data, weight, start):
    values = ewma(data, weight, start)
    low, high = min(*data, start), max(*data, start)
    assert all(low - 1e-6 <= one <= high + 1e-6 for one in values)
    ages = range(len(data) - 1, -1, -1)
    parts = [weight * (1 - weight) ** age * one for age, one in zip(ages, data, strict=True)]
    parts.append((1 - weight) ** len(data) * start)
    assert values[-1] == pytest.approx(math.fsum(parts), abs=1e-6)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: ewma([], 0.3, 50), "data is empty: a chart needs something measured"),
        (lambda: ewma([math.nan], 0.3, 50), "a value in data is not an ordinary number"),
        (
            lambda: ewma([1], 0, 50),
            "weight is 0, but it must be above 0: it is the part of the newest",
        ),
        (lambda: ewma([1], 1.2, 50), "weight is 1.2, but it is a share, from 0 to 1"),
        (lambda: ewma([1], 0.3, math.inf), "start is not an ordinary number"),
        (lambda: ewma_limits(math.nan, 1, 0.3), "center is not an ordinary number"),
        (lambda: ewma_limits(50, -1, 0.3), "sigma is -1, but it cannot be below 0"),
        (lambda: ewma_limits(50, 1, math.nan), "weight is not an ordinary number"),
    ],
)
def test_an_impossible_argument_is_named_with_the_reason(call, says):
    with pytest.raises(ValueError, match=says):
        call()
