from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.distributions import normal_quantile
from courseware.formulas.work_measurement import (
    normal_time,
    observations_needed,
    observations_needed_exact,
    standard_time,
    standard_time_on_job,
)


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (normal_time(4.0, 0.85), 3.40, 12),  # F09
        (standard_time(3.40, 0.13), 3.908, 3),
        (standard_time(normal_time(4.0, 0.85), 0.13), 3.91, 2),  # module mp3 lesson 1
        (standard_time_on_job(3.40, 0.13), 3.842, 12),  # own: the other allowance, by hand
        (observations_needed_exact(1.96, 1.0, 0.05, 3.0), 170.7, 1),  # F10
        (observations_needed(1.96, 1.0, 0.05, 3.0), 171, 0),
        (observations_needed(normal_quantile(0.975), 1.0, 0.05, 3.0), 171, 0),  # R4
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


_times = st.floats(0.01, 1e4)


@given(_times, st.floats(0.01, 0.9))
def test_an_allowance_of_the_day_is_longer_than_the_same_share_of_the_job(normal, allowance):
    of_day, on_job = standard_time(normal, allowance), standard_time_on_job(normal, allowance)
    assert of_day > on_job > normal
    assert of_day * (1 - allowance) == pytest.approx(normal)


@given(_times)
def test_no_allowance_adds_no_time_and_a_normal_pace_changes_none(time):
    assert standard_time(time, 0) == standard_time_on_job(time, 0) == normal_time(time, 1) == time


@given(st.floats(0.5, 4), st.floats(0.1, 10), st.floats(0.01, 1), st.floats(0.1, 100))
def test_half_the_error_takes_four_times_the_observations(z, deviation, precision, mean):
    few = observations_needed_exact(z, deviation, precision, mean)
    assert observations_needed_exact(z, deviation, precision / 2, mean) == pytest.approx(4 * few)
    reached = z * deviation / math.sqrt(observations_needed(z, deviation, precision, mean))
    assert reached <= precision * mean * (1 + 1e-8)


def test_times_that_never_differ_still_need_one_observation():
    assert observations_needed_exact(1.96, 0, 0.05, 3) == 0
    assert observations_needed(1.96, 0, 0.05, 3) == 1


def test_dust_costs_no_observation():
    assert observations_needed_exact(3, 1.1, 0.3, 0.1) > 12_100
    assert observations_needed(3, 1.1, 0.3, 0.1) == 12_100


@pytest.mark.parametrize(
    ("formula", "arguments", "says"),
    [
        (normal_time, (0, 0.85), "observed is 0, but it must be above 0: work takes time"),
        (normal_time, (4, 0), "rating is 0, but it compares a pace with the normal one"),
        (normal_time, (4, 85), "rating is 85, .*at most 3; 85 % is written 0.85"),
        (normal_time, (math.nan, 1), "observed is not an ordinary number"),
        (normal_time, (1, math.inf), "rating is not an ordinary number"),
        (standard_time, (0, 0.13), "normal is 0"),
        (standard_time, (3.4, 13), "allowance is 13, but it is a share, from 0 to 1: 13 % is written 0.13"),
        (standard_time, (3.4, -0.1), "allowance is -0.1, but it is a share"),
        (standard_time, (3.4, 1), "allowance is 1, which is all of it: no time of the day is left"),
        (standard_time, (3.4, math.nan), "allowance is not an ordinary number"),
        (standard_time, (9e299, 0.9), "is not an ordinary number"),
        (standard_time_on_job, (-1, 0.13), "normal is -1"),
        (standard_time_on_job, (3.4, 1.01), "allowance is 1.01, but it is a share"),
        (standard_time_on_job, (9e299, 0.9), "is not an ordinary number"),
        (observations_needed, (0, 1, 0.05, 3), "z is 0, .*without any confidence"),
        (observations_needed, (1.96, -1, 0.05, 3), "deviation is -1"),
        (observations_needed, (1.96, 1, 0, 3), "precision is 0, .*only endless observations"),
        (observations_needed, (1.96, 1, 5, 3), "precision is 5, but it is a share"),
        (observations_needed, (1.96, 1, 0.05, 0), "mean is 0"),
        (observations_needed, (1.96, 1, 0.05, 1e308), "mean is not an ordinary number"),
        (observations_needed, (1.96, 1, 1e-200, 1e-200), "The result is not an ordinary number"),
        (observations_needed, (10**299, 10**299, 0.1, 1), "The result is not an ordinary number"),
    ],
)  # fmt: skip
def test_an_impossible_argument_is_named_with_the_reason(formula, arguments, says):
    with pytest.raises(ValueError, match=says):
        formula(*arguments)
