"""How much to order or to make at a time: EOQ, EPQ and quantity discounts (F19, F20, F21)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from courseware.formulas.guards import in_range, not_negative, positive
from courseware.formulas.guards_lists import amounts, positives, same_length


@in_range
def holding_cost(price: float, rate: float) -> float:
    """Return what it costs to keep one unit for a year, H = i x C (F19), in money.

    price: what a unit costs, above 0. rate: share of its worth that a year in stock costs, above 0
    (0.25 is 25 %). Raises ValueError if either is not above 0.
    Source: Heizer and Render, Operations Management (5 at 20 % is 1).
    """
    positive("price", price, "a unit has a price")
    positive("rate", rate, "keeping stock always costs something")
    return _above_zero("the holding cost", 1.0 * price * rate)


@in_range
def economic_order_quantity(demand: float, order_cost: float, holding_cost: float) -> float:
    """Return the order quantity of least cost, Q = √(2DS/H) (F19), in units, not rounded.

    demand: units a year, above 0. order_cost: money an order costs, whatever its size; above 0.
    holding_cost: money a unit in stock costs in a year, above 0.
    Raises ValueError if one is not above 0.
    Source: Harris 1913; Heizer and Render, Operations Management (1,000, 10, 0.50: 200).
    """
    positive("demand", demand, "without demand there is nothing to order")
    positive("order_cost", order_cost, "if an order cost nothing, one would order each unit alone")
    positive("holding_cost", holding_cost, "if stock cost nothing, one would order once for ever")
    return _above_zero("the order quantity", math.sqrt(2.0 * demand * order_cost / holding_cost))


@in_range
def orders_a_year(demand: float, quantity: float) -> float:
    """Return how many orders a year brings, D / Q (F19), not rounded.

    demand: units a year, above 0. quantity: units an order, above 0.
    Raises ValueError if either is not above 0.
    Source: as economic_order_quantity (1,000 in lots of 200: 5).
    """
    positive("demand", demand, "without demand there is nothing to order")
    positive("quantity", quantity, "an order brings at least a little")
    return demand / quantity


@in_range
def ordering_and_holding_cost(
    demand: float, order_cost: float, holding_cost: float, quantity: float
) -> float:
    """Return what ordering and keeping stock cost in a year, DS/Q + QH/2 (F19), in money.

    demand, quantity: as orders_a_year. order_cost, holding_cost: as economic_order_quantity, 0 allowed.
    Raises ValueError for a demand or quantity not above 0, or a cost below 0.
    Source: as economic_order_quantity (1,000, 10, 0.50, 200: 100).
    """
    not_negative("order_cost", order_cost, "an order costs money")
    not_negative("holding_cost", holding_cost, "stock costs money")
    ordering = orders_a_year(demand, quantity) * order_cost
    return ordering + 0.5 * quantity * holding_cost


@in_range
def off_optimum_ratio(quantity: float, optimum: float) -> float:
    """Return cost at a quantity / least cost, ½(q/Q + Q/q) (F19): 1 at the optimum, flat near it.

    quantity: units an order, above 0. optimum: the economic order quantity, above 0.
    Cost means ordering and holding. Raises ValueError if either is not above 0.
    Source: Hopp and Spearman, Factory Physics (1,500 for 948.7: 1.107, own computation).
    """
    positive("quantity", quantity, "an order brings at least a little")
    positive("optimum", optimum, "an order brings at least a little")
    return (quantity / optimum + optimum / quantity) / 2


@in_range
def economic_production_quantity(
    demand: float, setup_cost: float, holding_cost: float, use_rate: float, production_rate: float
) -> float:
    """Return the production lot of least cost, Q = √(2DS/(H(1 - d/p))) (F20), in units, not rounded.

    While a lot is made, part of it is used: stock never holds the whole lot.
    demand: units a year, above 0. setup_cost: money a changeover costs, above 0.
    holding_cost: money a unit in stock costs in a year, above 0.
    use_rate, production_rate: units used and made in a day, above 0, made faster than used.
    Raises ValueError if one is not above 0, or production is not faster than use.
    Source: Heizer and Render, Operations Management (1,000, 10, 0.50, 4, 8: 282.8).
    """
    positive("use_rate", use_rate, "without use there is nothing to make")
    positive("production_rate", production_rate, "a machine makes something")
    kept = 1 - use_rate / production_rate
    if kept <= 0:
        raise ValueError(
            f"production_rate is {production_rate:g}, but it must be above use_rate, {use_rate:g}: "
            "otherwise stock never grows."
        )
    positive(
        "setup_cost", setup_cost, "if a changeover cost nothing, one would make each unit alone"
    )
    positive("holding_cost", holding_cost, "if stock cost nothing, one lot would do for ever")
    return economic_order_quantity(
        demand, setup_cost, _above_zero("the holding cost", kept * holding_cost)
    )


def discount_quantities(
    demand: float, order_cost: float, rate: float, prices: Sequence[float], breaks: Sequence[float]
) -> list[float]:
    """Return the best quantity for each price (F21), in units: its EOQ, raised to the price's least.

    An EOQ at which a lower price holds already stays as it is: that lower price then costs less, so
    it is never the one to choose.
    demand: units a year, above 0. order_cost: money an order, above 0. rate: share of a unit's worth
    that a year in stock costs, above 0. prices: money a unit, each above 0 and below the one before.
    breaks: the least quantity of each price, 0 or above, each above the one before.
    Raises ValueError for no prices, lists of unequal length, or a number out of range.
    Source: Heizer and Render, Operations Management (5,000, 49, 0.20, 5.00, 4.80 from 1,000,
    4.75 from 2,000: 700, 1,000, 2,000).
    """
    _check_discounts(prices, breaks)
    return [
        max(economic_order_quantity(demand, order_cost, holding_cost(price, rate)), least)
        for price, least in zip(prices, breaks, strict=True)
    ]


def discount_costs(
    demand: float, order_cost: float, rate: float, prices: Sequence[float], breaks: Sequence[float]
) -> list[float]:
    """Return what a year costs at each price's best quantity, DC + DS/Q + QiC/2 (F21), in money.

    Arguments as discount_quantities. Raises ValueError as it does.
    Source: as it has (25,700, 24,725, 24,822.50).
    """
    quantities = discount_quantities(demand, order_cost, rate, prices, breaks)
    return [
        annual_cost(demand, order_cost, rate, price, quantity)
        for price, quantity in zip(prices, quantities, strict=True)
    ]


def best_discount(
    demand: float, order_cost: float, rate: float, prices: Sequence[float], breaks: Sequence[float]
) -> int:
    """Return the number of the price with the least cost a year (F21), from 1; of equal ones the first.

    Arguments as discount_quantities. Raises ValueError as it does.
    Source: as it has (2: order 1,000 at 4.80).
    """
    costs = discount_costs(demand, order_cost, rate, prices, breaks)
    return costs.index(min(costs)) + 1


@in_range
def annual_cost(
    demand: float, order_cost: float, rate: float, price: float, quantity: float
) -> float:
    """Return what a year costs with the goods themselves, DC + DS/Q + QiC/2 (F21), in money.

    demand: units a year, above 0. order_cost: money an order, 0 or above. rate: share of a unit's
    worth that a year in stock costs, above 0. price: money a unit, above 0.
    quantity: units an order, above 0. Raises ValueError for one out of range.
    Source: as discount_quantities (5,000, 49, 0.20, 4.80, 1,000: 24,725).
    """
    kept = holding_cost(price, rate)
    beside = ordering_and_holding_cost(demand, order_cost, kept, quantity)
    return 1.0 * demand * price + beside


def _check_discounts(prices: Sequence[float], breaks: Sequence[float]) -> None:
    positives("prices", prices, "there is nothing to compare", "a unit has a price")
    same_length("prices", prices, "breaks", breaks, "each price needs its least quantity")
    amounts("breaks", breaks, "there is nothing to compare", "it counts units")
    if any(after >= before for before, after in pairwise(prices)):
        raise ValueError("prices must fall from one to the next: who buys more pays less a unit.")
    if any(after <= before for before, after in pairwise(breaks)):
        raise ValueError("breaks must rise from one to the next: a lower price asks for more.")


def _above_zero(name: str, value: float) -> float:
    """Return a result; raise ValueError where it is too small for floats to tell it from 0."""
    positive(name, value, "check the units of what goes in")
    return value
