"""A lying waterfall: from a whole, part by part, down to what is left of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum

from courseware.charts.accepted import accepted, counted
from courseware.charts.chart import Chart, Titles
from courseware.charts.frame import TEXT, TITLE_ROW, WIDTH, Box, drawing, line, text
from courseware.charts.hatch import hatch
from courseware.charts.lying import Lying, lying
from courseware.charts.marks import Mark, element, joined
from courseware.charts.numbers import FINEST, legible, shown
from courseware.charts.room import extent, shortened

ROW, BAR, NAME = 36.0, 14.0, 18.0
MOST_PARTS = 20
LEFT = "Left"


@dataclass(frozen=True, slots=True)
class _Step:
    """A bar from `low` to `high`: the whole, a part that goes, or what is left; and its texts."""

    name: str
    low: float
    high: float
    is_loss: bool
    said: str
    share: str


def fall_chart(
    start: tuple[str, float], parts: Sequence[tuple[str, float]], titles: Titles, *, end: str = ""
) -> Chart:
    """Return the steps from the whole (`start`) down over 1 to 20 parts to the rest, named `end`.

    Each step has its share of the whole; parts are written with a minus. All are 0 or above and the
    parts together are no more than the whole; ValueError says what is wrong.
    """
    steps = _steps(start, parts, end or LEFT)
    top = TITLE_ROW if titles.y else 0.0
    frame = lying([steps[0].high], titles, top, ROW * len(steps) + 4)
    svg = drawing(
        titles,
        titles.title or "Waterfall chart",
        _told(steps),
        frame.height,
        frame.grid(),
        *(_bar(frame, no, step) for no, step in enumerate(steps)),
        *(_words(frame, no, step) for no, step in enumerate(steps)),
        frame.axis(titles),
    )
    columns = (titles.y or "Step", titles.x or "Value", "Share of the whole")
    return Chart(svg, columns, tuple((one.name, one.said, one.share) for one in steps))


def _told(steps: Sequence[_Step]) -> str:
    """Return the whole, its largest part and the rest, for who cannot see them."""
    whole, *parts, rest = steps
    largest = max(parts, key=lambda part: part.high - part.low)
    return (
        f"{whole.name} {whole.said}, less {len(parts)} parts, the largest of them "
        f"{largest.name} {largest.said}, {largest.share}. {rest.name}: {rest.said}, {rest.share}."
    )


def _steps(start: tuple[str, float], parts: Sequence[tuple[str, float]], end: str) -> list[_Step]:
    counted("Parts", parts, 1, MOST_PARTS)
    if not all(name.strip() for name in (start[0], end, *(name for name, _ in parts))):
        raise ValueError("Steps: each needs a name.")
    (whole,) = accepted(start[0], start[1:], least=0)
    taken = [part for name, value in parts for part in accepted(name, [value], least=0)]
    rest = round(fsum([start[1], *(-value for _, value in parts)]), FINEST) + 0.0
    if rest < 0:
        raise ValueError(f"The parts together are more than {start[0]}.")
    digits = legible([whole, *taken, rest])
    after = [
        max(0.0, one) for one in accumulate(taken, lambda left, part: left - part, initial=whole)
    ]
    return [
        _Step(
            start[0], 0, whole, is_loss=False, said=shown(whole, digits), share=_share(whole, whole)
        ),
        *(
            _Step(
                name, low, high, is_loss=True, said=shown(-part, digits), share=_share(part, whole)
            )
            for (name, _), part, high, low in zip(parts, taken, after, after[1:], strict=False)
        ),
        _Step(end, 0, rest, is_loss=False, said=shown(rest, digits), share=_share(rest, whole)),
    ]


def _share(part: float, whole: float) -> str:
    return f"{shown(100 * part / whole if whole else 0, 1)}%"


def _bar(frame: Lying, no: int, step: _Step) -> Mark:
    """Return a bar, hatched if it is lost, and the thin line that leads down to the next one."""
    top = frame.box.top + ROW * no + NAME
    box = Box(frame.across(step.low), top, frame.across(step.high), top + BAR)
    kind = "loss" if step.is_loss else "bar"
    bar = element(
        "rect", x=box.left, y=top, width=max(0, box.right - box.left), height=BAR, class_=kind
    )
    reached = box.left if step.is_loss else box.right
    is_last = no > 0 and not step.is_loss
    return joined(
        bar,
        hatch(box) if step.is_loss else joined(),
        joined() if is_last else line(reached, box.bottom, reached, top + ROW, "step"),
    )


def _words(frame: Lying, no: int, step: _Step) -> Mark:
    """Return the name and number of a step above its bar, and its share at the right."""
    left, base = frame.box.left + 4, frame.box.top + ROW * no + NAME - 5
    room = WIDTH - left - TEXT - extent(f"{step.share}: {step.said}")
    return joined(
        text(left, base, f"{shortened(step.name, room)}: {step.said}", "name halo"),
        text(WIDTH, base, step.share, "value halo", "end"),
    )
