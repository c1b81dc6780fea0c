from __future__ import annotations

from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.costs import (
    break_even_quantity,
    break_even_sales,
    break_even_units,
    contribution_margin,
    margin_of_safety,
)
from courseware.formulas.product_mix import (
    best_mix,
    bottleneck_order,
    contribution_per_minute,
    mix_in_order,
    mix_profit,
    unit_margin_mix,
    unit_margin_order,
)

LAB_UNIT_COST = 2 * 4.50 + 0.5 * 24 + 0.5 * 8
P_Q = ([45, 60], [15, 30], [100, 50], 2_400)
X_Y_Z = ([75, 65, 90], [12, 8, 20], [150, 120, 60], 2_400)


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (break_even_quantity(10_000, 4, 2.25), 5_714.3, 1),  # F55, also module lm5 lesson 2
        (break_even_units(10_000, 4, 2.25), 5_715, 0),
        (break_even_sales(10_000, 4, 2.25), 22_857.14, 2),
        (break_even_units(60_000, 40, LAB_UNIT_COST), 4_000, 0),  # Lab 25
        (margin_of_safety(9_200, 4_000), 0.565, 3),  # on the units really made
        (margin_of_safety(10_000, 4_000), 0.60, 9),  # on the plan
        (contribution_per_minute(45, 15), 3, 9),  # F56
        (mix_profit(best_mix(*P_Q), P_Q[0], 6_000), 300, 9),
        (mix_profit(unit_margin_mix(*P_Q), P_Q[0], 6_000), -300, 9),
        (mix_profit(best_mix(*X_Y_Z), X_Y_Z[0], 12_000), 4_800, 9),
        (mix_profit(unit_margin_mix(*X_Y_Z), X_Y_Z[0], 12_000), 900, 9),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


def test_the_printed_mixes_hold():
    assert best_mix(*P_Q) == [100, 30]
    assert unit_margin_mix(*P_Q) == [60, 50]
    assert bottleneck_order(*X_Y_Z[:2]) == [2, 1, 3]
    assert unit_margin_order(X_Y_Z[0]) == [3, 1, 2]
    assert best_mix(*X_Y_Z) == [120, 120, 0]
    assert unit_margin_mix(*X_Y_Z) == [100, 0, 60]


def test_of_two_products_that_earn_the_same_the_earlier_is_first():
    assert bottleneck_order([10, 20, 30], [1, 2, 3]) == [1, 2, 3]
    assert bottleneck_order([0.1 + 0.2, 0.3, 0.4], [1, 1, 1]) == [3, 1, 2]  # but for dust the same
    assert bottleneck_order([0.3, 0.1 + 0.2, 0.4], [1, 1, 1]) == [3, 1, 2]


@pytest.mark.parametrize(
    ("fixed", "price", "cost", "units"),
    [(0, 2, 1, 0), (7, 1.07, 1, 100), (3, 1.15, 1, 20), (10, 4, 1, 4)],
)
def test_break_even_is_a_whole_unit_and_dust_costs_none(fixed, price, cost, units):
    got = break_even_units(fixed, price, cost)
    assert got == units
    assert type(got) is int


_prices = st.integers(1, 10**6)


@given(st.integers(0, 10**6), _prices, _prices)
def test_at_break_even_there_is_no_loss_and_one_unit_earlier_there_is(fixed, cost, contribution):
    units = break_even_units(fixed, cost + contribution, cost)
    assert units * contribution >= fixed
    assert (units - 1) * contribution < fixed
    sales = break_even_sales(fixed, cost + contribution, cost)
    exact = break_even_quantity(fixed, cost + contribution, cost)
    assert sales - exact * cost == pytest.approx(fixed, rel=1e-6, abs=1e-6)
    assert margin_of_safety(sales or 1, sales) == (0 if sales else 1)


_products = st.lists(
    st.tuples(st.integers(0, 9), st.integers(1, 4), st.integers(0, 3)), min_size=1, max_size=3
)


@given(_products, st.integers(0, 20))
def test_no_other_plan_earns_more(products, available):
    contributions, minutes, demands = map(list, zip(*products, strict=True))
    best = mix_profit(best_mix(contributions, minutes, demands, available), contributions, 0)
    for units in product(*(range(demand + 1) for demand in demands)):
        if sum(map(int.__mul__, units, minutes)) <= available:
            assert mix_profit(units, contributions, 0) <= best + 1e-9
    for order in permutations(range(1, len(products) + 1)):
        units = mix_in_order(order, minutes, demands, available)
        assert mix_profit(units, contributions, 0) <= best + 1e-9
        assert all(0 <= unit <= demand for unit, demand in zip(units, demands, strict=True))


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: contribution_margin(-1, 0), "price is -1"),
        (lambda: contribution_margin(1, -1), "variable_cost is -1"),
        (lambda: break_even_quantity(-1, 4, 2), "fixed is -1"),
        (lambda: break_even_units(10, 2, 2), "price is 2 and variable_cost 2: .*never pays"),
        (lambda: break_even_units(10, 2, 3), "never pays the fixed cost"),
        (lambda: break_even_units(1e299, 1e-20, 0), "The result is not an ordinary number"),
        (lambda: margin_of_safety(0, 1), "sales is 0"),
        (lambda: margin_of_safety(1, -1), "break_even is -1"),
        (lambda: contribution_per_minute(-1, 1), "contribution is -1, .*lose money"),
        (lambda: contribution_per_minute(1, 0), "minutes is 0, .*need not be ranked"),
        (lambda: bottleneck_order([], []), "contributions is empty"),
        (
            lambda: bottleneck_order([1, 2], [1]),
            "contributions has length 2, but minutes has 1: each product",
        ),
        (lambda: unit_margin_order([]), "contributions is empty"),
        (lambda: unit_margin_order([1, -1]), "a value in contributions is -1"),
        (lambda: mix_in_order([], [], [], 1), "order is empty"),
        (lambda: mix_in_order([1, 1], [1, 1], [1, 1], 1), "order names a product twice"),
        (lambda: mix_in_order([1, 3], [1, 1], [1, 1], 1), "a value in order is 3, .*at most 2"),
        (lambda: mix_in_order([1], [1, 2], [1], 1), "has length"),
        (lambda: mix_in_order([1], [0], [1], 1), "a value in minutes is 0"),
        (lambda: mix_in_order([1], [1], [-1], 1), "a value in demands is -1"),
        (lambda: mix_in_order([1], [1], [1], -1), "available is -1"),
        (lambda: best_mix([1], [1], [1, 2], 1), "has length"),
        (lambda: unit_margin_mix([1], [0], [1], 1), "a value in minutes is 0"),
        (lambda: mix_profit([1, 2], [1], 0), "units has length 2, but contributions has 1"),
        (lambda: mix_profit([], [], 0), "is empty"),
        (lambda: mix_profit([-1], [1], 0), "a value in units is -1"),
        (lambda: mix_profit([1], [1], -1), "fixed is -1"),
    ],
)
def test_an_impossible_argument_is_named_with_the_reason(call, says):
    with pytest.raises(ValueError, match=says):
        call()
