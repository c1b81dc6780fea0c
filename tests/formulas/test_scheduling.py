from __future__ import annotations

import math
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.scheduling import (
    average_jobs,
    completion_times,
    critical_ratio_order,
    critical_ratios,
    earliest_due_order,
    first_come_order,
    in_order,
    max_tardiness,
    mean_flow_time,
    mean_tardiness,
    sequence_utilization,
    shortest_time_order,
    tardiness,
)

BOOK = [6, 2, 8, 3, 9], [8, 6, 18, 15, 23]
"""Times and due dates of jobs A to E (F16)."""
BOARD = [4, 7, 2, 5, 3], [10, 9, 6, 21, 12]
"""Times and due dates of jobs P to T (lab of module mp4)."""


def _arranged(jobs, order):
    times, dues = jobs
    return in_order(times, order), in_order(dues, order)


def _letters(order, first):
    return "".join(chr(ord(first) + job - 1) for job in order)


@pytest.mark.parametrize(
    ("order", "letters", "shown"),
    [
        (first_come_order([0, 0, 0, 0, 0]), "ABCDE", [15.4, 0.364, 2.75, 2.2]),
        (shortest_time_order(BOOK[0]), "BDACE", [13.0, 0.431, 2.32, 1.8]),
        (earliest_due_order(BOOK[1]), "BADCE", [13.6, 0.412, 2.43, 1.2]),
    ],
)
def test_the_keys_of_the_book_hold(order, letters, shown):  # F16
    times, dues = _arranged(BOOK, order)
    assert _letters(order, "A") == letters
    flow, late = mean_flow_time(times), mean_tardiness(times, dues)
    assert [flow, late] == pytest.approx([shown[0], shown[3]], rel=1e-12)
    assert [round(sequence_utilization(times), 3), round(average_jobs(times), 2)] == shown[1:3]


@pytest.mark.parametrize(
    ("order", "letters", "flow", "late", "latest"),
    [
        (first_come_order([1, 2, 3, 4, 5]), "PQRST", 13.4, 3.6, 9),
        (shortest_time_order(BOARD[0]), "RTPSQ", 10.2, 2.4, 12),
        (earliest_due_order(BOARD[1]), "RQPTS", 12.2, 1.4, 4),
    ],
)
def test_the_keys_of_the_dispatch_board_hold(order, letters, flow, late, latest):  # lab of mp4
    times, dues = _arranged(BOARD, order)
    assert _letters(order, "P") == letters
    assert mean_flow_time(times) == pytest.approx(flow, rel=1e-12)
    assert mean_tardiness(times, dues) == pytest.approx(late, rel=1e-12)
    assert max_tardiness(times, dues) == latest


def test_no_order_of_the_dispatch_board_does_better_than_its_printed_best():  # lab of mp4
    boards = [_arranged(BOARD, order) for order in permutations(range(1, 6))]
    assert min(mean_flow_time(times) for times, _ in boards) == pytest.approx(10.2, rel=1e-12)
    assert min(max_tardiness(*board) for board in boards) == 4
    assert min(mean_tardiness(*board) for board in boards) == pytest.approx(1.2, rel=1e-12)


def test_the_smallest_critical_ratio_goes_first():
    assert [round(one, 2) for one in critical_ratios(*BOOK)] == [1.33, 3, 2.25, 5, 2.56]
    assert _letters(critical_ratio_order(*BOOK), "A") == "ACEBD"
    assert critical_ratios([2, 4], [10, 10], now=8) == [1, 0.5]
    assert critical_ratios([2], [10], now=12) == [-1]  # late already


def test_jobs_that_tie_keep_their_order_in_the_list():
    assert first_come_order([2, 1, 2, 1]) == [2, 4, 1, 3]
    assert shortest_time_order([5, 3, 5, 3]) == [2, 4, 1, 3]
    assert earliest_due_order([9, 9, 7, 9]) == [3, 1, 2, 4]
    assert critical_ratio_order([2, 1, 4], [4, 2, 4]) == [3, 1, 2]


def test_each_job_is_done_when_all_before_it_and_it_are():
    assert completion_times(BOOK[0]) == [6, 8, 16, 19, 28]
    assert tardiness(*BOOK) == [0, 2, 0, 4, 5]


def test_float_dust_makes_no_job_late():
    assert tardiness([0.1, 0.2], [0.1, 0.3]) == [0, 0]
    assert tardiness([0.1, 0.201], [0.1, 0.3])[1] == pytest.approx(0.001)


_boards = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 30)), min_size=1, max_size=5).map(
    lambda jobs: tuple(list(side) for side in zip(*jobs, strict=True))
)


@given(_boards)
def test_no_order_has_a_shorter_mean_flow_time_than_the_shortest_first(board):
    best = mean_flow_time(_arranged(board, shortest_time_order(board[0]))[0])
    everyone = permutations(range(1, len(board[0]) + 1))
    assert best == min(mean_flow_time(_arranged(board, order)[0]) for order in everyone)


@given(_boards)
def test_no_order_has_a_smaller_maximum_tardiness_than_the_earliest_due_first(board):
    best = max_tardiness(*_arranged(board, earliest_due_order(board[1])))
    everyone = permutations(range(1, len(board[0]) + 1))
    assert best == min(max_tardiness(*_arranged(board, order)) for order in everyone)


@given(st.lists(st.floats(1e-3, 1e6), min_size=1, max_size=20))
def test_work_waiting_and_jobs_in_the_shop_hang_together(times):
    assert sequence_utilization(times) * average_jobs(times) == pytest.approx(1)
    assert 1 / len(times) <= sequence_utilization(times) * (1 + 1e-9)
    # Little's law: jobs in the shop = jobs done in a unit of time x mean flow time.
    rate = len(times) / math.fsum(times)
    assert average_jobs(times) == pytest.approx(rate * mean_flow_time(times))


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: first_come_order([]), "arrivals is empty: there is no job"),
        (lambda: first_come_order([1, math.nan]), "a value in arrivals is not an ordinary"),
        (lambda: shortest_time_order([3, 0]), "a value in times is 0, .*: a job takes some time"),
        (lambda: earliest_due_order([]), "dues is empty"),
        (lambda: earliest_due_order([1e308]), "a value in dues is not an ordinary"),
        (lambda: critical_ratios([1, 2], [3]), "times has length 2, but dues has 1: each job"),
        (lambda: critical_ratios([1e-300], [1e299]), "The result is not an ordinary number"),
        (lambda: critical_ratio_order([1], [1], math.inf), "now is not an ordinary number"),
        (lambda: in_order([], []), "values is empty"),
        (lambda: in_order([math.nan], [1]), "a value in values is not"),
        (lambda: in_order([5, 6, 7], [1, 2, 2]), "order names a job twice"),
        (
            lambda: in_order([5, 6, 7], [0, 1, 2]),
            "a value in order is 0, .*at least 1: it numbers the jobs",
        ),
        (
            lambda: in_order([5, 6], [1]),
            "values has length 2, but order has 1: each job has its place",
        ),
        (lambda: in_order([5, 6], [1.5, math.nan]), "a value in order is 1.5, .*whole number"),
        (lambda: completion_times([]), "times is empty"),
        (lambda: completion_times([2, -1]), "a value in times is -1"),
        (lambda: mean_flow_time([math.inf]), "a value in times is not an ordinary"),
        (lambda: sequence_utilization([]), "times is empty"),
        (lambda: average_jobs([0]), "a value in times is 0"),
        (lambda: tardiness([1], [1, 2]), "times has length 1, but dues has 2"),
        (lambda: mean_tardiness([], []), "times is empty"),
        (lambda: max_tardiness([1], []), "dues is empty"),
    ],
)
def test_what_makes_no_sequence_is_refused_in_words(call, says):
    with pytest.raises(ValueError, match=says):
        call()
