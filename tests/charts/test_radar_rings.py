from __future__ import annotations

import re
from math import dist, inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.charts.chart import Titles
from courseware.charts.curve import Curve
from courseware.charts.radar import RADIUS, radar_chart

PLAIN = Titles("c")
AREAS = ["Sort", "Set in order", "Shine", "Standardize", "Sustain"]
NOW = Curve("Now", [3, 2.5, 4, 1, 0])
TARGET = Curve("Target", [4, 4, 4, 3, 3])


def ring(chart, no):
    """Return the corners of a ring; its last one is the first again."""
    (way,) = re.findall(rf'd="M([^"]*)" class="line line-{no} ring"', chart.svg)
    return [tuple(map(float, one.split())) for one in way.split("L")]


def test_the_table_has_a_column_for_each_ring():
    chart = radar_chart(AREAS, [NOW, TARGET], 5, Titles("c", x="Area"))
    assert chart.columns == ("Area", "Now", "Target")
    assert chart.rows[:2] == (("Sort", "3.0", "4"), ("Set in order", "2.5", "4"))


def test_a_ring_is_as_far_from_the_center_as_its_values():
    corners = ring(radar_chart(AREAS, [NOW], 5, PLAIN), 1)
    center = corners[4]  # the value 0
    assert [dist(one, center) / RADIUS * 5 for one in corners] == pytest.approx(
        [3, 2.5, 4, 1, 0, 3], abs=0.01
    )
    assert corners[0][0] == center[0]
    assert corners[0][1] < center[1]  # the first axis is upright
    assert corners[1][0] > center[0]  # and the second at its right


def test_axes_have_numbers_on_the_drawing_and_names_below_it():
    svg = radar_chart(AREAS, [NOW, TARGET], 5, PLAIN).svg
    assert re.findall(r'class="number"[^>]*>(\d+)<', svg) == ["1", "2", "3", "4", "5"]
    assert "1 Sort" in re.findall(r'class="name">([^<]*)<', svg)
    assert re.findall(r'class="key">([^<]*)<', svg) == ["Now", "Target"]


def test_names_of_24_letters_stand_in_the_drawing_even_in_capitals():
    names = [f"{no:02}" + "M" * 22 for no in range(12)]
    svg = radar_chart(names, [Curve("Now", [1] * 12)], 5, PLAIN).svg
    assert re.findall(r'<text x="([\d.]+)"[^>]*class="name"', svg) == ["0"] * 12  # one column
    assert all(f" {name}<" in svg for name in names)


def test_the_words_tell_the_lowest_and_the_highest_axis_of_each_ring():
    svg = radar_chart(AREAS, [NOW, TARGET], 5, PLAIN).svg
    assert "5 axes from 0 to 5. Now: lowest 0.0 (Sustain), highest 4.0 (Shine)." in svg
    assert "Target: lowest 3 (Standardize), highest 4 (Sort)." in svg


@pytest.mark.parametrize(
    ("names", "rings", "most", "said"),
    [
        (["A", "B"], [Curve("Now", [1, 1])], 5, "Axes: 2 are given, 3 to 12 fit."),
        (["A"] * 13, [Curve("Now", [1] * 13)], 5, "Axes: 13 are given"),
        (["A"] * 3, [], 5, "Rings: 0 are given, 1 to 3 fit."),
        (["A"] * 3, [Curve("Now", [1] * 3)] * 4, 5, "Rings: 4 are given"),
        (["A"] * 3, [Curve("Now", [1] * 4)], 5, "Now has 4 values for 3 axes."),
        (["A"] * 3, [Curve("Now", [1, nan, 1])], 5, "Now: value 2 is not a number between"),
        (["A"] * 3, [Curve("Now", [1, 1, -1])], 5, "Now: value 3 is below 0."),
        (["A"] * 3, [Curve("Now", [1, 1, 5.1])], 5, "Now: a value is above 5, where the axes end."),
        (["A"] * 3, [Curve("Now", [0] * 3)], 0, "The end of the axes: it must be above 0."),
        (["A"] * 3, [Curve("Now", [0] * 3)], inf, "The end of the axes: its value is not a number"),
        (["A", "", "C"], [Curve("Now", [0] * 3)], 5, "Axes: each needs a name."),
        (["A"] * 3, [Curve("", [0] * 3)], 5, "Rings: each needs a name."),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_plain_words(names, rings, most, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        radar_chart(names, rings, most, PLAIN)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=12), st.floats(1e-5, 1e12))
def test_any_rings_lie_inside_of_the_web(parts, most):
    values = [part * most for part in parts]
    chart = radar_chart(["Axis"] * len(parts), [Curve("Now", values)], most, PLAIN)
    assert "nan" not in chart.svg
    assert all(170 - RADIUS - 0.1 <= x <= 170 + RADIUS + 0.1 for x, _ in ring(chart, 1))
