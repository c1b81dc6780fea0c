from __future__ import annotations

import re
from math import inf, nan
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.charts.chart import Titles
from courseware.charts.gantt import GanttBar, GanttRow, gantt_chart

PLAIN = Titles("c")
PRESS = GanttRow(
    "Press", (GanttBar(0, 4, "A12"), GanttBar(4, 2, "", "wait"), GanttBar(6, 5.5, "B7", "late")), 10
)
WELD = GanttRow("Weld", (GanttBar(4, 3, "A12", "extern"),))


def bars(chart, kind="slot"):
    """Return left end and right end of each bar of a kind, without the samples of the key."""
    found = ET.fromstring(chart.svg).iter("rect")  # noqa: S314 - our own drawing
    placed = [(float(one.get("x")), float(one.get("width"))) for one in found
              if one.get("class") == kind and one.get("height") == "17"]  # fmt: skip
    return [(left, left + width) for left, width in placed]


def test_the_table_tells_each_bar_with_its_kind_in_words_and_when_its_row_is_due():
    chart = gantt_chart([PRESS, WELD, GanttRow("Pack", ())], PLAIN)
    assert chart.columns == ("Row", "Bar", "Start", "End", "Due")
    assert chart.rows == (
        ("Press", "A12", "0.0", "4.0", "10.0"),
        ("Press", "(waiting)", "4.0", "6.0", "10.0"),
        ("Press", "B7 (late)", "6.0", "11.5", "10.0"),
        ("Weld", "A12 (external)", "4.0", "7.0", ""),
        ("Pack", "", "", "", ""),
    )


def test_the_bars_of_all_rows_stand_on_one_axis_from_0():
    chart = gantt_chart([PRESS, WELD], PLAIN)
    ((begin, four),) = bars(chart)
    ((wait, six),) = bars(chart, "slot wait")
    ((extern, _),) = bars(chart, "slot extern")
    assert wait == extern == pytest.approx(four, abs=0.11)
    assert (six - begin) / (four - begin) == pytest.approx(6 / 4, abs=0.01)


def test_kinds_differ_by_outline_and_hatch_and_the_key_names_those_that_are_there():
    chart = gantt_chart([PRESS, WELD], PLAIN)
    assert re.findall(r'class="key">([^<]*)<', chart.svg) == ["Late", "Waiting", "External", "Due"]
    hatched = re.findall(r'class="slot( \w+)?"></rect>(<path[^>]*class="hatch")?', chart.svg)
    assert {kind.strip() for kind, hatch in hatched if hatch} == {"late", "extern"}
    assert 'class="key"' not in gantt_chart([GanttRow("A", (GanttBar(0, 1, ""),))], PLAIN).svg


def test_a_text_stands_inside_of_its_bar_only_where_it_fits():
    row = GanttRow("Die", (GanttBar(0, 50, "Change the die"), GanttBar(50, 2, "Adjust")))
    svg = gantt_chart([row], PLAIN).svg
    assert ">Change the die</text>" in svg
    assert ">Adjust</text>" not in svg


def test_a_limit_and_due_times_are_drawn_and_told():
    chart = gantt_chart([PRESS, WELD], PLAIN, limit=(24, "Day ends"))
    assert 'class="limit"' in chart.svg
    assert ">Day ends</text>" in chart.svg
    assert "2 rows with 4 bars, from 0 to 11.5. 1 late. 1 waiting. 1 external." in chart.svg
    assert "After they are due end: Press. Marked at 24: Day ends." in chart.svg
    assert len(re.findall('class="due"', chart.svg)) == 2  # the mark and its sample
    assert "due" not in gantt_chart([WELD], PLAIN).svg


def test_what_ends_when_it_is_due_is_not_late():
    row = GanttRow("A", (GanttBar(0.1, 0.2, ""),), due=0.3)
    assert not row.is_past_due
    assert "due end" not in gantt_chart([row], PLAIN).svg


def test_bars_that_meet_do_not_overlap_though_start_and_length_are_rounded_apart():
    third = 20 / 3
    bars = tuple(GanttBar(third * no, third, "") for no in range(3))
    assert len(gantt_chart([GanttRow("Press", bars)], PLAIN).rows) == 3


def test_bars_that_meet_do_not_overlap_though_their_sums_have_dust():
    gantt_chart([GanttRow("A", (GanttBar(0.1, 0.2, ""), GanttBar(0.3, 1, "")))], PLAIN)


def row(*given, due=None):
    return [GanttRow("A", given, due)]


@pytest.mark.parametrize(
    ("rows", "limit", "said"),
    [
        ([], None, "Rows: 0 are given, 1 to 20 fit."),
        (row() * 21, None, "Rows: 21 are given"),
        (row(*(GanttBar(no, 1, "") for no in range(41))), None, "Bars: 41 are given, 0 to 40 fit."),
        (row(GanttBar(nan, 1, "")), None, "A: value 1 is not a number between"),
        (row(GanttBar(0, inf, "")), None, "A: value 2 is not a number between"),
        (row(GanttBar(-1, 2, "")), None, "A: value 1 is below 0."),
        (row(GanttBar(1, -2, "")), None, "A: value 2 is below 0."),
        (row(due=-1), None, "A, due: its value is below 0."),
        (row(due=nan), None, "A, due: its value is not a number"),
        (row(), (-1, "Now"), "The limit: its value is below 0."),
        (row(), (1, " "), "The limit: its words are missing."),
        (row(GanttBar(0, 1, "", "early")), None, "A: the kind of a bar is late, wait, extern"),
        (row(GanttBar(0, 2, ""), GanttBar(1, 2, "")), None, "A: one bar begins before"),
        ([GanttRow("", ())], None, "Rows: each needs a name."),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_plain_words(rows, limit, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        gantt_chart(rows, PLAIN, limit=limit)


times = st.floats(0, 1e11)


@given(lengths=st.lists(times, max_size=8), due=st.none() | times, limit=times)
def test_any_schedule_is_drawn_and_all_its_bars_lie_inside(lengths, due, limit):
    given, start = [], 0.0
    for length in lengths:
        given.append(GanttBar(start, length, "Job"))
        start = given[-1].end
    chart = gantt_chart(row(*given, due=due), PLAIN, limit=(limit, "Now"))
    assert len(chart.rows) == max(1, len(lengths))
    assert "nan" not in chart.svg
    assert all(0 <= left <= right <= 340.1 for left, right in bars(chart))
