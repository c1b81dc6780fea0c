from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.project_network import Path, network_paths, project_plan
from courseware.formulas.project_times import (
    chance_to_finish,
    expected_time,
    path_time,
    time_variance,
)

MILWAUKEE = {  # F61
    "A": (1, 2, 3), "B": (2, 3, 4), "C": (1, 2, 3), "D": (2, 4, 6), "E": (1, 4, 7), "F": (1, 2, 9),
    "G": (3, 4, 11), "H": (1, 2, 3),
}  # fmt: skip
MILWAUKEE_WAITS = {"C": "A", "D": "AB", "E": "C", "F": "C", "G": "DE", "H": "FG"}
LAB_24 = {
    "A": (2, 4, 6), "B": (1, 2, 3), "C": (3, 5, 13), "D": (2, 3, 4), "E": (4, 6, 8), "F": (1, 2, 9),
    "G": (2, 2, 2),
}  # fmt: skip
LAB_24_WAITS = {"C": "A", "D": "AB", "E": "C", "F": "D", "G": "EF"}


def network(estimates, waits):
    times = {name: expected_time(*three) for name, three in estimates.items()}
    return times, {name: list(befores) for name, befores in waits.items()}


def critical_variance(estimates, waits):
    critical = project_plan(*network(estimates, waits)).critical
    return path_time([time_variance(*estimates[name]) for name in critical])


def test_the_printed_network_of_the_sheet_holds():
    plan = project_plan(*network(MILWAUKEE, MILWAUKEE_WAITS))
    variance = critical_variance(MILWAUKEE, MILWAUKEE_WAITS)
    assert plan.critical == ("A", "C", "E", "G", "H")
    assert plan.length == pytest.approx(15, rel=1e-12)
    assert round(variance, 2) == 3.11
    assert round(chance_to_finish(16, plan.length, variance), 3) == 0.715
    assert [
        ("".join(path.activities), round(path.length, 9))
        for path in network_paths(*network(MILWAUKEE, MILWAUKEE_WAITS))
    ] == [("ACEGH", 15), ("BDGH", 14), ("ADGH", 13), ("ACFH", 9)]


def test_the_printed_network_of_lab_24_holds():
    times, waits = network(LAB_24, LAB_24_WAITS)
    plan, variance = project_plan(times, waits), critical_variance(LAB_24, LAB_24_WAITS)
    assert list(times.values()) == [4, 2, 6, 3, 6, 3, 2]
    assert plan.critical == ("A", "C", "E", "G")
    assert plan.length == 18
    assert {name: one.slack for name, one in plan.activities.items() if one.slack} == {
        "B": 8, "D": 6, "F": 6,
    }  # fmt: skip
    assert round(variance, 3) == 3.667
    assert round(chance_to_finish(20, plan.length, variance), 3) == 0.852
    assert plan.activities["D"].early_start == 4
    assert plan.activities["D"].late_finish == 13


def test_two_paths_of_one_length_are_both_critical():
    times, waits = {"A": 0.3, "B": 0.1, "C": 0.2, "D": 1}, {"C": ["B"], "D": ["A", "C"]}
    plan = project_plan(times, waits)  # 0.1 + 0.2 is a hair more than 0.3
    assert set(plan.critical) == {"A", "B", "C", "D"}
    assert [path.activities for path in network_paths(times, waits)] == [
        ("A", "D"),
        ("B", "C", "D"),
    ]


def test_float_dust_does_not_order_two_paths_of_one_length():
    found = network_paths({"A": 0.3, "B": 0.1, "C": 0.2}, {"C": ["B"]})
    assert [path.activities for path in found] == [("A",), ("B", "C")]
    assert found[1].length > found[0].length  # by dust


def test_activities_that_wait_for_nobody_run_side_by_side():
    plan = project_plan({"A": 3, "B": 5}, {})
    assert plan.length == 5
    assert plan.critical == ("B",)
    assert plan.activities["A"].slack == 2
    assert network_paths({"A": 3, "B": 5}, {}) == [Path(("B",), 5), Path(("A",), 3)]


def test_a_long_chain_is_no_trouble():
    names = [f"a{number}" for number in range(3000)]
    waits = {after: [before] for before, after in pairwise(names)}
    times = dict.fromkeys(reversed(names), 1)
    assert project_plan(times, waits).length == 3000
    assert network_paths(times, waits) == [Path(tuple(names), 3000)]


@st.composite
def networks(draw):
    count = draw(st.integers(1, 7))
    times = {str(one): draw(st.integers(0, 9)) for one in range(count)}
    waits = {
        str(after): draw(st.lists(st.sampled_from([str(one) for one in range(after)]), max_size=3))
        for after in range(1, count)
    }
    return dict(draw(st.permutations(list(times.items())))), waits


@given(networks())
def test_the_length_is_that_of_the_longest_path_and_slack_what_its_paths_leave(drawn):
    times, waits = drawn
    plan, paths = project_plan(times, waits), network_paths(times, waits)
    assert plan.length == paths[0].length
    assert [path.length for path in paths] == sorted((path.length for path in paths), reverse=True)
    for name, one in plan.activities.items():
        longest = max(path.length for path in paths if name in path.activities)
        assert one.slack == plan.length - longest
        assert one.late_start - one.early_start == one.slack
        assert one.early_finish - one.early_start == times[name]
        assert all(
            plan.activities[before].early_finish <= one.early_start
            for before in waits.get(name, [])
        )
        assert (name in plan.critical) == (one.slack == 0)
    for path in paths:
        assert all(before in waits[after] for before, after in pairwise(path.activities))
    assert len({path.activities for path in paths}) == len(paths)


@given(st.lists(st.floats(0, 1e6), min_size=3, max_size=3))
def test_the_expected_time_lies_between_the_estimates(three):
    low, likely, high = sorted(three)
    dust = 1e-9 * (1 + high)
    assert low - dust <= expected_time(low, likely, high) <= high + dust
    assert time_variance(low, likely, high) >= 0


def test_nothing_left_to_chance_is_certain():
    assert chance_to_finish(5, 5, 0) == 1
    assert chance_to_finish(4, 5, 0) == 0
    assert chance_to_finish(5, 5, 2) == 0.5
    assert chance_to_finish(6, 5, 1) + chance_to_finish(4, 5, 1) == pytest.approx(1)


DIAMONDS = {f"{side}{row}": 1 for row in range(11) for side in "abc"}
DIAMONDS_WAITS = {
    f"{side}{row}": [f"a{row - 1}", f"b{row - 1}"] for row in range(1, 11) for side in "ab"
}


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: expected_time(-1, 2, 3), "optimistic is -1"),
        (lambda: expected_time(3, 2, 4), "The estimates are 3, 2, 4, but optimistic is at most"),
        (lambda: time_variance(1, 5, 4), "likely at most pessimistic"),
        (lambda: time_variance(0, 0, 1e299), "The result is not an ordinary number"),
        (lambda: path_time([]), "times is empty"),
        (lambda: path_time([1, -1]), "a value in times is -1"),
        (lambda: chance_to_finish(-1, 5, 1), "due is -1"),
        (lambda: chance_to_finish(1, -5, 1), "expected is -5"),
        (lambda: chance_to_finish(1, 5, -1), "variance is -1"),
        (lambda: project_plan({}, {}), "times is empty: a project has"),
        (lambda: project_plan({"A": -1}, {}), "the time of A is -1"),
        (lambda: project_plan({"A": float("nan")}, {}), "the time of A is not an ordinary number"),
        (lambda: project_plan({"A": 1}, {"A": ["X"]}), "X is named among the predecessors, but"),
        (lambda: project_plan({"A": 1}, {"X": ["A"]}), "X is named among the predecessors, but"),
        (lambda: project_plan({"A": 1}, {"A": ["A"]}), "wait for each other: A waits for A"),
        (
            lambda: network_paths(
                {"S": 1, "A": 1, "B": 1, "C": 1},
                {"A": ["S", "C"], "B": ["A"], "C": ["B"]},
            ),
            "wait for each other: A waits for C waits for B waits for A",
        ),
        (
            lambda: project_plan({"A": 9e299, "B": 9e299}, {"B": ["A"]}),
            "The result is not an ordinary",
        ),
        (
            lambda: network_paths({"A": 9e299, "B": 9e299}, {"B": ["A"]}),
            "The result is not an ordinary",
        ),
        (lambda: network_paths(DIAMONDS, DIAMONDS_WAITS), "more than 1,000 paths"),
    ],
)
def test_what_makes_no_plan_is_refused_in_words(call, says):
    with pytest.raises(ValueError, match=says):
        call()
