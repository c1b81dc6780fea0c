"""Lab 10: thirteen steps of a changeover are separated, then shortened."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.labs.charts import draw
from tests.labs.shipped import HOSTILE, Inputs, is_told, met, passes, shipped_lab, worked

LAB = shipped_lab("smed-timeline")
OUTSIDE = ("fetch", "tools", "paper", "return")
STEPS = (
    "fetch", "tools", "lock", "unbolt", "remove", "clean", "fit", "bolt", "height", "trial",
    "inspect", "paper", "return",
)  # fmt: skip
SHORTEST = dict.fromkeys(("unbolt", "bolt", "height", "trial"), "4")
CASES = range(len(LAB.cases))


def tags(*outside: str) -> dict[str, str]:
    """Return a tag for every step; those named are external."""
    return {step: "external" if step in outside else "internal" for step in STEPS}


SEPARATED: Inputs = {"tags": tags(*OUTSIDE)}
DONE: Inputs = {**SEPARATED, **SHORTEST}


def test_the_printed_numbers_come_out() -> None:
    values = worked(LAB, DONE).values
    assert (values["before"], values["separated"], values["shortened"]) == (106, 81, 48)
    assert values["freed"] == 464
    assert values["intervals"] == pytest.approx([3.53, 2.70, 1.60], abs=0.005)


@pytest.mark.parametrize("case", CASES)
def test_the_shortest_stop_passes_each_case_and_separating_alone_none(case: int) -> None:
    assert passes(LAB, DONE, case)
    assert not passes(LAB, SEPARATED, case)


@pytest.mark.parametrize("case", CASES)
def test_any_minutes_that_reach_the_goal_pass(case: int) -> None:
    wanted = LAB.case(case)["days"] * 180 / 6
    for unbolt, bolt, height, trial in product((4, 7, 11), (4, 8, 12), (4, 6, 14), (4, 5, 12)):
        stop = 81 - 49 + unbolt + bolt + height + trial
        minutes = {"unbolt": unbolt, "bolt": bolt, "height": height, "trial": trial}
        inputs = {**SEPARATED, **{name: str(one) for name, one in minutes.items()}}
        assert passes(LAB, inputs, case) == (stop <= wanted + 1e-9)


@pytest.mark.parametrize("step", [step for step in STEPS if step not in OUTSIDE])
def test_a_step_that_needs_a_stopped_press_stays_in_the_stop_and_is_told_why(step: str) -> None:
    wrong = {**DONE, "tags": tags(*OUTSIDE, step)}
    done = worked(LAB, wrong)
    assert done.values["shortened"] == 48
    assert "stays in the stop: " in done.notes[0]
    assert met(LAB, wrong)[1] is False


@pytest.mark.parametrize("step", OUTSIDE)
def test_external_work_left_in_the_stop_is_counted_and_does_not_pass(step: str) -> None:
    wrong = {**DONE, "tags": tags(*(one for one in OUTSIDE if one != step))}
    assert worked(LAB, wrong).notes[0].startswith("You left ")
    assert met(LAB, wrong)[2] is False


def test_nothing_tagged_is_today() -> None:
    done = worked(LAB, {})
    assert done.values["shortened"] == 106
    assert done.notes == ("No step is tagged yet, so all 13 stay in the stop, as today.",)


def test_the_chart_has_what_is_fetched_before_the_stop_and_what_is_tidied_after_it() -> None:
    done = worked(LAB, DONE)
    kinds = done.words["kinds"][26:]
    assert kinds == ["extern"] * 2 + [""] * 9 + ["extern"] * 2
    assert "it stands 48 min" in draw(LAB.charts[0], done, "chart").svg


@given(
    st.dictionaries(st.sampled_from(STEPS), st.sampled_from((*HOSTILE, "internal", "external"))),
    st.dictionaries(st.sampled_from(tuple(SHORTEST)), st.sampled_from((*HOSTILE, "4", "7.5"))),
)
def test_whatever_is_posted_gives_results_or_asks_again(
    placed: dict[str, str], minutes: dict[str, str]
) -> None:
    done = worked(LAB, {"tags": placed, **minutes})
    assert is_told(done)
    assert done.is_computed or done.faults
