from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.charts.bars import bar_chart
from courseware.charts.chart import Chart, Titles, folded_table, table
from courseware.charts.control import GAP, Limits, control_chart
from courseware.charts.curve import Curve, curve_chart
from courseware.charts.fall import fall_chart
from courseware.charts.gantt import GanttBar, GanttRow, gantt_chart
from courseware.charts.histogram import histogram
from courseware.charts.radar import radar_chart
from courseware.charts.scatter import scatter_chart

HOSTILE = '"><script>alert(1)</script><img src=x onerror="a()">\'&lt;'
PLAIN = Titles("c")
TITLED = Titles("c", "A title", "Across", "Up")
DATA = [50.1, 49.7, 50.4, 49.9, 52.6]
SHIFT = (
    GanttBar(0, 3, HOSTILE),
    GanttBar(3, 2, "wait", "wait"),
    GanttBar(5, 4, "late", "late"),
    GanttBar(9, 0.1, "x", "extern"),
)
LIMITS = Limits(48.0, 50.5, 53.0, 2)


def all_charts(titles: Titles, label: str = "Press") -> list[Chart]:
    return [
        control_chart(DATA, LIMITS, titles, 1),
        control_chart(DATA, None, titles, 1),
        histogram(DATA, titles),
        bar_chart([3, 1.5], [label, "Weld"], titles),
        bar_chart([3, 1.5], ["Weld", label], titles, is_pareto=True),
        scatter_chart(DATA, DATA[::-1], titles),
        curve_chart([1, 2], [Curve(label, [3, 4])], titles, here=(1.5, f"You: {label}")),
        gantt_chart([GanttRow(label, SHIFT, 5)], titles, limit=(6, f"Limit: {label}")),
        radar_chart([label, "Cost", "Time"], [Curve(label, [1, 2, 3])], 5, titles),
        fall_chart((label, 9), [(label, 2.5), ("Speed", 0)], titles, end=label),
        bar_chart([3, 1.5], [label, "Weld"], titles, limit=(2, f"Limit: {label}")),
    ]


CHARTS = all_charts(TITLED)
KINDS = [
    "control",
    "run",
    "histogram",
    "bars",
    "pareto",
    "scatter",
    "curves",
    "gantt",
    "radar",
    "fall",
    "limit",
]
each_chart = pytest.mark.parametrize("chart", CHARTS, ids=KINDS)


def parsed(markup: str) -> ET.Element:
    return ET.fromstring(markup)  # noqa: S314 - our own drawing


def texts(chart: Chart, kind: str = "") -> list[str]:
    tree = parsed(chart.svg)
    found = [one for one in tree.iter("text") if not kind or one.get("class") == kind]
    return [one.text or "" for one in found]


@each_chart
def test_a_chart_is_an_image_with_a_title_and_words(chart):
    tree = parsed(chart.svg)
    assert tree.get("role") == "img"
    names = {one.get("id"): one.text for one in tree if one.tag in ("title", "desc")}
    assert tree.get("aria-labelledby").split() == list(names) == ["c-title", "c-desc"]
    assert names["c-title"] == "A title"
    assert re.search(r"\d", names["c-desc"])


@each_chart
def test_a_chart_holds_no_style_no_script_and_no_size_of_its_own(chart):
    assert not re.search(
        r"style|script|href|\son\w+=|url\(|\swidth=\"\d+\" height=\"\d+\" viewBox", chart.svg
    )
    assert parsed(chart.svg).get("viewBox")


@each_chart
def test_everything_is_drawn_inside_of_the_picture(chart):
    tree = parsed(chart.svg)
    _, _, width, height = map(float, tree.get("viewBox").split())
    for one in tree.iter():
        places = [float(one.get(name, 0)) for name in ("x", "cx")]
        places_down = [float(one.get(name, 0)) for name in ("y", "cy")]
        assert all(0 <= place <= width for place in places)
        assert all(0 <= place <= height for place in places_down)


@pytest.mark.parametrize("no", range(len(KINDS)), ids=KINDS)
def test_hostile_words_stay_words(no):
    titles = Titles("c", HOSTILE, HOSTILE, HOSTILE)
    chart = all_charts(titles, label=HOSTILE)[no]
    whole = chart.svg + folded_table(chart, HOSTILE, HOSTILE)
    tree = parsed(f"<div>{whole}</div>")
    known = {
        "div", "svg", "title", "desc", "path", "text", "circle", "rect", "details", "summary",
        "table", "caption", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert {one.tag for one in tree.iter()} <= known
    assert not [name for one in tree.iter() for name in one.attrib if name.startswith("on")]
    assert HOSTILE in "".join(tree.itertext())


def test_the_table_of_a_chart_names_rows_and_columns():
    html = table("Cans", ("Can", "Fill, cl"), [("1", "50.1"), ("2", "49.7")])
    assert "<caption>Cans</caption>" in html
    assert '<th scope="col">Fill, cl</th>' in html
    assert '<tr><th scope="row">2</th><td>49.7</td></tr>' in html


def test_a_control_chart_shows_points_limits_and_numbers_but_not_what_is_out():
    chart = control_chart(DATA, Limits(48.0, 50.54, 51.0, 2), TITLED, 1)
    assert chart.rows == (("1", "50.1"), ("2", "49.7"), ("3", "50.4"), ("4", "49.9"), ("5", "52.6"))
    assert texts(chart, "value") == ["51.00", "50.54", "48.00"]
    assert {"UCL", "CL", "LCL", "1", "2", "3", "4", "5"} <= set(texts(chart, "tick"))
    dots = re.findall(r"<circle[^>]*>", chart.svg)
    assert len(dots) == 5
    assert len({re.sub(r' c[xy]="[^"]*"', "", one) for one in dots}) == 1
    assert "5 points in the order of time, from 49.7 to 52.6." in chart.svg
    assert "upper limit 51.00" in chart.svg


@pytest.mark.parametrize(
    ("count", "numbered"),
    [(2, 2), (14, 14), (15, 15), (30, 30), (31, 7), (100, 21)],
)
def test_points_are_numbered_as_densely_as_can_be_read(count, numbered):
    chart = control_chart(list(range(count)), None, PLAIN, 0)
    below = re.findall(r'<text x="[\d.]+" y="([\d.]+)"[^>]*text-anchor="middle"', chart.svg)
    assert len(below) == numbered
    assert len(set(below)) == (2 if 14 < count <= 30 else 1)


def test_the_words_of_close_limits_do_not_lie_on_each_other():
    chart = control_chart([0, 100], Limits(49.0, 50.0, 51.0, 1), PLAIN, 0)
    places = [float(one) for one in re.findall(r'y="([\d.]+)" class="value"', chart.svg)]
    assert [round(after - before) for before, after in pairwise(places)] == [
        round(GAP), round(GAP),
    ]  # fmt: skip


def test_a_histogram_counts_every_value_once():
    chart = histogram([0, 1, 1.5, 2, 2, 3.9, 4, 10], TITLED)
    assert sum(int(row[2]) for row in chart.rows) == 8
    assert chart.rows[0] == ("0", "2", "3")  # a value on an edge counts above it
    assert chart.columns == ("From", "to below", "Up")


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=100))
def test_any_whole_numbers_make_a_histogram(values):
    chart = histogram(values, PLAIN)
    assert sum(int(row[2]) for row in chart.rows) == len(values)


def test_a_pareto_chart_puts_the_largest_first_and_adds_up():
    chart = bar_chart([20, 50, 30], ["A", "B", "C"], PLAIN, is_pareto=True)
    assert chart.rows == (("B", "50", "50 %"), ("C", "30", "80 %"), ("A", "20", "100 %"))
    assert bar_chart([20, 50], ["A", "B"], PLAIN).rows == (("A", "20"), ("B", "50"))


def test_bars_of_nothing_are_drawn_too():
    assert bar_chart([0, 0], ["A", "B"], PLAIN, is_pareto=True).rows[1] == ("B", "0", "0 %")


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40))
def test_any_numbers_make_a_run_chart_and_a_scatter_chart(values):
    for chart in (control_chart(values, None, PLAIN, 2), scatter_chart(values, values, PLAIN)):
        parsed(chart.svg)
        assert "nan" not in chart.svg
        assert len(chart.rows) == len(values)


def test_texts_are_large_enough_on_a_phone():
    """12 units of 340 on 328 px, which a page of 360 px leaves: 11.6 px."""
    for chart in CHARTS:
        width = float(parsed(chart.svg).get("viewBox").split()[2])
        assert 12 * 328 / width >= 11
