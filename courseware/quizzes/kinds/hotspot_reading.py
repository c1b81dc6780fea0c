"""Reading a hotspot question: the points of its chart or the regions of its figure, and the right ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from courseware.calculation.plots import Plot
from courseware.calculation.values import Values
from courseware.calculation.variation import spoken
from courseware.charts.marks import element, joined, words
from courseware.problems import Source, count_errors
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.points import SpotError, find_points
from courseware.quizzes.kinds.regions import Region, overlay, read_regions
from courseware.quizzes.questions import Option, Variant
from courseware.shapes import BLOCK, LINE, LIST, TEXT, Shape, nearest, read_choice

LONGEST_FIGURE_TEXT = 400
FIGURE_TEXT = Shape(
    lambda value: TEXT.fits(value) and len(str(value)) <= LONGEST_FIGURE_TEXT,
    "Write what the figure says to who cannot see it, in at most "
    f"{LONGEST_FIGURE_TEXT} characters.",
)
REGIONS = BLOCK
SPOTS = Shape(
    lambda value: LINE.fits(value) or (LIST.fits(value) or value == []),
    "Write a rule, `spots: beyond_limits(d)`, or a list: `spots: [3, 7]`.",
)
MOST_POINTS = 30
"""More numbers could not be told apart on a phone."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What does not vary."""

    spots: tuple[str, ...]
    is_one: bool
    may_be_none: bool
    regions: tuple[Region, ...]


def read_variants(item: Item) -> tuple[Variant, ...]:
    """Return the variants of a hotspot question; every fault is reported to the item."""
    asked = _read_asked(item)
    if asked is None:
        return ()
    variants = item.vary(lambda values: _build(item, asked, values))
    if variants and not any(one.is_right for variant in variants for one in variant.options):
        mend = "Ask for something that is there in at least one variant."
        item.source.error("No variant has anything to mark.", "spots", mend=mend)
        return ()
    return variants


def _read_asked(item: Item) -> _Asked | None:
    source, typed = item.source, item.typed
    before = count_errors(source)
    if ("chart" in typed) == ("figure" in typed):
        mend = "Write `chart` with points, or `figure` with `regions`."
        source.error("Spots lie on one chart or one figure.", "spots", mend=mend)
        return None
    for name in ("alt", "regions"):
        if (name in typed) != ("figure" in typed):
            said = f"`{name}` belongs to `figure`, and a figure needs it."
            source.error(said, *([name] if name in typed else ["figure"]))
    read_choice(typed, "choose", ("one", "all"), source)
    read_choice(typed, "none", ("yes", "no"), source)
    written = typed["spots"]
    spots = (written,) if isinstance(written, str) else tuple(written)
    regions = read_regions(typed.get("regions", {}), source.at("regions"))
    if count_errors(source) > before:
        return None
    is_one, may_be_none = typed.get("choose") == "one", typed.get("none") == "yes"
    return _Asked(spots, is_one, may_be_none, regions)


def _build(item: Item, asked: _Asked, values: Values) -> dict[str, Any]:
    if asked.regions:
        options = _of_figure(item, asked, values)
    else:
        options = _of_chart(item, asked, item.exhibit(values).plot)
    _check_counts(item.source, asked, options, values)
    own: dict[str, Any] = {"options": options, "key": _key(asked)}
    if asked.regions:
        own["exhibit"] = _figure(item, asked.regions, values) + item.exhibit(values).html
    return own


def _key(asked: _Asked) -> dict[str, Any]:
    said = {"is_one": asked.is_one, "is_chart": not asked.regions}
    return {name: value for name, value in said.items() if value}


def _check_counts(source: Source, asked: _Asked, options: Sequence[Option], values: Values) -> None:
    right = sum(one.is_right for one in options)
    if not options:
        return  # reported before
    if not right and not asked.may_be_none:
        mend = "Write `none: yes` if that is meant; else see to it with `require`."
        source.error(f"Nothing is to be marked with {spoken(values)}.", "spots", mend=mend)
    if right == len(options):
        source.error(f"All places are right with {spoken(values)}.", "spots")
    if asked.is_one and right > 1:
        mend = "Leave out `choose: one`, or see to it with `require`."
        source.error(f"{right} places are right with {spoken(values)}.", "choose", mend=mend)


def _of_chart(item: Item, asked: _Asked, plot: Plot | None) -> tuple[Option, ...]:
    """Return the points of the chart in the order of time, numbered from 1."""
    if plot is None:
        return ()
    if not 2 <= len(plot.points) <= MOST_POINTS:  # noqa: PLR2004 - of one there is nothing to choose
        mend = "Draw `xbar`, `individuals` or `run`."
        said = f"Points are marked on a chart of 2 to {MOST_POINTS} points in time."
        item.source.error(said, "chart", mend=mend)
        return ()
    try:
        found, otherwise = find_points(asked.spots, plot)
    except SpotError as error:
        item.source.error(str(error), "spots", mend=error.mend)
        return ()
    return tuple(
        Option(str(no), _point(no, said), found.get(no, otherwise), is_right=no in found)
        for no, said in enumerate(plot.shown, 1)
    )


def _point(no: int, said: str) -> str:
    """Return the label of a point: "Point 7: 50.31", in parts, as a grid has no room for the words."""
    return joined(
        element("span", words("Point"), class_="spot-word"),
        words(" "),
        element("b", words(str(no))),
        element("span", words(":"), class_="spot-word"),
        words(" "),
        element("span", words(said), class_="number"),
    )


def _of_figure(item: Item, asked: _Asked, values: Values) -> tuple[Option, ...]:
    """Return the regions from left to right, numbered as on the figure."""
    known = [region.id for region in asked.regions]
    for spot in asked.spots:
        if spot not in known:
            mend = nearest(spot, known)
            item.source.error(f"“{spot}” is no region of the figure.", "spots", mend=mend)
            return ()
    return tuple(
        Option(
            str(no),
            f"<b>{no}</b> {item.inline(region.name, values, 'regions', region.id)}",
            item.inline(region.feedback, values, "regions", region.id),
            is_right=region.id in asked.spots,
        )
        for no, region in enumerate(asked.regions, 1)
    )


def _figure(item: Item, regions: Sequence[Region], values: Values) -> str:
    """Return the figure, as every text shows one, under the numbers of its regions."""
    alt = str(item.typed["alt"]).translate({ord(sign): rf"\{sign}" for sign in r"\[]"})
    shown = item.block(f"![{alt}]({item.typed['figure']})", values, "figure")
    if not shown:
        return ""
    return f'<div class="spotted">{shown}{overlay(regions)}</div>'
