"""Kanban: how many cards a loop needs (F24)."""

from __future__ import annotations

from courseware.formulas.guards import in_range, not_negative, positive, share
from courseware.formulas.rounding import rounded_up


@in_range
def kanban_cards_exact(demand: float, lead_time: float, safety: float, container: float) -> float:
    """Return D L (1 + α) / C (F24), the cards of a loop, not yet rounded.

    demand: D, units used in a unit of time; above 0.
    lead_time: L, from a card's release to the full container's return, same unit of time; above 0.
    safety: α, what is added for safety, as a share of the use in the lead time; 0 to 1.
    container: C, units in a container; above 0.
    Raises ValueError if one is out of range.
    Source: Monden, Toyota Production System; own numbers (60 an hour, 4 h, 15 %, 24 in a box: 11.5).
    """
    positive("demand", demand, "a loop that nobody takes from needs no cards")
    _check(lead_time, container)
    share("safety", safety)
    return demand / container * lead_time * (1 + safety)


def kanban_cards(demand: float, lead_time: float, safety: float, container: float) -> int:
    """Return how many cards a loop needs, rounded up (F24).

    Arguments as kanban_cards_exact. Raises ValueError as it does. Source: as it has (11.5 are 12).
    """
    return rounded_up(kanban_cards_exact(demand, lead_time, safety, container))


@in_range
def kanban_cards_with_stock(
    demand: float, lead_time: float, safety_stock: float, container: float
) -> int:
    """Return how many cards a loop needs, (D L + safety stock) / C, rounded up (F24).

    safety_stock: units added for safety; 0 or above. The others as in kanban_cards_exact.
    Raises ValueError if one is out of range.
    Source: Heizer and Render, Operations Management (500 x 2 + 250, 250 in a box: 5).
    """
    positive("demand", demand, "a loop that nobody takes from needs no cards")
    _check(lead_time, container)
    not_negative("safety_stock", safety_stock, "it counts units")
    return rounded_up(demand / container * lead_time + safety_stock / container)


def _check(lead_time: float, container: float) -> None:
    positive("lead_time", lead_time, "a container needs some time to come back full")
    positive("container", container, "an empty box carries nothing")
