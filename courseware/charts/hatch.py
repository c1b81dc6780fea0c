"""Lines across a bar, so that its kind is seen without color and on paper in black and white."""

from __future__ import annotations

from math import ceil

from courseware.charts.frame import Box
from courseware.charts.marks import Mark, element, place

STEP = 6.0


def hatch(box: Box, *, is_lying: bool = False) -> Mark:
    """Return lines that rise over a box at 45°, or two lying ones. They end at its edges."""
    wide, high = box.right - box.left, box.bottom - box.top
    if is_lying:
        ways = [((0.0, high * part), (wide, high * part)) for part in (1 / 3, 2 / 3)]
    else:
        starts = [STEP * no - high for no in range(1, ceil((wide + high) / STEP))]
        ways = [_rising(start, wide, high) for start in starts]
    at = "".join(
        f"M{place(box.left + x1)} {place(box.bottom - y1)}L{place(box.left + x2)} {place(box.bottom - y2)}"
        for (x1, y1), (x2, y2) in ways
    )
    return element("path", d=at, class_="hatch")


def _rising(
    start: float, wide: float, high: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the part inside of a box of the line that rises from `start`; y is counted upwards."""
    left, right = max(0.0, start), min(wide, start + high)
    return (left, left - start), (right, right - start)
