"""The palette in numbers: words at 4.5 to 1, lines and dots at 3 to 1, in light and in dark."""

from __future__ import annotations

import re

import pytest

from courseware.appearance import contrast
from courseware.gallery.palette import GROUNDS, LINES, WORDS, palettes
from courseware.web import STATIC


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
    tokens = (STATIC / "css/10-tokens.css").read_text("utf-8")
    plain = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", tokens))
    assert plain == palettes()["light"]
