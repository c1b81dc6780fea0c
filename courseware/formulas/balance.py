"""How well the work fits into stations: minimum stations, line efficiency, balance delay (F08)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from courseware.formulas.guards import count, in_range, positive
from courseware.formulas.guards_lists import amounts
from courseware.formulas.rounding import DUST, rounded_up

MOST_STATIONS = 10_000


@in_range
def minimum_stations_exact(times: Sequence[float], cycle_time: float) -> float:
    """Return the work content in cycle times, Σ times / cycle time (F08), in stations, not yet rounded.

    times: time of each task (s); at least one, each from 0 to `cycle_time`.
    cycle_time: time between two units that leave the line, same unit; above 0.
    Raises ValueError for an empty list, a time below 0 or above the cycle time, or no cycle time.
    Source: own (232 s of tasks at 60 s are 3.87 stations).
    """
    amounts("times", times, "a line has work to do", "work takes time")
    positive("cycle_time", cycle_time, "a unit needs some time")
    if max(times) > cycle_time * (1 + DUST):
        raise ValueError(
            f"A task takes {max(times):g}, but the cycle time is {cycle_time:g}: "
            "the task must be split or made shorter, for no station can do it in time."
        )
    return math.fsum(times) / cycle_time


def minimum_stations(times: Sequence[float], cycle_time: float) -> int:
    """Return the fewest stations that can hold the work, rounded up (F08): ⌈Σ times / cycle time⌉.

    No line has fewer. One may need more, where tasks must wait for others or do not fill a station.
    Arguments as minimum_stations_exact. Raises ValueError as it does. Source: as it has (3.87 are 4).
    """
    return rounded_up(minimum_stations_exact(times, cycle_time))


@in_range
def line_efficiency(times: Sequence[float], stations: int, cycle_time: float) -> float:
    """Return the share of the stations' time that is work, Σ times / (n x cycle time) (F08), 0 to 1.

    times: time of each task, or the work of each station (s); at least one, each 0 or above.
    stations: n, a whole number from 1 to 10,000. cycle_time: same unit as times; above 0.
    Raises ValueError if one is out of range, or the work does not fit into the stations.
    Source: Heizer and Render, Operations Management (65 min at 12 min in 6 stations: 90.3 %).
    """
    amounts("times", times, "a line has work to do", "work takes time")
    places = count("stations", stations, "a line has stations", least=1, most=MOST_STATIONS)
    positive("cycle_time", cycle_time, "a unit needs some time")
    efficiency = math.fsum(times) / places / cycle_time
    if efficiency > 1 + DUST:
        raise ValueError(
            f"times add up to {math.fsum(times):g}, but {places} stations have only "
            f"{places * cycle_time:g} in a cycle: the work does not fit."
        )
    return min(efficiency, 1.0)


def balance_delay(times: Sequence[float], stations: int, cycle_time: float) -> float:
    """Return the share of the stations' time in which they wait, 1 - line efficiency (F08), 0 to 1.

    Arguments as line_efficiency. Raises ValueError as it does.
    Source: Heizer and Render, Operations Management (65 min at 12 min in 6 stations: 9.7 %).
    """
    return 1 - line_efficiency(times, stations, cycle_time)
