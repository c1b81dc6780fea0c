"""The items of a board or of cards to sort: text, where each belongs, why, and facts for the model."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from courseware.labs.inputs.bounds import plain_number
from courseware.labs.inputs.choice import ID
from courseware.labs.inputs.kind import Reading
from courseware.shapes import nearest

MOST_ITEMS = 40
_OWN = ("text", "right", "feedback")


def read_items(reading: Reading, places: Collection[str] = ()) -> dict[str, dict[str, Any]]:
    """Return id → html, right places, feedback, facts; faults are reported.

    An entry is a text, or a block with `text`, `right` (a place or several), `feedback`, and any
    other names: facts, which are numbers or lists of names.
    """
    typed: Mapping[str, Any] = reading.typed.get("items", {})
    source = reading.source
    if not 1 < len(typed) <= MOST_ITEMS:
        source.error(f"`items` holds 2 to {MOST_ITEMS} entries.", "items")
    items = {}
    for key, entry in typed.items():
        block = entry if isinstance(entry, Mapping) else {"text": entry}
        where = ("items", key)
        if ID.fullmatch(key) is None:
            source.error(f"“{key}” cannot be an id.", *where, mend="Use letters, digits and _.")
        if not isinstance(block.get("text"), str) or not block["text"].strip():
            source.error("An item needs a text.", *where, mend="Write `text: …`.")
            continue
        items[key] = {
            "html": reading.inline(block["text"], *where),
            "right": _right(block.get("right", []), places, reading, where),
            "feedback": _feedback(block.get("feedback", ""), reading, where),
            "facts": {
                name: _fact(one, name, reading, where)
                for name, one in block.items()
                if name not in _OWN
            },
        }
    return items


def _right(
    typed: object, places: Collection[str], reading: Reading, where: tuple[str, ...]
) -> list[str]:
    """Return the places where an item belongs: one, or several of which any is right."""
    named = [str(one) for one in (typed if isinstance(typed, list) else [typed])]
    for one in named:
        if one not in places:
            mend = nearest(one, places) if places else "Leave out `right`: nothing is placed."
            reading.source.error(f"“{one}” is no place.", *where, "right", mend=mend)
    return named


def _feedback(typed: object, reading: Reading, where: tuple[str, ...]) -> str:
    if not typed:
        return ""
    if not isinstance(typed, str):
        reading.source.error("`feedback` is one text.", *where, "feedback")
        return ""
    return reading.inline(typed, *where, "feedback")


def _fact(typed: Any, name: str, reading: Reading, where: tuple[str, ...]) -> Any:
    """Return a fact for a model: a number, or a list of names."""
    if isinstance(typed, str):
        number = plain_number(typed)
        if number is not None:
            return int(number) if number == int(number) else float(number)
        return [typed] if typed.strip() else []
    if isinstance(typed, list) and all(isinstance(one, str) for one in typed):
        return typed
    mend = "Write a number, a name or a list of names."
    reading.source.error(f"“{name}” is no fact.", *where, name, mend=mend)
    return []
