from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.balance import (
    balance_delay,
    line_efficiency,
    minimum_stations,
    minimum_stations_exact,
)

WING = [10, 11, 5, 4, 11, 3, 7, 11, 3]
"""Minutes of nine tasks: 65 in all (F08)."""
WAGON = [45, 11, 9, 50, 15, 12, 12, 12, 12, 8, 9]
"""Seconds of eleven tasks: 195 in all (F08)."""
BOARD = [11, 36, 13, 31, 28, 17, 35, 40, 21]
"""Seconds of the nine tasks of the board in module mp3: 232 in all."""


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (100 * line_efficiency(WING, 6, 12), 90.3, 1),  # F08
        (100 * balance_delay(WING, 6, 12), 9.7, 1),
        (minimum_stations(WING, 12), 6, 0),
        (100 * line_efficiency(WAGON, 5, 50.4), 77.4, 1),
        (minimum_stations(WAGON, 50.4), 4, 0),
        (minimum_stations_exact(BOARD, 60), 3.87, 2),  # lab of module mp3
        (minimum_stations(BOARD, 60), 4, 0),
        (100 * line_efficiency(BOARD, 4, 60), 96.7, 1),
        (100 * line_efficiency(BOARD, 5, 60), 77.3, 1),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


def test_the_tasks_of_the_examples_add_up_to_the_printed_sums():
    assert [math.fsum(times) for times in (WING, WAGON, BOARD)] == [65, 195, 232]


def test_tasks_that_fill_their_stations_to_the_last_tenth_need_no_station_more():
    assert minimum_stations([0.1] * 30, 0.3) == 10
    assert line_efficiency([0.1, 0.2], 1, 0.3) == 1
    assert balance_delay([0.1, 0.2], 1, 0.3) == 0


@given(st.lists(st.floats(0.1, 1), min_size=1, max_size=30), st.floats(1, 100))
def test_the_minimum_is_the_first_number_of_stations_that_the_work_fits_into(times, cycle_time):
    least = minimum_stations(times, cycle_time)
    efficiency = line_efficiency(times, least, cycle_time)
    assert 0 < efficiency <= 1
    assert efficiency + balance_delay(times, least, cycle_time) == pytest.approx(1)
    if least > 1 and math.fsum(times) / cycle_time > least - 1 + 1e-6:
        with pytest.raises(ValueError, match="the work does not fit"):
            line_efficiency(times, least - 1, cycle_time)


@pytest.mark.parametrize(
    ("formula", "arguments", "says"),
    [
        (minimum_stations, ([], 60), "times is empty: a line has work to do"),
        (minimum_stations, ([11, -1], 60), "a value in times is -1, .*work takes time"),
        (minimum_stations, ([11, 61], 60), "A task takes 61, but the cycle time is 60: the task must be split"),
        (minimum_stations, ([11], 0), "cycle_time is 0"),
        (minimum_stations, ([11], math.nan), "cycle_time is not an ordinary number"),
        (minimum_stations, ([11, 1e308], 60), "a value in times is not an ordinary number"),
        (line_efficiency, ([], 4, 60), "times is empty"),
        (line_efficiency, ([11], 0, 60), "stations is 0, but it must be at least 1: a line has stations"),
        (line_efficiency, ([11], 1.5, 60), "stations is 1.5, but it must be a whole number"),
        (line_efficiency, ([11], math.inf, 60), "stations is not an ordinary number"),
        (line_efficiency, ([11], 10**400, 60), "stations is not an ordinary number"),
        (line_efficiency, ([11], 1, -60), "cycle_time is -60"),
        (line_efficiency, ([50, 50], 1, 60), "times add up to 100, but 1 stations have only 60 in a cycle"),
        (line_efficiency, ([1e299], 1, 1e-299), "the work does not fit"),
        (balance_delay, ([math.inf], 1, 60), "a value in times is not an ordinary number"),
    ],
)  # fmt: skip
def test_an_impossible_argument_is_named_with_the_reason(formula, arguments, says):
    with pytest.raises(ValueError, match=says):
        formula(*arguments)
