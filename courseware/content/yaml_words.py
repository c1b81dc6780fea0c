"""What the YAML parser says, in words that an author without YAML understands."""

from __future__ import annotations

from typing import Any

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

_QUOTE = "Put this text in quotes."
_WHOLE = "Put the whole text in double quotes."

_SAID = (
    ("mapping values are not allowed", "A colon stands inside a text without quotes.", _QUOTE),
    ("'\\t' that cannot start", "A tab stands at the beginning of a text or line.", "Use spaces."),
    ("that cannot start any token", "A text begins with a sign that YAML keeps for itself.", _QUOTE),
    ("expected ':'", "This line has no colon.", "Write `name: value`, or put the text in quotes."),
    ("end of stream", "A quote is opened here and never closed.", "Close it with the same quote."),
    ("unknown escape", "A backslash in double quotes is followed by a sign that it does not know.",
     "Write \\\\ for a backslash, or use single quotes."),
    ("sequence entries are not allowed", "A list begins in the middle of a line.",
     "Put each `- entry` on a line of its own, or the text in quotes."),
    ("expected ',' or", "A bracket is opened here and not closed.",
     "Close it, divide its values with commas, or put the text in quotes."),
    ("expected the node content", "A value is missing.", _QUOTE),
    ("alphabetic or numeric", "A text begins with a sign that YAML keeps for itself.", _QUOTE),
    ("expected <block end>", "This does not belong to the lines above it.",
     "Align it with them, or put the whole text in quotes."),
)  # fmt: skip
"""(what the parser says, what it means, what to do); the first that fits is taken."""

_OPENED = ("end of stream", "expected ',' or", "expected ':'")
"""Faults whose cause stands where something was opened, not where the parser gave up."""


def in_plain_words(error: Exception, text: str) -> tuple[int, str, str]:
    """Return the 0-based line within `text`, what is wrong, and what to write instead."""
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position)
        return line, "A sign stands here that no text may hold.", "Delete it and type it again."
    said = str(getattr(error, "problem", None) or error)
    mark = _mark(error, said)
    line = mark.line if mark else 0
    if mark and "expected <block end>" in said and text.split("\n")[line][: mark.column].strip():
        return line, "The text goes on after a closing quote or bracket.", _WHOLE
    for words, message, mend in _SAID:
        if words in said:
            return line, message, mend
    return line, f"YAML cannot read this: {' '.join(said.split())}.", _QUOTE


def _mark(error: Exception, said: str) -> Any:
    """Return where the fault is: an object with 0-based `line` and `column`, or None."""
    if not isinstance(error, MarkedYAMLError):
        return None
    opened = any(words in said for words in _OPENED)
    return (opened and error.context_mark) or error.problem_mark or error.context_mark
