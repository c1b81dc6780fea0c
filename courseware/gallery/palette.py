"""The palette in numbers: the colors of the style sheet, and the contrast between two of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

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


def luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2.2, from 0 (black) to 1 (white)."""
    digits = color[1:] if len(color) == len("#rrggbb") else "".join(2 * one for one in color[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]  # noqa: PLR2004 - constants of sRGB
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of WCAG 2.2 between two colors, from 1 to 21."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


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
