"""Draws of parameters never change: seed → values, and seed → slots, as they were written down once.

To add a recipe, give it a name in draws.json with `given`, `let` and `require`, run this file once
and copy what the failure shows. An entry that is there is never changed: attempts rest on it.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from quiz_examples import example_bank

from courseware.calculation.draws import draw, parse_given
from courseware.calculation.variation import VARIANTS, read_values
from courseware.problems import Report
from courseware.quizzes.drawing import draw_slots
from courseware.quizzes.questions import Bank, Cell
from courseware.quizzes.terms import Purpose

GOLDEN: dict[str, Any] = json.loads(Path(__file__).with_name("draws.json").read_text("utf-8"))


def values_of(recipe: dict[str, Any]) -> list[dict[str, Any]]:
    report = Report()
    sets = read_values(recipe, report.source("quiz.yaml"))
    assert report.problems == []
    return [dict(one) for one in sets]


@pytest.mark.parametrize("name", GOLDEN["recipes"])
def test_a_seed_gives_the_values_it_always_gave(name: str) -> None:
    recipe = GOLDEN["recipes"][name]
    assert values_of(recipe["typed"]) == recipe["values"]


def bank_for(purpose: Purpose) -> Bank:
    """Return the bank that a purpose draws from: a level review has one of review items alone."""
    bank = example_bank()
    if purpose is not Purpose.REVIEW:
        return bank
    questions = tuple(one for one in bank.questions if one.use == "review")
    half = len(questions) // 2
    others = (*questions[:half], *(replace(one, competency="C5") for one in questions[half:]))
    cells = (Cell("C2", "", 3), Cell("C5", "", 2))
    return Bank(replace(bank.quiz, cells=cells), others)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_seed_gives_the_questions_variants_and_orders_it_always_gave(purpose: Purpose) -> None:
    drawn = draw_slots(bank_for(purpose), 2026, set(), purpose)
    slots = [[one.question_id, one.variant_no, "".join(one.order)] for one in drawn]
    assert slots == GOLDEN["slots"][purpose.value]


def test_one_parameter_more_leaves_the_others_as_they_were() -> None:
    given = GOLDEN["recipes"]["steps and picks"]["typed"]["given"]
    few = {name: parse_given(written) for name, written in given.items()}
    more = {"late": parse_given("1..9"), **few}
    for seed in range(1, VARIANTS + 1):
        before, after = draw(few, seed), draw(more, seed)
        assert {name: after[name] for name in few} == before


def test_the_golden_file_has_a_recipe_of_every_form() -> None:
    forms = [
        str(written)
        for recipe in GOLDEN["recipes"].values()
        for written in recipe["typed"]["given"].values()
    ]
    for form in ("step", "pick", "..", "["):
        assert any(form in written for written in forms), form
    assert any("require" in recipe["typed"] for recipe in GOLDEN["recipes"].values())
