"""A site's own color: the contrast of WCAG, which accents can be read, and their dark variant.

Source: WCAG 2.2, "relative luminance" and "contrast ratio" (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance),
success criteria 1.4.3 (words: 4.5 to 1) and 1.4.11 (marks and the ring of the focus: 3 to 1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from courseware.words import Reason, Unfit

WORDS = 4.5
"""The least contrast of words. The accent is used for words, so the ring of the focus has it too."""
LIGHT_GROUNDS = ("#fbfaf6", "#ffffff", "#f1efe9", "#f7f8ef")
"""What the accent stands on in the light look: paper, sheet, sunk, pad of 10-tokens.css."""
DARK_GROUNDS = ("#14171c", "#1b1f25", "#2b3038", "#1d2322")
"""The same in the dark look."""
ON_LIGHT, ON_DARK = "#ffffff", "#14171c"
"""Words on the accent, in the light and in the dark look."""
_COLOR = re.compile(r"#[0-9a-f]{6}")
_STEPS = 255


def luminance(color: str) -> float:
    """Return the relative luminance of `#rgb` or `#rrggbb`, from 0 (black) to 1 (white)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _parts(color)]  # noqa: PLR2004 - constants of sRGB
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast between two colors, from 1 to 21."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def least_contrast(color: str, grounds: Iterable[str]) -> float:
    """Return the contrast of a color with the ground that it stands out least from."""
    return min(contrast(color, ground) for ground in grounds)


@dataclass(frozen=True, slots=True)
class Accent:
    """A color that can be read wherever it is used: as chosen in the light look, lighter in the dark."""

    light: str
    dark: str

    @property
    def sheet(self) -> str:
        """Return the style sheet that puts it in the place of our own; browsers without light-dark() get the light one."""
        return (
            f"@layer tokens{{:root{{--signal:{self.light};--on-signal:{ON_LIGHT}}}"
            "@supports (color:light-dark(red,red)){:root{"
            f"--signal:light-dark({self.light},{self.dark});"
            f"--on-signal:light-dark({ON_LIGHT},{ON_DARK})}}}}}}\n"
        )


def read_accent(text: str) -> Accent:
    """Return the accent that was typed; raises Unfit with the contrast and the nearest color that passes."""
    color = text.strip().lower()
    if not _COLOR.fullmatch(color):
        raise Unfit(Reason("accent.unreadable"))
    least = least_contrast(color, LIGHT_GROUNDS)
    if least < WORDS:
        # Cut, not rounded: 4.49 must not be shown as enough.
        shown = f"{int(least * 10) / 10:.1f}"
        values = {"color": color, "contrast": shown, "needed": f"{WORDS}", "nearest": darker(color)}
        raise Unfit(Reason("accent.faint", values))
    return Accent(color, lighter(color))


def darker(color: str) -> str:
    """Return the color nearest to `color` on the way to black that can be read on every light ground."""
    return _towards(color, "#000000", LIGHT_GROUNDS)


def lighter(color: str) -> str:
    """Return the color nearest to `color` on the way to white that can be read on every dark ground."""
    return _towards(color, "#ffffff", DARK_GROUNDS)


def mix(one: str, other: str, share: float) -> str:
    """Return `share` (0 to 1) of `other` in `one`, channel by channel as `color-mix(in srgb, …)` does."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round((a + (b - a) * share) * 255):02x}" for a, b in pairs)


def _towards(color: str, end: str, grounds: tuple[str, ...]) -> str:
    """Return the first of 255 even steps from `color` to `end` that can be read; `end` itself can."""
    steps = (mix(color, end, step / _STEPS) for step in range(_STEPS + 1))
    return next(one for one in steps if least_contrast(one, grounds) >= WORDS)


def _parts(color: str) -> list[float]:
    digits = color[1:] if len(color) == len("#rrggbb") else "".join(2 * one for one in color[1:])
    return [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
