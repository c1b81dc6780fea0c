"""Files that show what was done: known by their content, and pictures without what a phone tells."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from courseware.practice.files import LARGEST, MOST_PIXELS, read_attachment
from courseware.words import Unfit


def picture(kind: str, *, place: bool = False) -> bytes:
    stream = io.BytesIO()
    exif = Image.Exif()
    if place:
        exif.get_ifd(0x8825)[2] = (53.0, 20.0, 0.0)  # where the photograph was taken
        exif[0x0110] = "Phone of Ada Marsh"
    Image.new("RGB", (40, 30), "orange").save(stream, kind, exif=exif)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "kept", "kind"),
    [
        ("board.pdf", b"%PDF-1.7 rest", "board.pdf", "application/pdf"),
        ("board.exe", b"%PDF-1.7 rest", "board.pdf", "application/pdf"),
        ("counts.csv", b"hour,pieces\n7,60\n", "counts.csv", "text/csv"),
        ("notes", "Früh: 14 Stück".encode(), "notes.txt", "text/plain"),
        ("..\\..\\a/b/../photo.jpeg", picture("PNG"), "photo.png", "image/png"),
        ('a"b\r\nX: y.webp', picture("WEBP"), "abX y.webp", "image/webp"),
        ("", picture("JPEG"), "file.jpg", "image/jpeg"),
    ],
)
def test_the_content_decides_what_a_file_is(name: str, body: bytes, kept: str, kind: str) -> None:
    found = read_attachment(name, body)
    assert (found.name, found.media_type) == (kept, kind)


def test_a_remark_inside_a_picture_is_gone() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30)).save(stream, "JPEG", comment=b"At the home of Ada Marsh")
    assert b"Ada Marsh" in stream.getvalue()
    assert b"Ada Marsh" not in read_attachment("a.jpg", stream.getvalue()).body


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_drawn() -> None:
    stream = io.BytesIO()
    Image.new("1", (8_000, MOST_PIXELS // 8_000 + 1)).save(stream, "PNG")
    with pytest.raises(Unfit) as raised:
        read_attachment("wall.png", stream.getvalue())
    assert raised.value.reason.code == "file.pixels"


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("a.pdf", b"", "file.empty"),
        ("a.pdf", b"%PDF-" + bytes(LARGEST), "file.large"),
        ("a.png", b"\x89PNG\r\n\x1a\nno more", "file.broken"),
        ("a.zip", b"PK\x03\x04\xff\xfe", "file.kind"),
        ("a.txt", b"a\0b", "file.kind"),
        ("a.html", b"  <!doctype html><script>", "file.kind"),
        ("a.svg", b"<svg onload=x>", "file.kind"),
        ("a.rtf", b"{\\rtf1 x}", "file.kind"),
        ("a.txt", "Früh".encode("latin-1"), "file.kind"),
    ],
)
def test_what_cannot_be_taken_says_why(name: str, body: bytes, code: str) -> None:
    with pytest.raises(Unfit) as refusal:
        read_attachment(name, body)
    assert refusal.value.reason.code == code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_stands_upright_and_tells_no_place(kind: str) -> None:
    exif, stream = Image.Exif(), io.BytesIO()
    exif[0x0112] = 6  # the phone was turned
    exif[0x0110] = "Phone of Ada Marsh"
    exif.get_ifd(0x8825)[2] = (53.0, 20.0, 0.0)
    Image.new("RGB", (4_800, 1_200), "orange").save(stream, kind, exif=exif)
    kept = read_attachment("photo", stream.getvalue()).body
    with Image.open(io.BytesIO(kept)) as shown:
        assert shown.size == (600, 2_400)
        assert not dict(shown.getexif())
    assert b"Phone of Ada" not in kept


def test_nothing_behind_or_beside_a_picture_is_kept() -> None:
    whole = picture("PNG")
    kept = read_attachment("photo.html", whole + b"<script>alert(1)</script>")
    assert kept.name == "photo.png"
    assert b"script" not in kept.body


def test_a_photograph_loses_place_and_device() -> None:
    body = picture("JPEG", place=True)
    assert b"Phone of Ada" in body
    kept = read_attachment("photo.jpg", body).body
    assert b"Phone of Ada" not in kept
    with Image.open(io.BytesIO(kept)) as shown:
        assert not dict(shown.getexif())
