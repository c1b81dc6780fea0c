from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.flow import flow_time
from courseware.formulas.rounding import rounded_down, rounded_up
from courseware.formulas.value_stream import (
    crew_size,
    crew_size_exact,
    inventory_days,
    lead_time,
    pitch,
    process_cycle_efficiency,
)

INVENTORIES = [2400, 960, 720, 1440, 1200]
CYCLES = [42, 55, 50, 38]
"""The stream of the lab of module ln2, at 480 units and 27,000 s a day."""


@pytest.mark.parametrize(
    ("result", "printed"),
    [
        (pitch(60, 20), 1200),  # F02, 20 min
        (crew_size_exact([39, 46, 62, 40], 60), 187 / 60),  # F03, printed 3.12
        (crew_size([39, 46, 62, 40], 60), 4),
        (inventory_days(INVENTORIES, 480), [5.0, 2.0, 1.5, 3.0, 2.5]),  # lab of module ln2
        (lead_time(INVENTORIES, 480), 14.0),
        (math.fsum(CYCLES), 185),
        (crew_size(CYCLES, 56.25), 4),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed):
    assert result == pytest.approx(printed, rel=1e-12)


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (crew_size_exact([39, 46, 62, 40], 60), 3.12, 2),  # F03
        (crew_size_exact(CYCLES, 56.25), 3.29, 2),  # lab of module ln2
        (100 * process_cycle_efficiency(188, 23.6, 55_200), 0.0144, 4),  # F04
        (100 * process_cycle_efficiency(185, 14, 27_000), 0.0489, 4),  # lab of module ln2
    ],
)
def test_the_rounded_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


@pytest.mark.parametrize(
    ("value", "up", "down"),
    [(0, 0, 0), (3, 3, 3), (3.0000001, 4, 3), (2.9999999, 3, 2), (0.1 + 0.2 + 2.7, 3, 3),
     (0.07 * 100, 7, 7), (0.29 * 100, 29, 29), (1e-12, 0, 0), (0.1 + 0.2 - 0.3, 0, 0),
     (1e9 + 0.4, 1_000_000_001, 1_000_000_000)],
)  # fmt: skip
def test_float_dust_neither_adds_nor_takes_a_whole_one(value, up, down):
    assert (rounded_up(value), rounded_down(value)) == (up, down)
    assert type(rounded_up(value)) is type(rounded_down(value)) is int


@given(st.lists(st.floats(0.1, 1e4), min_size=1, max_size=20), st.floats(1, 1e4))
def test_the_crew_is_the_fewest_who_can_do_the_work(times, takt):
    people = crew_size(times, takt)
    assert people * takt * (1 + 1e-8) >= math.fsum(times)
    assert (people - 1) * takt * (1 - 1e-8) < math.fsum(times)


@given(st.integers(1, 1000), st.integers(1, 10**5))
def test_work_of_whole_takts_needs_no_person_more(people, hundredths):
    takt = hundredths / 100
    assert crew_size([takt] * people, takt) == people


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=20), st.floats(0.1, 1e6))
def test_the_ladder_is_littles_law_with_the_demand_as_throughput(inventories, demand):
    assert lead_time(inventories, demand) == pytest.approx(
        flow_time(math.fsum(inventories), demand)
    )


@given(st.floats(0.01, 1e3), st.floats(1, 1e5), st.floats(0, 1))
def test_the_efficiency_is_the_share_that_was_worked(days, day, worked):
    got = process_cycle_efficiency(worked * days * day, days, day)
    assert got == pytest.approx(worked)
    assert 0 <= got <= 1


def test_who_is_worked_on_all_the_time_is_so_to_the_last_digit():
    assert 0.1 * 3 / 0.3 > 1
    assert process_cycle_efficiency(0.1 * 3, 0.3, 1) == 1


@pytest.mark.parametrize(
    ("formula", "arguments", "says"),
    [
        (pitch, (0, 20), "takt is 0, but it must be above 0: a unit needs some time"),
        (pitch, (60, 0), "pack_quantity is 0, .*an empty pack is never full"),
        (pitch, (10**299, 10**299), "The result is not an ordinary number"),
        (crew_size, ([], 60), "times is empty: somebody has work to do"),
        (crew_size, ([39, -46], 60), "a value in times is -46, .*work takes time"),
        (crew_size, ([39, math.nan], 60), "a value in times is not an ordinary number"),
        (crew_size, ([39], 0), "takt is 0"),
        (crew_size, ([1e299], 1e-299), "The result is not an ordinary number"),
        (inventory_days, ([], 480), "inventories is empty: a stream has a place where units wait"),
        (inventory_days, ([-1], 480), "a value in inventories is -1, .*it counts units"),
        (inventory_days, ([1], 0), "daily_demand is 0, .*stays for ever"),
        (inventory_days, ([1e299], 1e-299), "The result is not an ordinary number"),
        (lead_time, ([], 480), "inventories is empty"),
        (lead_time, ([9e299] * 4, 1), "The result is not an ordinary number"),
        (process_cycle_efficiency, (-1, 14, 27_000), "processing is -1, .*work takes time"),
        (process_cycle_efficiency, (185, 0, 27_000), "lead_time is 0"),
        (process_cycle_efficiency, (185, 14, 0), "day is 0, .*without work time"),
        (process_cycle_efficiency, (101, 2, 50), "processing is 101, but the whole lead time is shorter: 2 days of 50"),
        (process_cycle_efficiency, (1, 1e-200, 1e-200), "the whole lead time is shorter"),
    ],
)  # fmt: skip
def test_an_impossible_argument_is_named_with_the_reason(formula, arguments, says):
    with pytest.raises(ValueError, match=says):
        formula(*arguments)


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf, 1e308, 10**400])
def test_what_is_not_an_ordinary_number_is_refused_in_each_place(odd):
    calls = [
        lambda: pitch(odd, 1), lambda: pitch(1, odd),
        lambda: crew_size([1, odd], 1), lambda: crew_size([1], odd),
        lambda: lead_time([1, odd], 1), lambda: lead_time([1], odd),
        lambda: process_cycle_efficiency(odd, 1, 1), lambda: process_cycle_efficiency(1, odd, 1),
        lambda: process_cycle_efficiency(1, 1, odd),
    ]  # fmt: skip
    for call in calls:
        with pytest.raises(ValueError, match="not an ordinary number"):
            call()
