from __future__ import annotations

import re
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.charts.chart import Titles
from courseware.charts.fall import fall_chart

PLAIN = Titles("c")
PLANNED = ("Planned", 440)
LOSSES = [("Stops", 75), ("Speed", 37.0), ("Quality", 8.4)]


def bars(chart):
    """Return class, left end and right end of each bar, from the top down."""
    found = re.findall(
        r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="14" class="(\w+)"', chart.svg
    )
    return [(kind, float(left), float(left) + float(width)) for left, width, kind in found]


def test_the_table_tells_each_step_and_its_share_of_the_whole():
    chart = fall_chart(PLANNED, LOSSES, Titles("c", x="Minutes"), end="Good")
    assert chart.columns == ("Step", "Minutes", "Share of the whole")
    assert chart.rows == (
        ("Planned", "440.0", "100.0%"),
        ("Stops", "−75.0", "17.0%"),
        ("Speed", "−37.0", "8.4%"),
        ("Quality", "−8.4", "1.9%"),
        ("Good", "319.6", "72.6%"),
    )


def test_each_part_begins_where_the_one_before_it_ended():
    (_, zero, whole), *parts, (_, last_zero, rest) = bars(fall_chart(PLANNED, LOSSES, PLAIN))
    assert zero == last_zero
    reached = whole
    for _, left, right in parts:
        assert right == pytest.approx(reached, abs=0.11)
        reached = left
    assert reached == pytest.approx(rest, abs=0.11)
    assert (rest - zero) / (whole - zero) == pytest.approx(319.6 / 440, abs=0.002)


def test_what_is_lost_is_hatched_and_what_is_there_is_full():
    chart = fall_chart(PLANNED, LOSSES, PLAIN)
    assert [kind for kind, _, _ in bars(chart)] == ["bar", "loss", "loss", "loss", "bar"]
    assert len(re.findall('class="hatch"', chart.svg)) == 3


def test_each_step_has_its_name_number_and_share_on_the_drawing():
    svg = fall_chart(PLANNED, LOSSES, PLAIN, end="Good").svg
    names = ["Planned: 440.0", "Stops: −75.0", "Speed: −37.0", "Quality: −8.4", "Good: 319.6"]
    assert re.findall(r'class="name halo">([^<]*)<', svg) == names
    assert "17.0%" in re.findall(r'class="value halo"[^>]*>([^<]*)<', svg)


def test_the_words_tell_the_largest_part_and_the_rest():
    svg = fall_chart(PLANNED, LOSSES, PLAIN, end="Good").svg
    assert (
        "Planned 440.0, less 3 parts, the largest of them Stops −75.0, 17.0%. "
        "Good: 319.6, 72.6%." in svg
    )


def test_a_whole_of_nothing_and_a_rest_of_nothing_are_drawn_too():
    assert fall_chart(("Planned", 0), [("Stops", 0)], PLAIN).rows[-1] == ("Left", "0", "0.0%")
    dusty = fall_chart(("Planned", 0.3), [("Stops", 0.1), ("Speed", 0.2)], PLAIN)
    assert dusty.rows[-1] == ("Left", "0.0", "0.0%")


@pytest.mark.parametrize(
    ("start", "parts", "said"),
    [
        (PLANNED, [], "Parts: 0 are given, 1 to 20 fit."),
        (PLANNED, [("Stops", 1)] * 21, "Parts: 21 are given"),
        (PLANNED, [("Stops", 440.001)], "The parts together are more than Planned."),
        (PLANNED, [("Stops", -1)], "Stops: its value is below 0."),
        (PLANNED, [("Stops", nan)], "Stops: its value is not a number between"),
        (("Planned", -1), [("Stops", 0)], "Planned: its value is below 0."),
        (("Planned", inf), [("Stops", 0)], "Planned: its value is not a number between"),
        (PLANNED, [("", 1)], "Steps: each needs a name."),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_plain_words(start, parts, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        fall_chart(start, parts, PLAIN)


@given(st.lists(st.floats(0, 1e10), min_size=1, max_size=20), st.floats(0, 1e10))
def test_any_parts_of_a_whole_are_drawn_inside(values, rest):
    parts = [(f"Part {no}", value) for no, value in enumerate(values)]
    chart = fall_chart(("Whole", sum(values) + rest + 0.001), parts, PLAIN)
    assert len(bars(chart)) == len(chart.rows) == len(values) + 2
    assert all(0 <= left <= right <= 340.1 for _, left, right in bars(chart))
