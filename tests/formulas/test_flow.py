from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.flow import (
    flow_time,
    line_rate,
    pieces_due,
    station_utilizations,
    takt_time,
    throughput,
    utilization,
    work_in_process,
)


@pytest.mark.parametrize(
    ("result", "printed"),
    [
        (takt_time(27_600, 460), 60),  # F01, also module mp3 lesson 2
        (takt_time(27_000, 480), 56.25),  # lab of module ln2
        (flow_time(120, 15), 8),  # F05
        (work_in_process(15, 8), 120),
        (throughput(120, 8), 15),
        (flow_time(90, line_rate([40, 30, 50])), 3),  # module mp1 lesson 3 and its lab
        (line_rate([40, 30, 50]), 30),  # F06
        (utilization(30, 40), 0.75),
        (station_utilizations([40, 30, 50]), [0.75, 1.00, 0.60]),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed):
    assert result == pytest.approx(printed, rel=1e-12)


@pytest.mark.parametrize(
    ("elapsed", "takt", "pieces"),
    [
        (3600, 60, 60),
        (59.9, 60, 0),
        (60, 60, 1),
        (119.99, 60, 1),
        (0, 60, 0),
        (0.3, 0.1, 3),  # 2.9999999999999996 in floats
        (56.25 * 480, 56.25, 480),
        (2.999, 1, 2),
    ],
)
def test_a_piece_is_due_when_its_takt_has_passed(elapsed, takt, pieces):
    due = pieces_due(elapsed, takt)
    assert due == pieces
    assert type(due) is int


@given(st.integers(0, 10**5), st.integers(1, 10**5))
def test_dust_never_costs_a_piece(pieces, hundredths):
    takt = hundredths / 100
    assert pieces_due(pieces * takt, takt) == pieces
    assert pieces_due((pieces + 0.999) * takt, takt) == pieces


@pytest.mark.parametrize(
    ("formula", "arguments", "says"),
    [
        (takt_time, (0, 460), "available is 0, but it must be above 0"),
        (takt_time, (27_600, -1), "demand is -1, but it must be above 0: takt is the pace"),
        (flow_time, (-1, 15), "wip is -1, but it cannot be below 0: it counts units"),
        (flow_time, (120, 0), "throughput is 0, .*stays for ever"),
        (work_in_process, (-1, 8), "throughput is -1"),
        (work_in_process, (15, -8), "flow_time is -8"),
        (throughput, (-120, 8), "wip is -120"),
        (throughput, (120, 0), "flow_time is 0"),
        (line_rate, ([],), "rates is empty: a line has at least one station"),
        (line_rate, ([40, -30],), "a value in rates is -30"),
        (utilization, (-1, 40), "rate_used is -1"),
        (utilization, (30, 0), "capacity is 0"),
        (utilization, (41, 40), "rate_used is 41, but the capacity is only 40"),
        (station_utilizations, ([],), "rates is empty"),
        (station_utilizations, ([40, 0],), "capacity is 0"),
        (pieces_due, (-1, 60), "elapsed is -1"),
        (pieces_due, (60, 0), "takt is 0"),
        (pieces_due, (1e299, 1e-299), "The result is not an ordinary number"),
    ],
)
def test_an_impossible_argument_is_named_with_the_reason(formula, arguments, says):
    with pytest.raises(ValueError, match=says):
        formula(*arguments)


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf, 10**400])
@pytest.mark.parametrize(
    "formula", [takt_time, flow_time, work_in_process, throughput, utilization, pieces_due]
)
def test_what_is_not_an_ordinary_number_is_refused_in_each_place(formula, odd):
    with pytest.raises(ValueError, match="not an ordinary number"):
        formula(odd, 1)
    with pytest.raises(ValueError, match="not an ordinary number"):
        formula(1, odd)


_amounts = st.floats(1e-6, 1e9)


@given(_amounts, _amounts)
def test_littles_law_reads_the_same_in_its_three_forms(wip, rate):
    time = flow_time(wip, rate)
    assert work_in_process(rate, time) == pytest.approx(wip)
    assert throughput(wip, time) == pytest.approx(rate)


@given(st.lists(_amounts, min_size=1, max_size=20))
def test_the_bottleneck_and_only_the_slowest_is_fully_used(rates):
    shares = station_utilizations(rates)
    assert all(0 < share <= 1 for share in shares)
    assert [share == 1 for share in shares] == [
        math.isclose(rate, line_rate(rates), rel_tol=1e-16) for rate in rates
    ]


def test_dust_in_the_rate_used_is_not_more_than_full_use():
    assert utilization(0.1 + 0.2, 0.3) == 1


def test_a_stopped_station_stops_the_line():
    assert line_rate([40, 0, 50]) == 0
