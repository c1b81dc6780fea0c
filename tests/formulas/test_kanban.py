from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.kanban import kanban_cards, kanban_cards_exact, kanban_cards_with_stock


@pytest.mark.parametrize(
    ("result", "printed"),
    [
        (kanban_cards_with_stock(500, 2, 250, 250), 5),  # F24
        (kanban_cards_exact(60, 4, 0.15, 24), 11.5),  # F24, also module ln3 lesson 2
        (kanban_cards(60, 4, 0.15, 24), 12),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed):
    assert result == pytest.approx(printed, rel=1e-12)


@given(st.floats(0.1, 1e4), st.floats(0.01, 100), st.floats(0, 1), st.floats(1, 1e4))
def test_the_cards_are_the_fewest_whose_containers_hold_the_use_and_the_safety(
    demand, lead_time, safety, container
):
    cards = kanban_cards(demand, lead_time, safety, container)
    held = demand * lead_time * (1 + safety)
    assert cards * container * (1 + 1e-8) >= held
    assert (cards - 1) * container * (1 - 1e-8) < held
    assert (
        kanban_cards_with_stock(demand, lead_time, safety * demand * lead_time, container) == cards
    )


def test_containers_that_are_just_full_need_no_card_more():
    assert kanban_cards_exact(3, 24, 0.1, 0.1) > 792
    assert kanban_cards(3, 24, 0.1, 0.1) == 792
    assert kanban_cards_with_stock(0.1 + 0.2, 1, 0.3, 0.1) == 6


@pytest.mark.parametrize(
    ("formula", "arguments", "says"),
    [
        (kanban_cards, (0, 4, 0.15, 24), "demand is 0, .*a loop that nobody takes from"),
        (kanban_cards, (60, 0, 0.15, 24), "lead_time is 0, .*come back full"),
        (kanban_cards, (60, 4, 15, 24), "safety is 15, but it is a share, from 0 to 1"),
        (kanban_cards, (60, 4, -0.1, 24), "safety is -0.1"),
        (kanban_cards, (60, 4, 0.15, 0), "container is 0, .*an empty box carries nothing"),
        (kanban_cards, (1e299, 1e299, 0, 1), "The result is not an ordinary number"),
        (kanban_cards, (10**299, 10**299, 1, 1), "The result is not an ordinary number"),
        (kanban_cards_with_stock, (0, 2, 250, 250), "demand is 0"),
        (kanban_cards_with_stock, (500, 2, -1, 250), "safety_stock is -1, .*it counts units"),
        (
            kanban_cards_with_stock,
            (500, 2, 1e299, 1e-299),
            "The result is not an ordinary number",
        ),
    ],
)
def test_an_impossible_argument_is_named_with_the_reason(formula, arguments, says):
    with pytest.raises(ValueError, match=says):
        formula(*arguments)


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf, 1e308, 10**400])
@pytest.mark.parametrize("formula", [kanban_cards_exact, kanban_cards, kanban_cards_with_stock])
def test_what_is_not_an_ordinary_number_is_refused_in_each_place(formula, odd):
    good = (60, 4, 0.15, 24)
    for place in range(len(good)):
        with pytest.raises(ValueError, match="not an ordinary number"):
            formula(*good[:place], odd, *good[place + 1 :])
