"""The `chart` of a question: which chart, of which lists, with which titles; and the points in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from courseware.charts.bars import bar_chart
from courseware.charts.chart import Chart, Titles
from courseware.charts.control import Limits, control_chart
from courseware.charts.histogram import histogram
from courseware.charts.numbers import decimals
from courseware.charts.scatter import scatter_chart
from courseware.formulas import spc
from courseware.formulas.spc import CONSTANTS
from courseware.shapes import nearest

Lists = Callable[[str], list[float]]
"""Name → the list of numbers of this name; raises ValueError if there is none."""

KINDS = ("xbar", "individuals", "run", "histogram", "bars", "pareto", "scatter")
_TITLES = ("title", "x", "y")
_OWN = {"xbar": "subgroup", "bars": "labels", "pareto": "labels"}
MOST_BARS = 20
LONGEST_LABEL = 32


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart as a question holds it.

    `name` is the list that it is made of. A chart of points in time has `points` with their texts
    (`shown`), and `limits` [lower, center, upper] if it is a control chart, to `digits` after the
    point; `size` is that of its subgroups, 0 without.
    """

    chart: Chart
    titles: Titles
    name: str
    points: tuple[float, ...] = ()
    shown: tuple[str, ...] = ()
    limits: tuple[float, ...] = ()
    digits: int = 0
    size: int = 0


def read_plot(typed: Mapping[str, Any], lists: Lists, chart_id: str) -> Plot:
    """Return the chart that an author asks for; raise ValueError that says what is wrong."""
    kinds = [kind for kind in KINDS if kind in typed]
    if len(kinds) != 1:
        raise ValueError(f"A chart is one of {', '.join(KINDS)}: chart: {{individuals: d}}.")
    kind = kinds[0]
    for name, value in typed.items():
        known = (kind, *_TITLES, *([_OWN[kind]] if kind in _OWN else []))
        if name not in known:
            raise ValueError(f"`{name}` is not known in a chart. {nearest(name, known)}")
        is_list = isinstance(value, list)
        if is_list != (name == "labels" or (name, kind) == ("scatter", "scatter")):
            raise ValueError(f"`{name}` takes {'one text' if is_list else 'a list'}.")
    titles = Titles(chart_id, *(str(typed.get(name, "")) for name in _TITLES))
    if kind == "scatter":
        return _scatter(typed["scatter"], lists, titles)
    data = lists(typed[kind])
    if kind in ("bars", "pareto"):
        return Plot(_bars(kind, typed, data, titles), titles, typed[kind])
    if kind == "histogram":
        return Plot(histogram(data, titles), titles, typed[kind])
    return _in_time(kind, typed, data, titles)


def _scatter(names: list[str], lists: Lists, titles: Titles) -> Plot:
    if len(names) != 2:  # noqa: PLR2004 - across and up
        raise ValueError("A scatter chart has two lists: scatter: [x, y].")
    x, y = (lists(name) for name in names)
    if len(x) != len(y):
        raise ValueError(f"{names[0]} has {len(x)} numbers and {names[1]} has {len(y)}.")
    return Plot(scatter_chart(x, y, titles), titles, names[0])


def _bars(kind: str, typed: Mapping[str, Any], data: list[float], titles: Titles) -> Chart:
    labels = typed.get("labels", [])
    if len(labels) != len(data) or len(data) > MOST_BARS:
        raise ValueError(f"{len(data)} bars need as many `labels`; here are {len(labels)}.")
    if any(len(label) > LONGEST_LABEL for label in labels):
        raise ValueError(f"The label of a bar has at most {LONGEST_LABEL} characters.")
    if min(data) < 0:
        raise ValueError("A bar cannot be shorter than 0.")
    return bar_chart(data, labels, titles, is_pareto=kind == "pareto")


def _in_time(kind: str, typed: Mapping[str, Any], data: list[float], titles: Titles) -> Plot:
    """Return a chart of points in the order of time; means and limits have one digit more than data."""
    measured, size = decimals(data), 0
    points, digits, limits = data, measured, None
    if kind == "xbar":
        size = _size(typed)
        points, digits = spc.subgroup_means(data, size), measured + 1
        limits = spc.xbar_limits(data, size)
    elif kind == "individuals":
        limits = spc.individuals_limits(data)
    if limits is not None and limits[0] == limits[2]:
        raise ValueError("The data do not vary, so there are no limits.")
    lines = Limits(limits[0], limits[1], limits[2], measured + 1) if limits else None
    chart = control_chart(points, lines, titles, digits)
    said = tuple(row[1] for row in chart.rows)
    return Plot(
        chart, titles, typed[kind], tuple(points), said, tuple(limits or ()), measured + 1, size
    )


def _size(typed: Mapping[str, Any]) -> int:
    size = str(typed.get("subgroup", ""))
    if not size.isascii() or not size.isdigit() or int(size[:4]) not in CONSTANTS:
        raise ValueError("`subgroup` is the number of values in a subgroup, 2 to 10.")
    return int(size)
