"""Names as they are drawn: in any script there is a font for, touching nothing, in their own order."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from courseware.credentials.certificate import render_pdf
from courseware.credentials.snapshot import Issuer, Snapshot

Make = Callable[..., Snapshot]
SCALE = 3  # points to pixels
MILLIMETER = SCALE * 72 / 25.4
PLACE = (
    17,
    57.2,
    182.5,
    89.5,
)  # between the two labels, in the text column, which some letters overhang: mm
NAMES = {
    "three letters": ("Ngô", "SourceSerif4"),
    "unbroken": ("W" + "abcdefghi" * 9 + "jklmnopq", "SourceSerif4"),
    "Chinese": ("王小明", "NotoSerifSC"),
    "Japanese": ("髙﨑 さくら", "NotoSerifSC"),
    "Korean": ("김민준", "NotoSerifKR"),
    "Arabic": ("محمد عبد الرحمن", "NotoNaskhArabic"),
    "Urdu with all its marks": ("مُحَمَّدٌ ٱلْعَلِيُّ گوھر", "NotoNaskhArabic"),
    "Hebrew": ("דוד בן-גוריון", "NotoSerifHebrew"),
    "Devanagari": ("कृष्णमूर्ति श्रीवास्तव त्स्न्यैः", "NotoSerifDevanagari"),
    "Bengali": ("রবীন্দ্রনাথ ঠাকুর", "NotoSerifBengali"),
    "Tamil": ("முத்துலட்சுமி", "NotoSerifTamil"),
    "Thai": ("ฐิติพันธุ์ ตั้งใจดี ปู่", "NotoSerifThai"),
    "Thai in many words": ("สมชาย ฐิติพันธุ์ ตั้งใจดี ปู่ กุ้ง " * 4, "NotoSerifThai"),
    "Georgian": ("გიორგი მაისურაძე", "NotoSerifGeorgian"),
    "Armenian": ("Արամ Խաչատրյան", "NotoSerifArmenian"),
    "two scripts": ("Łukasz Żółć 王小明", "NotoSerifSC"),
}


def drawn(pdf: bytes) -> Image.Image:
    return pypdfium2.PdfDocument(pdf)[0].render(scale=SCALE).to_pil().convert("L")


def fonts_in(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [it for it in opened.objects if isinstance(it, pikepdf.Dictionary)]
        names = [str(it.BaseFont) for it in found if it.get("/Subtype") == "/Type0"]
    return {name.split("+")[1].split("-")[0] for name in names}


@pytest.mark.parametrize(("holder", "font"), NAMES.values(), ids=NAMES)
def test_a_name_is_drawn_between_its_labels_and_touches_nothing(make: Make, holder: str, font: str):
    pdf, other = render_pdf(make(holder=holder)), drawn(render_pdf(make(holder="-")))
    assert any(font in it for it in fonts_in(pdf))
    changed = ImageChops.difference(drawn(pdf), other).getbbox()
    assert changed is not None
    left, top, right, bottom = (edge / MILLIMETER for edge in changed)
    assert PLACE[0] < left < right < PLACE[2]
    assert PLACE[1] < top < bottom < PLACE[3]


def test_a_name_from_the_right_keeps_the_order_of_its_words(make: Make):
    pictures = [
        drawn(render_pdf(make(holder=holder))).crop([round(it * MILLIMETER) for it in PLACE])
        for holder in ("ممم ا", "ا ممم")
    ]
    ink = [ImageChops.invert(it).crop(ImageChops.invert(it).getbbox()) for it in pictures]
    # the first word is the one on the right: three wide letters, or one upright stroke
    first_columns = [sum(it.crop((it.width - 9, 0, it.width, it.height)).tobytes()) for it in ink]
    assert first_columns[1] > 1.3 * first_columns[0]


@pytest.mark.parametrize("place", ["pathway_title", "states", "issuer"])
def test_other_texts_are_printed_in_any_script_too(make: Make, place: str):
    text = "工厂 مصنع งาน"
    changes = {place: Issuer(text, text, text, "other") if place == "issuer" else text}
    fonts = fonts_in(render_pdf(make(**changes)))
    assert {"NotoNaskhArabic", "NotoSerifThai"} <= fonts
