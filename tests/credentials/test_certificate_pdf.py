"""The PDF as others see it: PDFium extracts and draws it, ZXing reads the drawn QR code."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import typst
import zxingcpp

from courseware.credentials.certificate import render_pdf
from courseware.credentials.printed import printed_fields
from courseware.credentials.snapshot import Issuer, Snapshot, to_json

Make = Callable[..., Snapshot]
Box = tuple[float, ...]
MILLIMETER = 72 / 25.4
NAMES = [
    "Łukasz Żółć",
    "Nguyễn Thị Minh Khai",
    "Ştefan",
    "Máhtte Ŧuommá",
    "María de los Ángeles Fernández-Villaverde y Gutiérrez de la Concha",
    '#read("/etc/passwd") *b* $x$ \\ @a <b> [c] // d',
    "W" + "abcdefghi" * 9 + "jklmnopq",
]


def words_of(pdf: bytes) -> str:
    """Return the page's text as PDFium extracts it, without the spaces that lay out lines."""
    page = pypdfium2.PdfDocument(pdf)[0]
    return "".join(page.get_textpage().get_text_range().split())


@pytest.mark.parametrize("holder", NAMES)
def test_every_printed_field_stands_on_the_paper(make: Make, holder: str):
    snapshot = make(holder=holder, demonstration=True)
    words = words_of(render_pdf(snapshot))
    for field in printed_fields(snapshot):
        assert "".join(field.value.split()) in words, field


@pytest.mark.parametrize("count", [1, 2, 5, 12, 30])
def test_any_number_of_modules_fits_one_page(make: Make, count: int):
    snapshot = make(modules=count)
    pdf = render_pdf(snapshot)
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    words = words_of(pdf)
    for module in snapshot.modules:
        day = f"{module.passed_on.day}October2026"
        assert f"{module.number}{''.join(module.title.split())}{day}" in words


def test_long_texts_of_all_kinds_stay_on_the_page(make: Make):
    host = "learning.academy.of-a-very-long-organization-name.example.org"
    snapshot = make(
        modules=9,
        pathway_title="Supervising a production line in the food industry: safety, flow, people",
        states="The holder read every lesson, completed every lab and passed every quiz. " * 4,
        issuer=Issuer(
            "Technological University of the Midlands, Department of Industrial Engineering",
            "United Kingdom of Great Britain and Northern Ireland",
            "https://www.of-a-very-long-organization-name.example/training-department",
            "college",
        ),
        host=host,
        verify_url=f"https://{host}/verify/7K2M-9QXT-0C4D-V8RB-3HNE",
    )
    pdf = render_pdf(snapshot)
    inked = boxes(pdf)
    assert all(
        12 < left < right < 285 and 12 < bottom < top < 198 for left, bottom, right, top in inked
    )
    assert not any(are_on_two_lines(*pair) and overlap(*pair) for pair in combinations(inked, 2))
    words = words_of(pdf)
    assert all("".join(field.value.split()) in words for field in printed_fields(snapshot))


def boxes(pdf: bytes, text: str | None = None) -> list[Box]:
    """Return left, bottom, right, top in mm of all inked characters, or of those of `text`."""
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    start, count = (0, page.count_chars())
    if text is not None:
        found = page.search(text, match_case=True).get_next()
        assert found, text
        start, count = found
    at = [i for i in range(start, start + count) if page.get_text_range(i, 1).strip()]
    return [tuple(edge / MILLIMETER for edge in page.get_charbox(i)) for i in at]


def are_on_two_lines(one: Box, other: Box) -> bool:
    between_middles = abs((one[1] + one[3]) - (other[1] + other[3])) / 2
    return between_middles > 0.75 * max(one[3] - one[1], other[3] - other[1])


def overlap(one: Box, other: Box) -> bool:
    apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    return not apart


@pytest.mark.parametrize("holder", NAMES)
def test_a_name_stays_in_its_column(make: Make, holder: str):
    last_line = boxes(render_pdf(make(holder=holder)), holder.rsplit(maxsplit=1)[-1])
    assert all(17.5 < left < right < 182.5 for left, _, right, _ in last_line)


def test_the_name_is_the_largest_thing(make: Make):
    pdf = render_pdf(make(holder="Marsh"))
    heights = [top - bottom for _, bottom, _, top in boxes(pdf)]
    assert max(heights) == max(top - bottom for _, bottom, _, top in boxes(pdf, "Marsh"))


def test_the_same_snapshot_gives_the_same_bytes_in_another_process(make: Make, tmp_path: Path):
    snapshot = make(holder="Nguyễn Thị Minh Khai")
    stored = tmp_path / "snapshot.json"
    stored.write_text(to_json(snapshot), "utf-8")
    script = f"""
import sys
from pathlib import Path
from courseware.credentials.certificate import render_pdf
from courseware.credentials.snapshot import from_json
assert "typst" not in sys.modules, "web workers would load Typst"
snapshot = from_json(Path({str(stored)!r}).read_text("utf-8"))
sys.stdout.buffer.write(render_pdf(snapshot))
"""
    command = [sys.executable, "-c", script]
    elsewhere = subprocess.run(command, capture_output=True, check=True).stdout
    assert elsewhere == render_pdf(snapshot) == render_pdf(snapshot)
    assert elsewhere != render_pdf(make())


def test_the_drawn_code_leads_to_the_page_of_this_certificate(make: Make):
    snapshot = make(demonstration=True)
    picture = pypdfium2.PdfDocument(render_pdf(snapshot))[0].render(scale=2).to_pil()
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == snapshot.verify_url


def test_the_file_says_what_it_is_to_archives_and_screen_readers(make: Make):
    with pikepdf.open(io.BytesIO(render_pdf(make(modules=3)))) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "3"
            assert metadata["pdfaid:conformance"] == "A"
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["xmp:CreateDate"] == "2026-11-22T14:05:00+00:00"
            assert metadata["dc:title"] == (
                "Certificate of completion: First steps in production, Ada Marsh"
            )
            assert metadata["dc:creator"] == ["Rivermill Components Ltd"]
        assert len(pdf.pages) == 1
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        tags = [str(node.S) for node in structure(pdf.Root.StructTreeRoot)]
        assert [tags.count(tag) for tag in ("/H1", "/L", "/LI", "/Figure")] == [1, 1, 3, 1]
        (figure,) = (node for node in structure(pdf.Root.StructTreeRoot) if node.S == "/Figure")
        assert "verify/7K2M-9QXT-0C4D-V8RB-3HNE" in str(figure.Alt)


def structure(node: pikepdf.Object) -> list[pikepdf.Object]:
    """Return all elements of the tag tree below `node`, in reading order."""
    children = node.get("/K", [])
    children = list(children) if isinstance(children, pikepdf.Array) else [children]
    elements = [it for it in children if isinstance(it, pikepdf.Dictionary) and "/S" in it]
    return [found for it in elements for found in (it, *structure(it))]


def test_only_the_bundled_fonts_are_used_and_embedded(make: Make):
    with pikepdf.open(io.BytesIO(render_pdf(make(holder="Máhtte Ŧuommá")))) as pdf:
        fonts = [it for it in pdf.objects if isinstance(it, pikepdf.Dictionary)]
        fonts = [it for it in fonts if it.get("/Type") == "/FontDescriptor"]
        names = {str(it.FontName).split("+")[1].split("-")[0] for it in fonts}
        assert names == {"SourceSerif4Roman", "NotoSerif"}
        assert all({"/FontFile2", "/FontFile3"} & set(it.keys()) for it in fonts)


def test_a_demonstration_says_so_across_the_page_and_in_words(make: Make):
    real, shown = (words_of(render_pdf(make(demonstration=it))) for it in (False, True))
    assert real.count("DEMONSTRATION") == 0
    assert shown.count("DEMONSTRATION") == 2
    assert "recordsnothingaboutarealperson" in shown


@pytest.mark.parametrize("field", ["holder", "pathway_title"])
@pytest.mark.parametrize("text", ["Ada 🎓", "អតា"])
def test_a_character_without_a_glyph_is_refused_whatever_fonts_the_machine_has(
    make: Make, field: str, text: str
):
    with pytest.raises(typst.TypstError) as refused:
        render_pdf(make(**{field: text}))
    assert any(letter in str(refused.value) for letter in text[-3:])
