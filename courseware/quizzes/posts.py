"""What a form posts for one slot: its parts, whether anything was answered, and which posts are one answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

Raw = Mapping[str, Sequence[str]]
"""What was posted for one slot: part of the answer → its texts. The main part is named ""."""
NOTHING: Raw = MappingProxyType({})
CERTAINTY = "certainty"
"""The part that says how sure one is, beside the answer's own parts: `slot-3.certainty`."""
SIDES = frozenset({"unit", CERTAINTY})
"""Parts that are no answer by themselves: a unit that is chosen without a number, how sure one is."""


def part_name(no: int) -> str:
    """Return the name of one part of several, p1 for the first."""
    return f"p{no}"


def filled(raw: Raw, part: str = "") -> list[str]:
    """Return what was given in a part, without what is blank."""
    return [text for text in raw.get(part, ()) if text.strip()]


def is_blank(raw: Raw) -> bool:
    """Say whether nothing was answered in any part; what only stands beside an answer is none."""
    return not any(filled(raw, part) for part in raw if part.rsplit(".", 1)[-1] not in SIDES)


def is_same(one: Raw, other: Raw) -> bool:
    """Say whether two posts are the same answer to a learner.

    An empty field is as good as none, spaces around a text are nothing, and browsers end the lines of
    a text in their own ways.
    """
    return _content(one) == _content(other)


def _content(raw: Raw) -> dict[str, list[str]]:
    return {
        part: [text.strip().replace("\r\n", "\n") for text in texts]
        for part in raw
        if (texts := filled(raw, part))
    }


def inner(raw: Raw, part: str) -> Raw:
    """Return what was posted for one part of a question, as that part's own kind reads it.

    `p1` becomes the main part "", and `p1.unit` becomes `unit`.
    """
    lead = f"{part}."
    return {
        "" if name == part else name.removeprefix(lead): texts
        for name, texts in raw.items()
        if name == part or name.startswith(lead)
    }


def outer(raw: Raw, part: str) -> Raw:
    """Return the inverse of `inner`: a part's own post under its name in the whole question."""
    return {f"{part}.{name}" if name else part: texts for name, texts in raw.items()}
