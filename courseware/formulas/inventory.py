"""When to order, how much to keep for bad days, and how fast stock turns (F22, F23, F25)."""

from __future__ import annotations

import math

from courseware.formulas.distributions import normal_quantile
from courseware.formulas.guards import finite, in_range, not_negative, positive
from courseware.formulas.rounding import rounded_up

YEAR = 365
"""Days in a year, as turns count them."""
EVEN = 0.5
"""At this service level the mean demand is enough; below it safety stock would be negative."""


@in_range
def reorder_point(demand: float, lead_time: float, safety_stock: float = 0) -> float:
    """Return the stock at which to order, ROP = d x L + SS (F22), in units, not rounded.

    demand: units a day, 0 or above. lead_time: days from order to receipt, 0 or above (weeks with
    units a week are right, too). safety_stock: units kept for bad days, 0 or above.
    Raises ValueError if one is below 0.
    Source: Heizer and Render, Operations Management (8,000 in 250 days, 3 days: 96).
    """
    not_negative("demand", demand, "it counts units that are used")
    not_negative("lead_time", lead_time, "nothing comes before it is ordered")
    not_negative("safety_stock", safety_stock, "it counts units kept for bad days")
    return 1.0 * demand * lead_time + safety_stock


def whole_reorder_point(point: float) -> int:
    """Return a reorder point in whole units (F22), rounded up: rounded down it would serve too few.

    point: units as computed, 0 or above. Float dust does not cost a unit.
    Raises ValueError if it is below 0. Source: own (345.6 is 346).
    """
    not_negative("point", point, "it counts units")
    return rounded_up(point)


def service_z(service: float) -> float:
    """Return the z-value of a service level (F23): standard deviations that safety stock must cover.

    service: chance to get through a lead time without running out; a share from 0.5 to below 1.
    Raises ValueError for another.
    Source: the inverse of the normal distribution, exact (0.975 is 1.959964, tables print 1.96).
    """
    finite("service", service)
    if not EVEN <= service < 1:
        raise ValueError(
            f"service is {service:g}, but it is a share from 0.5 to below 1: no stock makes running "
            "out impossible, and below 0.5 one would plan to run out."
        )
    return normal_quantile(service)


def safety_stock(z: float, demand_deviation: float, lead_time: float) -> float:
    """Return the safety stock if demand varies, z σd √L (F23), in units, not rounded.

    z: of the service level, 0 or above (service_z). demand_deviation: standard deviation of the
    units used in a day, 0 or above. lead_time: days from order to receipt, always the same, 0 or above.
    Raises ValueError if one is below 0.
    Source: Heizer and Render, Operations Management (z 1.28, 5, 2 days: 9.05).
    """
    return safety_stock_both_vary(z, 0, demand_deviation, lead_time, 0)


def safety_stock_lead_time_varies(z: float, demand: float, lead_time_deviation: float) -> float:
    """Return the safety stock if the lead time varies, z d σL (F23), in units, not rounded.

    z: as safety_stock. demand: units a day, always the same, 0 or above.
    lead_time_deviation: standard deviation of the lead time in days, 0 or above.
    Raises ValueError if one is below 0.
    Source: Heizer and Render, Operations Management (z 2.055, 10 a day, 3 days: 61.65).
    """
    return safety_stock_both_vary(z, demand, 0, 0, lead_time_deviation)


@in_range
def safety_stock_both_vary(
    z: float, demand: float, demand_deviation: float, lead_time: float, lead_time_deviation: float
) -> float:
    """Return the safety stock if both vary, z √(L σd² + d² σL²) (F23), in units, not rounded.

    z, demand_deviation, lead_time: as safety_stock, the lead time a mean. demand and
    lead_time_deviation: as safety_stock_lead_time_varies, the demand a mean.
    Raises ValueError if one is below 0.
    Source: Heizer and Render, Operations Management (z 1.65, 150, 16, 5, 1: 254, reorder at 1,004).
    """
    not_negative("z", z, "a service level below 0.5 would plan to run out")
    not_negative("demand", demand, "it counts units that are used")
    not_negative("demand_deviation", demand_deviation, "a spread has no sign")
    not_negative("lead_time", lead_time, "nothing comes before it is ordered")
    not_negative("lead_time_deviation", lead_time_deviation, "a spread has no sign")
    by_demand = demand_deviation * math.sqrt(lead_time)
    by_lead_time = 1.0 * demand * lead_time_deviation
    return z * math.hypot(by_demand, by_lead_time)


def safety_stock_for_service(service: float, demand_deviation: float, lead_time: float) -> float:
    """Return the safety stock for a service level if demand varies (F23), in units, not rounded.

    service: as service_z. The rest, errors and source as safety_stock.
    Raises ValueError as both do. Source: as safety_stock (0.90, 5, 2 days: 9.06).
    """
    return safety_stock(service_z(service), demand_deviation, lead_time)


def safety_stock_for_service_lead_time_varies(
    service: float, demand: float, lead_time_deviation: float
) -> float:
    """Return the safety stock for a service level if the lead time varies (F23), in units, not rounded.

    service: as service_z. The rest as safety_stock_lead_time_varies.
    Raises ValueError as both do. Source: as safety_stock_lead_time_varies (0.98, 10, 3: 61.61).
    """
    return safety_stock_lead_time_varies(service_z(service), demand, lead_time_deviation)


def safety_stock_for_service_both_vary(
    service: float,
    demand: float,
    demand_deviation: float,
    lead_time: float,
    lead_time_deviation: float,
) -> float:
    """Return the safety stock for a service level if both vary (F23), in units, not rounded.

    service: as service_z. The rest as safety_stock_both_vary.
    Raises ValueError as both do. Source: as safety_stock_both_vary (0.95, 150, 16, 5, 1: 253.65).
    """
    return safety_stock_both_vary(
        service_z(service), demand, demand_deviation, lead_time, lead_time_deviation
    )


@in_range
def inventory_turns(cost_of_goods: float, average_inventory: float) -> float:
    """Return how often stock turns over in a year (F25): cost of goods sold / average inventory.

    cost_of_goods: money a year at cost, not at selling price; 0 or above.
    average_inventory: money at cost, mean over the year; above 0.
    Raises ValueError for one out of range. Source: own (12.6 million / 2.1 million: 6.0).
    """
    not_negative("cost_of_goods", cost_of_goods, "it is what the goods sold have cost")
    positive("average_inventory", average_inventory, "without stock nothing turns over")
    return cost_of_goods / average_inventory


@in_range
def days_of_inventory(turns: float) -> float:
    """Return for how many days stock lasts, 365 / turns (F25), in days.

    turns: a year, above 0. Raises ValueError for another. Source: own (6.0 turns: 60.8 days).
    """
    positive("turns", turns, "stock that never turns lasts for ever")
    return YEAR / turns
