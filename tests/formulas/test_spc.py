from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.signals import (
    beyond_limits,
    four_of_five,
    run_of_8,
    trend_of_6,
    two_of_three,
)
from courseware.formulas.spc import (
    individuals_limits,
    individuals_limits_of,
    moving_range_limits,
    moving_ranges,
    range_limits,
    range_limits_of,
    sigma_of_range,
    sigma_within,
    subgroup_means,
    subgroup_ranges,
    xbar_limits,
    xbar_limits_of,
)
from tests.formulas.data_sets import BORE, STABLE_BORE

FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
"""NIST/SEMATECH e-Handbook 6.3.2.2."""
LIMITS = [-3.0, 0.0, 3.0]


def test_the_limits_of_the_bore_are_those_of_the_curriculum():
    lower, center, upper = xbar_limits(BORE, 4)
    assert (round(lower, 2), round(center, 3), round(upper, 2)) == (-5.00, 4.109, 13.22)
    assert [round(one, 3) for one in range_limits(BORE, 4)] == [0, 12.5, 28.525]
    assert subgroup_means(BORE, 4)[11] == 19.25
    assert beyond_limits(subgroup_means(BORE, 4), [lower, center, upper]) == [12]


def test_without_the_twelfth_subgroup_the_bore_is_stable_and_its_sigma_known():
    lower, center, upper = xbar_limits(STABLE_BORE, 4)
    assert (round(lower, 2), round(center, 3), round(upper, 2)) == (-6.18, 3.100, 12.38)
    assert [round(one, 2) for one in range_limits(STABLE_BORE, 4)] == [0, 12.73, 29.06]
    assert round(sigma_within(STABLE_BORE, 4), 3) == 6.184
    assert beyond_limits(subgroup_means(STABLE_BORE, 4), [lower, center, upper]) == []


def test_single_values_have_limits_from_their_moving_ranges():
    assert [round(one, 4) for one in individuals_limits(FLOW)] == [45.8159, 50.81, 55.8041]
    assert round(math.fsum(moving_ranges(FLOW)) / 9, 4) == 1.8778
    assert [round(one, 4) for one in individuals_limits_of(50.81, 16.9 / 9)] == [
        45.8159,
        50.81,
        55.8041,
    ]


def test_moving_ranges_have_limits_of_their_own():
    lower, center, upper = moving_range_limits(FLOW)
    assert (lower, round(center, 4), round(upper, 3)) == (0, 1.8778, 6.135)  # F37
    assert round(sigma_of_range(center, 2), 4) == 1.6647


def test_limits_follow_from_the_means_of_a_textbook():
    lower, center, upper = xbar_limits_of(1.5056, 0.32521, 5)  # F35, Montgomery's flow width
    assert (round(lower, 4), center, round(upper, 4)) == (1.3180, 1.5056, 1.6932)
    assert [round(one, 4) for one in range_limits_of(0.32521, 5)] == [0, 0.3252, 0.6875]
    assert round(sigma_of_range(0.32521, 5), 4) == 0.1398


_measured = st.lists(st.integers(-1000, 1000), min_size=3, max_size=60)


@given(_measured, st.integers(-1000, 1000), st.integers(1, 100))
def test_limits_move_and_stretch_with_the_unit(data, shift, scale):
    size = 3
    data = data[: len(data) // size * size]
    moved = [scale * one + shift for one in data]
    for limits, args in ((xbar_limits, (size,)), (individuals_limits, ())):
        assert limits(moved, *args) == pytest.approx(
            [scale * one + shift for one in limits(data, *args)], abs=1e-6
        )
    assert range_limits(moved, size) == pytest.approx(
        [scale * one for one in range_limits(data, size)]
    )


def test_subgroups_keep_the_order_of_time():
    assert subgroup_means([1, 3, 10, 20], 2) == [2, 15]
    assert subgroup_ranges([1, 3, 10, 20], 2) == [2, 10]


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: subgroup_means([], 2), "empty"),
        (lambda: subgroup_means([1, 2, 3], 2), "no whole subgroups"),
        (lambda: subgroup_means([1, math.inf], 2), "ordinary number"),
        (
            lambda: moving_ranges([1]),
            "data is a list of 1, but at least 2 are needed: a moving range",
        ),
        (
            lambda: individuals_limits([]),
            "data is empty: a moving range is the range of two neighbors",
        ),
        (
            lambda: subgroup_means([1, 2], 1),
            "size is 1, but it must be at least 2: a subgroup has 2 to 10 values",
        ),
        (lambda: moving_ranges([math.nan, 1]), "a value in data is not an ordinary number"),
        (lambda: xbar_limits_of(math.nan, 1, 5), "grand_mean is not an ordinary number"),
        (lambda: xbar_limits_of(1, -1, 5), "mean_range is -1, but it cannot be below 0: a range"),
        (lambda: xbar_limits_of(1, 1, 11), "size is 11"),
        (lambda: range_limits_of(-1, 5), "mean_range is -1"),
        (lambda: sigma_of_range(1, 0), "size is 0"),
        (lambda: individuals_limits_of(1, -1), "mean_moving_range is -1"),
        (lambda: individuals_limits_of(math.inf, 1), "mean is not an ordinary number"),
        (lambda: beyond_limits([1], [0, 1]), "three numbers that rise"),
        (lambda: beyond_limits([1], [0, 0, 0]), "three numbers that rise"),
        (lambda: beyond_limits([1], [0, 0, 3]), "three numbers that rise"),
        (lambda: beyond_limits([1], [0, 3, 3]), "three numbers that rise"),
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
    (four_of_five, [1.1, 1.2, 0, 1.3, 1.4], [1, 2, 4, 5], "four of five"),
    (four_of_five, [1.1, 1.2, 0, 1.3, 0, 1.4], [], "but not of six"),
    (four_of_five, [1.1, 1.2, -1.3, 1.4, 0.9], [], "on one side"),
    (four_of_five, [1, 1, 1, 1, 1], [], "beyond, not on, one sigma"),
    (four_of_five, [-1.1] * 6, [1, 2, 3, 4, 5, 6], "windows overlap"),
    (four_of_five, [1.1, 1.1, 1.1], [], "three are none"),
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
    moved = [[10 + one for one in ones] for ones in (points, LIMITS)]
    assert rule(*moved) == found, "wherever the center line lies"


@pytest.mark.parametrize("rule", [beyond_limits, two_of_three, four_of_five, run_of_8, trend_of_6])
@given(points=st.lists(st.integers(-40, 40), max_size=30))
def test_a_chart_upside_down_has_the_same_signals(rule, points):
    assert rule(points, [-30, 0, 30]) == rule([-point for point in points], [-30, 0, 30])
