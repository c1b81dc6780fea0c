"""Which characters the certificate's fonts can print, known without opening a font."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

FACES = (
    "Source Serif 4",
    "Noto Serif",
    "Noto Serif SC",
    "Noto Serif KR",
    "Noto Naskh Arabic",
    "Noto Serif Hebrew",
    "Noto Serif Devanagari",
    "Noto Serif Bengali",
    "Noto Serif Tamil",
    "Noto Serif Thai",
    "Noto Serif Georgian",
    "Noto Serif Armenian",
)
"""The bundled faces: the first is the certificate's own, the second has rarer letters of Latin, Greek
and Cyrillic, then one for each other script (SC: Chinese characters and kana, KR: Hangul)."""

JOINERS = "\u200c\u200d"
"""Not seen, but they shape the letters around them, in Persian or Bengali for example."""


def missing_characters(name: str) -> tuple[str, ...]:
    """Return what of `name` cannot be printed, each once, in order; empty if all can.

    Accents are joined to their letters first (NFC). What cannot be seen, such as a control
    character, is given by number: U+202E.
    """
    characters = dict.fromkeys(unicodedata.normalize("NFC", name))
    # those of the chosen faces, not of all: a joiner between Latin letters only hides something
    printable = frozenset().union(*(_coverage()[face] for face in name_faces(name)))
    return tuple(_shown(each) for each in characters if ord(each) not in printable)


def name_faces(name: str) -> tuple[str, ...]:
    """Return the one face that has the whole name, else few that have it together, best first.

    So letters of one script are never of two faces if one has them all, and a name of two scripts
    (Łukasz 王小明) has a face for each.
    """
    rest = {ord(character) for character in unicodedata.normalize("NFC", name)} - _JOINERS
    faces: list[str] = []
    while rest:
        best = max(FACES, key=lambda face: len(rest & _coverage()[face]))
        if not rest & _coverage()[best]:
            break  # no face has these: `missing_characters` tells
        faces.append(best)
        rest -= _coverage()[best]
    return tuple(faces) or FACES[:1]


def runs_right_to_left(name: str) -> bool:
    """Say whether a name begins in a script that is read from the right, as Arabic and Hebrew are."""
    kinds = (unicodedata.bidirectional(character) for character in name)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


_JOINERS = frozenset(map(ord, JOINERS))


@cache
def _coverage() -> dict[str, frozenset[int]]:
    """Read `fonts/coverage.txt`: a line a face, its code points as hexadecimal ranges."""
    text = (Path(__file__).parent / "fonts" / "coverage.txt").read_text("ascii")
    lines = text.splitlines()
    return {face: _codes(ranges) for face, _, ranges in (line.partition(": ") for line in lines)}


def _codes(ranges: str) -> frozenset[int]:
    spans = [[int(end, 16) for end in span.split("-")] for span in ranges.split()]
    return frozenset(code for span in spans for code in range(span[0], span[-1] + 1))


def _shown(character: str) -> str:
    unseen = unicodedata.category(character)[0] in "CZ"
    return f"U+{ord(character):04X}" if unseen else character
