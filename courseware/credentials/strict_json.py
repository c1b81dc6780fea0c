"""JSON from strangers: one object, of a bounded length, in which no name is given twice."""

from __future__ import annotations

import json
from typing import Any

LONGEST = 200_000
"""No credential of ours is longer, in characters."""


def read_json(text: str) -> dict[str, Any]:
    """Return the object in a JSON text. ValueError for anything else, and for a name given twice."""
    if len(text) > LONGEST:
        raise ValueError("this is longer than any credential")
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except RecursionError as fault:
        raise ValueError("this is nested too deeply") from fault
    if not isinstance(value, dict):
        raise ValueError("this is no JSON object")  # noqa: TRY004 - the text is wrong
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name given twice: of two values one would be shown and the other signed."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is given twice")
    return found


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
