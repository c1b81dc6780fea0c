from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.distributions import normal_quantile
from courseware.formulas.sample_sizes import (
    size_for_mean,
    size_for_share,
    size_to_compare_means,
    size_to_find_shift,
)

ONE_SIDE, BOTH_SIDES, POWER = normal_quantile(0.95), normal_quantile(0.975), normal_quantile(0.90)


@pytest.mark.parametrize(
    ("size", "printed"),
    [
        (size_for_mean(4, 1, BOTH_SIDES), 62),  # F46, also module ss2 lesson 3
        (size_for_mean(4, 1, 1.96), 62),
        (size_for_share(0.5, 0.05, BOTH_SIDES), 385),
        (size_for_share(0.5, 0.05, 1.96), 385),
        (size_to_find_shift(1, 1, ONE_SIDE, POWER), 9),  # NIST 7.2.2.2: 8.6
        (size_to_compare_means(2, 1.5, BOTH_SIDES, POWER), 38),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(size, printed):
    assert size == printed
    assert type(size) is int


def test_float_dust_does_not_cost_a_whole_one():
    assert (
        size_for_mean(0.3, 0.1, 2) == 36
    )  # (2 * 0.3 / 0.1) ** 2 is 35.99999999999999 or a bit more
    assert size_for_mean(0.7, 0.1, 1) == 49
    assert size_to_compare_means(3, 1, 1, 0) == 18
    assert size_for_mean(0.7, 0.1, 1.000001) == 50


def test_one_value_is_the_least():
    assert size_for_mean(0, 1, 1.96) == 1
    assert size_for_share(0, 0.05, 1.96) == 1


_amounts, _z = st.floats(0.01, 100), st.floats(0.1, 4)


@given(_amounts, _amounts, _z)
def test_the_size_is_the_smallest_that_meets_the_error(sigma, error, z):
    size = size_for_mean(sigma, error, z)
    assert z * sigma / math.sqrt(size) <= error * (1 + 1e-9)
    assert size == 1 or z * sigma / math.sqrt(size - 1) > error * (1 - 1e-9)


@given(st.floats(0, 1), st.floats(0.001, 1), _z)
def test_one_half_is_the_safe_share(expected, error, z):
    assert size_for_share(expected, error, z) <= size_for_share(0.5, error, z)


@given(_amounts, _amounts, _z, st.floats(0, 4))
def test_two_groups_need_twice_as_many_each(sigma, difference, z_alpha, z_beta):
    exact = 2 * ((z_alpha + z_beta) * sigma / difference) ** 2
    size = size_to_compare_means(sigma, difference, z_alpha, z_beta)
    assert max(1, exact) * (1 - 1e-8) <= size < exact * (1 + 1e-8) + 1
    assert size <= 2 * size_to_find_shift(sigma, difference, z_alpha, z_beta)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: size_for_mean(-1, 1, 2), "sigma is -1, but it cannot be below 0"),
        (lambda: size_for_mean(1, 0, 2), "error is 0, but it must be above 0: without any error"),
        (lambda: size_for_mean(1, 1, 0), "z is 0, but it must be above 0: it says how sure"),
        (lambda: size_for_mean(math.nan, 1, 2), "sigma is not an ordinary number"),
        (lambda: size_for_mean(1e200, 1e-99, 2), "too large"),
        (lambda: size_for_share(1.5, 0.1, 2), "expected is 1.5, but it is a share, from 0 to 1"),
        (lambda: size_for_share(0.5, 0, 2), "error is 0"),
        (lambda: size_for_share(0.5, 5, 2), "error is 5, but it is a share, from 0 to 1"),
        (lambda: size_for_share(0.5, 0.1, -2), "z is -2"),
        (lambda: size_to_find_shift(0, 1, 2, 1), "sigma is 0, but it must be above 0"),
        (lambda: size_to_find_shift(1, 0, 2, 1), "difference is 0, .*never found"),
        (lambda: size_to_find_shift(1, 1, 0, 1), "z_alpha is 0"),
        (lambda: size_to_compare_means(1, 1, 2, -1), "z_beta is -1"),
        (lambda: size_to_compare_means(1, math.inf, 2, 1), "difference is not an ordinary number"),
    ],
)
def test_an_impossible_argument_is_named_with_the_reason(call, says):
    with pytest.raises(ValueError, match=says):
        call()
