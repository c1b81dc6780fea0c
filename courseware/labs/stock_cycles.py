"""Order cycles of a stock under continuous review, drawn at random: how often it runs out, and how low it falls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from courseware.calculation.chance import Chance

FIRST = 6
"""Cycles that a chart shows."""
MOMENT = 0.01
"""Days that a delivery takes on a chart, so that its line rises and no two places are the same."""


@dataclass(frozen=True, slots=True)
class Cycles:
    """Cycles that were drawn. `short`: units asked for in vain in all of them. `first`: their first uses."""

    count: int
    runouts: int
    short: float
    first: Sequence[float]

    @property
    def service(self) -> float:
        """Return the share of the cycles that did not run out."""
        return 1 - self.runouts / self.count


def draw_cycles(chance: Chance, point: float, mean: float, deviation: float, count: int) -> Cycles:
    """Draw what is used in the lead time of each cycle, and compare it with the stock at its start.

    An order goes out when the stock falls to `point`; what the lead time uses is normal with `mean`
    and `deviation`, never below 0. All in units; `count` cycles, from 1.
    """
    runouts, short = 0, 0.0
    begun: list[float] = []
    for no in range(count):
        use = max(0.0, mean + deviation * chance.normal())
        if use > point:
            runouts += 1
            short += use - point
        if no < FIRST:
            begun.append(use)
    return Cycles(count, runouts, short, begun)


def stock_line(
    uses: Sequence[float], point: float, quantity: float, daily: float, lead_time: float
) -> tuple[list[float], list[float]]:
    """Return the days and the stock of some cycles: down to the order point, the lead time, the delivery.

    A stock below 0 is owed and taken from the delivery. Between delivery and order the mean is used.
    uses: units in each lead time. point, quantity: units. daily: units a day, above 0. lead_time: days.
    """
    day, stock = 0.0, max(point, 0.0)
    days, stocks = [day], [stock]
    for use in uses:
        for length, after in (
            (max(0.0, stock - point) / daily, min(stock, point)),
            (lead_time, min(stock, point) - use),
            (MOMENT, min(stock, point) - use + quantity),
        ):
            if length:
                day, stock = day + length, after
                days.append(day)
                stocks.append(stock)
    return days, stocks
