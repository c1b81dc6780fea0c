from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.inventory import (
    days_of_inventory,
    inventory_turns,
    reorder_point,
    safety_stock,
    safety_stock_both_vary,
    safety_stock_for_service,
    safety_stock_for_service_both_vary,
    safety_stock_for_service_lead_time_varies,
    safety_stock_lead_time_varies,
    service_z,
    whole_reorder_point,
)

LAB = safety_stock_for_service(0.975, 12, 6)
BOTH = safety_stock_both_vary(1.65, 150, 16, 5, 1)


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (reorder_point(8_000 / 250, 3), 96, 9),  # F22
        (reorder_point(15, 2, safety_stock_for_service(0.90, 5, 2)), 39.06, 2),  # F23
        (reorder_point(15, 2, safety_stock(1.28, 5, 2)), 39.05, 2),
        (reorder_point(150, 5, BOTH), 1_004, 0),
        (safety_stock_lead_time_varies(2.055, 10, 3), 61.65, 2),
        (safety_stock_for_service_lead_time_varies(0.98, 10, 3), 61.61, 2),
        (safety_stock_for_service_both_vary(0.95, 150, 16, 5, 1), 253.65, 2),
        (LAB, 57.6, 1),  # lab of module mp5
        (reorder_point(48, 6, LAB), 345.6, 1),
        (inventory_turns(12.6e6, 2.1e6), 6.0, 9),  # F25, also module mp5 lesson 1
        (days_of_inventory(6.0), 60.8, 1),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


@pytest.mark.parametrize(
    ("point", "units"),
    [
        (reorder_point(48, 6, LAB), 346),
        (reorder_point(150, 5, BOTH), 1_005),  # 1,004.4 to the nearest would serve too few
        (96, 96),
        (0, 0),
        (39.000001, 40),
        (0.1 * 3 * 10, 3),  # 3.0000000000000004 in floats
        (0.07 * 100, 7),
        (1e-12, 0),
        (1e299, int(1e299)),
    ],
)
def test_a_reorder_point_is_rounded_up_to_whole_units(point, units):
    whole = whole_reorder_point(point)
    assert whole == units
    assert type(whole) is int


def test_at_a_service_level_of_one_half_the_mean_demand_is_enough():
    assert service_z(0.5) == 0
    assert safety_stock_for_service(0.5, 12, 6) == 0


_amounts = st.floats(0.01, 1e5)


@given(_amounts, _amounts, _amounts, _amounts, _amounts)
def test_both_spreads_together_ask_for_more_than_each_and_for_less_than_their_sum(
    z, demand, demand_deviation, lead_time, lead_time_deviation
):
    by_demand = safety_stock(z, demand_deviation, lead_time)
    by_lead_time = safety_stock_lead_time_varies(z, demand, lead_time_deviation)
    both = safety_stock_both_vary(z, demand, demand_deviation, lead_time, lead_time_deviation)
    assert both == pytest.approx(math.hypot(by_demand, by_lead_time))
    assert max(by_demand, by_lead_time) <= both * (1 + 1e-12)
    assert both <= (by_demand + by_lead_time) * (1 + 1e-12)


@given(_amounts, _amounts)
def test_four_times_the_lead_time_doubles_the_safety_stock(deviation, lead_time):
    once = safety_stock_for_service(0.95, deviation, lead_time)
    assert safety_stock_for_service(0.95, deviation, 4 * lead_time) == pytest.approx(2 * once)


@given(st.floats(0.5, 0.999), st.floats(0.5, 0.999))
def test_more_service_takes_more_stock(one, other):
    low, high = sorted((one, other))
    assert safety_stock_for_service(low, 5, 2) <= safety_stock_for_service(high, 5, 2)


@given(_amounts, _amounts)
def test_days_of_stock_are_stock_by_use_a_day(cost_of_goods, stock):
    days = days_of_inventory(inventory_turns(cost_of_goods, stock))
    assert days == pytest.approx(stock / (cost_of_goods / 365))


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: reorder_point(-1, 3), "demand is -1, but it cannot be below 0"),
        (lambda: reorder_point(1, -3), "lead_time is -3, .*comes before it is ordered"),
        (lambda: reorder_point(1, 3, -2), "safety_stock is -2"),
        (lambda: reorder_point(10**299, 10**299), "The result is not an ordinary number"),
        (lambda: whole_reorder_point(-0.5), "point is -0.5"),
        (lambda: whole_reorder_point(math.inf), "point is not an ordinary number"),
        (lambda: service_z(97.5), "service is 97.5, but it is a share from 0.5 to below 1"),
        (lambda: service_z(1), "service is 1, .*running out impossible"),
        (lambda: service_z(0.4), "service is 0.4, .*plan to run out"),
        (lambda: service_z(math.nan), "service is not an ordinary number"),
        (lambda: safety_stock_for_service(0, 5, 2), "service is 0"),
        (lambda: safety_stock_for_service_lead_time_varies(2, 5, 2), "service is 2"),
        (lambda: safety_stock_for_service_both_vary(1, 1, 1, 1, 1), "service is 1"),
        (lambda: safety_stock(-1, 5, 2), "z is -1, .*plan to run out"),
        (lambda: safety_stock(1, -5, 2), "demand_deviation is -5, .*a spread has no sign"),
        (lambda: safety_stock(1, 5, -2), "lead_time is -2"),
        (lambda: safety_stock_lead_time_varies(1, -5, 2), "demand is -5"),
        (lambda: safety_stock_lead_time_varies(1, 5, -2), "lead_time_deviation is -2"),
        (
            lambda: safety_stock_lead_time_varies(1, 10**299, 10**299),
            "The result is not an ordinary number",
        ),
        (lambda: safety_stock(1, 10**299, 10**299), "The result is not an ordinary number"),
        (lambda: inventory_turns(-1, 2), "cost_of_goods is -1"),
        (lambda: inventory_turns(1, 0), "average_inventory is 0, .*nothing turns over"),
        (lambda: inventory_turns(1e299, 1e-299), "The result is not an ordinary number"),
        (lambda: days_of_inventory(0), "turns is 0, .*lasts for ever"),
        (lambda: days_of_inventory(1e-299), "The result is not an ordinary number"),
    ],
)
def test_an_impossible_argument_is_named_with_the_reason(call, says):
    with pytest.raises(ValueError, match=says):
        call()


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf, 1e308, 10**400])
@pytest.mark.parametrize(
    ("formula", "count"),
    [
        (reorder_point, 3),
        (whole_reorder_point, 1),
        (safety_stock, 3),
        (safety_stock_lead_time_varies, 3),
        (safety_stock_both_vary, 5),
        (inventory_turns, 2),
        (days_of_inventory, 1),
    ],
)
def test_what_is_not_an_ordinary_number_is_refused_in_each_place(formula, count, odd):
    for place in range(count):
        arguments = [1] * count
        arguments[place] = odd
        with pytest.raises(ValueError, match="not an ordinary number"):
            formula(*arguments)
