from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from courseware.formulas.chi_square_tests import chi_square_of_shares
from courseware.formulas.proportion_tests import one_share_z, two_shares_z

ONE, TWO = one_share_z(26, 200, 0.10), two_shares_z(36, 1200, 54, 1100)


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (ONE.statistic, 1.414, 3),  # F49, all of these
        (ONE.difference, 0.03, 9),
        (TWO.statistic, -2.359, 3),
        (TWO.p_two_sided, 0.018, 3),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


def test_the_sides_of_the_p_value_are_named():
    assert round(ONE.p_greater, 4) == 0.0786  # z is √2: half of erfc(1)
    assert pytest.approx(math.erfc(1) / 2) == ONE.p_greater
    assert TWO.p_less == pytest.approx(TWO.p_two_sided / 2)
    assert TWO.p_greater == pytest.approx(1 - TWO.p_less)


_samples = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(_samples, _samples)
def test_two_shares_are_a_table_of_two_columns(first, second):
    (one, of_one), (two, of_two) = first, second
    assume(0 < one + two < of_one + of_two)
    test = two_shares_z(one, of_one, two, of_two)
    table = chi_square_of_shares([one, two], [of_one, of_two])
    assert test.statistic**2 == pytest.approx(table.statistic, abs=1e-9)
    assert test.p_two_sided == pytest.approx(table.p_value, abs=1e-9)
    assert two_shares_z(two, of_two, one, of_one).statistic == pytest.approx(-test.statistic)


@given(_samples, st.floats(0.01, 0.99))
def test_good_parts_tell_the_same_as_bad_ones(sample, claimed):
    hits, size = sample
    test, turned = one_share_z(hits, size, claimed), one_share_z(size - hits, size, 1 - claimed)
    assert turned.statistic == pytest.approx(-test.statistic, abs=1e-9)
    assert turned.p_greater == pytest.approx(test.p_less, abs=1e-9)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: one_share_z(201, 200, 0.1), "hits is 201, but it must be at most 200: it counts"),
        (lambda: one_share_z(2.5, 200, 0.1), "hits is 2.5, but it must be a whole number"),
        (lambda: one_share_z(0, 0, 0.1), "size is 0, but it must be at least 1"),
        (lambda: one_share_z(1, 200, 0), "claimed is 0, but it must lie between 0 and 1: chance"),
        (lambda: one_share_z(1, 200, math.nan), "claimed is not an ordinary number"),
        (lambda: two_shares_z(-1, 10, 1, 10), "first_hits is -1, but it must be at least 0"),
        (lambda: two_shares_z(1, 10, 11, 10), "second_hits is 11, but it must be at most 10"),
        (lambda: two_shares_z(1, math.inf, 1, 10), "first_size is not an ordinary number"),
        (lambda: two_shares_z(0, 10, 0, 10), "All parts of both samples are of one kind"),
        (lambda: two_shares_z(10, 10, 10, 10), "All parts of both samples are of one kind"),
    ],
)
def test_what_cannot_be_tested_is_refused_in_words(call, says):
    with pytest.raises(ValueError, match=says):
        call()
