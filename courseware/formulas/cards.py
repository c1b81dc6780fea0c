"""Every formula card by its id; the cards of a subject stand in a file of their own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from courseware.formulas import (
    card_capability,
    card_environment,
    card_equipment,
    card_flow,
    card_materials,
    card_money,
    card_people,
    card_quality,
    card_safety,
    card_tests,
    card_work,
)
from courseware.formulas.card import Card, Symbol

__all__ = ["CARDS", "Card", "Symbol"]

_SUBJECTS = (
    card_capability,
    card_environment,
    card_equipment,
    card_flow,
    card_materials,
    card_money,
    card_people,
    card_quality,
    card_safety,
    card_tests,
    card_work,
)

CARDS: Mapping[str, Card] = MappingProxyType(
    {
        card.id: card
        for card in sorted(
            (card for subject in _SUBJECTS for card in subject.CARDS), key=lambda card: card.id
        )
    }
)
"""Every card by its id, in their order."""
