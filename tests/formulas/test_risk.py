from __future__ import annotations

from itertools import product

import pytest

from courseware.formulas.risk import ActionPriority, action_priority, risk_priority_number

RATINGS = range(1, 11)
LOW, MEDIUM, HIGH = ActionPriority.LOW, ActionPriority.MEDIUM, ActionPriority.HIGH


@pytest.mark.parametrize(
    ("ratings", "number"),
    [
        ((7, 4, 6), 168),  # F54, also module ss6 lesson 3 and Lab 23
        ((8, 3, 5), 120),  # Lab 23
        ((7, 2, 3), 42),  # Lab 23, after the action
        ((1, 1, 1), 1),
        ((10, 10, 10), 1000),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(ratings, number):
    assert risk_priority_number(*ratings) == number


@pytest.mark.parametrize(
    ("ratings", "priority"),
    [
        ((10, 2, 2), LOW),  # the worked case of the handbook: bad, but rare and well found
        ((10, 1, 10), LOW),
        ((10, 2, 10), HIGH),
        ((9, 4, 1), MEDIUM),
        ((9, 6, 1), HIGH),
        ((7, 4, 6), MEDIUM),  # RPN 168
        ((8, 3, 5), MEDIUM),
        ((7, 2, 3), LOW),  # after the action
        ((7, 5, 7), HIGH),
        ((8, 6, 2), HIGH),  # RPN 96, as the next but in another order
        ((2, 6, 8), LOW),
        # A published process study (Applied Sciences 16:2591, tables 2 and 3)
        ((6, 6, 4), MEDIUM),
        ((6, 4, 4), LOW),
        ((6, 6, 2), MEDIUM),
        ((6, 4, 6), LOW),
        ((7, 6, 6), HIGH),
        ((7, 3, 6), MEDIUM),
        ((7, 3, 4), LOW),
        ((5, 8, 4), MEDIUM),
        ((5, 8, 5), HIGH),
        ((3, 8, 5), MEDIUM),
        ((3, 8, 4), LOW),
        ((1, 10, 10), LOW),
    ],
)
def test_action_priority_is_that_of_the_handbook(ratings, priority):
    assert action_priority(*ratings) is priority


def test_a_worse_rating_never_has_a_lower_priority():
    for ratings in product(RATINGS, repeat=3):
        for place in range(3):
            worse = list(ratings)
            worse[place] = min(worse[place] + 1, 10)
            assert action_priority(*worse) >= action_priority(*ratings)


def test_as_many_combinations_have_each_priority_as_the_table_of_the_handbook_gives():
    # Group sizes of severity 9-10, 7-8, 4-6, 2-3, 1, of occurrence 3, 2, 2, 2, 1, of detection 4, 2, 3, 1.
    found = [action_priority(*ratings) for ratings in product(RATINGS, repeat=3)]
    high = 2 * (3 * 10 + 2 * 10 + 2 * 9 + 2 * 4) + 2 * (3 * 10 + 2 * 9 + 2 * 4) + 3 * (3 * 6)
    medium = 2 * (2 * 1 + 2 * 2) + 2 * (2 * 1 + 2 * 6 + 2 * 6) + 3 * (3 * 4 + 2 * 9 + 2 * 4)
    medium += 2 * (3 * 6)
    assert (found.count(HIGH), found.count(MEDIUM)) == (high, medium)


@pytest.mark.parametrize("formula", [risk_priority_number, action_priority])
@pytest.mark.parametrize(
    ("ratings", "says"),
    [
        ((0, 1, 1), "severity is 0, but it must be at least 1: ratings run from 1 to 10"),
        ((1, 11, 1), "occurrence is 11"),
        ((1, 1, 2.5), "detection is 2.5"),
        ((float("nan"), 1, 1), "severity is not an ordinary number"),
    ],
)
def test_a_rating_is_a_whole_number_from_1_to_10(formula, ratings, says):
    with pytest.raises(ValueError, match=says):
        formula(*ratings)
