from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.oee import (
    effectiveness,
    good_share,
    oee,
    run_availability,
    run_performance,
    teep,
    time_by_cause,
)

VORNE = effectiveness(420, 373, 1 / 60, 19_271, 19_271 - 423)
RIVERMILL = effectiveness(480 - 40, 480 - 40 - 35 - 28 - 12, 12 / 60, 1_640, 1_640 - 28 - 14)


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        # F26, also module mp6 lesson 3
        (VORNE.availability, 0.8881, 4),
        (VORNE.performance, 0.8611, 4),
        (VORNE.quality, 0.9780, 4),
        (VORNE.oee, 0.7479, 4),
        (VORNE.lost_to_stops, 47.0, 1),
        (VORNE.lost_to_speed, 51.8, 1),
        (VORNE.lost_to_quality, 7.05, 2),
        (teep(VORNE.oee, 420, 1440), 0.2181, 4),
        # Lab 09 of module mp6: scrap and rework both count as not good the first time
        (RIVERMILL.availability, 0.8295, 4),
        (RIVERMILL.performance, 0.8986, 4),
        (RIVERMILL.quality, 0.9744, 4),
        (RIVERMILL.oee, 0.7264, 4),
        (RIVERMILL.lost_to_stops, 75, 9),
        (RIVERMILL.lost_to_speed, 37.0, 1),
        (RIVERMILL.lost_to_quality, 8.4, 1),
        (RIVERMILL.good_time, 319.6, 1),
        # the same by the functions of one factor
        (run_availability(373, 420), 0.8881, 4),
        (run_performance(1, 19_271, 373 * 60), 0.8611, 4),
        (good_share(18_848, 19_271), 0.9780, 4),
        (oee(420 * 60, 1, 18_848), 0.7479, 4),
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


def test_time_by_cause_is_the_list_of_the_loss_tree():
    assert [round(one, 1) for one in time_by_cause(440, 365, 0.2, 1_640, 1_598)] == [
        75, 37.0, 8.4, 319.6,
    ]  # fmt: skip


@st.composite
def shifts(draw):
    planned = draw(st.floats(1, 1e4))
    run = planned * draw(st.floats(0.01, 1))
    made = draw(st.integers(1, 10**6))
    ideal = run * draw(st.floats(0.01, 1)) / made
    return planned, run, ideal, made, draw(st.integers(0, made))


@given(shifts())
def test_the_factors_multiply_to_oee_and_the_causes_add_up_to_planned_time(shift):
    found = effectiveness(*shift)
    product = found.availability * found.performance * found.quality
    assert product == pytest.approx(found.oee, rel=1e-9)
    assert math.fsum(time_by_cause(*shift)) == pytest.approx(shift[0], rel=1e-9)
    assert found.good_time == pytest.approx(found.oee * shift[0], rel=1e-9)
    assert min(time_by_cause(*shift)) >= 0
    assert 0 <= teep(found.oee, shift[0], shift[0] * 3) <= found.oee <= 1


def test_float_dust_is_no_excess():
    assert run_availability(0.1 + 0.2, 0.3) == 1
    assert run_performance(0.1, 3, 0.3) == 1
    assert oee(0.3, 0.1, 3) == 1
    assert teep(1, 0.1 + 0.2, 0.3) == 1


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: run_availability(-1, 420), "run is -1, but it cannot be below 0"),
        (lambda: run_availability(1, 0), "planned is 0, but it must be above 0"),
        (
            lambda: run_availability(421, 420),
            "run is 421, but planned is only 420: a machine cannot",
        ),
        (lambda: run_performance(0, 10, 10), "ideal_cycle is 0"),
        (lambda: run_performance(1, -10, 10), "made is -10"),
        (lambda: run_performance(1, 10, 0), "run is 0, .*did not run"),
        (
            lambda: run_performance(1, 12, 10),
            "performance is 1.2, above 1: .*ideal_cycle is set too",
        ),
        (lambda: run_performance(1e299, 1e299, 1), "performance is not an ordinary number"),
        (lambda: good_share(-1, 10), "good is -1"),
        (lambda: good_share(1, 0), "made is 0"),
        (lambda: good_share(11, 10), "good is 11, but made is only 10"),
        (lambda: oee(0, 1, 1), "planned is 0"),
        (lambda: oee(1, 0, 1), "ideal_cycle is 0"),
        (lambda: oee(1, 1, -1), "good is -1"),
        (lambda: oee(10, 1, 11), "OEE is 1.1, above 1"),
        (lambda: effectiveness(10, 5, 1, 5, 6), "good is 6"),
        (lambda: teep(74.79, 420, 1440), "oee is 74.79, but it is a share, from 0 to 1"),
        (lambda: teep(0.7, -1, 1440), "planned is -1"),
        (lambda: teep(0.7, 420, 0), "calendar is 0"),
        (lambda: teep(0.7, 1500, 1440), "planned is 1500, but the calendar is only 1440"),
    ],
)
def test_an_impossible_argument_is_named_with_the_reason(call, says):
    with pytest.raises(ValueError, match=says):
        call()
