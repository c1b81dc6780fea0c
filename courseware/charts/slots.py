"""Bars of a schedule. Their kinds differ by outline and hatch; a text stands inside only where it fits."""

from __future__ import annotations

from functools import partial

from courseware.charts.frame import TEXT, Box, text
from courseware.charts.hatch import hatch
from courseware.charts.key import SAMPLE, Sample
from courseware.charts.marks import Mark, element, joined, place
from courseware.charts.room import extent

BAR = 17.0
KINDS = {"": "", "late": "late", "wait": "waiting", "extern": "external"}
"""Kind of a bar → its word."""


def slot(box: Box, kind: str) -> Mark:
    """Return a bar: plain, hatched (late), with a broken outline (wait) or with lying lines (extern)."""
    outline = element(
        "rect",
        x=box.left,
        y=box.top,
        width=max(1, box.right - box.left),
        height=box.bottom - box.top,
        class_=f"slot {kind}".strip(),
    )
    if kind in ("late", "extern"):
        return joined(outline, hatch(box, is_lying=kind == "extern"))
    return outline


def slot_words(box: Box, said: str) -> Mark:
    """Return the text of a bar in its middle, or nothing where it is too long."""
    if not said or extent(said) + 4 > box.right - box.left:
        return joined()
    middle = (box.left + box.right) / 2
    return text(middle, (box.top + box.bottom) / 2 + TEXT / 3, said, "halo", "middle")


def due_mark(x: float, y: float) -> Mark:
    """Return a small triangle whose tip is at `x`, right below `y`."""
    tip, foot = f"M{place(x)} {place(y + 1)}", place(y + 8)
    return element("path", d=f"{tip}L{place(x + 4)} {foot}L{place(x - 4)} {foot}Z", class_="due")


def slot_samples(kinds: set[str], *, has_due: bool) -> list[tuple[Sample, str]]:
    """Return what the key of a schedule explains: the kinds that are in it, and the mark of a due time."""
    samples: list[tuple[Sample, str]] = [
        (partial(_sample, kind), word.capitalize())
        for kind, word in KINDS.items()
        if kind and kind in kinds
    ]
    return samples + ([(_due_sample, "Due")] if has_due else [])


def _sample(kind: str, left: float, middle: float) -> Mark:
    return slot(Box(left + 1, middle - 6, left + SAMPLE, middle + 6), kind)


def _due_sample(left: float, middle: float) -> Mark:
    return due_mark(left + SAMPLE - 5, middle - 5)
