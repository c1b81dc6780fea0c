"""Which characters the certificate's fonts can print, known without opening a font."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

FACES = ("Source Serif 4", "Noto Serif")
"""The bundled faces: the first is the certificate's own, the second prints rarer letters."""


def missing_characters(name: str) -> tuple[str, ...]:
    """Return what of `name` cannot be printed, each once, in order; empty if all can.

    Accents are joined to their letters first (NFC). What cannot be seen, such as a control
    character, is given by number: U+202E.
    """
    characters = dict.fromkeys(unicodedata.normalize("NFC", name))
    printable = frozenset().union(*(_coverage()[face] for face in FACES))
    return tuple(_shown(each) for each in characters if ord(each) not in printable)


def name_face(name: str) -> str:
    """Return the face for a name: all its letters come from one, never from two mixed."""
    codes = {ord(character) for character in name}
    return next((face for face in FACES if codes <= _coverage()[face]), FACES[-1])


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
