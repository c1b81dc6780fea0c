from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from courseware.formulas.samples import sample_deviation, sample_mean
from courseware.formulas.t_tests import one_sample_t, paired_t, pooled_t, welch_t
from tests.formulas.data_sets import NEW, OLD

PARTICLES = [50, 48, 44, 56, 61, 52, 53, 55, 67, 51]
"""NIST/SEMATECH e-Handbook 7.2.2."""
BEFORE, AFTER = [52, 48, 57, 61, 49, 55, 58, 50], [47, 46, 50, 58, 45, 49, 54, 48]
ONE, WELCH, POOLED = one_sample_t(PARTICLES, 50), welch_t(OLD, NEW), pooled_t(OLD, NEW)
PAIRED = paired_t(BEFORE, AFTER)
NAN = math.nan


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (sample_mean(PARTICLES), 53.7, 9),  # F47, all of these; also lab 22
        (sample_deviation(PARTICLES), 6.567, 3),
        (ONE.difference, 3.7, 9),
        (ONE.statistic, 1.782, 3),
        (ONE.degrees_of_freedom, 9, 0),
        (WELCH.statistic, 2.269, 3),  # module ss5 lesson 2 prints 2.27
        (WELCH.degrees_of_freedom, 15.53, 2),
        (WELCH.p_greater, 0.019, 3),
        (POOLED.statistic, 2.135, 3),
        (POOLED.degrees_of_freedom, 18, 0),
        (PAIRED.difference, 4.125, 9),
        (PAIRED.statistic, 6.454, 3),
        (PAIRED.degrees_of_freedom, 7, 0),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


def test_p_values_are_those_of_a_second_route():
    """By integration of the density of t with Simpson's rule, in 20,000 steps."""
    for test in (ONE, WELCH, POOLED, PAIRED):
        degrees = test.degrees_of_freedom
        scale = math.exp(math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)) / math.sqrt(
            degrees * math.pi
        )
        steps = 20_000
        wide = test.statistic / steps
        heights = [
            (1 + (no * wide) ** 2 / degrees) ** (-(degrees + 1) / 2) for no in range(steps + 1)
        ]
        weights = [1, *[4, 2] * (steps // 2 - 1), 4, 1]
        inside = scale * wide / 3 * math.fsum(map(float.__mul__, map(float, weights), heights))
        assert test.p_greater == pytest.approx(0.5 - inside, abs=1e-10)


_lists = st.lists(st.integers(-1000, 1000), min_size=2, max_size=20)


def _varies(*lists):
    assume(all(len(set(one)) > 1 for one in lists))


@given(_lists, _lists)
def test_the_p_values_belong_together_and_turn_with_the_samples(first, second):
    _varies(first, second)
    for test in (welch_t, pooled_t):
        one, other = test(first, second), test(second, first)
        assert one.p_greater + one.p_less == pytest.approx(1)
        assert one.p_two_sided == pytest.approx(2 * min(one.p_greater, one.p_less), abs=1e-12)
        assert other.statistic == pytest.approx(-one.statistic)
        assert other.p_greater == pytest.approx(one.p_less)
        assert one.statistic == pytest.approx(one.difference / one.standard_error)


@given(_lists, _lists)
def test_welch_has_no_more_degrees_than_the_pooled_test(first, second):
    _varies(first, second)
    degrees = welch_t(first, second).degrees_of_freedom
    least = min(len(first), len(second)) - 1
    assert least * (1 - 1e-9) <= degrees <= pooled_t(first, second).degrees_of_freedom + 1e-9


@given(st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), min_size=2, max_size=20))
def test_pairs_are_one_sample_of_differences_and_samples_of_one_size_agree(pairs):
    before, after = [one for one, _ in pairs], [two for _, two in pairs]
    differences = [one - two for one, two in pairs]
    _varies(before, after, differences)
    assert paired_t(before, after) == one_sample_t(differences, 0)
    assert welch_t(before, after).statistic == pytest.approx(pooled_t(before, after).statistic)


def test_a_sample_that_does_not_vary_may_be_compared_with_one_that_does():
    test = welch_t([5, 5, 5], [1, 2, 3, 4])
    assert test.degrees_of_freedom == 3


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: one_sample_t([], 50), "data is empty: one value alone does not tell"),
        (lambda: one_sample_t([1], 50), "data is a list of 1, but at least 2 are needed"),
        (lambda: one_sample_t([1, NAN], 50), "a value in data is not an ordinary number"),
        (lambda: one_sample_t([1, 2], math.inf), "claimed is not an ordinary number"),
        (lambda: one_sample_t([5, 5], 4), "Nothing varies in these data"),
        (lambda: one_sample_t([1e200, -1e200], 0), "too large, too small, or too far apart"),
        (lambda: one_sample_t([1e-100, 3e-100], 1e250), "t is not an ordinary number"),
        (lambda: welch_t([1], [1, 2]), "first is a list of 1"),
        (lambda: welch_t([1, 2], []), "second is empty"),
        (lambda: welch_t([5, 5], [6, 6]), "Nothing varies"),
        (lambda: pooled_t([1, 2], [math.inf, 1]), "a value in second is not an ordinary number"),
        (lambda: pooled_t([1], [1, 2]), "first is a list of 1"),
        (lambda: pooled_t([5, 5], [6, 6]), "Nothing varies"),
        (lambda: paired_t([1, 2], [1, 2, 3]), "before has length 2, but after has 3: each piece"),
        (lambda: paired_t([1], [1]), "before is a list of 1"),
        (lambda: paired_t([1, 2], [NAN, 2]), "a value in after is not an ordinary number"),
        (lambda: paired_t([0.3, 0.4], [0.1, 0.2]), "Nothing varies"),
    ],
)
def test_what_cannot_be_tested_is_refused_in_words(call, says):
    with pytest.raises(ValueError, match=says):
        call()
