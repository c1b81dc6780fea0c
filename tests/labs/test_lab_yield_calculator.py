"""Lab 06: what the yield calculator gives, and which answers pass."""

from __future__ import annotations

from itertools import combinations

import pytest

from courseware.labs.checking import is_passed
from tests.labs.number_labs import assert_it_answers, hostile_works, met, said, worked
from tests.labs.shipped import shipped_lab

LAB = shipped_lab("yield-calculator")
STEPS = ("mill", "drill", "wash", "assemble")
CASES = range(len(LAB.cases))
PRINTED = {"mill": 97, "drill": 94, "wash": 99, "assemble": 96}


def test_the_printed_key_of_the_curriculum() -> None:
    values = worked(LAB, **PRINTED).values
    assert values["dpu"] == pytest.approx(0.0400)
    assert values["dpmo"] == 8000
    assert values["throughput"] == pytest.approx(0.9608, abs=5e-5)
    assert values["z"] == pytest.approx(2.409, abs=5e-4)
    assert values["sigma"] == pytest.approx(3.909, abs=5e-4)
    assert values["rty"] == pytest.approx(0.8666, abs=5e-5)
    assert values["normalized"] == pytest.approx(0.9648, abs=5e-5)
    assert values["starts"] == 1154


@pytest.mark.parametrize("case", CASES)
def test_exactly_one_number_of_defects_is_the_most_that_may_remain(case: int) -> None:
    found = [
        defects
        for defects in range(1, 120)
        if met(LAB, worked(LAB, case, defects=defects))[1:3] == [True, True]
    ]
    assert found == [LAB.case(case)["most"]]


@pytest.mark.parametrize("case", CASES)
def test_the_lowest_step_is_the_one_to_raise_and_no_other_passes(case: int) -> None:
    values = LAB.case(case)
    passing = [
        step
        for step in STEPS
        if all(met(LAB, worked(LAB, case, defects=values["most"], **{step: 99.5})))
    ]
    assert passing == [min(STEPS, key=lambda step: values[f"{step}_now"])]


def test_two_steps_at_once_do_not_pass_and_are_told_apart() -> None:
    for pair in combinations(STEPS, 2):
        done = worked(LAB, 1, defects=55, **dict.fromkeys(pair, 99.5))
        assert not all(met(LAB, done))
        assert any("You changed 2 steps" in note for note in done.notes)


def test_more_than_the_money_brings_is_told() -> None:
    done = worked(LAB, 1, defects=55, drill=100)
    assert "not more" in done.notes[0]
    assert not all(met(LAB, done))


def test_more_opportunities_on_paper_do_not_pass() -> None:
    done = worked(LAB, 1, opportunities=50, drill=99.5)
    assert float(str(done.values["sigma"])) > 4.1
    assert met(LAB, done)[0] is False
    assert "which housing gets better" in said(LAB, done)


def test_fewer_good_housings_are_no_shortcut() -> None:
    assert not all(met(LAB, worked(LAB, 1, defects=55, good=10, wash=99.5)))


def test_buying_on_the_word_sigma_does_not_pass() -> None:
    done = worked(LAB, 1, defects=55, drill=99.5)
    assert [is_passed(LAB, done, choice) for choice in ("1", "2", "3", "")] == [
        False,
        True,
        False,
        False,
    ]


def test_more_defects_than_opportunities_are_refused_in_a_sentence() -> None:
    for counts in ({"units": 10, "opportunities": 1}, {"defects": 12_000}):
        assert "leave nothing right" in worked(LAB, **counts).problem


def test_whatever_is_typed_is_answered() -> None:
    for done in hostile_works(LAB):
        assert_it_answers(LAB, done)
