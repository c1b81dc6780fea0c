from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.spc import sigma_within, xbar_limits
from courseware.formulas.spc_deviation import (
    deviation_limits,
    deviation_limits_of,
    sigma_of_deviation,
    sigma_within_by_deviation,
    subgroup_deviations,
    xbar_s_limits,
    xbar_s_limits_of,
)
from tests.formulas.data_sets import STABLE_BORE

NAN = math.nan


def test_the_printed_keys_of_the_curriculum_hold():
    lower, center, upper = xbar_s_limits_of(74.001, 0.0094, 5)  # F36, Montgomery's piston rings
    assert (round(lower, 3), center, round(upper, 3)) == (73.988, 74.001, 74.014)
    lower, center, upper = deviation_limits_of(0.0094, 5)
    assert (lower, center, round(upper, 4)) == (0, 0.0094, 0.0196)
    assert round(sigma_of_deviation(0.0094, 5), 4) == 0.0100


def test_subgroups_have_the_deviation_of_a_sample():
    assert subgroup_deviations([1, 2, 6, 5, 5, 5], 3) == [math.sqrt(7), 0]
    assert round(subgroup_deviations([3, 13, 10, 5], 4)[0], 3) == 4.573


def test_the_bore_tells_much_the_same_by_range_and_by_deviation():
    assert xbar_s_limits(STABLE_BORE, 4) == pytest.approx(xbar_limits(STABLE_BORE, 4), abs=0.4)
    by_deviation = sigma_within_by_deviation(STABLE_BORE, 4)
    assert by_deviation == pytest.approx(sigma_within(STABLE_BORE, 4), rel=0.05)
    spread = math.fsum(subgroup_deviations(STABLE_BORE, 4)) / 15
    assert deviation_limits(STABLE_BORE, 4) == pytest.approx([0, spread, 2.266 * spread])
    assert by_deviation == pytest.approx(spread / 0.921318)


@given(st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), min_size=1, max_size=30))
def test_pairs_tell_the_same_by_range_and_by_deviation(pairs):
    data = [one for pair in pairs for one in pair]
    assert xbar_s_limits(data, 2) == pytest.approx(xbar_limits(data, 2), rel=1e-3, abs=0.4)
    assert sigma_within_by_deviation(data, 2) == pytest.approx(sigma_within(data, 2), rel=1e-3)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: subgroup_deviations([], 2), "data is empty"),
        (lambda: subgroup_deviations([1, 2, 3], 2), "no whole subgroups"),
        (lambda: subgroup_deviations([1, NAN], 2), "a value in data is not an ordinary number"),
        (lambda: subgroup_deviations([1, 2], 1), "size is 1"),
        (lambda: subgroup_deviations([1e200, -1e200], 2), "too large, too small"),
        (lambda: xbar_s_limits([1], 2), "no whole subgroups"),
        (lambda: xbar_s_limits_of(NAN, 1, 5), "grand_mean is not an ordinary number"),
        (lambda: xbar_s_limits_of(1, -1, 5), "mean_deviation is -1, but it cannot be below 0"),
        (lambda: xbar_s_limits_of(1, 1, 11), "size is 11"),
        (lambda: deviation_limits([1, 2], 11), "size is 11"),
        (lambda: deviation_limits_of(-1, 5), "mean_deviation is -1"),
        (lambda: sigma_within_by_deviation([1, 2, 3], 2), "no whole subgroups"),
        (lambda: sigma_of_deviation(-1, 5), "mean_deviation is -1"),
        (lambda: sigma_of_deviation(1, 1), "size is 1"),
    ],
)
def test_what_makes_no_chart_is_refused_in_words(call, says):
    with pytest.raises(ValueError, match=says):
        call()
