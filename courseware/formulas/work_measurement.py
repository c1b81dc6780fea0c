"""Time study: normal time, standard time, and how many observations it takes (F09, F10)."""

from __future__ import annotations

from courseware.formulas.guards import (
    in_range,
    not_negative,
    pace,
    positive,
    share,
    share_below_all,
)
from courseware.formulas.rounding import rounded_up


@in_range
def normal_time(observed: float, rating: float) -> float:
    """Return the time at a normal pace, observed x rating (F09), in the unit of `observed`.

    observed: mean of the times seen (min); above 0.
    rating: the worker's pace beside the normal one, which is 1; above 0, at most 3.
    Raises ValueError if one is out of range.
    Source: Heizer and Render, Operations Management (4.0 min x 0.85 = 3.40 min).
    """
    positive("observed", observed, "work takes time")
    pace("rating", rating)
    return observed * rating


@in_range
def standard_time(normal: float, allowance: float) -> float:
    """Return the standard time, normal / (1 - allowance) (F09), allowance as a share of the work day.

    It is in the unit of `normal`. Say which allowance is meant: see standard_time_on_job.
    normal: time at a normal pace (min); above 0.
    allowance: share of the work day for rest, needs and delays; 0 or above, below 1.
    Raises ValueError if one is out of range.
    Source: Heizer and Render, Operations Management (3.40 min / 0.87 = 3.908 min).
    """
    positive("normal", normal, "work takes time")
    share_below_all("allowance", allowance, "no time of the day is left for work")
    return normal / (1 - allowance)


@in_range
def standard_time_on_job(normal: float, allowance: float) -> float:
    """Return the standard time, normal x (1 + allowance) (F09), allowance as a share of the job's time.

    It is in the unit of `normal`. Say which allowance is meant: see standard_time.
    normal: time at a normal pace (min); above 0.
    allowance: time for rest, needs and delays as a share of the normal time; 0 to 1.
    Raises ValueError if one is out of range.
    Source: own (3.40 min x 1.13 = 3.842 min).
    """
    positive("normal", normal, "work takes time")
    share("allowance", allowance)
    return normal * (1 + allowance)


@in_range
def observations_needed_exact(z: float, deviation: float, precision: float, mean: float) -> float:
    """Return (z s / (h x̄))² (F10), the observations that a time study needs, not yet rounded.

    z: standard deviations on each side that the confidence stands for (95 %: 1.96); above 0.
    deviation: s, standard deviation of the times seen so far; 0 or above, in the unit of `mean`.
    precision: h, the error that is allowed, as a share of the mean; above 0, at most 1.
    mean: x̄, mean of the times seen so far; above 0.
    Raises ValueError if one is out of range.
    Source: Heizer and Render, Operations Management (1.96, 1.0, 0.05 and 3.0 give 170.7).
    """
    positive("z", z, "without any confidence no observation is needed")
    not_negative("deviation", deviation, "it is a distance from the mean")
    positive("precision", precision, "only endless observations have no error")
    share("precision", precision)
    positive("mean", mean, "work takes time")
    ratio = deviation / mean / precision * z
    return ratio * ratio


def observations_needed(z: float, deviation: float, precision: float, mean: float) -> int:
    """Return how many observations a time study needs, rounded up, at least one (F10).

    Arguments as observations_needed_exact. Raises ValueError as it does.
    Source: as it has (170.7 are 171).
    """
    exact = observations_needed_exact(z, deviation, precision, mean)
    return max(1, rounded_up(exact))
