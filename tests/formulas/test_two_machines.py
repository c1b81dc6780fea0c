from __future__ import annotations

import math
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.scheduling import in_order
from courseware.formulas.two_machines import (
    johnson_order,
    makespan,
    second_machine_ends,
    shortest_makespan,
)

BOOK = [5, 3, 8, 10, 7], [2, 6, 4, 7, 12]
"""Jobs A to E (F17)."""
BOARD = [6, 11, 7, 9, 5], [8, 6, 3, 7, 10]
"""Jobs J1 to J5 (lab of module mp4)."""


@pytest.mark.parametrize(
    ("result", "printed"),
    [
        (johnson_order(*BOOK), [2, 5, 4, 3, 1]),  # F17: B E D C A
        (shortest_makespan(*BOOK), 35),
        (johnson_order(*BOARD), [5, 1, 4, 2, 3]),  # lab of module mp4
        (shortest_makespan(*BOARD), 41),
        (makespan(*BOARD), 50),  # in the order listed
        (second_machine_ends([3, 7, 10, 8, 5], [6, 12, 7, 4, 2]), [9, 22, 29, 33, 35]),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed):
    assert result == printed


@pytest.mark.parametrize("jobs", [BOOK, BOARD])
def test_no_order_of_the_printed_jobs_is_done_earlier(jobs):
    assert shortest_makespan(*jobs) == _least(*jobs)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=5))
def test_no_order_of_any_jobs_is_done_earlier_than_johnsons(jobs):
    first, second = [list(side) for side in zip(*jobs, strict=True)]
    assert shortest_makespan(first, second) == _least(first, second)


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=20))
def test_every_job_is_served_once_and_the_second_machine_never_works_on_two(jobs):
    first, second = [list(side) for side in zip(*jobs, strict=True)]
    assert sorted(johnson_order(first, second)) == list(range(1, len(jobs) + 1))
    ends = second_machine_ends(first, second)
    for place, end in enumerate(ends):
        assert end - second[place] >= math.fsum(first[: place + 1])
        assert end - second[place] >= (ends[place - 1] if place else 0)


def test_jobs_that_tie_keep_their_order_in_the_list():
    assert johnson_order([2, 2, 2], [5, 4, 2]) == [1, 2, 3]
    assert johnson_order([5, 4, 6], [2, 2, 2]) == [1, 2, 3]
    assert johnson_order([9, 3], [4, 3]) == [2, 1]  # as short on both: early


def _least(first, second):
    return min(
        makespan(in_order(first, order), in_order(second, order))
        for order in permutations(range(1, len(first) + 1))
    )


@pytest.mark.parametrize("formula", [johnson_order, second_machine_ends, makespan])
@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ([], [], "first is empty: there is no job"),
        ([1, 2], [1], "first has length 2, but second has 1: each job passes both"),
        ([1, -2], [1, 1], "a value in first is -2, but it cannot be below 0"),
        ([1, 2], [1, math.nan], "a value in (first|second) is not an ordinary number"),
        ([1e308], [1], "a value in (first|second) is not an ordinary number"),
        ([10**400], [1], "a value in (first|second) is not an ordinary number"),
    ],
)
def test_what_makes_no_jobs_is_refused_in_words(formula, first, second, says):
    with pytest.raises(ValueError, match=says):
        formula(first, second)
