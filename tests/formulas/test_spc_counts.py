from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.spc_counts import (
    c_limits,
    mean_rate,
    mean_share,
    np_limits,
    p_limits,
    u_limits,
)

P_BAR = mean_share([*[12] * 17, *[11] * 13], [50] * 30)


@pytest.mark.parametrize(
    ("limits", "printed", "digits"),
    [
        (p_limits(P_BAR, 50), [0.0524, 0.2313, 0.4102], 4),  # F38, also module ss3 lesson 4
        (np_limits(P_BAR, 50), [2.62, 11.57, 20.51], 2),
        (c_limits(16), [4, 16, 28], 9),  # F39
        (c_limits(516 / 26), [6.48, 19.85, 33.21], 2),
        (u_limits(1.93, 5), [0.07, 1.93, 3.79], 2),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(limits, printed, digits):
    assert [round(one, digits) for one in limits] == printed


def test_means_weigh_each_sample_by_its_size():
    assert mean_share([1, 8], [10, 20]) == 0.3
    assert mean_rate([193], [100]) == 1.93
    assert mean_rate([3, 9], [1.5, 2.5]) == 3


def test_limits_below_nothing_and_beyond_everything_are_not_shown():
    assert p_limits(0.01, 50)[0] == 0
    assert np_limits(0.9, 5)[2] == 5
    assert p_limits(0.9, 5)[2] == 1
    assert c_limits(4)[0] == 0
    assert u_limits(0.5, 2)[0] == 0


@given(st.floats(0, 1), st.integers(1, 10_000))
def test_p_and_np_are_one_chart_in_two_units(p_bar, size):
    assert np_limits(p_bar, size) == pytest.approx([one * size for one in p_limits(p_bar, size)])
    lower, center, upper = p_limits(p_bar, size)
    assert 0 <= lower <= center <= upper <= 1


@given(st.floats(0, 1), st.integers(1, 1000))
def test_the_chart_of_good_parts_is_that_of_bad_parts_upside_down(p_bar, size):
    lower, center, upper = p_limits(p_bar, size)
    good = p_limits(1 - p_bar, size)
    assert [1 - one for one in reversed(good)] == pytest.approx([lower, center, upper], abs=1e-6)


@given(st.floats(0, 1e6))
def test_c_is_u_with_one_unit_a_sample(c_bar):
    lower, center, upper = c_limits(c_bar)
    assert c_limits(c_bar) == u_limits(c_bar, 1)
    assert 0 <= lower <= center <= upper


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: mean_share([], []), "defectives is empty: a chart needs something counted"),
        (
            lambda: mean_share([1], [5, 5]),
            "defectives has length 1, but checked has 2: each sample",
        ),
        (lambda: mean_share([6], [5]), "a number in defectives is 6, but it must be at most 5"),
        (lambda: mean_share([0], [0]), "a number in checked is 0, but it must be at least 1"),
        (lambda: mean_share([0.5], [5]), "a number in defectives is 0.5, but it must be a whole"),
        (lambda: mean_share([math.nan], [5]), "a value in defectives is not an ordinary number"),
        (lambda: p_limits(1.1, 50), "p_bar is 1.1, but it is a share, from 0 to 1"),
        (lambda: p_limits(0.1, 0), "size is 0, but it must be at least 1"),
        (lambda: np_limits(-0.1, 50), "p_bar is -0.1"),
        (lambda: np_limits(0.1, 2.5), "size is 2.5, but it must be a whole number"),
        (lambda: mean_rate([], []), "faults is empty"),
        (lambda: mean_rate([1, 2], [1]), "faults has length 2, but units has 1"),
        (lambda: mean_rate([1], [0]), "a number in units is 0, but it must be above 0"),
        (lambda: mean_rate([-1], [1]), "a number in faults is -1"),
        (lambda: c_limits(-1), "c_bar is -1, but it cannot be below 0: it counts faults"),
        (lambda: c_limits(1e308), "c_bar is not an ordinary number"),
        (lambda: u_limits(-1, 5), "u_bar is -1"),
        (lambda: u_limits(1, 0), "units is 0"),
        (lambda: u_limits(1e299, 1e-299), "too large, too small, or too far apart"),
    ],
)
def test_an_impossible_argument_is_named_with_the_reason(call, says):
    with pytest.raises(ValueError, match=says):
        call()
