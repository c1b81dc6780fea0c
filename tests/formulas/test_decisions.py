from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.decisions import expected_monetary_value


@pytest.mark.parametrize(
    ("result", "key"),
    [
        (expected_monetary_value([0.15], [30_000]), 4_500),  # F62, also module lm2 lesson 5
        (expected_monetary_value([0.15, 0.85], [-30_000, 0]), -4_500),
        (expected_monetary_value([0.7, 0.2, 0.1], [100, 50, -200]), 60),
        (expected_monetary_value([1], [-4_000]), -4_000),
        (expected_monetary_value([0], [30_000]), 0),
    ],
)
def test_an_expected_value_weighs_each_outcome_with_its_chance(result, key):
    assert result == pytest.approx(key, rel=1e-12)


def test_repairing_now_costs_less_than_the_risk_is_worth():
    assert expected_monetary_value([0.15], [30_000]) > expected_monetary_value([1], [4_000])


@given(
    st.lists(st.tuples(st.integers(1, 100), st.floats(-1e6, 1e6)), min_size=1, max_size=8),
    st.floats(-1e6, 1e6),
)
def test_it_lies_among_the_outcomes_and_moves_with_all_of_them(weighted, more):
    total = sum(weight for weight, _ in weighted)
    chances = [weight / total for weight, _ in weighted]
    values = [value for _, value in weighted]
    expected = expected_monetary_value(chances, values)
    assert min(values) - 1e-6 <= expected <= max(values) + 1e-6
    moved = expected_monetary_value(chances, [value + more for value in values])
    assert moved == pytest.approx(expected + more, abs=1e-6)


@pytest.mark.parametrize(
    ("chances", "values", "says"),
    [
        ([], [], "chances is empty: a choice has at least one outcome"),
        ([0.5, 0.5], [1], "chances has length 2, but values has 1: each outcome needs both"),
        ([15], [30_000], "a value in chances is 15, but it is a share, from 0 to 1"),
        ([-0.1], [1], "a value in chances is -0.1, but it is a share"),
        ([0.6, 0.5], [1, 2], "chances add up to 1.1, but only one of the outcomes comes"),
        ([math.nan], [1], "a value in chances is not an ordinary number"),
        ([0.5], [math.inf], "a value in values is not an ordinary number"),
        ([0.5], [1e308], "a value in values is not an ordinary number"),
        ([0.5], [10**400], "a value in values is not an ordinary number"),
    ],
)
def test_what_makes_no_choice_is_refused_in_words(chances, values, says):
    with pytest.raises(ValueError, match=says):
        expected_monetary_value(chances, values)
