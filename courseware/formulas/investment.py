"""Judging an investment by its cash flows: net present value, payback, internal rate of return (F59).

Cash flows are one sum for each period, the first today: [-180_000, 52_000, ...]. Money paid is below 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from courseware.formulas.guards import finite, in_range
from courseware.formulas.guards_lists import numbers, total

NO_MONEY = "there is no money to speak of"
LOWEST, HIGHEST = -0.99, 1000.0
"""Between these rates the internal rate of return is looked for: -99 % to 100,000 % a period."""
HALVINGS = 200
DUST = 1e-12
"""Of the money moved so far: a balance this near to 0 is 0, but for float dust."""


@in_range
def net_present_value(rate: float, cash_flows: Sequence[float]) -> float:
    """Return NPV, the sum of every cash flow ÷ (1 + rate)^period (F59), in money of today.

    rate: for one period, 0.08 is 8 %; above -1. cash_flows: as above, the first today, not discounted.
    Raises ValueError if rate is not above -1, or cash_flows is empty.
    Source: own (8 %: -25,000, 10,000, 9,000, 8,000, 7,000 make 3,471.18).
    """
    return total("discounted cash flows", _discounted(rate, cash_flows))


def payback(cash_flows: Sequence[float]) -> float:
    """Return after how many periods the money is back (F59), with a part of the last period.

    Within a period money is taken to come in evenly, so 180,000 paid for 52,000 a year is back in 3.46.
    cash_flows: as above; the first below 0. Raises ValueError if it is not, or the money never comes back.
    Source: own (-180,000 and five times 52,000: 3.46 years).
    """
    numbers("cash_flows", cash_flows, NO_MONEY)
    if cash_flows[0] >= 0:
        raise ValueError(
            f"The first cash flow is {cash_flows[0]:g}, but payback asks when money paid today (below 0) "
            "is back."
        )
    balance, moved = float(cash_flows[0]), abs(float(cash_flows[0]))
    for period, flow in enumerate(cash_flows[1:]):
        moved += abs(flow)
        if balance + flow >= -DUST * moved:
            return period + min(-balance / flow, 1.0)
        balance += flow
    raise ValueError("The money never comes back within these cash flows.")


def discounted_payback(rate: float, cash_flows: Sequence[float]) -> float:
    """Return after how many periods the money is back with interest (F59), with a part of the last period.

    rate, cash_flows: as in net_present_value and payback. A salvage value at the end is not money that
    comes in evenly: leave it out of the flows to see when the running savings alone have paid.
    Raises ValueError as they do.
    Source: own (10 %: -180,000 and five times 52,000: 4.47 years).
    """
    return payback(_discounted(rate, cash_flows))


def internal_rate_of_return(cash_flows: Sequence[float]) -> float:
    """Return IRR, the rate at which the net present value is 0 (F59); 0.154 is 15.4 % a period.

    cash_flows: as above; money must turn once, from paid to received or the other way: then there is
    exactly one such rate (Descartes' rule of signs).
    Raises ValueError if it never turns, turns more than once, or the rate is not from -99 % to 100,000 %.
    Source: own (-180,000, four times 52,000, 67,000: 15.40 %).
    """
    numbers("cash_flows", cash_flows, NO_MONEY)
    _check_turns(cash_flows)
    low, high = LOWEST, HIGHEST
    rising = _above_zero(high, cash_flows)
    if _above_zero(low, cash_flows) == rising:
        raise ValueError("The internal rate of return lies outside -99 % to 100,000 % a period.")
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _above_zero(middle, cash_flows) == rising:
            high = middle
        else:
            low = middle
    return (low + high) / 2


def _discounted(rate: float, cash_flows: Sequence[float]) -> list[float]:
    finite("rate", rate)
    if rate <= -1:
        raise ValueError(
            f"rate is {rate:g}, but it must be above -1: at -100 % a period nothing is left."
        )
    numbers("cash_flows", cash_flows, NO_MONEY)
    factor, found = 1.0, []
    for one in cash_flows:
        found.append(one * factor)
        factor /= 1 + rate
    return found


def _check_turns(cash_flows: Sequence[float]) -> None:
    signs = [flow > 0 for flow in cash_flows if flow]
    turns = sum(before != after for before, after in pairwise(signs))
    if turns == 0:
        raise ValueError(
            "The cash flows are never both below and above 0: no rate makes their present value 0."
        )
    if turns > 1:
        raise ValueError(
            f"The cash flows turn between paid and received {turns} times, so more than one rate may make "
            "their present value 0: use the net present value."
        )


def _above_zero(rate: float, cash_flows: Sequence[float]) -> bool:
    """Return whether the present value is above 0; from the last flow back, so that nothing overflows."""
    value, factor = 0.0, 1 / (1 + rate)
    for one in reversed(cash_flows):
        value = value * factor + one
    return value > 0
