"""A value stream from door to door: pitch, crew, lead time, process cycle efficiency (F02, F03, F04)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from courseware.formulas.guards import in_range, not_negative, positive
from courseware.formulas.guards_lists import amounts
from courseware.formulas.rounding import DUST, rounded_up


@in_range
def pitch(takt: float, pack_quantity: float) -> float:
    """Return the pitch, takt time x pack quantity (F02), in the unit of `takt`: the time of one pack.

    takt: takt time (s per unit); above 0. pack_quantity: units in a pack or box; above 0.
    Raises ValueError if either is not above 0.
    Source: Rother and Shook, Learning to See (60 s x 20 = 1,200 s, 20 min).
    """
    positive("takt", takt, "a unit needs some time")
    positive("pack_quantity", pack_quantity, "an empty pack is never full")
    return takt * pack_quantity


@in_range
def crew_size_exact(times: Sequence[float], takt: float) -> float:
    """Return the work content in takt times, Σ times / takt (F03), in people, not yet rounded.

    times: work of each station or task on one unit (s); at least one, each 0 or above.
    takt: takt time, same unit; above 0.
    Raises ValueError for an empty list, a time below 0, or a takt that is not above 0.
    Source: Rother and Shook, Learning to See (39, 46, 62 and 40 s at 60 s are 3.12 people).
    """
    amounts("times", times, "somebody has work to do", "work takes time")
    positive("takt", takt, "a unit needs some time")
    return math.fsum(times) / takt


def crew_size(times: Sequence[float], takt: float) -> int:
    """Return how many people the work content needs at a takt time, rounded up (F03), in people.

    What stands behind the point (3.12: 0.12 people) is work to remove rather than a person to add.
    Arguments as crew_size_exact. Raises ValueError as it does. Source: as it has (3.12 are 4).
    """
    return rounded_up(crew_size_exact(times, takt))


@in_range
def inventory_days(inventories: Sequence[float], daily_demand: float) -> list[float]:
    """Return how long each inventory lasts, inventory / daily demand (F04), in days.

    inventories: units that wait at each place of the stream, in order; at least one, each 0 or above.
    daily_demand: units that the customer takes in a day; above 0.
    Raises ValueError for an empty list, an inventory below 0, or a demand that is not above 0.
    Source: Rother and Shook, Learning to See (2,400 units at 480 a day last 5 days).
    """
    amounts("inventories", inventories, "a stream has a place where units wait", "it counts units")
    positive("daily_demand", daily_demand, "if nobody takes a unit, it stays for ever")
    return [one / daily_demand for one in inventories]


@in_range
def lead_time(inventories: Sequence[float], daily_demand: float) -> float:
    """Return the lead time of a value stream, Σ inventory / daily demand (F04), in days.

    The time of processing is left out: beside days of waiting it is seconds.
    Arguments as inventory_days. Raises ValueError as it does.
    Source: Rother and Shook, Learning to See (the rungs of the ladder add up to 23.6 days).
    """
    return math.fsum(inventory_days(inventories, daily_demand))


@in_range
def process_cycle_efficiency(processing: float, lead_time: float, day: float) -> float:
    """Return the share of the lead time in which a unit is worked on, processing / lead time (F04), 0 to 1.

    processing: value-adding time on one unit (s); 0 or above, and not longer than the lead time.
    lead_time: days from door to door; above 0. day: work time in a day (s); above 0.
    Raises ValueError if one is out of range.
    Source: Rother and Shook, Learning to See (188 s in 23.6 days of 55,200 s are 0.0144 %).
    """
    positive("lead_time", lead_time, "a unit needs some time from door to door")
    positive("day", day, "without work time nothing is made")
    not_negative("processing", processing, "work takes time")
    efficiency = processing / lead_time / day
    if efficiency > 1 + DUST:
        raise ValueError(
            f"processing is {processing:g}, but the whole lead time is shorter: "
            f"{lead_time:g} days of {day:g}. A unit is not worked on before it comes."
        )
    return min(efficiency, 1.0)
