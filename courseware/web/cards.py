"""Formula cards beside a lesson or a question: name, formula, symbols with units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from courseware.content.model import Module
from courseware.formulas.cards import CARDS
from courseware.markup.tex import mathml


@dataclass(frozen=True, slots=True)
class CardView:
    """A card as the component for margin notes shows it; all HTML is ours."""

    id: str
    title: str
    detail: str
    html: str
    url: str | None = None


def cards_for(module: Module, outcome: str) -> tuple[CardView, ...]:
    """Return the cards of the lessons that teach an outcome, each once, in the order of the lessons."""
    ids = dict.fromkeys(
        formula
        for lesson in module.lessons
        if outcome in lesson.outcomes
        for formula in lesson.formulas
        if formula in CARDS
    )
    return tuple(formula_card(one) for one in ids)


@cache
def formula_card(formula_id: str) -> CardView:
    """Return the card of a formula; rendered once a process."""
    card = CARDS[formula_id]
    rows = Markup("").join(
        Markup("<li>{} {}</li>").format(
            Markup(mathml(tex)),  # noqa: S704 - our own formulas through our own converter
            escape(f"{meaning} ({unit})" if unit else meaning),
        )
        for tex, meaning, unit in card.symbols
    )
    return CardView(
        id=f"formula-{card.id}",
        title=f"{card.name} · {card.id}",
        detail=mathml(card.tex, display=True),
        html=Markup('<ul class="symbols">{}</ul>').format(rows),
    )
