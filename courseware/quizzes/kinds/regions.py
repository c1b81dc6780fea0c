"""Regions of a figure: read as an author types them, and drawn over it with their numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courseware.charts.marks import Mark, element, joined, words
from courseware.problems import Source
from courseware.shapes import LINE, TEXT, read_block

WHOLE = 100.0
REGION_COUNTS = range(2, 13)
_AT = re.compile(r"(\d{1,3}(?:\.\d)?) +(\d{1,3}(?:\.\d)?) +(\d{1,3}(?:\.\d)?) +(\d{1,3}(?:\.\d)?)")
_SHAPES = {"name": LINE, "at": LINE, "feedback": TEXT}
_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,19}")


@dataclass(frozen=True, slots=True)
class Region:
    """One place on a figure: a box from (x, y), in percent of the figure's width and height."""

    id: str
    name: str
    feedback: str
    x: float
    y: float
    width: float
    height: float


def read_regions(typed: Mapping[str, object], source: Source) -> tuple[Region, ...]:
    """Return the regions from left to right, then down: their order tells nothing of the author's.

    What cannot be used is reported and left out.
    """
    if typed and len(typed) not in REGION_COUNTS:
        least, most = REGION_COUNTS[0], REGION_COUNTS[-1]
        source.error(f"A figure has {least} to {most} regions; here are {len(typed)}.")
    found = []
    names: dict[str, str] = {}
    for name, entry in list(typed.items())[: REGION_COUNTS[-1]]:
        region = _read_region(name, entry, source.at(name))
        if region is None:
            continue
        twin = names.setdefault(region.name.casefold(), name)
        if twin != name:
            source.error(f"{twin} and {name} have the same name.", name, "name")
        found.append(region)
    return tuple(sorted(found, key=lambda one: (one.x, one.y, one.id)))


def _read_region(name: str, entry: object, source: Source) -> Region | None:
    if not _ID.fullmatch(name):
        source.error(f"“{name}” cannot name a region.", mend="Write a letter or a short word: A.")
        return None
    block = read_block(entry, source, _SHAPES, _SHAPES.keys())
    if not _SHAPES.keys() <= block.keys():
        return None
    at = _AT.fullmatch(block["at"].strip())
    x, y, width, height = map(float, at.groups()) if at else (0.0, 0.0, 0.0, 0.0)
    if not (width and height and x + width <= WHOLE and y + height <= WHOLE):
        mend = 'Write x, y, width and height in percent of the figure: at: "10 20 30 15".'
        source.error(f"The place “{block['at']}” is not on the figure.", "at", mend=mend)
        return None
    return Region(name, block["name"], block["feedback"], x, y, width, height)


def overlay(regions: Sequence[Region]) -> Mark:
    """Return the boxes of all regions and their numbers, to lie over the figure."""
    return element(
        "svg",
        *(_box(no, region) for no, region in enumerate(regions, 1)),
        class_="spot-map",
        aria_hidden="true",
    )


def _box(no: int, region: Region) -> Mark:
    x, y = f"{region.x:g}%", f"{region.y:g}%"
    return joined(
        element("rect", x=x, y=y, width=f"{region.width:g}%", height=f"{region.height:g}%", rx=3.0),
        element(
            "svg",
            element("circle", cx=0.0, cy=0.0, r=11.0),
            element("text", words(str(no)), x=0.0, y=4.5, text_anchor="middle"),
            x=x,
            y=y,
        ),
    )
