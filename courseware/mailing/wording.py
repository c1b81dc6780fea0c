"""A letter in words: its blanks filled, in the reader's language, moments in the reader's zone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from courseware.letters import TEXTS, Letter
from courseware.locales import catalog, write_moment, zone_named

MOMENTS = frozenset({"when", "until"})
"""Blanks that hold a moment: kept as ISO text with its zone, written as the reader's clock shows it."""
UNKNOWN = "…"
"""What stands where a letter does not say: an old letter stays readable when its text got a new blank."""
LONGEST = 1_000
_PART = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a letter is written."""

    name: str = ""
    language: str = "en"
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Words:
    """A letter as its reader reads it. `path` follows the site's address; empty without an action."""

    subject: str
    paragraphs: tuple[str, ...]
    action: str
    path: str


def write_out(letter: Letter, details: Mapping[str, str], *, site_name: str, to: Reader) -> Words:
    """Return the words of a letter. Details win over what is known of the reader.

    What people typed (names, reasons) comes in as one line without control characters: it can begin
    neither a header nor a paragraph of its own. Raises KeyError if the address of the action has a
    blank that is not filled: a link that leads nowhere is not written.
    """
    text, filled = TEXTS[letter], _filler(details, site_name, to)
    return Words(
        subject=filled(text.subject),
        paragraphs=tuple(filled(paragraph) for paragraph in text.paragraphs),
        action=filled(text.action) if text.action else "",
        path=fill_path(text.path, details),
    )


def write_subject(letter: Letter, details: Mapping[str, str], *, site_name: str, to: Reader) -> str:
    """Return the subject of a letter; what is not given stays open."""
    return _filler(details, site_name, to)(TEXTS[letter].subject)


def _filler(details: Mapping[str, str], site_name: str, to: Reader) -> Callable[[str], str]:
    """Return what translates a sentence and fills its blanks."""
    translate = catalog(to.language).gettext
    known = {"name": to.name, "site": site_name, **details}
    blanks = _Blanks({name: _value(name, value, to) for name, value in known.items()})
    return lambda sentence: translate(sentence).format_map(blanks)


def fill_path(path: str, details: Mapping[str, str]) -> str:
    """Fill the blanks of an address; each value stays one segment of it. Raises KeyError."""
    return _PART.sub(lambda blank: quote(details[blank[1]], safe=""), path)


def one_line(text: str) -> str:
    """Return a text without control characters and turned writing, in one line of a sane length."""
    plain = "".join(one if unicodedata.category(one)[0] != "C" else " " for one in text)
    return " ".join(plain.split())[:LONGEST]


class _Blanks(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return UNKNOWN


def _value(name: str, value: str, to: Reader) -> str:
    if name in MOMENTS:
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return one_line(value)
        if moment.tzinfo is not None:
            return _moment(moment, to)
    return one_line(value)


def _moment(moment: datetime, to: Reader) -> str:
    """Write a moment with its zone: mail is read anywhere."""
    zone = zone_named(to.time_zone)
    text = write_moment(moment, "both", language=to.language, zone=zone)
    return f"{text} ({zone})"
