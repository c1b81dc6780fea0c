"""Items that lie somewhere: cards sorted into groups, tasks assigned to stations."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from courseware.labs.inputs.bounds import plain_number
from courseware.labs.inputs.choice import read_options
from courseware.labs.inputs.items import read_items
from courseware.labs.inputs.kind import InputType, Raw, Reading, Spec, Understood, first
from courseware.shapes import BLOCK, LINE, TABLE, Shapes, nearest


class Place(InputType):
    """Each item lies in one place or in none.

    Expressions ask `board_placed` (how many lie anywhere), `board_all` and `board_right`.
    `load`: a fact of each item that a page adds up for every place (seconds), with its `unit` and
    the `most` that a place should hold, a number or a value of the case.
    """

    name = "place"
    words: ClassVar[Shapes] = {
        "items": BLOCK, "places": TABLE, "load": LINE, "unit": LINE, "most": LINE,
    }  # fmt: skip
    needs = frozenset({"items", "places"})
    measured = ("placed", "all", "right")

    def read(self, reading: Reading) -> dict[str, Any]:
        """Read the places, then the items with where they belong and what each adds to its place."""
        places = read_options(reading, "places")
        items = read_items(reading, places)
        return {"places": places, "items": items, "load": _load(reading, items)}

    def parts(self, spec: Spec) -> Collection[str]:
        """Return the items: a page posts the place of each."""
        return tuple(spec["items"])

    def understand(self, spec: Spec, raw: Raw) -> Understood:
        """Return item → place. What names no place lies nowhere."""
        placed = {one: first(raw, one) for one in spec["items"]}
        placed = {one: place for one, place in placed.items() if place in spec["places"]}
        right = sum(place in spec["items"][one]["right"] for one, place in placed.items())
        measures = {"placed": len(placed), "all": len(spec["items"]), "right": right}
        return Understood(placed, measures)


def _load(reading: Reading, items: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return the fact that is added up, its unit, and the text that shows the most of a place."""
    typed, source = reading.typed, reading.source
    fact, most = typed.get("load", ""), typed.get("most", "")
    if not fact:
        for word in typed.keys() & {"unit", "most"}:
            source.error(f"`{word}` says more about `load`.", word, mend="Write `load: seconds`.")
        return {}
    for key, item in items.items():
        if not isinstance(item["facts"].get(fact), int | float):
            mend = f"Write `{fact}: 30`."
            source.error(f"The item has no number “{fact}”.", "items", key, mend=mend)
    if most and most not in reading.case and plain_number(most) is None:
        source.error("`most` is no number.", "most", mend=nearest(most, reading.case))
    shown = f"{{{most}}}" if most in reading.case else most
    return {"fact": fact, "unit": typed.get("unit", ""), "most": shown}
