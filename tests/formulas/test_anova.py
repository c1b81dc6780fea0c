from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from courseware.formulas.anova import one_way_anova
from courseware.formulas.t_tests import pooled_t

GROUPS = [
    [6.9, 5.4, 5.8, 4.6, 4.0],
    [8.3, 6.8, 7.8, 9.2, 6.5],
    [8.0, 10.5, 8.1, 6.9, 9.3],
]
"""NIST/SEMATECH e-Handbook 7.4.3."""


def test_the_printed_keys_of_the_curriculum_hold():
    test = one_way_anova(GROUPS)  # F51, also module ss5 lesson 4
    assert (round(test.between, 3), round(test.within, 3)) == (27.897, 17.452)
    assert (test.degrees_of_freedom_between, test.degrees_of_freedom_within) == (2, 12)
    assert round(test.statistic, 2) == 9.59
    assert round(test.p_value, 4) == 0.0032
    assert test.mean_square_between == pytest.approx(test.between / 2)
    assert test.mean_square_within == pytest.approx(test.within / 12)


def test_the_p_value_is_that_of_its_closed_form():
    test = one_way_anova(GROUPS)
    assert test.p_value == pytest.approx((1 + test.statistic / 6) ** -6, rel=1e-12)


_groups = st.lists(
    st.lists(st.integers(-500, 500), min_size=2, max_size=8), min_size=2, max_size=5
).filter(lambda groups: any(len(set(group)) > 1 for group in groups))


@given(_groups, st.integers(-1000, 1000))
def test_the_sums_of_squares_make_the_whole_wherever_the_values_lie(groups, shift):
    test = one_way_anova(groups)
    everything = [one for group in groups for one in group]
    mean = math.fsum(everything) / len(everything)
    assert test.between + test.within == pytest.approx(
        math.fsum((one - mean) ** 2 for one in everything)
    )
    moved = one_way_anova([[one + shift for one in group] for group in groups])
    assert moved.statistic == pytest.approx(test.statistic, abs=1e-9)
    assert 0 <= test.p_value <= 1


@given(_groups)
def test_of_two_groups_it_is_the_pooled_t_test(groups):
    first, second = groups[:2]
    assume(len(set(first)) > 1 or len(set(second)) > 1)
    test, t = one_way_anova([first, second]), pooled_t(first, second)
    assert test.statistic == pytest.approx(t.statistic**2, abs=1e-9)
    assert test.p_value == pytest.approx(t.p_two_sided, abs=1e-9)


@pytest.mark.parametrize(
    ("groups", "says"),
    [
        ([], "groups hold 0, but two at least are needed"),
        ([[1, 2]], "groups hold 1, but two at least are needed"),
        ([[1, 2], []], "group 2 is empty: a group has a value at least"),
        ([[1, math.nan], [1, 2]], "a value in group 1 is not an ordinary number"),
        ([[1], [2]], "Each group holds one value"),
        ([[1, 1], [2, 2]], "Nothing varies within the groups"),
        ([[0.1 + 0.2, 0.3], [2, 2]], "Nothing varies within the groups"),
        ([[1e200, -1e200], [1, 2]], "too large"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(groups, says):
    with pytest.raises(ValueError, match=says):
        one_way_anova(groups)
