"""The palette in numbers: words at 4.5 to 1, lines and dots at 3 to 1, in light and in dark."""

from __future__ import annotations

import re

import pytest

from courseware.web import STATIC

TOKENS = (STATIC / "css/10-tokens.css").read_text("utf-8")
GROUNDS = ["paper", "sheet", "sunk", "pad"]
WORDS = ["ink", "quiet", "signal", "good", "bad", "warn"]
LINES = ["edge", "cp", "mp", "ln", "ss", "lm", "ds"]
_HEX = "#[0-9a-f]{3,6}"


def palettes() -> dict[str, dict[str, str]]:
    pairs = re.findall(rf"--([a-z-]+): light-dark\(({_HEX}), ({_HEX})\)", TOKENS)
    light = {name: value for name, value, _ in pairs}
    return {"light": light, "dark": {name: value for name, _, value in pairs}}


def luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(2 * one for one in color[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#fff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_and_lines_stand_out_from_every_ground(scheme: str, ground: str) -> None:
    palette = palettes()[scheme]
    for name in WORDS:
        assert contrast(palette[name], palette[ground]) >= 4.5, (name, ground)
    for name in LINES:
        assert contrast(palette[name], palette[ground]) >= 3, (name, ground)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_on_color_can_be_read(scheme: str) -> None:
    palette = palettes()[scheme]
    assert contrast(palette["on-signal"], palette["signal"]) >= 4.5
    assert contrast(palette["paper"], palette["ink"]) >= 4.5
    for track in ("cp", "mp", "ln", "ss", "lm", "ds"):
        assert contrast(palette["sheet"], palette[track]) >= 4.5, track


def test_browsers_without_light_dark_get_the_light_palette() -> None:
    plain = dict(re.findall(rf"--([a-z-]+): ({_HEX});", TOKENS))
    assert plain == palettes()["light"]
