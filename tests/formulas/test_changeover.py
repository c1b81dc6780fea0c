from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.changeover import (
    Separation,
    Step,
    every_part_every_interval,
    minutes_freed,
    separate,
)

DIE = [
    Step("fetch die", 9, external=True), Step("fetch tools", 6, external=True),
    Step("stop and lock out", 3), Step("unbolt", 11), Step("remove die", 8), Step("clean bed", 5),
    Step("fit die", 10), Step("bolt", 12), Step("center and set height", 14),
    Step("trial and adjust", 12), Step("inspect first piece", 6),
    Step("paperwork", 4, external=True), Step("return die", 6, external=True),
]  # fmt: skip
"""The 13 steps of the lab of module mp6 (min)."""
SHORTENED = {"unbolt", "bolt", "center and set height", "trial and adjust"}
QUICK = [replace(step, minutes=4) if step.name in SHORTENED else step for step in DIE]


def test_the_changeover_of_the_lab_goes_from_106_to_81_to_48_minutes():
    assert separate(DIE) == Separation(external=25, internal=81, before=106, after=81)
    assert separate(QUICK).after == 48
    assert minutes_freed(separate(DIE).before, separate(QUICK).after, 8) == 464


@pytest.mark.parametrize(
    ("result", "printed"),
    [
        (every_part_every_interval([106] * 6, 900, 720), 3.53),  # F29 and lab of module mp6
        (every_part_every_interval([81] * 6, 900, 720), 2.70),
        (every_part_every_interval([48] * 6, 900, 720), 1.60),
    ],
)
def test_the_printed_intervals_of_the_curriculum_hold(result, printed):
    assert round(result, 2) == printed


_steps = st.builds(
    Step, st.just("a step"), st.integers(0, 60) | st.floats(0, 60), external=st.booleans()
)


@given(st.lists(_steps, min_size=1, max_size=20))
def test_every_step_counts_once_and_separating_never_makes_a_stop_longer(steps):
    times = separate(steps)
    assert times.external + times.internal == pytest.approx(times.before)
    assert times.after == times.internal <= times.before * (1 + 1e-12)
    assert separate([replace(step, external=False) for step in steps]).after == times.before


@given(
    st.lists(st.floats(0.1, 200), min_size=1, max_size=20),
    st.floats(100, 1440),
    st.floats(0, 0.95),
)
def test_in_the_interval_there_is_time_for_all_changeovers_and_the_demand(times, available, used):
    run = used * available
    days = every_part_every_interval(times, available, run)
    assert days * run + math.fsum(times) == pytest.approx(days * available)
    halved = every_part_every_interval([time / 2 for time in times], available, run)
    assert halved == pytest.approx(days / 2)


def test_a_changeover_that_grew_longer_frees_less_than_nothing():
    assert minutes_freed(48, 50, 8) == -16


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: separate([]), "steps is empty: a changeover has something to do"),
        (lambda: separate([Step("bolt", -1)]), "the time of bolt is -1, .*does not run back"),
        (lambda: separate([Step("bolt", math.nan)]), "the time of bolt is not an ordinary number"),
        (lambda: separate([Step("bolt", 9e299)] * 2), "The result is not an ordinary number"),
        (lambda: minutes_freed(-1, 48, 8), "before is -1"),
        (lambda: minutes_freed(106, -1, 8), "after is -1"),
        (lambda: minutes_freed(106, 48, -8), "changeovers is -8, .*it counts changeovers"),
        (lambda: minutes_freed(106, math.inf, 8), "after is not an ordinary number"),
        (lambda: minutes_freed(10**299, 48, 10**299), "The result is not an ordinary number"),
        (lambda: every_part_every_interval([], 900, 720), "changeovers is empty"),
        (lambda: every_part_every_interval([-1], 900, 720), "a value in changeovers is -1"),
        (lambda: every_part_every_interval([106], 0, 0), "available is 0"),
        (lambda: every_part_every_interval([106], 900, -1), "run is -1"),
        (lambda: every_part_every_interval([106], 720, 720), "run is 720, but only 720 a day are available: no time is left"),
        (lambda: every_part_every_interval([106], 720, 900), "run is 900, but only 720"),
        (lambda: every_part_every_interval([106], 0.3, 0.1 * 3 - 1e-16), "no time is left"),
        (lambda: every_part_every_interval([106], 1e308, 720), "available is not an ordinary number"),
        (lambda: every_part_every_interval([1e299], 2e-299, 1e-299), "The result is not an ordinary number"),
    ],
)  # fmt: skip
def test_an_impossible_argument_is_named_with_the_reason(call, says):
    with pytest.raises(ValueError, match=says):
        call()
