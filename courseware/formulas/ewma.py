"""The chart that remembers: exponentially weighted moving average, values and limits (F40)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from courseware.formulas.guards import finite, in_range, not_negative, positive, share
from courseware.formulas.guards_lists import numbers


@in_range
def ewma(data: Sequence[float], weight: float, start: float) -> list[float]:
    """Return λ x + (1 - λ) z of each value, z being the result before it (F40), in their unit.

    data: measured values in the order of time. weight: λ, the share of the newest value, above 0 to 1.
    start: the first z, the mean of the past or the target. Raises ValueError if one is out of range.
    Source: NIST/SEMATECH e-Handbook 6.3.2.4 (52.0, 47.0 with 0.3 from 50: 50.60, 49.52).
    """
    numbers("data", data, "a chart needs something measured")
    _check_weight(weight)
    finite("start", start)
    values, last = [], start
    for value in data:
        last = weight * value + (1 - weight) * last
        values.append(last)
    return values


@in_range
def ewma_limits(center: float, sigma: float, weight: float) -> list[float]:
    """Return [lower limit, center line, upper limit] of an EWMA: μ ∓ 3 s √(λ / (2 - λ)) (F40).

    These are the limits of a chart that has run for a while; the first few points have narrower ones.
    center: mean of the past or target. sigma: standard deviation of single values, same unit, 0 or
    above. weight: as ewma. Raises ValueError if one is out of range.
    Source: NIST/SEMATECH e-Handbook 6.3.2.4 (50, 2.0539, 0.3: 47.41 to 52.59).
    """
    finite("center", center)
    not_negative("sigma", sigma, "a standard deviation has no direction")
    _check_weight(weight)
    reach = 3 * sigma * math.sqrt(weight / (2 - weight))
    return [center - reach, center, center + reach]


def _check_weight(weight: float) -> None:
    why = "it is the part of the newest value in the average"
    positive("weight", weight, why)
    share("weight", weight, why)
