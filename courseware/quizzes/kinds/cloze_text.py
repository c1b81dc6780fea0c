r"""An author's text with blanks, `… [right; right too] … [right | wrong] …`, divided at its brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_BLANKS = 8
_MARK = re.compile(r"\\.|(?P<bracket>[\[\]])|(?P<between>[;|])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank as typed: its texts with their escapes, the first one right; `|` makes a drop-down."""

    texts: tuple[str, ...]
    is_choice: bool


class Unreadable(ValueError):  # noqa: N818 - an author's fault, in words for them
    """Says why a text with blanks cannot be read."""


def divide(text: str) -> tuple[list[str], list[Blank]]:
    """Return the text around the blanks (one piece more) and the blanks; raises Unreadable."""
    pieces: list[str] = []
    blanks: list[Blank] = []
    marks: list[re.Match[str]] = []
    start, is_inside = 0, False
    for mark in _MARK.finditer(text):
        if mark["bracket"] == "[":
            if is_inside:
                raise Unreadable("A bracket opens inside a blank.")
            pieces.append(text[start : mark.start()])
            start, marks, is_inside = mark.end(), [], True
        elif mark["bracket"] == "]" and is_inside:
            blanks.append(_blank(text, start, [*marks, mark]))
            start, is_inside = mark.end(), False
        elif mark["between"] and is_inside:
            marks.append(mark)
    if is_inside:
        raise Unreadable("A blank is opened and not closed.")
    if not 1 <= len(blanks) <= MOST_BLANKS:
        raise Unreadable(f"The text has {len(blanks)} blanks; 1 to {MOST_BLANKS} can be asked.")
    return [*pieces, text[start:]], blanks


def _blank(text: str, start: int, marks: list[re.Match[str]]) -> Blank:
    """Divide what stands in a blank at its marks; the last one is the bracket that closes it."""
    between = {mark["between"] for mark in marks[:-1]}
    if len(between) > 1:
        raise Unreadable("A blank holds `;` and `|`: is it to be typed or to be chosen?")
    texts = []
    for mark in marks:
        texts.append(text[start : mark.start()].strip())
        start = mark.end()
    return Blank(tuple(texts), is_choice=between == {"|"})
