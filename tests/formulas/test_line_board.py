from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import islice, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.balance import line_efficiency, minimum_stations
from courseware.formulas.line_board import (
    BoardCheck,
    Fault,
    FaultKind,
    Task,
    check_board,
    longest_task_first,
)

TAKT = 60
BOARD = [
    Task("A", 11), Task("B", 36, ("A",)), Task("C", 13, ("A",)), Task("D", 31, ("B",)),
    Task("E", 28, ("C",)), Task("F", 17, ("C",)), Task("G", 35, ("D", "E")), Task("H", 40, ("F",)),
    Task("I", 21, ("G", "H")),
]  # fmt: skip
"""The nine tasks of the lab of module mp3 (s)."""
PRINTED = {"A": 1, "C": 1, "B": 1, "D": 2, "E": 2, "F": 3, "H": 3, "G": 4, "I": 4}


def _lines(tasks: list[Task], most: int, cycle_time: float) -> Iterator[dict[str, int]]:
    """Yield every assignment of all tasks to `most` stations; the tasks stand after their predecessors."""

    def place(at: dict[str, int]) -> Iterator[dict[str, int]]:
        if len(at) == len(tasks):
            yield dict(at)
            return
        task = tasks[len(at)]
        for station in range(max((at[one] for one in task.predecessors), default=1), most + 1):
            held = sum(one.time for one in tasks if at.get(one.name) == station)
            if held + task.time <= cycle_time:
                yield from place({**at, task.name: station})

    return place({})


def test_the_printed_line_of_four_stations_holds():
    check = check_board(BOARD, PRINTED, TAKT)
    assert check == BoardCheck({1: 60, 2: 59, 3: 57, 4: 56}, ())
    assert check.holds


def test_four_stations_are_the_optimum_by_enumeration():
    assert not list(_lines(BOARD, 3, TAKT))
    four = list(_lines(BOARD, 4, TAKT))
    assert PRINTED in four
    assert all(check_board(BOARD, line, TAKT).holds for line in four)
    times = [task.time for task in BOARD]
    assert round(100 * line_efficiency(times, 4, TAKT), 1) == 96.7


@pytest.mark.parametrize("most", [3, 4, 5])
def test_the_check_and_the_enumeration_agree_on_which_lines_hold(most):
    holding = {tuple(line.values()) for line in _lines(BOARD, most, TAKT)}
    ways = product(range(1, most + 1), repeat=len(BOARD))
    for at in {*islice(ways, 0, None, 1009), *sorted(holding)[:300]}:
        line = dict(zip("ABCDEFGHI", at, strict=True))
        assert check_board(BOARD, line, TAKT).holds == (at in holding)


def test_the_rule_of_the_longest_task_needs_five_stations():
    placed = longest_task_first(BOARD, TAKT)
    check = check_board(BOARD, placed, TAKT)
    assert check == BoardCheck({1: 60, 2: 59, 3: 52, 4: 40, 5: 21}, ())
    times = [task.time for task in BOARD]
    assert round(100 * line_efficiency(times, len(check.station_times), TAKT), 1) == 77.3


FAULTS = [
    ({"I": None}, Fault(FaultKind.NOT_PLACED, ("I",))),
    ({"Z": 2}, Fault(FaultKind.UNKNOWN_TASK, ("Z",), 2)),
    ({"G": 3}, Fault(FaultKind.OVER_CYCLE_TIME, ("F", "G", "H"), 3)),
    ({"I": 5, "G": 6}, Fault(FaultKind.PREDECESSOR_LATER, ("G", "I"), 6)),
]


@pytest.mark.parametrize(("moved", "fault"), FAULTS, ids=[fault.kind for _, fault in FAULTS])
def test_each_fault_of_an_assignment_is_named_alone(moved, fault):
    placed = {task: at for task, at in (PRINTED | moved).items() if at is not None}
    assert check_board(BOARD, placed, TAKT).faults == (fault,)


def test_all_faults_are_named_at_once_and_an_unknown_task_takes_no_time():
    tasks = [
        Task("a", 5), Task("b", 5, ("c",)), Task("c", 5, ("b",)), Task("d", 5, ("d",)), Task("e", 5, ("a",)),
    ]  # fmt: skip
    check = check_board(tasks, {"a": 4, "b": 2, "c": 2, "e": 2, "x": 3}, 10)
    assert check.station_times == {2: 15, 4: 5}
    assert [(fault.kind, set(fault.tasks), fault.station) for fault in check.faults] == [
        ("circle", {"b", "c"}, None),
        ("circle", {"d"}, None),
        ("unknown-task", {"x"}, 3),
        ("not-placed", {"d"}, None),
        ("over-cycle-time", {"b", "c", "e"}, 2),
        ("predecessor-later", {"a", "e"}, 4),
    ]
    assert not check.holds


def test_the_tasks_of_a_circle_are_named_in_the_order_in_which_they_wait():
    tasks = [Task("a", 1, ("c",)), Task("b", 1, ("a",)), Task("c", 1, ("b",)), Task("d", 1, ("c",))]
    (fault,) = check_board(tasks, {"a": 1, "b": 1, "c": 1, "d": 1}, 10).faults
    assert "".join(fault.tasks) in {"abc", "bca", "cab"}


def test_dust_does_not_fill_a_station():
    tasks = [Task("a", 0.1), Task("b", 0.2)]
    assert check_board(tasks, {"a": 1, "b": 1}, 0.3).holds
    assert longest_task_first(tasks, 0.3) == {"b": 1, "a": 1}


def test_of_equal_tasks_the_one_named_first_comes_first():
    placed = longest_task_first([Task("b", 6), Task("a", 6), Task("c", 4, ("a",))], 10)
    assert placed == {"b": 1, "a": 2, "c": 2}


@st.composite
def _plans(draw: st.DrawFn) -> list[Task]:
    times = draw(st.lists(st.integers(1, 20), min_size=1, max_size=12))
    return [
        Task(
            f"t{no}",
            time,
            tuple(sorted(draw(st.sets(st.sampled_from([f"t{one}" for one in range(no)])))))
            if no
            else (),
        )
        for no, time in enumerate(times)
    ]


@given(_plans(), st.integers(20, 60), st.randoms(use_true_random=False))
def test_the_rule_always_gives_a_line_that_holds(tasks, cycle_time, order):
    order.shuffle(tasks)
    check = check_board(tasks, longest_task_first(tasks, cycle_time), cycle_time)
    assert check.holds
    assert list(check.station_times) == list(range(1, len(check.station_times) + 1))
    work = math.fsum(task.time for task in tasks)
    assert math.fsum(check.station_times.values()) == work
    assert len(check.station_times) >= minimum_stations([task.time for task in tasks], cycle_time)


@given(_plans())
def test_a_plan_whose_last_task_comes_before_the_first_goes_round_in_a_circle(tasks):
    chain = [
        Task(one.name, one.time, (before.name,))
        for before, one in zip([tasks[-1], *tasks], tasks, strict=False)
    ]
    with pytest.raises(ValueError, match="wait for each other"):
        longest_task_first(chain, 100)
    (fault,) = check_board(chain, dict.fromkeys((one.name for one in tasks), 1), 1000).faults
    assert fault.kind == FaultKind.CIRCLE
    assert set(fault.tasks) == {one.name for one in tasks}


@pytest.mark.parametrize(
    ("tasks", "cycle_time", "why"),
    [
        ([], 60, "tasks is empty: a line has work to do"),
        ([Task("A", 1), Task("A", 2)], 60, "Two tasks have the same name"),
        ([Task("A", 0)], 60, "the time of task A is 0, .*work takes time"),
        ([Task("A", math.nan)], 60, "the time of task A is not an ordinary number"),
        ([Task("A", 1e308)], 60, "the time of task A is not an ordinary number"),
        ([Task("A", 1, ("Q",))], 60, "Task A comes after Q, but no task has this name"),
        ([Task("A", 1)], 0, "cycle_time is 0"),
        ([Task("A", 1)], math.inf, "cycle_time is not an ordinary number"),
    ],
)
def test_tasks_that_make_no_plan_are_refused_in_words(tasks, cycle_time, why):
    with pytest.raises(ValueError, match=why):
        longest_task_first(tasks, cycle_time)
    with pytest.raises(ValueError, match=why):
        check_board(tasks, {}, cycle_time)


@pytest.mark.parametrize("station", [0, -1, 1.5, 1001, math.nan, 10**400])
def test_a_station_has_a_whole_number(station):
    with pytest.raises(ValueError, match="the station of A is "):
        check_board(BOARD, PRINTED | {"A": station}, TAKT)


def test_the_rule_refuses_what_no_line_can_do():
    with pytest.raises(ValueError, match="Task H takes 40, but the cycle time is 39"):
        longest_task_first(BOARD, 39)
    with pytest.raises(ValueError, match="These tasks wait for each other: A"):
        longest_task_first([Task("A", 1, ("A",))], 39)
