from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from courseware.credentials import glyphs
from courseware.credentials.glyphs import FACES, missing_characters, name_face

FONTS = Path(glyphs.__file__).parent / "fonts"
FILES = dict(zip(FACES, ("SourceSerif4-Variable.ttf", "NotoSerif-Regular.ttf"), strict=True))


def spans(font: Path) -> str:
    """Return a font's visible characters as coverage.txt has them."""
    codes: list[list[int]] = []
    for code in sorted(TTFont(font).getBestCmap()):
        if unicodedata.category(chr(code))[0] == "C" or chr(code) in "\u2028\u2029":
            continue
        if codes and codes[-1][1] == code - 1:
            codes[-1][1] = code
        else:
            codes.append([code, code])
    return " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in codes)


def test_the_table_says_what_the_fonts_hold():
    table = "".join(f"{face}: {spans(FONTS / file)}\n" for face, file in FILES.items())
    assert (FONTS / "coverage.txt").read_text() == table, f"coverage.txt should be:\n{table}"


def test_the_fonts_stay_small_and_bring_their_licenses():
    fonts = sorted(FONTS.glob("*.ttf"))
    assert [font.name for font in fonts] == sorted(FILES.values())
    assert sum(font.stat().st_size for font in fonts) < 2_500_000
    for font in fonts:
        license_text = (FONTS / f"{font.stem.split('-')[0]}-OFL.txt").read_text()
        assert font.name in license_text
        assert "SIL OPEN FONT LICENSE Version 1.1" in license_text


@pytest.mark.parametrize(
    ("name", "face"),
    [
        ("Ada Marsh", "Source Serif 4"),
        ("Łukasz Żółć", "Source Serif 4"),
        ("Nguyễn Thị Minh Khai", "Source Serif 4"),
        ("Ştefan Ștefănescu", "Source Serif 4"),
        ("Nguye\u0302\u0303n Minh", "Source Serif 4"),
        ("Δημήτρης Παπαδόπουλος", "Source Serif 4"),
        ("Володимир Ґалаґан", "Source Serif 4"),
        ("O’Brien-Ñandú", "Source Serif 4"),
        ("Máhtte Ŧuommá", "Noto Serif"),
        ("Ɗanladi Ƙofar", "Noto Serif"),
        ("Ọlátúńbọ̀sún", "Source Serif 4"),
    ],
)
def test_a_name_is_printed_in_one_face(name: str, face: str):
    assert missing_characters(name) == ()
    assert name_face(unicodedata.normalize("NFC", name)) == face


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("محمد علي", ("م", "ح", "د", "ع", "ل", "ي")),
        ("王小明", ("王", "小", "明")),
        ("さくら Ito", ("さ", "く", "ら")),
        ("สมชาย", ("ส", "ม", "ช", "า", "ย")),
        ("Ada 🎓", ("🎓",)),
        ("Ada\u202eMarsh\t", ("U+202E", "U+0009")),
        ("Ada\u00adMarsh", ("U+00AD",)),
        ("a ≈\u0338 b", ("≉",)),  # both parts have glyphs, the letter that they join to has none
        ("", ()),
    ],
)
def test_what_cannot_be_printed_is_named(name: str, missing: tuple[str, ...]):
    assert missing_characters(name) == missing
