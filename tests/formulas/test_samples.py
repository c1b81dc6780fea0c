from __future__ import annotations

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.samples import (
    is_dust,
    sample_deviation,
    sample_mean,
    sample_variance,
    squared_deviations,
)


def test_the_examples_in_the_words_of_the_formulas_hold():
    data = [1, 2, 6]
    assert (sample_mean(data), sample_variance(data), squared_deviations(data)) == (3, 7, 14)
    assert sample_deviation(data) == math.sqrt(7)


@given(st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=40))
def test_they_are_those_of_exact_fractions(data):
    assert sample_mean(data) == pytest.approx(statistics.mean(data), abs=1e-6)
    exact = statistics.stdev(data)
    assert sample_deviation(data) == pytest.approx(exact, abs=1e-6, rel=1e-9)


def test_a_large_level_costs_no_digits_of_the_spread():
    assert sample_deviation([1e9 + 1, 1e9 + 2, 1e9 + 6]) == pytest.approx(math.sqrt(7), rel=1e-12)


def test_dust_is_no_spread():
    data = [0.1 + 0.2, 0.3, 0.3]
    assert sample_deviation(data) > 0
    assert is_dust(sample_deviation(data), data)
    assert is_dust(0, [0, 0])
    assert not is_dust(sample_deviation([1, 1 + 1e-9]), [1, 1 + 1e-9])


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: sample_mean([]), "data is empty: a mean needs something measured"),
        (lambda: sample_mean([math.inf]), "a value in data is not an ordinary number"),
        (lambda: sample_variance([1]), "data is a list of 1, but at least 2 are needed: one value"),
        (lambda: sample_deviation([]), "data is empty"),
        (lambda: sample_deviation([1e200, 0]), "too large"),
        (lambda: squared_deviations([]), "data is empty"),
        (lambda: is_dust(1, [10**400]), "too large"),
    ],
)
def test_what_has_no_mean_or_spread_is_refused_in_words(call, says):
    with pytest.raises(ValueError, match=says):
        call()
