"""Lab 04: nine tasks go to four stations within takt, in the order of the work."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.labs.shipped import HOSTILE, Inputs, met, passes, shipped_lab, worked

LAB = shipped_lab("line-balance")
TASKS = "ABCDEFGHI"


def board(*stations: str) -> Inputs:
    """Return a board from the tasks of each station: "ABC", "DE" …"""
    return {"board": {task: f"s{no}" for no, held in enumerate(stations, 1) for task in held}}


BEST, OTHER = board("ABC", "DE", "FH", "GI"), board("ABC", "FH", "DE", "GI")
BY_RULE = board("ABC", "DE", "FG", "H", "I")


def test_the_printed_answer_comes_to_the_printed_numbers_and_passes() -> None:
    values = worked(LAB, BEST).values
    assert values["times"] == [60, 59, 57, 56]
    assert (values["content"], values["least"], values["stations"]) == (232, 4, 4)
    assert values["exact"] == pytest.approx(3.87, abs=0.005)
    assert values["efficiency"] == pytest.approx(0.967, abs=0.0005)
    assert passes(LAB, BEST)


def test_the_longest_task_first_needs_a_station_more_and_is_told_so() -> None:
    done = worked(LAB, BY_RULE)
    assert (done.values["stations"], done.values["by_rule"]) == (5, 5)
    assert done.values["efficiency"] == pytest.approx(0.773, abs=0.0005)
    assert done.notes == (
        "The line can run so, with 5 stations. Its work would fit into 4. "
        "Which two stations have the most free seconds?",
    )
    assert met(LAB, BY_RULE) == [True, True, True, False]


def valid_boards() -> list[Inputs]:
    """Return every way to fill four of the six stations that keeps takt and order."""
    times = dict(zip(TASKS, (11, 36, 13, 31, 28, 17, 35, 40, 21), strict=True))
    after = {"B": "A", "C": "A", "D": "B", "E": "C", "F": "C", "G": "DE", "H": "F", "I": "GH"}
    found = []
    for places in product(range(4), repeat=9):
        at = dict(zip(TASKS, places, strict=True))
        if all(at[one] <= at[task] for task in TASKS for one in after.get(task, "")):
            loads = [sum(times[task] for task in TASKS if at[task] == no) for no in range(4)]
            if min(loads) > 0 and max(loads) <= 60:
                found.append(at)
    return [{"board": {task: f"s{no + 1}" for task, no in at.items()}} for at in found]


def test_every_valid_answer_passes_and_there_are_two() -> None:
    found = valid_boards()
    assert found == [BEST, OTHER]
    assert all(passes(LAB, one) for one in found)


def test_four_stations_pass_with_an_empty_one_between_them() -> None:
    assert passes(LAB, board("ABC", "", "DE", "FH", "", "GI"))


@pytest.mark.parametrize(
    ("stations", "note"),
    [
        ((), "Nothing is placed yet. Begin with a task that waits for no other."),
        (("AB",), "Not placed yet: C, D, E, F, G, H, I."),
        (
            ("ABCD",),
            "Station 1 needs 91 s (A, B, C, D), but the takt is 60 s. Take 31 s or more out of it.",
        ),
        (
            ("B", "A"),
            "B waits for A, but A is done later: B is in station 1, A in station 2. "
            "Which of the two can move?",
        ),
    ],
)
def test_each_fault_is_named_where_it_is(stations: tuple[str, ...], note: str) -> None:
    assert note in worked(LAB, board(*stations)).notes
    assert not passes(LAB, board(*stations))


def test_all_tasks_in_one_station_are_no_line() -> None:
    done = worked(LAB, board(TASKS))
    assert done.is_computed
    assert done.values["efficiency"] == 1  # one person, who needs 232 s a panel
    assert met(LAB, board(TASKS)) == [True, True, False, True]


def test_the_wrong_conclusion_does_not_pass() -> None:
    assert LAB.so_what is not None
    assert [one.is_right for one in LAB.so_what.options] == [True, False, False, False]


@given(st.dictionaries(st.sampled_from(TASKS), st.sampled_from((*HOSTILE, "s0", "s1", "s4", "s7"))))
def test_whatever_is_posted_gives_results(places: dict[str, str]) -> None:
    done = worked(LAB, {"board": places})
    assert done.is_computed
    assert done.notes
