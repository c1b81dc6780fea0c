"""Cost of quality: prevention, appraisal and failure, and the part that is poor quality (F33)."""

from __future__ import annotations

import math

from courseware.formulas.guards import in_range, not_negative, positive


@in_range
def cost_of_poor_quality(internal_failure: float, external_failure: float) -> float:
    """Return the cost of poor quality, internal + external failure (F33), in money.

    internal_failure: scrap, rework, retest before the customer has it; 0 or above.
    external_failure: returns, warranty, complaints after that; same money, 0 or above.
    Raises ValueError if one is below 0.
    Source: the four classes of Feigenbaum, Total Quality Control (141 + 99 k$: 240 k$).
    """
    _check(internal_failure=internal_failure, external_failure=external_failure)
    return math.fsum([internal_failure, external_failure])


@in_range
def total_quality_cost(
    prevention: float, appraisal: float, internal_failure: float, external_failure: float
) -> float:
    """Return the total cost of quality, all four classes together (F33), in money.

    prevention: training, planning, mistake-proofing; appraisal: checks, tests, audits; 0 or above each.
    internal_failure, external_failure: as in cost_of_poor_quality.
    Raises ValueError if one is below 0. Source: as it has (38 + 62 + 141 + 99 k$: 340 k$).
    """
    _check(prevention=prevention, appraisal=appraisal)
    poor = cost_of_poor_quality(internal_failure, external_failure)
    return math.fsum([prevention, appraisal, poor])


@in_range
def share_of_sales(cost: float, sales: float) -> float:
    """Return a cost of quality as a share of sales, cost ÷ sales (F33); 0.05 is 5 %.

    cost: total or poor quality cost; 0 or above. sales: in the same period and money; above 0.
    Raises ValueError if one is out of range.
    Source: own (340 k$ on 6.8 M$: 5.0 %; the failure part, 240 k$: 3.53 %).
    """
    not_negative("cost", cost, "it is money spent")
    positive("sales", sales, "without sales there is nothing to compare with")
    return cost / sales


def _check(**costs: float) -> None:
    for name, cost in costs.items():
        not_negative(name, cost, "it is money spent")
