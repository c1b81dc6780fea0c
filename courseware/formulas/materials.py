"""One line of a material plan: what is missing in each period, and when to order it (F18)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from courseware.formulas.guards import count, in_range, not_negative
from courseware.formulas.guards_lists import amounts, same_length
from courseware.formulas.rounding import DUST, rounded_up

PERIOD = "a plan has at least one period"


@in_range
def net_requirements(
    gross: Sequence[float],
    receipts: Sequence[float],
    on_hand: float,
    safety_stock: float = 0,
    lot: float = 0,
) -> list[float]:
    """Return what is missing in each period (F18), in units: max(0, gross + safety - available).

    Available is what the period before leaves over, and the period's scheduled receipt. What is
    missing is ordered, so the next period starts with it.
    gross: units needed in each period, 0 or above; at least one period.
    receipts: units already ordered that come in each period, 0 or above.
    on_hand: units in stock before the first period, 0 or above. safety_stock: units never to be
    touched, 0 or above. lot: orders come in whole lots of so many units; 0 orders just what is missing.
    Raises ValueError for no periods, lists of unequal length or a number below 0.
    Source: Orlicky, Material Requirements Planning (on hand 60, receipt 50 in the first of five
    periods, safety 10, gross 0, 120, 0, 150, 80: own computation 0, 20, 0, 150, 80).
    """
    return [net for net, _, _ in _record(gross, receipts, on_hand, safety_stock, lot)]


@in_range
def planned_receipts(
    gross: Sequence[float],
    receipts: Sequence[float],
    on_hand: float,
    safety_stock: float = 0,
    lot: float = 0,
) -> list[float]:
    """Return what must come in each period (F18), in units: the net requirement, up to whole lots.

    Arguments as net_requirements. Raises ValueError as it does.
    Source: as it has (with lots of 100: 0, 100, 0, 100, 100).
    """
    return [planned for _, planned, _ in _record(gross, receipts, on_hand, safety_stock, lot)]


@in_range
def projected_on_hand(
    gross: Sequence[float],
    receipts: Sequence[float],
    on_hand: float,
    safety_stock: float = 0,
    lot: float = 0,
) -> list[float]:
    """Return the stock at the end of each period (F18), in units: available + planned receipt - gross.

    Arguments as net_requirements. Raises ValueError as it does.
    Source: as it has (110, 10, 10, 10, 10).
    """
    return [left for _, _, left in _record(gross, receipts, on_hand, safety_stock, lot)]


def planned_releases(planned: Sequence[float], lead_time: int) -> list[float]:
    """Return what to order at the start of each period (F18), in units: receipts moved to an earlier time.

    planned: what must come in each period, 0 or above (planned_receipts); at least one period.
    lead_time: periods from order to receipt; a whole number, 0 or above.
    What should have been ordered before the first period is not in the list: see overdue_releases.
    Raises ValueError for no periods, a number below 0 or a lead time that is not whole.
    Source: as net_requirements (0, 20, 0, 150, 80 with 1 period: 20, 0, 150, 80, 0).
    """
    shift = _shift(planned, lead_time)
    return [*planned[shift:], *[0] * shift]


@in_range
def overdue_releases(planned: Sequence[float], lead_time: int) -> float:
    """Return how many units should have been ordered before the first period (F18): they come too late.

    Arguments as planned_releases. Raises ValueError as it does.
    Source: own (0, 20, 0, 150, 80 with 2 periods: 20).
    """
    return math.fsum(planned[: _shift(planned, lead_time)])


def _record(
    gross: Sequence[float],
    receipts: Sequence[float],
    on_hand: float,
    safety_stock: float,
    lot: float,
) -> list[tuple[float, float, float]]:
    """Return net requirement, planned receipt and stock at the end of each period."""
    _check(gross, receipts)
    not_negative("on_hand", on_hand, "it counts units on the shelf")
    not_negative("safety_stock", safety_stock, "it counts units kept for bad days")
    not_negative("lot", lot, "an order brings units")
    record: list[tuple[float, float, float]] = []
    left = on_hand
    for needed, comes in zip(gross, receipts, strict=True):
        available = left + comes
        net = needed + safety_stock - available
        if net <= DUST * max(needed + safety_stock, available):  # a shortage of float dust is none
            net = 0
        planned = _in_lots(net, lot)
        left = available + planned - needed
        record.append((net, planned, left))
    return record


def _in_lots(net: float, lot: float) -> float:
    return rounded_up(net / lot) * lot if lot else net


def _shift(planned: Sequence[float], lead_time: int) -> int:
    amounts("planned", planned, PERIOD, "an order brings units")
    return min(count("lead_time", lead_time, "it counts periods"), len(planned))


def _check(gross: Sequence[float], receipts: Sequence[float]) -> None:
    both = "each period needs both, 0 where nothing comes"
    amounts("gross", gross, PERIOD, "it counts units that are used")
    same_length("gross", gross, "receipts", receipts, both)
    amounts("receipts", receipts, PERIOD, "it counts units that come")
