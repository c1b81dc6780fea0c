"""Rows of bars on one axis of time: a schedule of machines, or the steps of a changeover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from courseware.charts.accepted import accepted, counted, marked
from courseware.charts.chart import Chart, Titles
from courseware.charts.frame import TITLE_ROW, Box, drawing, text
from courseware.charts.key import key
from courseware.charts.lying import Lying, lying
from courseware.charts.marks import Mark, joined
from courseware.charts.numbers import FINEST, legible, shown
from courseware.charts.room import POINTER_ROW, pointer, shortened
from courseware.charts.slots import BAR, KINDS, due_mark, slot, slot_samples, slot_words

NAME, FOOT = 17.0, 9.0
MOST_ROWS, MOST_BARS = 20, 40


@dataclass(frozen=True, slots=True)
class GanttBar:
    """A bar from `start` on, `length` long; `kind` is "", "late", "wait" or "extern"."""

    start: float
    length: float
    text: str
    kind: str = ""

    @property
    def end(self) -> float:
        """When it ends, without the dust of the sum."""
        return accepted(self.text, [self.start + self.length])[0]


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A name and its bars, none over another; `due` is when the row should have ended."""

    name: str
    bars: tuple[GanttBar, ...]
    due: float | None = None

    @property
    def is_past_due(self) -> bool:
        """Whether a bar ends after the row is due."""
        return self.due is not None and any(bar.end > self.due for bar in self.bars)


def gantt_chart(
    rows: Sequence[GanttRow], titles: Titles, *, limit: tuple[float, str] | None = None
) -> Chart:
    """Return 1 to 20 rows with up to 40 bars together, on an axis from 0; a row may be empty.

    limit: a time and its words ("Shift ends"), a line over all rows. ValueError says what is wrong.
    """
    counted("Rows", rows, 1, MOST_ROWS)
    rows = [_read(row) for row in rows]
    bars = [bar for row in rows for bar in row.bars]
    counted("Bars", bars, 0, MOST_BARS)
    at = marked("The limit", limit, 0)
    dues = [row.due for row in rows if row.due is not None]
    times = [*dues, *(time for bar in bars for time in (bar.start, bar.end))]
    samples = slot_samples({bar.kind for bar in bars}, has_due=bool(dues))
    keys, top = key(samples, TITLE_ROW if titles.y else 0)
    top += POINTER_ROW if limit else 4
    frame = lying([*times, *at, 0], titles, top, (NAME + BAR + FOOT) * len(rows))
    svg = drawing(
        titles,
        titles.title or "Schedule",
        _told(rows, shown(max(times, default=0), legible(times)), limit),
        frame.height,
        frame.grid(),
        *(_bars(frame, no, row) for no, row in enumerate(rows)),
        *(
            pointer(frame.across(one), top, frame.box.bottom, limit[1], "limit")
            for one in at
            if limit
        ),
        *(_words(frame, no, row) for no, row in enumerate(rows)),
        frame.axis(titles),
        keys,
    )
    cells = tuple(cell for row in rows for cell in _cells(row, legible(times)))
    return Chart(svg, (titles.y or "Row", "Bar", "Start", "End", "Due"), cells)


def _read(row: GanttRow) -> GanttRow:
    """Return a row with its bars in the order of time."""
    if not row.name.strip():
        raise ValueError("Rows: each needs a name.")
    bars = []
    for bar in row.bars:
        if bar.kind not in KINDS:
            raise ValueError(f"{row.name}: the kind of a bar is late, wait, extern or empty.")
        start, length = accepted(row.name, [bar.start, bar.length], least=0)
        bars.append(replace(bar, start=start, length=length))
    bars.sort(key=lambda bar: (bar.start, bar.end))
    # starts and lengths are rounded each, so bars that touch may differ by the last digit
    if any(after.start < before.end - 2 * 10.0**-FINEST for before, after in pairwise(bars)):
        raise ValueError(f"{row.name}: one bar begins before the one ahead of it has ended.")
    due = None if row.due is None else accepted(f"{row.name}, due", [row.due], least=0)[0]
    return GanttRow(row.name, tuple(bars), due)


def _place(frame: Lying, no: int, bar: GanttBar) -> Box:
    top = _bar_top(frame, no)
    return Box(frame.across(bar.start), top, frame.across(bar.end), top + BAR)


def _bar_top(frame: Lying, no: int) -> float:
    return frame.box.top + NAME + (NAME + BAR + FOOT) * no


def _bars(frame: Lying, no: int, row: GanttRow) -> Mark:
    due = [] if row.due is None else [due_mark(frame.across(row.due), _bar_top(frame, no) + BAR)]
    return joined(*(slot(_place(frame, no, bar), bar.kind) for bar in row.bars), *due)


def _words(frame: Lying, no: int, row: GanttRow) -> Mark:
    """Return the name of a row above its bars, and the texts that fit inside of them."""
    left = frame.box.left + 4
    name = shortened(row.name, frame.box.right - left)
    return joined(
        text(left, _bar_top(frame, no) - 4, name, "name halo"),
        *(slot_words(_place(frame, no, bar), bar.text) for bar in row.bars),
    )


def _cells(row: GanttRow, digits: int) -> Iterator[tuple[str, ...]]:
    due = "" if row.due is None else shown(row.due, digits)
    for bar in row.bars:
        said = " ".join(filter(None, (bar.text, bar.kind and f"({KINDS[bar.kind]})")))
        yield row.name, said, shown(bar.start, digits), shown(bar.end, digits), due
    if not row.bars:
        yield row.name, "", "", "", due


def _told(rows: Sequence[GanttRow], last: str, limit: tuple[float, str] | None) -> str:
    kinds = Counter(bar.kind for row in rows for bar in row.bars)
    told = [f"{len(rows)} rows with {kinds.total()} bars, from 0 to {last}."]
    told += [f"{kinds[kind]} {word}." for kind, word in KINDS.items() if kind and kinds[kind]]
    if late := [row.name for row in rows if row.is_past_due]:
        told.append(f"After they are due end: {', '.join(late)}.")
    if limit:
        told.append(f"Marked at {shown(limit[0], legible(limit[:1]))}: {limit[1]}.")
    return " ".join(told)
