from __future__ import annotations

import re

import pytest
from math_core import LatexToMathML

from courseware.formulas.cards import CARDS

COMMANDS = {
    "frac",
    "times",
    "div",
    "text",
    "sum",
    "sqrt",
    "cdot",
    "le",
    "ge",
    "approx",
    "min",
    "dots",
    "qquad",
    "left",
    "right",
}


def test_the_cards_are_those_of_the_lessons_so_far():
    assert list(CARDS) == ["F01", "F05", "F06", "F63", "F64"]
    assert all(card.id == key for key, card in CARDS.items())


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_is_complete_and_uses_only_the_tex_of_lessons(card):
    tex = [card.tex, *(symbol for symbol, _, _ in card.symbols)]
    assert set(re.findall(r"\\([A-Za-z]+)", " ".join(tex))) <= COMMANDS
    assert all(LatexToMathML().convert_with_local_state(one, displaystyle=False) for one in tex)
    assert card.name
    assert card.source
    assert all(means and unit for _, means, unit in card.symbols)


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_each_symbol_of_a_card_stands_in_its_formula(card):
    for symbol, _, _ in card.symbols:
        assert symbol in card.tex
