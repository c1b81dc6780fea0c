"""Three-point estimates of activities, and the chance to finish a project by a day (F61)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from courseware.formulas.distributions import normal_below
from courseware.formulas.guards import in_range, not_negative
from courseware.formulas.guards_lists import amounts


@in_range
def expected_time(optimistic: float, likely: float, pessimistic: float) -> float:
    """Return the expected time of an activity, (a + 4m + b) ÷ 6 (F61), in the unit of its estimates.

    optimistic: a, if all goes well; likely: m; pessimistic: b, if much goes wrong; 0 <= a <= m <= b.
    Raises ValueError if they are below 0 or not in this order.
    Source: Heizer and Render, Operations Management (1, 4, 7 weeks: 4).
    """
    _check(optimistic, likely, pessimistic)
    return math.fsum([optimistic, 4.0 * likely, pessimistic]) / 6


@in_range
def time_variance(optimistic: float, likely: float, pessimistic: float) -> float:
    """Return the variance of an activity's time, ((b - a) ÷ 6)^2 (F61), in its unit squared.

    Arguments as expected_time; `likely` is only checked. Raises ValueError as it does.
    Source: as it has (1, 4, 7 weeks: 1.00).
    """
    _check(optimistic, likely, pessimistic)
    deviation = (float(pessimistic) - optimistic) / 6
    return deviation * deviation


@in_range
def path_time(times: Sequence[float]) -> float:
    """Return the length of a path, the sum of its activities' expected times (F61), in their unit.

    times: of each activity on the path; 0 or above; at least one. It does as well for their variances.
    Raises ValueError for an empty list or a value below 0.
    Source: as expected_time (2, 2, 4, 5, 2 weeks: 15).
    """
    why = "an activity does not end before it starts"
    amounts("times", times, "a path has an activity", why)
    return math.fsum(times)


@in_range
def chance_to_finish(due: float, expected: float, variance: float) -> float:
    """Return the chance that the path ends by `due`, Φ((D - T) ÷ σ) (F61), 0 to 1.

    The chance of the whole project is lower where another path is nearly as long.
    due: D; 0 or above. expected: T, length of the critical path; variance: σ², the sum of the variances
    of its activities; 0 or above (at 0 nothing is left to chance).
    Raises ValueError if one is below 0.
    Source: as expected_time (16 weeks, 15, 3.11: 0.715).
    """
    not_negative("due", due, "it is a time from the start")
    not_negative("expected", expected, "it is a time")
    not_negative("variance", variance, "it is a square")
    if variance == 0:
        return 1.0 if due >= expected else 0.0
    return normal_below((float(due) - expected) / math.sqrt(variance))


def _check(optimistic: float, likely: float, pessimistic: float) -> None:
    not_negative("optimistic", optimistic, "it is a time")
    not_negative("likely", likely, "it is a time")
    not_negative("pessimistic", pessimistic, "it is a time")
    if not optimistic <= likely <= pessimistic:
        raise ValueError(
            f"The estimates are {optimistic:g}, {likely:g}, {pessimistic:g}, but optimistic is at most "
            "likely, and likely at most pessimistic."
        )
