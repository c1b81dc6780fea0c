from __future__ import annotations

import re
from functools import partial
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.charts.bars import bar_chart
from courseware.charts.chart import Titles
from courseware.charts.curve import Curve, curve_chart, sample
from courseware.charts.fall import fall_chart
from courseware.charts.frame import WIDTH, Box
from courseware.charts.gantt import GanttBar, GanttRow, gantt_chart
from courseware.charts.hatch import hatch
from courseware.charts.key import ROW, key
from courseware.charts.numbers import tick_texts
from courseware.charts.radar import radar_chart
from courseware.charts.room import extent, shortened, ticks_that_fit

PLAIN = Titles("c")


def ends(svg: str) -> list[tuple[float, float, str]]:
    """Return from where to where each text of a drawing reaches, at most."""
    found = []
    for one in ET.fromstring(svg).iter("text"):  # noqa: S314 - our own drawing
        said, x = one.text or "", float(one.get("x", "nan"))
        before = {"middle": 0.5, "end": 1.0}.get(one.get("text-anchor", ""), 0.0)
        left = x - before * extent(said)
        found.append((left, left + extent(said), said))
    return found


@given(
    name=st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=60).map("A".__add__),
    most=st.floats(0.001, 1e12),
    part=st.floats(0, 1),
)
def test_no_word_runs_out_of_a_drawing(name, most, part):
    mark = (most * part, name)
    charts = [
        curve_chart([0, most], [Curve(name, [0, most])] * 4, PLAIN, here=mark),
        gantt_chart([GanttRow(name, (GanttBar(0, most, name),), most)], PLAIN, limit=mark),
        radar_chart([name] * 12, [Curve(name, [most * part] * 12)] * 3, most, PLAIN),
        fall_chart((name, most), [(name, most * part)], PLAIN, end=name),
    ]
    for chart in charts:
        out = [one for one in ends(chart.svg) if one[0] < -0.1 or one[1] > WIDTH + 0.1]
        assert not out


@pytest.mark.parametrize("at", [0, 50, 100])
def test_the_words_of_a_limit_stay_inside_wherever_it_stands(at):
    svg = bar_chart([100], ["A"], PLAIN, limit=(at, "The time between two pieces")).svg
    (left, right) = next(one[:2] for one in ends(svg) if one[2].startswith("The time"))
    assert left >= 0
    assert right <= WIDTH


def test_a_text_is_shortened_only_where_it_has_no_room():
    assert shortened("Weld", extent("Weld")) == "Weld"
    assert shortened("Weld and paint", extent("Weld …")) == "Weld…"
    assert shortened("W", 1) == "…"


def test_capitals_and_wide_letters_need_more_room():
    assert extent("ill") < extent("one") < extent("ONE") < extent("MWM")
    assert extent("漢字") == 24


def test_long_numbers_have_fewer_ticks():
    assert len(ticks_that_fit(0, 10, 300)) == 6
    long = ticks_that_fit(0, 1e11, 300)
    assert len(long) == 3
    assert sum(map(extent, tick_texts(long))) < 300


def test_a_key_goes_on_in_the_next_row_where_the_first_is_full():
    entries = [(partial(sample, "line-1"), "A name of some length")] * 3
    marks, foot = key(entries, 10)
    assert re.findall(r'<text x="([\d.]+)" y="([\d.]+)"', marks) == [
        ("32", "23"), ("32", "41"), ("32", "59"),
    ]  # fmt: skip
    assert foot == 10 + 3 * ROW
    assert key([], 10) == ("", 10)


def test_short_names_stand_side_by_side_in_a_key():
    marks, _ = key([(partial(sample, "line-1"), "Now"), (partial(sample, "line-2"), "Then")], 0)
    assert len(set(re.findall(r'<text x="[\d.]+" y="([\d.]+)"', marks))) == 1


@given(wide=st.floats(0, 330), high=st.floats(1, 20), is_lying=st.booleans())
def test_a_hatch_ends_at_the_edges_of_its_box(wide, high, is_lying):
    box = Box(5, 10, 5 + wide, 10 + high)
    for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", hatch(box, is_lying=is_lying)):
        assert 4.9 <= float(x) <= box.right + 0.1
        assert 9.9 <= float(y) <= box.bottom + 0.1
