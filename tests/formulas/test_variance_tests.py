from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from courseware.formulas.variance_tests import f_test
from tests.formulas.data_sets import NEW, OLD


def test_the_printed_keys_of_the_curriculum_hold():
    test = f_test(OLD, NEW)  # F48
    assert round(test.statistic, 3) == 3.738
    assert (test.degrees_of_freedom_first, test.degrees_of_freedom_second) == (10, 8)
    assert round(test.p_two_sided, 3) == 0.074
    assert test.p_two_sided == 2 * test.p_greater


def test_the_p_value_is_that_of_a_second_route():
    """With even degrees the F distribution is a binomial one: the sum of its upper terms."""
    test = f_test(OLD, NEW)
    x = 10 * test.statistic / (10 * test.statistic + 8)  # beta distribution with 5 and 4
    below = math.fsum(math.comb(8, no) * x**no * (1 - x) ** (8 - no) for no in range(5, 9))
    assert test.p_greater == pytest.approx(1 - below, rel=1e-9)
    assert test.p_less == pytest.approx(below, rel=1e-9)


_lists = st.lists(st.integers(-1000, 1000), min_size=2, max_size=20)


@given(_lists, _lists, st.integers(-50, 50), st.integers(1, 9))
def test_the_test_turns_with_the_samples_and_does_not_see_where_they_lie(
    first, second, shift, scale
):
    assume(len(set(first)) > 1)
    assume(len(set(second)) > 1)
    one, other = f_test(first, second), f_test(second, first)
    assert one.statistic == pytest.approx(1 / other.statistic)
    assert one.p_two_sided == pytest.approx(other.p_two_sided, abs=1e-9)
    assert one.p_greater == pytest.approx(other.p_less, abs=1e-9)
    assert one.p_two_sided <= 1
    moved = f_test([scale * x + shift for x in first], [scale * x - shift for x in second])
    assert moved.statistic == pytest.approx(one.statistic)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: f_test([1], [1, 2]), "first is a list of 1, but at least 2 are needed"),
        (lambda: f_test([1, 2], []), "second is empty"),
        (lambda: f_test([1, math.nan], [1, 2]), "a value in first is not an ordinary number"),
        (lambda: f_test([5, 5], [1, 2]), "The values in first are all the same"),
        (lambda: f_test([1, 2], [0.1 + 0.2, 0.3]), "The values in second are all the same"),
        (lambda: f_test([0, 1e120], [0, 1e-120]), "not an ordinary number|too large"),
    ],
)
def test_what_cannot_be_tested_is_refused_in_words(call, says):
    with pytest.raises(ValueError, match=says):
        call()
