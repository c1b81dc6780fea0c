from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas import (
    a2,
    beyond_limits,
    d2,
    d3,
    d4,
    individuals_limits,
    moving_ranges,
    range_limits,
    run_of_8,
    sigma_within,
    subgroup_means,
    subgroup_ranges,
    trend_of_6,
    two_of_three,
    xbar_limits,
)

EXACT = {
    2: (1.128379, 0.852502), 3: (1.692569, 0.888368), 4: (2.058751, 0.879808),
    5: (2.325929, 0.864082), 6: (2.534413, 0.848040), 7: (2.704357, 0.833205),
    8: (2.847201, 0.819831), 9: (2.970026, 0.807834), 10: (3.077505, 0.797051),
}  # fmt: skip
"""n → mean and standard deviation of the range of n normal values, by numerical integration."""

BORE = [
    3, 13, 10, 5, -5, -7, 11, 9, -8, 8, -10, 10, 8, 10, 1, 8, 2, -4, 7, 7, 5, 6, 0, 4, 2, -2, -1, 4,
    -8, 3, 12, 13, 7, 7, 2, 6, 1, 10, 1, -6, -4, -1, 11, -7, 24, 17, 15, 21, 18, 6, 4, 5,
    2, 9, -3, -2, 3, 7, -5, -2, -7, 3, -1, 6,
]  # fmt: skip
"""Deviation of a bore from 25.000 mm in µm: 16 subgroups of 4 (data set B of the curriculum)."""
FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
"""NIST/SEMATECH e-Handbook 6.3.2.2."""
LIMITS = [-3.0, 0.0, 3.0]


@pytest.mark.parametrize("size", EXACT)
def test_the_printed_constants_are_the_exact_ones_rounded_to_three_digits(size):
    mean, deviation = EXACT[size]
    assert a2(size) == round(3 / (mean * math.sqrt(size)), 3)
    assert d3(size) == max(0, round(1 - 3 * deviation / mean, 3))
    assert d4(size) == round(1 + 3 * deviation / mean, 3)
    assert d2(size) == round(mean, 3)


@pytest.mark.parametrize("size", [0, 1, 11, 2.5])
def test_a_subgroup_has_two_to_ten_values(size):
    with pytest.raises(ValueError, match="2 to 10"):
        a2(size)


def test_the_limits_of_the_bore_are_those_of_the_curriculum():
    lower, center, upper = xbar_limits(BORE, 4)
    assert (round(lower, 2), round(center, 3), round(upper, 2)) == (-5.00, 4.109, 13.22)
    assert [round(one, 3) for one in range_limits(BORE, 4)] == [0, 12.5, 28.525]
    assert subgroup_means(BORE, 4)[11] == 19.25
    assert beyond_limits(subgroup_means(BORE, 4), [lower, center, upper]) == [12]


def test_without_the_twelfth_subgroup_the_bore_is_stable_and_its_sigma_known():
    rest = BORE[:44] + BORE[48:]
    lower, center, upper = xbar_limits(rest, 4)
    assert (round(lower, 2), round(center, 3), round(upper, 2)) == (-6.18, 3.100, 12.38)
    assert [round(one, 2) for one in range_limits(rest, 4)] == [0, 12.73, 29.06]
    assert round(sigma_within(rest, 4), 3) == 6.184
    assert beyond_limits(subgroup_means(rest, 4), [lower, center, upper]) == []


def test_single_values_have_limits_from_their_moving_ranges():
    assert [round(one, 4) for one in individuals_limits(FLOW)] == [45.8159, 50.81, 55.8041]
    assert round(math.fsum(moving_ranges(FLOW)) / 9, 4) == 1.8778


def test_subgroups_keep_the_order_of_time():
    assert subgroup_means([1, 3, 10, 20], 2) == [2, 15]
    assert subgroup_ranges([1, 3, 10, 20], 2) == [2, 10]


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: subgroup_means([], 2), "empty"),
        (lambda: subgroup_means([1, 2, 3], 2), "no whole subgroups"),
        (lambda: subgroup_means([1, math.inf], 2), "ordinary number"),
        (lambda: moving_ranges([1]), "needs two"),
        (lambda: beyond_limits([1], [0, 1]), "three numbers that rise"),
        (lambda: beyond_limits([1], [0, 0, 0]), "three numbers that rise"),
        (lambda: run_of_8([math.nan], LIMITS), "ordinary number"),
    ],
)
def test_what_makes_no_chart_is_refused_in_words(refused, why):
    with pytest.raises(ValueError, match=why):
        refused()


SIGNALS = [
    (beyond_limits, [0, 3.1, 3, -3, -3.01], [2, 5], "on a limit is not beyond it"),
    (beyond_limits, [0.1 + 0.2 + 2.7], [], "nor is float dust"),
    (two_of_three, [2.1, 0, 2.5], [1, 3], "two of three"),
    (two_of_three, [2.1, 0, 0, 2.5], [], "but not of four"),
    (two_of_three, [2.1, -2.1, 0], [], "on one side"),
    (two_of_three, [2, 2, 2], [], "beyond, not on, two sigma"),
    (two_of_three, [-2.2, -2.3, 2.2, -2.4], [1, 2, 4], "windows overlap"),
    (run_of_8, [-1, *[1] * 8, -1], [2, 3, 4, 5, 6, 7, 8, 9], "the whole run"),
    (run_of_8, [1] * 7, [], "seven are none"),
    (run_of_8, [*[1] * 4, 0, *[1] * 4], [], "a point on the line ends it"),
    (run_of_8, [0] * 9, [], "the line has no side"),
    (run_of_8, [*[1] * 8, *[-1] * 9], list(range(1, 18)), "two runs"),
    (trend_of_6, [1, 2, 3, 4, 5, 6, 0], [1, 2, 3, 4, 5, 6], "six that rise"),
    (trend_of_6, [1, 2, 3, 4, 5, 5], [], "steadily"),
    (trend_of_6, [6, 5, 4, 3, 2, 1], [1, 2, 3, 4, 5, 6], "six that fall"),
    (trend_of_6, [1, 2, 3, 4, 5], [], "five are none"),
]


@pytest.mark.parametrize(
    ("rule", "points", "found", "_why"),
    SIGNALS,
    ids=[f"{rule.__name__}: {why}" for rule, _points, _found, why in SIGNALS],
)
def test_a_rule_finds_its_points(rule, points, found, _why):
    assert rule(points, LIMITS) == found


@pytest.mark.parametrize("rule", [beyond_limits, two_of_three, run_of_8, trend_of_6])
@given(points=st.lists(st.integers(-40, 40), max_size=30))
def test_a_chart_upside_down_has_the_same_signals(rule, points):
    assert rule(points, [-30, 0, 30]) == rule([-point for point in points], [-30, 0, 30])
