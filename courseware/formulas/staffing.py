"""People and hours: productivity (F12), how many people a plan needs (F13), and weekly pay (F14)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from courseware.formulas.guards import (
    count,
    finite,
    in_range,
    not_above,
    not_negative,
    pace,
    positive,
    share_below_all,
)
from courseware.formulas.guards_lists import amounts
from courseware.formulas.rounding import rounded_up

WEEK = 168
"""Hours of a week, day and night."""
MOST_POSTS = 1_000_000
NOBODY_COMES = "nobody would be at work"


@in_range
def labor_productivity(output: float, hours: float) -> float:
    """Return output / hours worked (F12), in units per hour.

    output: good units made in a period; 0 or above. hours: hours worked for them; above 0.
    Raises ValueError if output is below 0 or hours is not above 0.
    Source: Heizer and Render, Operations Management (8 in 32 h are 0.25 an hour).
    """
    not_negative("output", output, "it counts units")
    positive("hours", hours, "without hours worked there is no rate")
    return output / hours


@in_range
def multifactor_productivity(output: float, input_costs: Sequence[float]) -> float:
    """Return output / Σ input costs (F12), in units per unit of money.

    output: good units made in a period; 0 or above.
    input_costs: cost of labor, material, energy and so on for them; at least one, each 0 or above,
    together above 0.
    Raises ValueError if one is out of range.
    Source: Heizer and Render, Operations Management (8 for $640 + $400 are 0.00769 a dollar).
    """
    not_negative("output", output, "it counts units")
    amounts("input_costs", input_costs, "nothing is made of nothing", "it is money spent")
    cost = math.fsum(input_costs)
    positive("the sum of input_costs", cost, "nothing is made of nothing")
    return output / cost


@in_range
def productivity_change(before: float, after: float) -> float:
    """Return after / before - 1 (F12): the growth of a productivity as a share; below 0 if it fell.

    before: above 0. after: 0 or above, in the same unit.
    Raises ValueError if one is out of range.
    Source: Heizer and Render, Operations Management (0.00769 to 0.00972 is + 26.4 %).
    """
    positive("before", before, "growth from nothing has no share")
    not_negative("after", after, "it is a rate of output")
    return after / before - 1


@in_range
def heads_needed_exact(
    demand: float, standard_hours: float, efficiency: float, paid_hours: float, absence: float
) -> float:
    """Return the people that a plan needs, not yet rounded (F13).

    It is demand x standard h / (efficiency x paid h x (1 - absence)).
    demand: units to be made in a period; 0 or above. standard_hours: hours for a unit; above 0.
    efficiency: standard hours made in an hour at work; above 0, at most 3.
    paid_hours: paid hours of one person in the same period; above 0.
    absence: share of the paid hours away (vacation, sickness, training); 0 or above, below 1.
    Raises ValueError if one is out of range.
    Source: own (18,000 x 0.18 h at 0.92, 37.5 h and 5 % absence are 98.9).
    """
    not_negative("demand", demand, "it counts units")
    positive("standard_hours", standard_hours, "work takes time")
    pace("efficiency", efficiency)
    positive("paid_hours", paid_hours, "who has no hours makes nothing")
    share_below_all("absence", absence, NOBODY_COMES)
    return demand / paid_hours / efficiency / (1 - absence) * standard_hours


def heads_needed(
    demand: float, standard_hours: float, efficiency: float, paid_hours: float, absence: float
) -> int:
    """Return the people that a plan needs, rounded up (F13).

    Arguments as heads_needed_exact. Raises ValueError as it does. Source: as it has (98.9 are 99).
    """
    exact = heads_needed_exact(demand, standard_hours, efficiency, paid_hours, absence)
    return rounded_up(exact)


@in_range
def people_for_posts_exact(posts: int, weekly_hours: float, absence: float) -> float:
    """Return the people who keep posts staffed day and night, not yet rounded (F13).

    It is posts x 168 / (hours a week x (1 - absence)).
    posts: places that must never be empty; a whole number from 1 to 1,000,000.
    weekly_hours: planned hours of one person in a week; above 0, at most 168.
    absence: share of these hours away (vacation, sickness, training); 0 or above, below 1.
    Raises ValueError if one is out of range.
    Source: own (10 posts at 42 h and 8 % absence are 43.5).
    """
    places = count("posts", posts, "it counts places", least=1, most=MOST_POSTS)
    positive("weekly_hours", weekly_hours, "who has no hours staffs nothing")
    _in_week("weekly_hours", weekly_hours)
    share_below_all("absence", absence, NOBODY_COMES)
    return places * WEEK / weekly_hours / (1 - absence)


def people_for_posts(posts: int, weekly_hours: float, absence: float) -> int:
    """Return the people who keep posts staffed day and night, rounded up (F13).

    Arguments as people_for_posts_exact. Raises ValueError as it does. Source: as it has (43.5 are 44).
    """
    exact = people_for_posts_exact(posts, weekly_hours, absence)
    return rounded_up(exact)


def overtime_hours(hours: float, base: float = 40) -> float:
    """Return the hours of a week beyond the base (F14), in h; 0 if there are none.

    hours: hours worked in the pay week; 0 to 168. base: hours at plain pay, by law or contract; 0 to 168.
    Raises ValueError if one is out of range.
    Source: own (46 h are 6 h of overtime); law differs from country to country.
    """
    _in_week("hours", hours)
    _in_week("base", base)
    return max(0.0, hours - base)


@in_range
def overtime_pay(hours: float, wage: float, multiplier: float = 1.5, base: float = 40) -> float:
    """Return the pay of the hours beyond the base, OT x m x w (F14), in money.

    hours, base: as in overtime_hours. wage: w, money for an hour; 0 or above.
    multiplier: m, what an hour of overtime is paid in plain hours; 1 or above.
    Raises ValueError if one is out of range. Source: own (6 h x 1.5 x $24 = $216).
    """
    not_negative("wage", wage, "it is money earned")
    finite("multiplier", multiplier)
    if multiplier < 1:
        raise ValueError(
            f"multiplier is {multiplier:g}, but it cannot be below 1: "
            "overtime is not paid less than plain time."
        )
    return overtime_hours(hours, base) * multiplier * wage


@in_range
def weekly_pay(hours: float, wage: float, multiplier: float = 1.5, base: float = 40) -> float:
    """Return the pay of a week, plain hours x w + OT x m x w (F14), in money.

    Arguments as overtime_pay. Raises ValueError as it does.
    Source: own (46 h at $24: $960 + $216 = $1,176).
    """
    overtime = overtime_pay(hours, wage, multiplier, base)
    return min(hours, base) * wage + overtime


def _in_week(name: str, hours: float) -> None:
    not_negative(name, hours, "time does not run back")
    not_above(name, hours, "a week", WEEK, "it has no more hours")
