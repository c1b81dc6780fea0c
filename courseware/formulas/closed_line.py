"""A closed line, where a new unit may start only when one leaves: best and practical worst case (F07)."""

from __future__ import annotations

from courseware.formulas.guards import count, in_range, positive
from courseware.formulas.rounding import DUST

MOST_UNITS = 1_000_000


@in_range
def critical_wip(bottleneck_rate: float, raw_time: float) -> float:
    """Return W0 = rb x T0 (F07), in units: the fewest that can keep the bottleneck busy.

    bottleneck_rate: rb, units per unit of time at the slowest station; above 0.
    raw_time: T0, time of one unit through the empty line; at least the bottleneck's own 1 / rb.
    Raises ValueError if one is not above 0, or raw_time is shorter than one unit at the bottleneck.
    Source: Hopp and Spearman, Factory Physics (penny fab: 0.5 an hour x 8 h = 4).
    """
    positive("bottleneck_rate", bottleneck_rate, "a line that makes nothing has no pace")
    positive("raw_time", raw_time, "a unit needs some time to pass")
    wip = bottleneck_rate * raw_time
    if wip < 1 - DUST:
        raise ValueError(
            f"raw_time is {raw_time:g}, but one unit alone needs longer at the bottleneck, "
            f"which makes {bottleneck_rate:g} in a unit of time."
        )
    return max(wip, 1.0)


@in_range
def best_case_throughput(wip: int, bottleneck_rate: float, raw_time: float) -> float:
    """Return the throughput without any variation, min(w / T0, rb) (F07), in the unit of `bottleneck_rate`.

    wip: w, units kept in the line; a whole number from 1 to 1,000,000.
    bottleneck_rate, raw_time: as in critical_wip.
    Raises ValueError if one is out of range.
    Source: Hopp and Spearman, Factory Physics (penny fab with 4 units: 0.5 an hour).
    """
    units = _units(wip, bottleneck_rate, raw_time)
    return min(units / raw_time, bottleneck_rate)


@in_range
def best_case_cycle_time(wip: int, bottleneck_rate: float, raw_time: float) -> float:
    """Return the time a unit stays without any variation, max(T0, w / rb) (F07), in the unit of `raw_time`.

    Arguments as best_case_throughput. Raises ValueError as it does.
    Source: Hopp and Spearman, Factory Physics (penny fab with 4 units: 8 h).
    """
    units = _units(wip, bottleneck_rate, raw_time)
    return max(raw_time, units / bottleneck_rate)


@in_range
def practical_worst_throughput(wip: int, bottleneck_rate: float, raw_time: float) -> float:
    """Return the throughput of a balanced line with times as random as those of the exponential law (F07).

    It is w x rb / (W0 + w - 1), in the unit of `bottleneck_rate`.
    Arguments as best_case_throughput. Raises ValueError as it does.
    Source: Hopp and Spearman, Factory Physics (penny fab with 4 units: 0.2857 an hour).
    """
    units = _units(wip, bottleneck_rate, raw_time)
    return units / (critical_wip(bottleneck_rate, raw_time) + units - 1) * bottleneck_rate


@in_range
def practical_worst_cycle_time(wip: int, bottleneck_rate: float, raw_time: float) -> float:
    """Return the time a unit stays in the practical worst case, T0 + (w - 1) / rb (F07).

    It is in the unit of `raw_time`. Arguments as best_case_throughput. Raises ValueError as it does.
    Source: Hopp and Spearman, Factory Physics (penny fab with 4 units: 14 h).
    """
    units = _units(wip, bottleneck_rate, raw_time)
    return raw_time + (units - 1) / bottleneck_rate


def _units(wip: int, bottleneck_rate: float, raw_time: float) -> int:
    critical_wip(bottleneck_rate, raw_time)
    return count("wip", wip, "it counts units in the line", least=1, most=MOST_UNITS)
