"""Whatever accent is accepted can be read wherever the style sheets use it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from courseware.admin.setting_forms import OUR_ACCENT
from courseware.appearance import (
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    ON_DARK,
    ON_LIGHT,
    contrast,
    darker,
    least_contrast,
    mix,
    read_accent,
)
from courseware.gallery.palette import GROUNDS, palettes
from courseware.words import Unfit

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("#000000", "#ffffff", 21),
        ("#fff", "#ffffff", 1),
        ("#777777", "#ffffff", 4.48),  # the pair that tools show as just too faint
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, wanted: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(wanted, abs=0.005)


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    light, dark = palettes()["light"], palettes()["dark"]
    assert {contrast(light[one], "#000000") for one in GROUNDS} == {
        contrast(one, "#000000") for one in LIGHT_GROUNDS
    }
    assert {dark[one] for one in GROUNDS} == set(DARK_GROUNDS)
    assert light["signal"] == OUR_ACCENT


@given(COLORS)
@example("#000000")
@example("#767676")
@example("#b5490f")
def test_what_is_accepted_passes_everywhere_it_is_used(color: str) -> None:
    accent = read_accent(darker(color))
    light, dark = palettes()["light"], palettes()["dark"]
    for shade, on, palette in ((accent.light, ON_LIGHT, light), (accent.dark, ON_DARK, dark)):
        for ground in GROUNDS:  # words, marks and the ring of the focus
            assert contrast(shade, palette[ground]) >= 4.5, ground
        assert contrast(on, shade) >= 4.5  # a button
        assert contrast(on, mix(shade, palette["ink"], 0.14)) >= 4.5  # with the mouse on it
        for ground in ("paper", "sheet"):  # selected words
            assert contrast(palette["ink"], mix(palette[ground], shade, 0.28)) >= 4.5


@given(COLORS)
def test_a_faint_color_is_refused_with_one_that_passes(color: str) -> None:
    least = least_contrast(color, LIGHT_GROUNDS)
    if least >= 4.5:
        assert read_accent(color).light == color
        return
    with pytest.raises(Unfit, match="too faint") as refused:
        read_accent(color)
    assert read_accent(str(refused.value.reason.values["nearest"]))
    assert float(str(refused.value.reason.values["contrast"])) <= least


def test_the_words_of_a_refusal_have_the_numbers() -> None:
    with pytest.raises(Unfit) as refused:
        read_accent("#FFD24D")
    assert str(refused.value) == (
        "#ffd24d is too faint for words: its contrast with the page is 1.2 to 1, and words need "
        "4.5 to 1. The nearest color that passes is #816a27."
    )


@pytest.mark.parametrize("text", ["red", "#fff", "#12345", "#1234567", "#ggggggg", "", "url(x)"])
def test_what_is_no_color_is_refused(text: str) -> None:
    with pytest.raises(Unfit, match="This is no color"):
        read_accent(text)


def test_the_sheet_names_both_looks_and_nothing_else() -> None:
    sheet = read_accent("#7a00ff").sheet
    assert sheet.count("{") == sheet.count("}")
    assert "light-dark(#7a00ff," in sheet
    assert set(re.findall(r"--[a-z-]+", sheet)) == {"--signal", "--on-signal"}
