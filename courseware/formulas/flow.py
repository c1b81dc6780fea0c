"""Flow through a line: takt time, Little's law, the bottleneck and utilization (F01, F05, F06)."""

from __future__ import annotations

from collections.abc import Sequence

from courseware.formulas.guards import in_range, not_above, not_negative, positive
from courseware.formulas.guards_lists import amounts
from courseware.formulas.rounding import rounded_down


@in_range
def takt_time(available: float, demand: float) -> float:
    """Return the takt time T = A / D (F01), in the unit of `available` per unit.

    available: work time in a period (s), breaks already taken off; above 0.
    demand: units that the customer takes in the same period; above 0.
    Raises ValueError if either is not above 0.
    Source: Rother and Shook, Learning to See (27,600 s / 460 = 60 s).
    """
    positive("available", available, "without work time there is no rhythm to work to")
    positive("demand", demand, "takt is the pace of the customer, and nobody is asking for a unit")
    return available / demand


@in_range
def flow_time(wip: float, throughput: float) -> float:
    """Return the mean time a unit spends in the system, WIP / TH (F05), in the time unit of `throughput`.

    wip: units in the system, mean over the period; 0 or above.
    throughput: units that leave in a unit of time; above 0.
    Raises ValueError if wip is below 0 or throughput is not above 0.
    Source: Little 1961 (120 units at 15 an hour stay 8 h).
    """
    not_negative("wip", wip, "it counts units")
    positive("throughput", throughput, "if nothing leaves, a unit stays for ever")
    return wip / throughput


@in_range
def work_in_process(throughput: float, flow_time: float) -> float:
    """Return the mean number of units in the system, TH x flow time (F05), in units.

    throughput: units that leave in a unit of time; 0 or above.
    flow_time: mean time a unit stays, in the same unit of time; 0 or above.
    Raises ValueError if either is below 0. Source: Little 1961.
    """
    not_negative("throughput", throughput, "units do not flow back")
    not_negative("flow_time", flow_time, "a unit cannot leave before it comes")
    return throughput * flow_time


@in_range
def throughput(wip: float, flow_time: float) -> float:
    """Return how many units leave in a unit of time, WIP / flow time (F05).

    wip: units in the system, mean over the period; 0 or above.
    flow_time: mean time a unit stays; above 0.
    Raises ValueError if wip is below 0 or flow_time is not above 0. Source: Little 1961.
    """
    not_negative("wip", wip, "it counts units")
    positive("flow_time", flow_time, "a unit needs some time to pass")
    return wip / flow_time


def line_rate(rates: Sequence[float]) -> float:
    """Return the rate of a line of stations in a row: that of its slowest station (F06).

    rates: units per unit of time that each station can make; at least one, each 0 or above.
    Raises ValueError for an empty list or a rate below 0. Source: own (40, 30, 50 an hour make 30).
    """
    amounts("rates", rates, "a line has at least one station", "a station does not unmake units")
    return min(rates)


@in_range
def utilization(rate_used: float, capacity: float) -> float:
    """Return the share of a capacity that is used, rate used / capacity (F06), from 0 to 1.

    rate_used: units per unit of time that pass; from 0 to `capacity`.
    capacity: units per unit of time that could pass; above 0.
    Raises ValueError if one is out of range: what is asked for may exceed a capacity, what is used cannot.
    Source: own (30 of 40 an hour are 0.75).
    """
    not_negative("rate_used", rate_used, "units do not flow back")
    positive("capacity", capacity, "a station that can make nothing has no utilization")
    why = "a station cannot make more than it can make"
    not_above("rate_used", rate_used, "the capacity", capacity, why)
    return min(rate_used / capacity, 1.0)


def station_utilizations(rates: Sequence[float]) -> list[float]:
    """Return each station's utilization when the line runs at its bottleneck's rate (F06), 0 to 1 each.

    rates: units per unit of time that each station can make; at least one, each above 0.
    Raises ValueError for an empty list or a rate that is not above 0.
    Source: own (40, 30, 50 an hour are used at 0.75, 1 and 0.6).
    """
    pace = line_rate(rates)
    return [utilization(pace, rate) for rate in rates]


@in_range
def pieces_due(elapsed: float, takt: float) -> int:
    """Return how many units are due after `elapsed` at a takt time (F01): the whole takts that have passed.

    elapsed: work time since the start; 0 or above. takt: time per unit, same unit; above 0.
    Float dust does not cost a piece: 0.3 / 0.1 counts as 3.
    Raises ValueError if elapsed is below 0, takt is not above 0, or their ratio has no bounds.
    Source: own, from takt T = A / D.
    """
    not_negative("elapsed", elapsed, "time does not run back")
    positive("takt", takt, "a unit needs some time")
    return rounded_down(elapsed / takt)
