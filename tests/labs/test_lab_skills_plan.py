"""Lab 01: the ranked gaps, the choice of three, and a plan of dated actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.labs.checking import findings, is_passed
from courseware.labs.inputs.kind import Raw
from courseware.labs.working import Work, start, work
from tests.labs.shipped import shipped_labs

NOW = (2, 1, 3, 1, 0, 2, 2, 1, 3, 2)
ACTIONS = tuple((f"Do thing {no}", f"2027-0{no}-15", "") for no in range(1, 6))
Action = tuple[str, str, str]


def ratings(now: Sequence[object], target: Sequence[object]) -> Raw:
    both = (("now", now), ("target", target))
    return {f"C{no}.{name}": (str(one),) for name, all_ in both for no, one in enumerate(all_, 1)}


def plan(actions: Sequence[Action]) -> Raw:
    columns = ("what", "by", "skill")
    return {
        f"{no}.{column}": (text,)
        for no, row in enumerate(actions, 1)
        for column, text in zip(columns, row, strict=True)
    }


def done(
    now: Sequence[object] = NOW,
    target: Sequence[object] = (3,) * 10,
    focus: Sequence[int] = (5, 2, 4),
    actions: Sequence[Action] = ACTIONS,
) -> Work:
    raws: Mapping[str, Raw] = {
        "skills": ratings(now, target),
        "focus": {"": tuple(f"C{no}" for no in focus)},
        "plan": plan(actions),
    }
    return work(shipped_labs()["skills-plan"], 0, raws)


def top(found: Work) -> list[int]:
    """Return the skills from the widest gap down."""
    ranked = found.values["ranked"]
    assert isinstance(ranked, list)
    return [one for one in ranked if isinstance(one, int)]


def passes(found: Work) -> bool:
    return is_passed(shipped_labs()["skills-plan"], found, "")


def test_the_printed_ratings_rank_c5_first_then_c2_c4_and_c8() -> None:
    found = done()
    assert top(found)[:4] == [5, 2, 4, 8]
    assert found.values["gaps"] == [1, 2, 0, 2, 3, 1, 1, 2, 0, 1]
    assert found.tables["ranking"][0] == ("Quality and statistical thinking", "3", "0", "3")
    assert [row[1] for row in found.tables["ranking"][:5]] == ["3", "2", "2", "2", "1"]


def test_a_single_gap_is_one_to_choose_and_none_is_told_as_well_done() -> None:
    assert done(now=(3,) * 9 + (2,), focus=(10,)).notes[0].startswith("Gaps above 0: 1.")
    assert "no gap is above 0" in done(now=(3,) * 10, focus=()).notes[0]


def test_of_all_choices_of_three_those_with_c5_and_two_of_the_level_ones_pass() -> None:
    passing = [three for three in combinations(range(1, 11), 3) if passes(done(focus=three))]
    assert passing == [(2, 4, 5), (2, 5, 8), (4, 5, 8)]
    assert not passes(done(focus=(5, 2)))
    assert not passes(done(focus=()))


def test_level_gaps_are_named_and_a_wrong_choice_says_what_was_left_out() -> None:
    found = done(focus=(2, 4, 8))
    assert any("gap of 2" in note and "Choose any 2" in note for note in found.notes)
    (said, _plan) = findings(shipped_labs()["skills-plan"], found)
    assert "Widest gap left out: 3." in said.html


def test_four_chosen_are_asked_again_and_nothing_passes() -> None:
    found = done(focus=(2, 4, 5, 8))
    assert found.faults["focus"]
    assert not passes(found)


@pytest.mark.parametrize(
    ("actions", "count", "code"),
    [
        (ACTIONS, 5, ""),
        (ACTIONS[:4], 4, ""),
        ((*ACTIONS[:4], ("Read", "", "")), 4, "lack the action"),
        ((*ACTIONS[:4], ("...", "2027-06-15", "")), 4, "lack the action"),
        ((*ACTIONS[:4], ("DO THING 1", "2027-01-15", "")), 4, "repeat"),
        ((*ACTIONS[:4], ("Do thing 1", "2027-07-15", "")), 5, ""),
        ((*ACTIONS[:4], ("学习焊接", "2027-07-15", "")), 5, ""),
        ((*ACTIONS, ("Retire", "2206-07-15", "")), 6, "years right"),
        ((), 0, ""),
    ],
)
def test_an_action_counts_with_its_date_once(
    actions: Sequence[Action], count: int, code: str
) -> None:
    found = done(actions=actions)
    assert found.values["dated"] == count
    assert passes(found) == (count >= 5)
    assert not code or any(code in note for note in found.notes)


def test_the_plan_is_shown_by_date_and_names_a_chosen_skill_without_an_action() -> None:
    actions = (("Later", "2027-05-01", "C5"), ("Sooner", "2027-02-01", "C2"))
    found = done(actions=actions)
    assert [row[:2] for row in found.tables["dates"]] == [
        ("Sooner", "2027-02-01"),
        ("Later", "2027-05-01"),
    ]
    assert found.words["first_action"] == ["Sooner"]
    assert any("Lean and problem solving" in n and "smallest step" in n for n in found.notes)


def test_a_date_that_cannot_be_read_is_asked_again() -> None:
    found = done(actions=(*ACTIONS, ("Read", "next week", "")))
    assert found.faults["plan"]
    assert not passes(found)


@pytest.mark.parametrize(
    ("now", "focus", "is_right"),
    [
        ((3,) * 10, (), False),
        ((3,) * 10, (1,), True),
        ((4,) * 10, (1, 2, 3), True),
        ((2, *(3,) * 9), (1,), True),
        ((2, *(3,) * 9), (1, 7), True),
        ((2, *(3,) * 9), (7, 8, 9), False),
        ((2, 0, *(4,) * 8), (1, 2), True),
        ((2, 0, *(4,) * 8), (2,), False),
    ],
)
def test_with_fewer_than_three_gaps_those_are_chosen_and_the_rest_is_free(
    now: Sequence[int], focus: Sequence[int], is_right: bool
) -> None:
    found = done(now=now, focus=focus)
    assert passes(found) == is_right
    assert any("above 0" in note for note in found.notes)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(0, 4), min_size=10, max_size=10),
    st.lists(st.integers(0, 4), min_size=10, max_size=10),
)
def test_whoever_chooses_the_top_of_the_ranked_list_passes(
    now: list[int], target: list[int]
) -> None:
    first = done(now=now, target=target, focus=())
    assert passes(done(now=now, target=target, focus=top(first)[:3]))


def test_an_untouched_lab_asks_once_for_all_that_is_empty() -> None:
    lab = shipped_labs()["skills-plan"]
    found = work(lab, 0, start(lab, {}))
    (fault,) = found.faults["skills"]
    assert fault.reason.sentence() == "Still empty: 20 of 20 fields."
    assert not passes(found)


@pytest.mark.parametrize("typed", ["", "nan", "inf", "1e308", "-1", "5", "2.5", "<b>"])
def test_hostile_ratings_are_faults_or_refused_in_a_sentence(typed: str) -> None:
    found = done(now=(typed, *NOW[1:]))
    assert not passes(found)
    assert found.faults or found.problem
    findings(shipped_labs()["skills-plan"], found)
