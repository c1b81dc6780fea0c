"""What stands between question and answer: `table` and `chart` of a question's lists of numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courseware.calculation.plots import Plot, read_plot
from courseware.calculation.values import ExpressionError, Values
from courseware.charts.chart import folded_table, table
from courseware.charts.marks import Mark, element, joined, words
from courseware.charts.numbers import decimals, exact, shown
from courseware.shapes import LINE, LIST, Shape, Shapes

Columns = tuple[tuple[str, str], ...]
"""Title of a column and the name of the list in it."""

ROW = 5
"""Values in a row of a table with one long list."""
LONG = 12
"""Beyond this one list is written in rows."""


def _is_chart(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(entry, str)
        or (isinstance(entry, list) and all(isinstance(o, str) for o in entry))
        for entry in value.values()
    )


def _is_names(value: object) -> bool:
    return LIST.fits(value) or LINE.fits(value)


NAMES = Shape(_is_names, "Write one name, `table: d`, or several, `table: [x, y]`.")
CHART = Shape(_is_chart, "Write what is drawn: `chart: {individuals: d}`.")
WORDS: Shapes = {"table": NAMES, "columns": LIST, "caption": LINE, "chart": CHART}
"""The entries of a question that make an exhibit."""


class ExhibitError(ExpressionError):
    """What is wrong with an exhibit, in plain words, and under which entry of the question."""

    def __init__(self, message: str, *path: str) -> None:
        super().__init__(message)
        self.path = path


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A chart, a table, or both, as safe HTML; `columns` are those of the table."""

    html: str = ""
    columns: Columns = ()
    plot: Plot | None = None


NO_EXHIBIT = Exhibit()


def make_exhibit(typed: Mapping[str, Any], values: Values) -> Exhibit:
    """Return what a question shows with these values; raise ExhibitError where it cannot.

    The exhibit tells what the data are and nothing of what follows from them.
    """
    columns = _columns(typed, values)
    plot = _plot(typed, values)
    parts: list[Mark] = []
    if plot is not None:
        heading = element("figcaption", words(plot.titles.title)) if plot.titles.title else joined()
        caption = plot.titles.title or "What the chart shows"
        data = folded_table(plot.chart, caption, "The chart as a table")
        parts.append(element("figure", heading, plot.chart.svg, data, class_="chart"))
    if columns:
        size = plot.size if plot and [plot.name] == [name for _, name in columns] else 0
        parts.append(_data_table(str(typed.get("caption", "Data")), columns, values, size))
    html = element("div", *parts, class_="exhibit") if parts else ""
    return Exhibit(html, columns, plot)


def list_named(name: str, values: Values, *path: str) -> list[float]:
    """Return the list of numbers of this name; raise ExhibitError if there is none."""
    found = values.get(name)
    if isinstance(found, list) and found:
        return [float(one) for one in found if not isinstance(one, list)]
    lists = [known for known, value in values.items() if isinstance(value, list)]
    known = f"Known: {', '.join(lists)}." if lists else "Draw one in `data`."
    raise ExhibitError(f"“{name}” is no list of numbers. {known}", *path)


def data_rows(columns: Columns, values: Values) -> list[list[str]]:
    """Return the columns of a table for other programs: titles, then a row for each item, plain digits."""
    lists = [list_named(name, values) for _, name in columns]
    longest = max(map(len, lists), default=0)
    rows = [["No.", *(title for title, _ in columns)]]
    for place in range(longest):
        cells = (f"{exact(one[place]):f}" if place < len(one) else "" for one in lists)
        rows.append([str(place + 1), *cells])
    return rows


def _plot(typed: Mapping[str, Any], values: Values) -> Plot | None:
    if "chart" not in typed:
        return None
    try:
        return read_plot(typed["chart"], lambda name: list_named(name, values, "chart"), _id(typed))
    except ExhibitError:
        raise
    except ValueError as error:
        raise ExhibitError(str(error), "chart") from None


def _id(typed: Mapping[str, Any]) -> str:
    """Return what begins the ids in a drawing: unique on a page, and no hint as an id may be one."""
    return f"chart-{hashlib.sha256(str(typed.get('id', '')).encode()).hexdigest()[:10]}"


def _columns(typed: Mapping[str, Any], values: Values) -> Columns:
    written = typed.get("table", ())
    names = [written] if isinstance(written, str) else list(written)
    titles = list(typed.get("columns", names))
    if len(titles) != len(names):
        said = f"`columns` has {len(titles)} titles for {len(names)} columns of `table`."
        raise ExhibitError(said, "columns")
    for name in names:
        list_named(name, values, "table")
    return tuple(zip(titles, names, strict=True))


def _data_table(caption: str, columns: Columns, values: Values, size: int) -> Mark:
    texts = [_texts(list_named(name, values)) for _, name in columns]
    if len(texts) == 1 and (size or len(texts[0]) > LONG):
        return _in_rows(caption, columns[0][0], texts[0], size)
    longest = max(map(len, texts))
    rows = [
        [str(place + 1), *(one[place] if place < len(one) else "" for one in texts)]
        for place in range(longest)
    ]
    return table(caption, ["No.", *(title for title, _ in columns)], rows)


def _in_rows(caption: str, title: str, texts: Sequence[str], size: int) -> Mark:
    """Return one list row by row: its subgroups, or five values each."""
    width = size or ROW
    heads = [str(place) for place in range(1, width + 1)]
    rows = []
    for start in range(0, len(texts), width):
        cells = list(texts[start : start + width])
        first, last = start + 1, start + len(cells)
        name = str(start // width + 1) if size else f"{first}–{last}"
        rows.append([name, *cells, *[""] * (width - len(cells))])
    return table(
        f"{caption}: {title}" if title != caption else caption,
        ["Subgroup" if size else "No.", *heads],
        rows,
    )


def _texts(numbers: Sequence[float]) -> list[str]:
    digits = decimals(numbers)
    return [shown(one, digits) for one in numbers]
