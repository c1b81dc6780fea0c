"""Earned value of a project: variances, indices, what it will cost, what the rest must perform (F60).

All money is in one unit and for the whole project so far; PV, EV and AC are those of one day.
"""

from __future__ import annotations

from courseware.formulas.guards import in_range, not_above, not_negative, positive

NOTHING_EARNED = "nothing is earned yet, so there is no trend to go by"


def cost_variance(earned: float, actual: float) -> float:
    """Return CV = EV - AC (F60), in money; below 0 the work done cost more than planned.

    earned: EV, planned cost of the work that is done; 0 or above. actual: AC, what it cost; 0 or above.
    Raises ValueError if one is below 0.
    Source: PMI, The Standard for Earned Value Management, own numbers (40 k against 45 k: -5 k).
    """
    not_negative("earned", earned, "it is the planned cost of work")
    not_negative("actual", actual, "it is money spent")
    return float(earned) - actual


def schedule_variance(earned: float, planned: float) -> float:
    """Return SV = EV - PV (F60), in money; below 0 less is done than was planned by now.

    earned: as in cost_variance. planned: PV, planned cost of the work due by now; 0 or above.
    Raises ValueError if one is below 0. Source: as cost_variance (40 k against 50 k: -10 k).
    """
    not_negative("earned", earned, "it is the planned cost of work")
    not_negative("planned", planned, "it is the planned cost of work")
    return float(earned) - planned


@in_range
def cost_performance_index(earned: float, actual: float) -> float:
    """Return CPI = EV ÷ AC (F60), money's worth of work for each unit of money; below 1 is too expensive.

    earned: as in cost_variance. actual: AC; above 0.
    Raises ValueError if one is out of range. Source: as cost_variance (40 k ÷ 45 k: 0.889).
    """
    not_negative("earned", earned, "it is the planned cost of work")
    positive("actual", actual, "before money is spent there is no index of cost")
    return earned / actual


@in_range
def schedule_performance_index(earned: float, planned: float) -> float:
    """Return SPI = EV ÷ PV (F60), work done for each unit of work due; below 1 is late.

    earned: as in cost_variance. planned: PV; above 0.
    Raises ValueError if one is out of range. Source: as cost_variance (40 k ÷ 50 k: 0.800).
    """
    not_negative("earned", earned, "it is the planned cost of work")
    positive("planned", planned, "before work is due there is no index of schedule")
    return earned / planned


@in_range
def estimate_at_cost_trend(budget: float, earned: float, actual: float) -> float:
    """Return EAC (i) = BAC ÷ CPI (F60), in money: what all will cost if the cost trend goes on.

    budget: BAC, planned cost of the whole project; above 0. earned: EV; above 0, not above budget.
    actual: AC; above 0. Raises ValueError if one is out of range.
    Source: as cost_variance (100 k, 40 k, 45 k: 112.5 k).
    """
    _check(budget, earned)
    positive("earned", earned, NOTHING_EARNED)
    return budget / cost_performance_index(earned, actual)


@in_range
def estimate_at_plan(budget: float, earned: float, actual: float) -> float:
    """Return EAC (ii) = AC + BAC - EV (F60), in money: what all will cost if the rest goes as planned.

    budget: BAC; above 0. earned: EV; 0 or above, not above budget. actual: AC; 0 or above.
    Raises ValueError if one is out of range. Source: as cost_variance (100 k, 40 k, 45 k: 105 k).
    """
    _check(budget, earned)
    not_negative("actual", actual, "it is money spent")
    return actual + (float(budget) - earned)


@in_range
def estimate_at_both_trends(budget: float, earned: float, actual: float, planned: float) -> float:
    """Return EAC (iii) = AC + (BAC - EV) ÷ (CPI x SPI) (F60), in money: if cost and schedule trend go on.

    budget, earned, actual: as in estimate_at_cost_trend. planned: PV; above 0.
    Raises ValueError if one is out of range.
    Source: as cost_variance (100 k, 40 k, 45 k, 50 k: 129.375 k).
    """
    _check(budget, earned)
    positive("earned", earned, NOTHING_EARNED)
    cost = cost_performance_index(earned, actual)
    schedule = schedule_performance_index(earned, planned)
    return actual + (float(budget) - earned) / cost / schedule


def variance_at_completion(budget: float, estimate: float) -> float:
    """Return VAC = BAC - EAC (F60), in money; below 0 the project is expected to overspend.

    budget: BAC; above 0. estimate: EAC by one of the three ways; 0 or above.
    Raises ValueError if one is out of range.
    Source: as cost_variance (100 k against 112.5 k: -12.5 k).
    """
    _check(budget, 0)
    not_negative("estimate", estimate, "it is money spent")
    return float(budget) - estimate


@in_range
def to_complete_performance_index(budget: float, earned: float, actual: float) -> float:
    """Return TCPI = (BAC - EV) ÷ (BAC - AC) (F60): the CPI that the rest needs to keep the budget.

    budget: BAC; above 0. earned: EV; 0 or above, not above budget. actual: AC; 0 or above, below budget.
    Raises ValueError if one is out of range.
    Source: as cost_variance (100 k, 40 k, 45 k: 1.091).
    """
    _check(budget, earned)
    not_negative("actual", actual, "it is money spent")
    if actual >= budget:
        raise ValueError(
            f"actual is {actual:g} and the budget {budget:g}: it is spent, so no performance of the rest "
            "can keep it."
        )
    return max(float(budget) - earned, 0.0) / (float(budget) - actual)


def _check(budget: float, earned: float) -> None:
    positive("budget", budget, "a project without a budget earns no value")
    not_negative("earned", earned, "it is the planned cost of work")
    not_above(
        "earned", earned, "the whole budget", budget, "no more can be earned than was planned"
    )
