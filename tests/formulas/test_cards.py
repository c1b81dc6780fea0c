from __future__ import annotations

import re

import pytest

from courseware.formulas.cards import CARDS
from courseware.markup.tex import mathml
from tests.formulas.test_documentation import FORMULAS, ids_of

EVERY = [f"F{number:02}" for number in range(1, 70)]


def test_every_formula_of_the_curriculum_has_a_card():
    assert list(CARDS) == EVERY
    assert all(card.id == key for key, card in CARDS.items())


def test_every_formula_of_the_curriculum_is_a_function():
    assert {one for formula in FORMULAS.values() for one in ids_of(formula)} == {*EVERY}


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_is_complete_and_lessons_can_show_it(card):
    tex = [card.tex, *(symbol for symbol, _, _ in card.symbols)]
    assert all(mathml(one, display=block) for one in tex for block in (False, True))
    assert card.name
    assert card.source
    assert all(means and unit for _, means, unit in card.symbols)


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_each_symbol_of_a_card_stands_in_its_formula_and_is_explained_once(card):
    symbols = [symbol for symbol, _, _ in card.symbols]
    assert all(symbol in card.tex for symbol in symbols)
    assert len(set(symbols)) == len(symbols)


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_each_single_letter_of_a_formula_is_explained(card):
    bare = re.sub(r"\\text\{[^{}]*\}|\\(?:begin|end)\{[a-z]+\}|\\[A-Za-z]+", " ", card.tex)
    explained = "".join(symbol for symbol, _, _ in card.symbols)
    assert set(re.findall(r"[A-Za-z]", bare)) <= set(explained)
