"""What a practice asks: five items, the outcomes in turn, what was not seen yet before what was."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from quiz_examples import example_bank

from courseware.quizzes.drawing import PRACTICE_ITEMS, draw_slots
from courseware.quizzes.questions import Bank
from courseware.quizzes.terms import Purpose


def practice_bank(**outcomes: int) -> Bank:
    """Return a bank with so many practice items of each outcome, named O1-0, O1-1, …"""
    one = next(question for question in example_bank().questions if question.use == "practice")
    items = [
        replace(one, id=f"{outcome}-{place}", outcome=outcome)
        for outcome, count in outcomes.items()
        for place in range(count)
    ]
    return replace(example_bank(), questions=tuple(items))


def practiced(bank: Bank, seed: int, *seen: str) -> list[str]:
    return [slot.question_id for slot in draw_slots(bank, seed, seen, Purpose.PRACTICE)]


@pytest.mark.parametrize(
    ("outcomes", "seen", "of_each"),
    [
        ({"O1": 9}, [], [5]),
        ({"O1": 9, "O2": 9}, [], [2, 3]),
        ({"O1": 9, "O2": 9, "O3": 9}, [], [1, 2, 2]),
        ({"O1": 9, "O2": 9, "O3": 9, "O4": 9, "O5": 9, "O6": 9}, [], [1, 1, 1, 1, 1]),
        ({"O1": 1, "O2": 9}, [], [1, 4]),  # of an outcome with little, all
        ({"O1": 2, "O2": 1}, [], [1, 2]),  # fewer than five are asked where fewer exist
        ({"O1": 4, "O2": 4, "O3": 4}, ["O1-0", "O1-1"], [1, 2, 2]),  # the turns count the unseen
    ],
)
def test_five_items_ask_about_the_outcomes_in_turn(
    outcomes: dict[str, int], seen: list[str], of_each: list[int]
) -> None:
    bank = practice_bank(**outcomes)
    for seed in range(40):
        drawn = practiced(bank, seed, *seen)
        assert len(set(drawn)) == len(drawn) <= PRACTICE_ITEMS
        assert sorted(Counter(name.split("-")[0] for name in drawn).values()) == of_each
        assert not {*drawn} & {*seen}, "enough were not seen yet"


def test_a_seen_item_comes_again_only_when_no_unseen_one_is_left() -> None:
    bank = practice_bank(O1=3, O2=4)
    for seed in range(40):
        drawn = practiced(bank, seed, "O1-0", "O1-1", "O2-0", "O2-1")
        assert {"O1-2", "O2-2", "O2-3"} < {*drawn}
        assert sorted(Counter(name[:2] for name in drawn).values()) == [2, 3]
