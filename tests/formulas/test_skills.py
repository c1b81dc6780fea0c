from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.skills import (
    LargestGaps,
    largest_gaps,
    minimum_cover,
    qualified_counts,
    ranked_gaps,
    skill_coverage,
    skill_gaps,
    weakest_stations,
)

QUALIFIED = [4, 3, 1, 2, 5]
MATRIX = [
    [1, 1, 0, 1, 1],
    [1, 1, 0, 0, 1],
    [1, 1, 0, 0, 1],
    [1, 0, 0, 0, 1],
    [0, 0, 1, 1, 0],
    [0, 0, 0, 0, 1],
]
NOW, TARGET = [2, 1, 3, 1, 0, 2, 2, 1, 3, 2], [3] * 10
"""Ratings of C1 to C10 (lab of module cp1)."""


@pytest.mark.parametrize(
    ("result", "printed"),
    [
        (qualified_counts(MATRIX), QUALIFIED),
        (skill_coverage(QUALIFIED, 6), 0.5),  # F69, also module lm1 lesson 3
        (minimum_cover(QUALIFIED), 1),
        (weakest_stations(QUALIFIED), [3]),  # lab of module lm1
        (minimum_cover([4, 3, 2, 2, 5]), 2),  # one more person trained at station 3
        (weakest_stations([4, 3, 2, 2, 5]), [3, 4]),
        (ranked_gaps(NOW, TARGET)[:4], [5, 2, 4, 8]),  # lab of module cp1
        (sorted(skill_gaps(NOW, TARGET), reverse=True)[:5], [3, 2, 2, 2, 1]),
        (largest_gaps(NOW, TARGET), LargestGaps(sure=(5,), tied=(2, 4, 8), open_places=2)),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed):
    assert result == printed


def test_all_skills_are_ranked_and_equal_gaps_keep_their_order():
    assert ranked_gaps(NOW, TARGET) == [5, 2, 4, 8, 1, 6, 7, 10, 3, 9]
    assert skill_gaps([4, 0], [3, 4]) == [-1, 4]  # beyond the target, and as far as can be


@pytest.mark.parametrize(
    ("chosen", "right"),
    [
        ([5, 2, 4], True),
        ([8, 5, 2], True),
        ([4, 8, 5], True),
        ([2, 4, 8], False),  # the largest of all is missing
        ([5, 2, 1], False),
        ([5, 2], False),
        ([5, 2, 4, 8], False),
        ([5, 5, 2], False),
        ([], False),
    ],
)
def test_any_of_the_gaps_that_tie_makes_a_right_choice(chosen, right):
    assert largest_gaps(NOW, TARGET).accept(chosen) is right


_ratings = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=7)


@given(_ratings, st.data())
def test_the_right_choices_are_just_those_with_the_largest_sum_of_gaps(ratings, data):
    now, target = [list(side) for side in zip(*ratings, strict=True)]
    count = data.draw(st.integers(1, len(now)))
    gaps = skill_gaps(now, target)
    choices = list(combinations(range(1, len(now) + 1), count))
    sums = [sum(gaps[skill - 1] for skill in chosen) for chosen in choices]
    right = [chosen for chosen, total in zip(choices, sums, strict=True) if total == max(sums)]
    found = largest_gaps(now, target, count)
    assert [chosen for chosen in choices if found.accept(chosen)] == right
    assert found.accept(ranked_gaps(now, target)[:count])


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=1, max_size=9))
def test_coverage_lies_between_the_weakest_station_and_all(matrix):
    qualified = qualified_counts(matrix)
    coverage = skill_coverage(qualified, len(matrix))
    assert minimum_cover(qualified) / len(matrix) <= coverage <= 1
    assert coverage * len(matrix) * 4 == pytest.approx(sum(cell for row in matrix for cell in row))
    assert all(
        qualified[station - 1] == minimum_cover(qualified)
        for station in weakest_stations(qualified)
    )


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: qualified_counts([]), "matrix is empty: a team has at least one person"),
        (lambda: qualified_counts([[]]), "row 1 is empty: there is at least one station"),
        (
            lambda: qualified_counts([[1, 0], [1]]),
            "row 1 has length 2, but row 2 has 1: each person needs a cell",
        ),
        (lambda: qualified_counts([[2]]), "a value in row 1 is 2, .*at most 1: a cell is 0 or 1"),
        (lambda: qualified_counts([[math.nan]]), "a value in row 1 is not an ordinary number"),
        (lambda: skill_coverage([], 6), "qualified is empty"),
        (lambda: skill_coverage([7], 6), "a value in qualified is 7, .*at most 6"),
        (lambda: skill_coverage([1.5], 6), "a value in qualified is 1.5"),
        (
            lambda: skill_coverage([1], 0),
            "people is 0, but it must be at least 1: it counts a team",
        ),
        (lambda: skill_coverage([1], 2.5), "people is 2.5"),
        (lambda: skill_coverage([1], math.inf), "people is not an ordinary number"),
        (lambda: minimum_cover([]), "qualified is empty"),
        (lambda: minimum_cover([-1]), "a value in qualified is -1, .*at least 0"),
        (lambda: weakest_stations([10**400]), "a value in qualified is not an ordinary number"),
        (lambda: skill_gaps([], []), "now is empty: there is no skill to rate"),
        (lambda: skill_gaps([1, 2], [3]), "now has length 2, but target has 1: each skill"),
        (lambda: skill_gaps([5], [3]), "a value in now is 5, .*at most 4: ratings go from 0 to 4"),
        (lambda: skill_gaps([1], [2.5]), "a value in target is 2.5, .*whole number"),
        (lambda: ranked_gaps([1], [math.nan]), "a value in target is not an ordinary number"),
        (lambda: largest_gaps([1], [3]), "count is 3, but it must be at most 1: it counts gaps"),
        (lambda: largest_gaps([1], [3], 0), "count is 0, but it must be at least 1"),
        (lambda: largest_gaps([1, 1], [3, 3], 1.5), "count is 1.5"),
    ],
)
def test_what_makes_no_skills_matrix_or_rating_is_refused_in_words(call, says):
    with pytest.raises(ValueError, match=says):
        call()
