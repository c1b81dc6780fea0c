"""Numbers in the texts of a lab: `{flow_time:.2f}` is filled each time the text is shown.

The texts are HTML already, so a place for a value is found in it as it stands; TeX has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape, unescape

from courseware.calculation.expressions import ExpressionError
from courseware.calculation.numbers import show
from courseware.calculation.values import Value, Values, unknown_name

_PLACE = re.compile(
    r"\{(?P<name>[A-Za-z]\w*)(?:\[(?P<index>\d{1,2})\])?(?::(?P<form>[^{}:<>]+))?\}", re.ASCII
)
_TAG = re.compile(r"<[^>]*>")
_BRACE = re.compile(r"\{[^{}]*\}?|\}")
NOTHING = "–"
"""What stands for a value that there is not (yet)."""


def names_in(html: str) -> Iterator[str]:
    """Return the names of the values that a text shows.

    Raises ExpressionError for a brace that is no place, and for a format that cannot be used.
    """
    for found in _BRACE.finditer(html):
        place = _PLACE.fullmatch(found[0])
        if place is None:
            raise ExpressionError(
                f"“{found[0]}” is not a place for a value. Write {{name}} or {{name:.1f}}."
            )
        show(0, place["form"] or "")
        yield place["name"]


def fill(html: str, values: Values, words: Mapping[str, Sequence[str] | str] | None = None) -> str:
    """Return a text with each value in its place; a name without a value yet shows a dash.

    `words`: names that stand for a text, or a list of texts. They are escaped here.
    Raises ExpressionError for a format that cannot be used.
    """
    return _PLACE.sub(lambda place: _shown(place, values, words or {}), html)


def _shown(place: re.Match[str], values: Values, words: Mapping[str, Sequence[str] | str]) -> str:
    name, index = place["name"], place["index"]
    if name in words:
        said = words[name]
        if isinstance(said, str):
            return escape(said)
        return escape(", ".join(said) if index is None else _at(said, index))
    if name not in values:
        return NOTHING
    value = values[name]
    if index is not None:
        if not isinstance(value, list):
            raise ExpressionError(f"“{name}” is one number, not a list: write {{{name}}}.")
        if int(index) >= len(value):
            return NOTHING
        value = value[int(index)]
    return say(value, place["form"] or "")


def _at(words: Sequence[str], index: str) -> str:
    return words[int(index)] if int(index) < len(words) else NOTHING


def say(value: Value, form: str = "") -> str:
    """Return a number, or a list of them, as text; yes and no are 1 and 0."""
    if isinstance(value, list):
        return ", ".join(say(one, form) for one in value)
    return show(int(value) if isinstance(value, bool) else value, form)


def text_of(html: str) -> str:
    """Return the words of a text without its markup."""
    return unescape(_TAG.sub("", html))


def check_names(html: str, known: Sequence[str]) -> None:
    """Raise ExpressionError for a place whose name nobody knows."""
    for name in names_in(html):
        if name not in known:
            raise unknown_name(name, dict.fromkeys(known, 0))
