"""The palette in numbers: the colors of the style sheet, and the contrast between two of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from courseware.appearance import contrast
from courseware.web import STATIC

GROUNDS = ("paper", "sheet", "sunk", "pad")
WORDS = ("ink", "quiet", "signal", "good", "bad", "warn")
LINES = ("edge", "cp", "mp", "ln", "ss", "lm", "ds")
_HEX = "#[0-9a-f]{3,6}"
_PAIR = re.compile(rf"--([a-z-]+): light-dark\(({_HEX}), ({_HEX})\)")


@cache
def palettes() -> dict[str, dict[str, str]]:
    """Return "light" and "dark" → name of a color → its hexadecimal digits."""
    pairs = _PAIR.findall((STATIC / "css/10-tokens.css").read_text("utf-8"))
    light = {name: value for name, value, _ in pairs}
    return {"light": light, "dark": {name: value for name, _, value in pairs}}


@dataclass(frozen=True, slots=True)
class Color:
    """One color in one look, and its contrast with the ground that stands out least from it."""

    name: str
    value: str
    ground: str
    least: float


def colors() -> dict[str, list[Color]]:
    """Return the colors of both looks for words and lines; the ground is the worst of all grounds."""
    return {
        scheme: [_color(name, palette) for name in WORDS + LINES]
        for scheme, palette in palettes().items()
    }


def _color(name: str, palette: dict[str, str]) -> Color:
    least, ground = min((contrast(palette[name], palette[one]), one) for one in GROUNDS)
    return Color(name, palette[name], ground, least)
