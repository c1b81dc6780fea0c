from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.acceptance_sampling import acceptance_probability


@pytest.mark.parametrize(
    ("plan", "printed"),
    [
        ((89, 2, 0.01), 0.9397),  # F34, Montgomery
        ((20, 0, 0.02), 0.6676),  # F34; module cp2 lesson 3 prints 66.8 %
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(plan, printed):
    assert round(acceptance_probability(*plan), 4) == printed


def test_a_lot_without_bad_parts_passes_and_one_of_nothing_else_does_not():
    assert acceptance_probability(20, 0, 0) == 1
    assert acceptance_probability(20, 19, 1) == 0
    assert acceptance_probability(20, 20, 1) == 1


_plans = st.integers(1, 300).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@given(_plans, st.floats(0, 1), st.floats(0, 1))
def test_a_worse_lot_passes_no_more_often(plan, one, two):
    better, worse = sorted((one, two))
    assert acceptance_probability(*plan, worse) <= acceptance_probability(*plan, better) + 1e-12


@given(_plans, st.floats(0, 1))
def test_it_is_the_sum_of_the_chances_of_each_count(plan, share):
    size, most = plan
    terms = (
        math.comb(size, bad) * share**bad * (1 - share) ** (size - bad) for bad in range(most + 1)
    )
    assert acceptance_probability(size, most, share) == pytest.approx(math.fsum(terms), abs=1e-11)


@given(st.integers(1, 500), st.floats(0.001, 0.5))
def test_with_acceptance_number_0_every_part_must_be_good(size, share):
    assert acceptance_probability(size, 0, share) == pytest.approx((1 - share) ** size, rel=1e-9)


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        ((0, 0, 0.1), "size is 0, but it must be at least 1: a sample has a part at least"),
        ((20.5, 0, 0.1), "size is 20.5, but it must be a whole number"),
        ((1e308, 0, 0.1), "size is not an ordinary number"),
        ((20, 21, 0.1), "most_bad is 21, but it must be at most 20: it counts bad parts"),
        ((20, -1, 0.1), "most_bad is -1, but it must be at least 0"),
        ((20, 0, 2), "share_bad is 2, but it is a share, from 0 to 1: bad parts among all parts"),
        ((20, 0, math.nan), "share_bad is not an ordinary number"),
    ],
)
def test_an_impossible_plan_is_refused_in_words(plan, says):
    with pytest.raises(ValueError, match=says):
        acceptance_probability(*plan)
