from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.charts.numbers import decimals, legible, shown, tick_texts, ticks


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (0, 23, ["0", "5", "10", "15", "20", "25"]),
        (49.58, 51.2, ["49.5", "50.0", "50.5", "51.0", "51.5"]),
        (-3, 3, ["−4", "−2", "0", "2", "4"]),
        (0, 0.04, ["0.00", "0.01", "0.02", "0.03", "0.04"]),
        (900, 2100, ["500", "1,000", "1,500", "2,000", "2,500"]),
        (7, 7, ["6.0", "6.5", "7.0", "7.5", "8.0"]),
        (0, 0, ["−1.0", "−0.5", "0.0", "0.5", "1.0"]),
    ],
)
def test_ticks_are_round_numbers_around_the_data(low, high, texts):
    assert tick_texts(ticks(low, high)) == texts


@given(low=st.floats(-1e9, 1e9), high=st.floats(-1e9, 1e9), most=st.integers(3, 14))
def test_any_range_has_few_even_ticks_that_hold_it(low, high, most):
    marks = ticks(low, high, most)
    steps = {after - before for before, after in pairwise(marks)}
    assert 2 <= len(marks) <= most
    assert len(steps) == 1
    assert steps.pop().normalize().as_tuple().digits in {(1,), (2,), (5,)}
    assert marks[0] <= Decimal(f"{min(low, high):.12g}")
    assert marks[-1] >= Decimal(f"{max(low, high):.12g}")


def test_a_column_has_the_digits_of_its_finest_value():
    values = [50, 49.75, 50.1]
    assert decimals(values) == 2
    assert [shown(one, 2) for one in values] == ["50.00", "49.75", "50.10"]
    assert decimals([0.1 + 0.2]) == 1
    assert decimals([1 / 3]) == 6
    assert decimals([]) == 0


def test_computed_numbers_have_six_figures_and_given_ones_all_their_digits():
    assert legible([10_000 / 7, 3600]) == 2  # 1,428.57
    assert legible([1 / 3]) == 6
    assert legible([10_000_000 / 3]) == 0
    assert legible([1234567.25]) == 2
    assert legible([]) == 0


def test_numbers_are_written_as_everywhere():
    assert shown(-1234.5, 1) == "−1,234.5"
    assert shown(-0.04, 1) == "0.0"
    assert shown(2.5, 0) == "3"
