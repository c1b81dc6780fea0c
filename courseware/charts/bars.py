"""Bars with names, lying so that a name has room; as a Pareto chart largest first with what they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from courseware.charts.accepted import accepted, marked
from courseware.charts.chart import Chart, Titles
from courseware.charts.frame import (
    TEXT,
    TICK_ROW,
    TITLE_ROW,
    WIDTH,
    Box,
    Scale,
    axis_titles,
    drawing,
    horizontal_axis,
    line,
    scale,
    text,
)
from courseware.charts.hatch import hatch
from courseware.charts.marks import Mark, element, joined
from courseware.charts.numbers import exact, legible, shown, ticks
from courseware.charts.room import POINTER_ROW, pointer

ROW, BAR = 34.0, 12.0


def bar_chart(
    values: Sequence[float],
    names: Sequence[str],
    titles: Titles,
    *,
    is_pareto: bool = False,
    limit: tuple[float, str] | None = None,
) -> Chart:
    """Return one bar for each value, with its name and number; all values are 0 or above.

    A Pareto chart also tells what share of the whole each bar and those above it make together.
    limit: a value and its words ("takt 60"), a line over all bars, which the scale reaches; bars
    beyond it are outlined and hatched from it on. ValueError says what cannot be drawn.
    """
    _check(values, names)
    at = marked("The limit", limit, 0)
    pairs = list(zip(values, names, strict=True))
    if is_pareto:
        pairs.sort(key=lambda pair: -pair[0])
    digits = legible(values)
    shares = _shares([value for value, _ in pairs]) if is_pareto else [""] * len(pairs)
    marks = ticks(0, max(*values, *at, 0) or 1, 6)
    top = (TITLE_ROW if titles.y or is_pareto else 0.0) + (POINTER_ROW if limit else 0.0)
    box = Box(2, top, WIDTH - 14, top + ROW * len(pairs) + 4)
    height = box.bottom + TICK_ROW + 8 + (TITLE_ROW if titles.x else 0)
    across = scale(marks, box.left, box.right)
    rows = [(name, shown(value, digits)) for value, name in pairs]
    texts = [(*row, share) for row, share in zip(rows, shares, strict=True)]
    svg = drawing(
        titles,
        titles.title or ("Pareto chart" if is_pareto else "Bar chart"),
        f"{len(rows)} bars, from {shown(min(values), digits)} to {shown(max(values), digits)}."
        + _told(pairs, limit),
        height,
        *_layers(pairs, texts, box, across, limit),
        horizontal_axis(box, marks, across),
        line(box.left, box.top, box.left, box.bottom, "axis"),
        text(WIDTH, TEXT, "Adds up to", "tick", "end") if is_pareto else joined(),
        axis_titles(titles, box, height),
    )
    columns = (titles.y or "Name", titles.x or "Value")
    if not is_pareto:
        return Chart(svg, columns, tuple(rows))
    return Chart(svg, (*columns, "Adds up to"), tuple(texts))


def _check(values: Sequence[float], names: Sequence[str]) -> None:
    if not values:
        raise ValueError("Bars: none are given.")
    if len(names) != len(values):
        raise ValueError(f"Bars: there are {len(values)} values and {len(names)} names.")
    accepted("Bars", values, least=0)


def _layers(
    pairs: Sequence[tuple[float, str]],
    texts: Sequence[tuple[str, str, str]],
    box: Box,
    across: Scale,
    limit: tuple[float, str] | None,
) -> list[Mark]:
    """Return the words and bars of all rows; a limit lies over the bars and under the words."""
    tops = [box.top + ROW * no for no in range(len(pairs))]
    kind = " halo" if limit else ""
    words = [_words(top, *said, kind) for top, said in zip(tops, texts, strict=True)]
    bars = [
        _bar(top, across(value), across(limit[0]) if limit and _is_beyond(value, limit) else None)
        for top, (value, _) in zip(tops, pairs, strict=True)
    ]
    if limit is None:
        return [mark for row in zip(words, bars, strict=True) for mark in row]
    return [*bars, pointer(across(limit[0]), box.top, box.bottom, limit[1], "limit"), *words]


def _words(top: float, name: str, said: str, share: str, kind: str) -> Mark:
    """Return the name and number of a bar, and its share at the right."""
    return joined(
        text(6, top + TEXT + 2, f"{name}: {said}", f"name{kind}"),
        text(WIDTH, top + TEXT + 2, share, f"value{kind}", "end") if share else joined(),
    )


def _bar(top: float, end: float, beyond: float | None) -> Mark:
    """Return one bar below its words; from `beyond` on, the place of a limit, it is hatched."""
    up = top + TEXT + 7
    kind = "bar" if beyond is None else "bar beyond"
    bar = element("rect", x=2, y=up, width=max(0, end - 2), height=BAR, class_=kind)
    if beyond is None:
        return bar
    over = element("rect", x=beyond, y=up, width=end - beyond, height=BAR, class_="over")
    return joined(bar, over, hatch(Box(beyond, up, end, up + BAR)))


def _is_beyond(value: float, limit: tuple[float, str]) -> bool:
    return exact(value) > exact(limit[0])


def _told(pairs: Sequence[tuple[float, str]], limit: tuple[float, str] | None) -> str:
    """Return what the limit is and which bars go beyond it, for who cannot see them."""
    if limit is None:
        return ""
    beyond = [name for value, name in pairs if _is_beyond(value, limit)]
    said = shown(limit[0], legible(limit[:1]))
    return f" Limit at {said}: {limit[1]}. Bars beyond it: {', '.join(beyond) or 'none'}."


def _shares(values: Sequence[float]) -> list[str]:
    whole = sum(values)
    return [f"{shown(100 * part / whole if whole else 0, 0)} %" for part in accumulate(values)]
