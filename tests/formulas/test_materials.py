from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.materials import (
    net_requirements,
    overdue_releases,
    planned_receipts,
    planned_releases,
    projected_on_hand,
)

PLAN = [0, 120, 0, 150, 80], [50, 0, 0, 0, 0], 60, 10
"""Gross needs, receipts, on hand, safety stock (F18)."""


@pytest.mark.parametrize(
    ("result", "key"),
    [
        (net_requirements(*PLAN), [0, 20, 0, 150, 80]),  # F18
        (planned_receipts(*PLAN), [0, 20, 0, 150, 80]),
        (projected_on_hand(*PLAN), [110, 10, 10, 10, 10]),
        (planned_receipts(*PLAN, lot=100), [0, 100, 0, 100, 100]),
        (net_requirements(*PLAN, lot=100), [0, 20, 0, 70, 50]),
        (projected_on_hand(*PLAN, lot=100), [110, 90, 90, 40, 60]),
        (planned_releases([0, 20, 0, 150, 80], 1), [20, 0, 150, 80, 0]),
        (planned_releases([0, 20, 0, 150, 80], 0), [0, 20, 0, 150, 80]),
        (planned_releases([0, 20, 0, 150, 80], 2), [0, 150, 80, 0, 0]),
        (overdue_releases([0, 20, 0, 150, 80], 2), 20),
        (overdue_releases([0, 20, 0, 150, 80], 1), 0),
        (planned_releases([7, 8], 5), [0, 0]),
        (overdue_releases([7, 8], 5), 15),
    ],
)
def test_the_plan_of_the_curriculum_and_its_neighbors_come_out(result, key):
    assert result == key


def test_without_safety_stock_the_shelf_may_be_empty_at_the_end_of_a_period():
    assert net_requirements([30, 30], [0, 0], 30) == [0, 30]
    assert projected_on_hand([30, 30], [0, 0], 30) == [0, 0]


def test_float_dust_costs_no_order_and_no_lot():
    assert net_requirements([0.1 + 0.2], [0], 0.3) == [0]
    assert planned_receipts([0.1 * 3], [0], 0, lot=0.1) == [
        pytest.approx(0.3)
    ]  # 3.0000000000000004 lots
    assert planned_receipts([0.31], [0], 0, lot=0.1) == [pytest.approx(0.4)]


_units = st.integers(0, 500)
_periods = st.lists(st.tuples(_units, _units), min_size=1, max_size=12).map(
    lambda rows: [list(side) for side in zip(*rows, strict=True)]
)


@given(_periods, _units, _units, st.integers(0, 90))
def test_stock_never_falls_below_the_safety_stock_and_no_unit_is_lost(periods, held, safety, lot):
    gross, receipts = periods
    left = projected_on_hand(gross, receipts, held, safety, lot)
    planned = planned_receipts(gross, receipts, held, safety, lot)
    assert min(left) >= safety
    assert held + sum(receipts) + sum(planned) - sum(gross) == left[-1]


@given(_periods, _units, _units, st.integers(1, 90))
def test_orders_come_in_whole_lots_and_never_one_lot_too_many(periods, held, safety, lot):
    net = net_requirements(*periods, held, safety, lot)
    planned = planned_receipts(*periods, held, safety, lot)
    assert all(units % lot == 0 for units in planned)
    assert all(0 <= more - less < lot for more, less in zip(planned, net, strict=True))


@given(_periods, _units, _units)
def test_just_what_is_missing_is_ordered_if_there_are_no_lots(periods, held, safety):
    net = net_requirements(*periods, held, safety)
    left = projected_on_hand(*periods, held, safety)
    assert planned_receipts(*periods, held, safety) == net
    assert all(stock == safety for stock, missing in zip(left, net, strict=True) if missing)


@given(st.lists(_units, min_size=1, max_size=12), st.integers(0, 15))
def test_moving_orders_to_an_earlier_time_loses_none(planned, lead_time):
    releases = planned_releases(planned, lead_time)
    assert len(releases) == len(planned)
    assert sum(releases) + overdue_releases(planned, lead_time) == sum(planned)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: net_requirements([], [], 0), "gross is empty: a plan has at least one period"),
        (lambda: net_requirements([1, 2], [1], 0), "gross has length 2, but receipts has 1: each"),
        (lambda: net_requirements([-1], [0], 0), "a value in gross is -1"),
        (lambda: net_requirements([1], [-2], 0), "a value in receipts is -2"),
        (lambda: net_requirements([1], [0], -3), "on_hand is -3, .*units on the shelf"),
        (lambda: projected_on_hand([1], [0], 0, -4), "safety_stock is -4"),
        (lambda: planned_receipts([1], [0], 0, 0, -5), "lot is -5"),
        (
            lambda: planned_receipts([1e299], [0], 0, 0, 1e-299),
            "The result is not an ordinary number",
        ),
        (lambda: net_requirements([math.nan], [0], 0), "a value in gross is not an ordinary"),
        (lambda: net_requirements([1], [0], 1e308), "on_hand is not an ordinary number"),
        (lambda: planned_releases([], 1), "planned is empty"),
        (lambda: planned_releases([-1], 1), "a value in planned is -1"),
        (lambda: planned_releases([1], -1), "lead_time is -1"),
        (lambda: planned_releases([1], 0.5), "lead_time is 0.5, .*whole number: it counts periods"),
        (lambda: planned_releases([1], math.inf), "lead_time is not an ordinary number"),
        (lambda: overdue_releases([1], 1.5), "lead_time is 1.5"),
    ],
)
def test_what_makes_no_plan_is_refused_in_words(call, says):
    with pytest.raises(ValueError, match=says):
        call()
