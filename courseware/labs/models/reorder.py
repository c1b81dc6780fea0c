"""How much to order and when: cost over the order quantity with price breaks, and simulated cycles."""

from __future__ import annotations

import math
from collections.abc import Iterable

from courseware.calculation.chance import Chance
from courseware.calculation.values import Value
from courseware.formulas.distributions import normal_below
from courseware.formulas.inventory import reorder_point, safety_stock_for_service
from courseware.formulas.lot_sizes import (
    annual_cost,
    discount_costs,
    economic_order_quantity,
    holding_cost,
    ordering_and_holding_cost,
    orders_a_year,
)
from courseware.labs.given import Given, Model, Note, Result
from courseware.labs.stock_cycles import draw_cycles, stock_line

CYCLES = 2_000
TOP = 0.999
"""The service level that shows what the last points cost."""
CURVE = range(300, 3_601, 50)
NEAR = 50
"""Money a year by which a cost may miss the least one and leave nothing to say."""
MUCH = 1.5
"""From so many times the safety stock that is needed on, it is called much."""


def run(given: Given) -> Result:
    """Return what a year costs at `quantity`, and how often the stock runs out if ordered at `point`.

    Case: demand a year, order_cost, rate (holding, a share of the price a year), price and the two
    lower ones (second, third) with the quantities they hold from (second_from, third_from); daily
    use and its deviation, lead (days), service (a share of the cycles).
    """
    cost, cycles = _cost(given), _cycles(given)
    return Result(values={**cost.values, **cycles.values}, notes=[*cost.notes, *cycles.notes])


def _offers(given: Given) -> tuple[list[float], list[float]]:
    """Return the prices, and the least quantity of each."""
    prices = [given.number(name) for name in ("price", "second", "third")]
    return prices, [0.0, given.number("second_from"), given.number("third_from")]


def _price(given: Given, quantity: float) -> float:
    return [p for p, least in zip(*_offers(given), strict=True) if quantity >= least][-1]


def _total(given: Given, quantity: float) -> float:
    demand, order_cost, rate = (given.number(name) for name in ("demand", "order_cost", "rate"))
    return annual_cost(demand, order_cost, rate, _price(given, quantity), quantity)


def _cost(given: Given) -> Result:
    """Return all that the order quantity decides."""
    quantity, demand = given.number("quantity"), given.number("demand")
    order_cost, rate = given.number("order_cost"), given.number("rate")
    prices, breaks = _offers(given)
    kept = holding_cost(_price(given, quantity), rate)
    over = sorted({*CURVE, *(int(least) - 1 for least in breaks if least)})
    least_total = min(discount_costs(demand, order_cost, rate, prices, breaks))
    return Result(
        values={
            "eoq": economic_order_quantity(demand, order_cost, holding_cost(prices[0], rate)),
            "price_now": _price(given, quantity),
            "kept": kept,
            "orders": orders_a_year(demand, quantity),
            "beside": ordering_and_holding_cost(demand, order_cost, kept, quantity),
            "total": _total(given, quantity),
            "least_total": least_total,
            "over": _listed(over),
            "costs": _listed(_total(given, one) for one in over),
        },
        notes=_lower_price(given) if _total(given, quantity) > least_total + NEAR else [],
    )


def _lower_price(given: Given) -> list[Note]:
    """Name the next lower price, if there is one."""
    offers = zip(*_offers(given), strict=True)
    beyond = [offer for offer in offers if given.number("quantity") < offer[1]]
    return [Note("break", {"least": least, "price": price}) for price, least in beyond[:1]]


def _cycles(given: Given) -> Result:
    """Return all that the reorder point decides."""
    point, lead, daily = (given.number(name) for name in ("point", "lead", "daily"))
    deviation, service = given.number("deviation"), given.number("service")
    mean, spread = reorder_point(daily, lead), deviation * math.sqrt(lead)
    needed = safety_stock_for_service(service, deviation, lead)
    drawn = draw_cycles(Chance(given.seed), point, mean, spread, CYCLES)
    days, stock = stock_line(drawn.first, point, given.number("quantity"), daily, lead)
    return Result(
        values={
            "mean_use": mean,
            "safety": point - mean,
            "needed_safety": needed,
            "needed_point": reorder_point(daily, lead, needed),
            "safety_top": safety_stock_for_service(TOP, deviation, lead),
            "expected": normal_below((point - mean) / spread),
            "served": drawn.service,
            "runouts": drawn.runouts,
            "days": _listed(days),
            "stock": _listed(stock),
            "points": _listed(point for _ in days),
        },
        notes=_said(point - mean, needed, drawn.runouts),
    )


def _said(safety: float, needed: float, runouts: int) -> list[Note]:
    if safety <= 0:
        return [Note("none", {"runouts": runouts})]
    if safety > MUCH * needed:
        return [Note("much", {"safety": safety, "runouts": runouts})]
    return []


def _listed(numbers: Iterable[float]) -> list[Value]:
    return list(numbers)


MODEL = Model(
    run=run,
    inputs={"quantity": "number", "point": "number"},
    case=(
        "demand", "order_cost", "rate", "price", "second", "third", "second_from", "third_from",
        "daily", "deviation", "lead", "service",
    ),
    values=(
        "eoq", "price_now", "kept", "orders", "beside", "total", "least_total", "over", "costs",
        "mean_use", "safety", "needed_safety", "needed_point", "safety_top", "expected", "served",
        "runouts", "days", "stock", "points",
    ),
    notes={"break": ("least", "price"), "none": ("runouts",), "much": ("safety", "runouts")},
)  # fmt: skip
