from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.lot_sizes import (
    annual_cost,
    best_discount,
    discount_costs,
    discount_quantities,
    economic_order_quantity,
    economic_production_quantity,
    holding_cost,
    off_optimum_ratio,
    ordering_and_holding_cost,
    orders_a_year,
)

BOOK = 5_000, 49, 0.20, [5.00, 4.80, 4.75], [1, 1_000, 2_000]
"""Demand, order cost, holding rate, prices, least quantities (F21)."""
LAB = 12_000, 75, 0.25, [8.00, 7.80, 7.75], [1, 1_500, 3_000]
"""The same of the lab of module mp5."""
LAB_EOQ = economic_order_quantity(12_000, 75, holding_cost(8, 0.25))


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (economic_order_quantity(1_000, 10, 0.50), 200, 9),  # F19
        (orders_a_year(1_000, 200), 5, 9),
        (ordering_and_holding_cost(1_000, 10, 0.50, 200), 100, 9),
        (economic_production_quantity(1_000, 10, 0.50, 4, 8), 282.8, 1),  # F20
        (LAB_EOQ, 948.7, 1),  # module mp5 lesson 2 and its lab
        (orders_a_year(12_000, LAB_EOQ), 12.6, 1),
        (ordering_and_holding_cost(12_000, 75, 2, LAB_EOQ), 1_897.37, 2),
        (off_optimum_ratio(1_500, LAB_EOQ), 1.107, 3),
        (annual_cost(12_000, 75, 0.25, 8, LAB_EOQ), 97_897.37, 2),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


def test_the_printed_discounts_of_the_book_hold():  # F21
    assert discount_quantities(*BOOK) == pytest.approx([700, 1_000, 2_000], rel=1e-12)
    assert discount_costs(*BOOK) == pytest.approx([25_700, 24_725, 24_822.50], rel=1e-12)
    assert best_discount(*BOOK) == 2


def test_the_printed_discounts_of_the_lab_hold():  # lab of module mp5
    assert [round(one, 2) for one in discount_costs(*LAB)] == [97_897.37, 95_662.50, 96_206.25]
    assert best_discount(*LAB) == 2
    assert discount_quantities(*LAB)[1] == 1_500


def test_of_equal_costs_the_smaller_order_is_named():
    tie = 40, 250, 1, [2, 0.5], [0, 1_000]
    assert discount_costs(*tie) == [280, 280]
    assert best_discount(*tie) == 1
    assert best_discount(40, 250, 1, [2, 0.5], [0, 999]) == 2


def test_one_price_is_an_ordinary_order():
    assert discount_quantities(1_000, 10, 0.1, [5], [0]) == pytest.approx([200])
    assert best_discount(1_000, 10, 0.1, [5], [0]) == 1


_money = st.floats(0.01, 1e4)
_factor = st.floats(0.05, 20)


@given(_money, _money, _money, _factor)
def test_no_other_quantity_costs_less_and_the_ratio_says_how_much_more(
    demand, order_cost, holding, factor
):
    best = economic_order_quantity(demand, order_cost, holding)
    least = ordering_and_holding_cost(demand, order_cost, holding, best)
    other = ordering_and_holding_cost(demand, order_cost, holding, best * factor)
    assert other >= least * (1 - 1e-12)
    assert other / least == pytest.approx(off_optimum_ratio(best * factor, best))
    # At the optimum ordering costs what holding does.
    assert orders_a_year(demand, best) * order_cost == pytest.approx(best * holding / 2)


@given(_factor)
def test_too_much_by_a_factor_costs_what_too_little_by_it_does(factor):
    assert off_optimum_ratio(factor, 1) == pytest.approx(off_optimum_ratio(1, factor))
    assert off_optimum_ratio(factor, 1) >= 1


@given(_money, _money, _money, st.floats(0.01, 0.99))
def test_a_lot_that_is_made_bit_by_bit_is_larger_than_one_that_comes_at_once(
    demand, setup, holding, share
):
    made = economic_production_quantity(demand, setup, holding, share, 1)
    bought = economic_order_quantity(demand, setup, holding)
    assert made == pytest.approx(bought / math.sqrt(1 - share))


_tables = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 60)), min_size=1, max_size=4).map(
    lambda steps: (
        [200 - sum(down for down, _ in steps[: no + 1]) for no in range(len(steps))],
        [1 + sum(up for _, up in steps[:no]) for no in range(len(steps))],
    )
)


@given(st.integers(1, 500), st.integers(1, 90), st.floats(0.05, 1), _tables)
def test_no_whole_quantity_at_the_price_it_has_costs_less_than_the_best_discount(
    demand, order_cost, rate, table
):
    prices, breaks = table
    no = best_discount(demand, order_cost, rate, prices, breaks)
    quantity = discount_quantities(demand, order_cost, rate, prices, breaks)[no - 1]
    least = discount_costs(demand, order_cost, rate, prices, breaks)[no - 1]
    for whole in range(1, 400):
        price = [price for price, start in zip(prices, breaks, strict=True) if whole >= start][-1]
        assert annual_cost(demand, order_cost, rate, price, whole) >= least * (1 - 1e-12)
    # The quantity named is sold at the price named.
    assert quantity >= breaks[no - 1]
    assert no == len(breaks) or quantity < breaks[no]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: holding_cost(0, 0.2), "price is 0, but it must be above 0"),
        (lambda: holding_cost(5, -0.2), "rate is -0.2, .*keeping stock always costs"),
        (
            lambda: holding_cost(1e-200, 1e-200),
            "the holding cost is 0, but it must be above 0: check the units",
        ),
        (lambda: economic_order_quantity(0, 1, 1), "demand is 0, .*nothing to order"),
        (lambda: economic_order_quantity(1, 0, 1), "order_cost is 0, .*order each unit alone"),
        (lambda: economic_order_quantity(1, 1, 0), "holding_cost is 0, .*once for ever"),
        (lambda: economic_order_quantity(math.nan, 1, 1), "demand is not an ordinary number"),
        (lambda: economic_order_quantity(10**299, 10**299, 1), "the order quantity is not an ord"),
        (
            lambda: economic_order_quantity(1e-299, 1e-299, 1),
            "the order quantity is 0, .*check the units",
        ),
        (lambda: orders_a_year(1, 0), "quantity is 0"),
        (lambda: orders_a_year(-1, 1), "demand is -1"),
        (lambda: orders_a_year(1e299, 1e-299), "The result is not an ordinary number"),
        (lambda: ordering_and_holding_cost(1, -1, 1, 1), "order_cost is -1"),
        (lambda: ordering_and_holding_cost(1, 1, -1, 1), "holding_cost is -1"),
        (
            lambda: ordering_and_holding_cost(1, 1, 10**299, 10**299),
            "The result is not an ordinary number",
        ),
        (lambda: off_optimum_ratio(0, 1), "quantity is 0"),
        (lambda: off_optimum_ratio(1, 0), "optimum is 0"),
        (lambda: off_optimum_ratio(1e299, 1e-299), "The result is not an ordinary number"),
        (lambda: economic_production_quantity(1, 1, 1, 8, 8), "production_rate is 8, .*above use"),
        (lambda: economic_production_quantity(1, 1, 1, 0, 8), "use_rate is 0"),
        (lambda: economic_production_quantity(1, 1, 1, 4, math.inf), "production_rate is not an"),
        (lambda: economic_production_quantity(1, 0, 1, 4, 8), "setup_cost is 0"),
        (lambda: economic_production_quantity(1, 1, 0, 4, 8), "holding_cost is 0"),
        (lambda: discount_quantities(1, 1, 1, [], []), "prices is empty"),
        (
            lambda: discount_quantities(1, 1, 1, [5], [0, 9]),
            "prices has length 1, but breaks has 2",
        ),
        (lambda: discount_quantities(1, 1, 1, [5, 5], [0, 9]), "prices must fall"),
        (lambda: discount_quantities(1, 1, 1, [5, 4], [9, 9]), "breaks must rise"),
        (lambda: discount_quantities(1, 1, 1, [5, 0], [0, 9]), "a value in prices is 0"),
        (lambda: discount_costs(1, 1, 1, [5], [-1]), "a value in breaks is -1"),
        (lambda: discount_costs(1, 1, 0, [5], [0]), "rate is 0"),
        (lambda: best_discount(0, 1, 1, [5], [0]), "demand is 0"),
        (lambda: annual_cost(1, 1, 1, 1, 0), "quantity is 0"),
        (lambda: annual_cost(10**299, 1, 1, 10**299, 1), "The result is not an ordinary number"),
    ],
)
def test_an_impossible_argument_is_named_with_the_reason(call, says):
    with pytest.raises(ValueError, match=says):
        call()


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf, 1e308, 10**400])
@pytest.mark.parametrize(
    ("formula", "count"),
    [
        (holding_cost, 2),
        (economic_order_quantity, 3),
        (orders_a_year, 2),
        (ordering_and_holding_cost, 4),
        (off_optimum_ratio, 2),
        (economic_production_quantity, 5),
        (annual_cost, 5),
    ],
)
def test_what_is_not_an_ordinary_number_is_refused_in_each_place(formula, count, odd):
    for place in range(count):
        arguments = [*range(1, count + 1)]
        arguments[place] = odd
        with pytest.raises(ValueError, match="not an ordinary number"):
            formula(*arguments)
