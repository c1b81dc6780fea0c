"""The signed credential inside the paper: found by any PDF reader, unchanged to the byte."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from courseware.credentials.certificate import render_pdf
from courseware.credentials.snapshot import Snapshot
from tests.credentials.test_certificate_pdf import structure

Make = Callable[..., Snapshot]
CREDENTIAL = '{"name":"Łukasz \\u4e2d 王小明 \\"#eval\\" $x$","proof":[{"proofValue":"z5Ab"}]}\n'


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


@pytest.mark.parametrize(
    "text", [CREDENTIAL, "{}", CREDENTIAL * 500], ids=["small", "two", "large"]
)
def test_the_credential_is_in_the_file_once_to_the_byte(make: Make, text: str):
    with opened(render_pdf(make(), credential=text)) as pdf:
        assert list(pdf.attachments) == ["credential.json"]
        (associated,) = pdf.Root.AF
        assert associated.AFRelationship == "/Data"
        assert associated.EF.F.read_bytes() == text.encode()
        assert pdf.attachments["credential.json"].get_file().mime_type == "application/vc+ld+json"
        assert "signed credential" in str(associated.Desc)


def test_without_a_credential_nothing_is_attached(make: Make):
    with opened(render_pdf(make())) as pdf:
        assert list(pdf.attachments) == []
        assert "/AF" not in pdf.Root


def test_the_bytes_are_those_of_snapshot_and_credential_alone(make: Make):
    first = render_pdf(make(), credential=CREDENTIAL)
    assert render_pdf(make(), credential="{}") != first != render_pdf(make())
    assert render_pdf(make(), credential=CREDENTIAL) == first


def test_with_a_credential_it_is_still_for_archives_and_screen_readers(make: Make):
    with opened(render_pdf(make(demonstration=True), credential=CREDENTIAL)) as pdf:
        with pdf.open_metadata() as metadata:
            told = [metadata[key] for key in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")]
            assert told == ["3", "A", "1"]
            assert metadata["dc:title"].endswith(", Ada Marsh")
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.MarkInfo.Marked
        figures = [node for node in structure(pdf.Root.StructTreeRoot) if node.S == "/Figure"]
        assert ["QR code" in str(figure.Alt) for figure in figures] == [True]


def test_every_font_is_embedded_and_its_letters_can_be_copied(make: Make):
    with opened(render_pdf(make(holder="Máhtte Ŧuommá"), credential=CREDENTIAL)) as pdf:
        found = [it for it in pdf.objects if isinstance(it, pikepdf.Dictionary)]
        fonts = [it for it in found if it.get("/Type") == "/Font" and it.Subtype == "/Type0"]
        described = [it for it in found if it.get("/Type") == "/FontDescriptor"]
        assert len(fonts) == len(described) > 2
        assert all("/ToUnicode" in font for font in fonts)
        assert all({"/FontFile2", "/FontFile3"} & set(it.keys()) for it in described)
