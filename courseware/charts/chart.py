"""What every chart is: a drawing and the data in it; and how the data are written as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from courseware.charts.marks import Mark, element, joined, words


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing (SVG, safe HTML) and the data in it, as texts: the first cell of a row names it."""

    svg: Mark
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Titles:
    """What an author says of a chart; what is left out is said by the kind of chart.

    `id` begins the ids in the drawing and must be unique on its page. `x` and `y` are axis titles.
    """

    id: str
    title: str = ""
    x: str = ""
    y: str = ""


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Mark:
    """Return rows of text as an HTML table with scopes, which scrolls by itself; the first column names."""
    head = joined(*(element("th", words(one), scope="col") for one in columns))
    body = [
        element(
            "tr",
            element("th", words(row[0]), scope="row"),
            *(element("td", words(cell)) for cell in row[1:]),
        )
        for row in rows
    ]
    whole = element(
        "table",
        element("caption", words(caption)),
        element("thead", element("tr", head)),
        element("tbody", *body),
    )
    return element("div", whole, class_="data", role="group", aria_label=caption, tabindex="0")


def folded_table(chart: Chart, caption: str, summary: str) -> Mark:
    """Return a chart's data as a table that opens on demand."""
    inside = table(caption, chart.columns, chart.rows)
    return element("details", element("summary", words(summary)), inside, class_="chart-data")
