from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.closed_line import (
    best_case_cycle_time,
    best_case_throughput,
    critical_wip,
    practical_worst_cycle_time,
    practical_worst_throughput,
)

PENNY_FAB = (0.5, 8)
"""Pennies an hour at each of four stations, and hours through all of them."""
FOUR_STATIONS = (1, 4)
"""The simulator of module ln3: four stations, a mean of 1 min each."""


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (critical_wip(*PENNY_FAB), 4, 12),  # F07, also module ln3 lesson 3
        (best_case_throughput(4, *PENNY_FAB), 0.5, 12),
        (best_case_cycle_time(4, *PENNY_FAB), 8, 12),
        (practical_worst_throughput(4, *PENNY_FAB), 0.2857, 4),
        (practical_worst_cycle_time(4, *PENNY_FAB), 14, 12),
        (practical_worst_throughput(10, *PENNY_FAB), 0.3846, 4),
        (practical_worst_cycle_time(10, *PENNY_FAB), 26, 12),
        (practical_worst_throughput(4, *FOUR_STATIONS), 0.571, 3),  # lab of module ln3
        (practical_worst_throughput(8, *FOUR_STATIONS), 0.727, 3),
        (practical_worst_throughput(12, *FOUR_STATIONS), 0.8, 12),
        (practical_worst_throughput(27, *FOUR_STATIONS), 0.9, 12),
        (practical_worst_cycle_time(4, *FOUR_STATIONS), 7, 12),
        (practical_worst_cycle_time(8, *FOUR_STATIONS), 11, 12),
        (practical_worst_cycle_time(12, *FOUR_STATIONS), 15, 12),
        (practical_worst_cycle_time(27, *FOUR_STATIONS), 30, 12),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


_units = st.integers(1, 10_000)
_rates = st.floats(1e-3, 1e3)
_critical = st.floats(1, 1e4)


@given(_units, _rates, _critical)
def test_littles_law_holds_in_both_cases(wip, rate, critical):
    raw_time = critical / rate
    for throughput, time in (
        (best_case_throughput, best_case_cycle_time),
        (practical_worst_throughput, practical_worst_cycle_time),
    ):
        made = throughput(wip, rate, raw_time) * time(wip, rate, raw_time)
        assert made == pytest.approx(wip)


@given(_units, _rates, _critical)
def test_the_practical_worst_case_is_never_better_than_the_best(wip, rate, critical):
    raw_time = critical / rate
    worst = practical_worst_throughput(wip, rate, raw_time)
    assert worst <= best_case_throughput(wip, rate, raw_time) * (1 + 1e-12) <= rate * (1 + 1e-9)
    assert worst < practical_worst_throughput(wip + 1, rate, raw_time) * (1 + 1e-12)


@given(_rates, _critical)
def test_a_single_unit_never_waits(rate, critical):
    raw_time = critical / rate
    assert practical_worst_cycle_time(1, rate, raw_time) == raw_time
    assert best_case_cycle_time(1, rate, raw_time) == pytest.approx(raw_time)


@given(_units, st.floats(0.1, 100))
def test_one_station_alone_runs_at_its_rate_with_any_units(wip, rate):
    assert best_case_throughput(wip, rate, 1 / rate) == pytest.approx(rate)
    assert practical_worst_throughput(wip, rate, 1 / rate) == pytest.approx(rate)


EVERY = [
    best_case_throughput,
    best_case_cycle_time,
    practical_worst_throughput,
    practical_worst_cycle_time,
]


@pytest.mark.parametrize("formula", EVERY)
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((0, 0.5, 8), "wip is 0, but it must be at least 1: it counts units"),
        ((1.5, 0.5, 8), "wip is 1.5, but it must be a whole number"),
        ((1_000_001, 0.5, 8), "wip is 1,000,001, but it must be at most 1,000,000"),
        ((math.nan, 0.5, 8), "wip is not an ordinary number"),
        ((1e308, 0.5, 8), "wip is not an ordinary number"),
        ((4, 0, 8), "bottleneck_rate is 0, .*has no pace"),
        ((4, math.inf, 8), "bottleneck_rate is not an ordinary number"),
        ((4, 0.5, -8), "raw_time is -8"),
        ((4, 0.5, 10**400), "raw_time is not an ordinary number"),
        ((4, 0.5, 1.9), "raw_time is 1.9, but one unit alone needs longer at the bottleneck"),
        ((4, 1e-200, 1e-200), "one unit alone needs longer"),
        ((4, 1e299, 1e299), "The result is not an ordinary number"),
    ],
)
def test_an_impossible_argument_is_named_with_the_reason(formula, arguments, says):
    with pytest.raises(ValueError, match=says):
        formula(*arguments)


def test_a_time_beyond_all_numbers_is_refused():
    for formula in (best_case_cycle_time, practical_worst_cycle_time):
        with pytest.raises(ValueError, match="The result is not an ordinary number"):
            formula(1_000_000, 1e-299, 5e299)
