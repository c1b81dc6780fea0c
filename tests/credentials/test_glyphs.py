from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from courseware.credentials import glyphs
from courseware.credentials.glyphs import (
    FACES,
    JOINERS,
    missing_characters,
    name_faces,
    runs_right_to_left,
)
from tests.credentials.font_subsets import CUT

FONTS = Path(glyphs.__file__).parent / "fonts"
FILES = {face: f"{face.replace(' ', '')}-Regular.ttf" for face in FACES} | {
    FACES[0]: "SourceSerif4-Variable.ttf"
}


def spans(face: str) -> str:
    """Return a face's visible characters as coverage.txt has them, and the joiners of its script."""
    joiners = JOINERS if face not in FACES[:2] else ""
    codes: list[list[int]] = []
    for code in sorted(TTFont(FONTS / FILES[face]).getBestCmap()):
        unseen = unicodedata.category(chr(code))[0] == "C" or chr(code) in "\u2028\u2029"
        if unseen and chr(code) not in joiners:
            continue
        if codes and codes[-1][1] == code - 1:
            codes[-1][1] = code
        else:
            codes.append([code, code])
    return " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in codes)


def test_the_table_says_what_the_fonts_hold():
    table = "".join(f"{face}: {spans(face)}\n" for face in FACES)
    assert (FONTS / "coverage.txt").read_text() == table, f"coverage.txt should be:\n{table}"


def test_the_fonts_stay_small_and_bring_their_licenses():
    fonts = sorted(FONTS.glob("*.ttf"))
    assert [font.name for font in fonts] == sorted(FILES.values())
    assert sum(font.stat().st_size for font in fonts) < 10_000_000
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
        ("王小明", "Noto Serif SC"),
        ("朱镕基", "Noto Serif SC"),
        ("歐陽娜娜", "Noto Serif SC"),
        ("髙﨑 さくら", "Noto Serif SC"),
        ("アンナ・ミュラー", "Noto Serif SC"),
        ("김민준", "Noto Serif KR"),
        ("محمد عبد الرحمن", "Noto Naskh Arabic"),
        ("علی\u200cرضا پژمان", "Noto Naskh Arabic"),
        ("דוד בן-גוריון", "Noto Serif Hebrew"),
        ("प्रिया शर्मा", "Noto Serif Devanagari"),
        ("রবীন্দ্রনাথ ঠাকুর", "Noto Serif Bengali"),
        ("முத்துலட்சுமி", "Noto Serif Tamil"),
        ("สมชาย ใจดี", "Noto Serif Thai"),
        ("გიორგი მაისურაძე", "Noto Serif Georgian"),
        ("Արամ Խաչատրյան", "Noto Serif Armenian"),
    ],
)
def test_a_name_is_printed_in_one_face(name: str, face: str):
    assert missing_characters(name) == ()
    assert name_faces(name) == (face,)


@pytest.mark.parametrize(
    ("name", "faces"),
    [
        ("Łukasz 王小明", ("Source Serif 4", "Noto Serif SC")),
        ("محمد-علي Smith", ("Source Serif 4", "Noto Naskh Arabic")),
        ("金 김민준", ("Noto Serif KR", "Noto Serif SC")),
        ("สมชาย น.", ("Noto Serif Thai", "Source Serif 4")),
        ("", ("Source Serif 4",)),
        ("🎓", ("Source Serif 4",)),
    ],
)
def test_a_name_of_two_scripts_has_a_face_for_each(name: str, faces: tuple[str, ...]):
    assert name_faces(name) == faces


@pytest.mark.parametrize(
    ("name", "from_the_right"),
    [("محمد Smith", True), ("(דוד)", True), ("Ada محمد", False), ("1 + 2", False), ("", False)],
)
def test_a_name_runs_as_its_first_letter_does(name: str, from_the_right: bool):
    assert runs_right_to_left(name) is from_the_right


@pytest.mark.parametrize("file", CUT)
def test_a_cut_font_has_the_characters_that_it_was_cut_for(file: str):
    assert {ord(character) for character in CUT[file]()} == set(TTFont(FONTS / file).getBestCmap())


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("សុខ", ("ស", "ុ", "ខ")),
        ("Ada አዳ", ("አ", "ዳ")),
        ("王\U00020000", ("\U00020000",)),
        ("Ada\u200dMarsh", ("U+200D",)),
        ("Ada 🎓", ("🎓",)),
        ("Ada\u202eMarsh\t", ("U+202E", "U+0009")),
        ("Ada\u00adMarsh", ("U+00AD",)),
        ("a ≈\u0338 b", ("≉",)),  # both parts have glyphs, the letter that they join to has none
        ("", ()),
    ],
)
def test_what_cannot_be_printed_is_named(name: str, missing: tuple[str, ...]):
    assert missing_characters(name) == missing
