"""A logo from an untrusted file: what is taken, what is refused, what is left of it."""

from __future__ import annotations

import io
import random
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from courseware.pictures import media_type, read_logo
from courseware.words import Unfit


def picture(kind: str = "PNG", size: tuple[int, int] = (960, 192), **options: object) -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(stream, kind, **options)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_each_kind_is_made_small_and_written_anew(kind: str) -> None:
    logo = read_logo(picture(kind))
    assert (logo.width, logo.height) == (480, 96)
    assert media_type(logo.body) in {"image/png", "image/webp"}
    with Image.open(io.BytesIO(logo.body)) as opened:
        assert opened.size == (480, 96)


def test_a_small_one_is_not_blown_up() -> None:
    assert (read_logo(picture(size=(60, 40))).width, read_logo(picture(size=(60, 40))).height) == (
        60,
        40,
    )


def test_what_else_the_file_holds_is_gone_and_a_turned_photo_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    exif[0x0112] = 6  # lies on its side
    body = picture("JPEG", (100, 60), exif=exif, comment=b"secret place")
    assert b"secret place" in body
    logo = read_logo(body)
    assert (logo.width, logo.height) == (58, 96)
    assert b"secret" not in logo.body


def test_transparency_stays_and_an_empty_margin_goes() -> None:
    image = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    image.paste((200, 0, 0, 255), (100, 50, 200, 100))
    image.putpixel((150, 75), (0, 0, 0, 0))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    logo = read_logo(stream.getvalue())
    assert (logo.width, logo.height) == (100, 50)
    with Image.open(io.BytesIO(logo.body)) as opened:
        assert opened.convert("RGBA").getpixel((50, 25))[3] == 0


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is so large, in a few bytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + crc

    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + pixels + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (SVG, "An SVG drawing can carry scripts"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>" + SVG, "An SVG drawing can carry scripts"),
        (b"", "no PNG, JPEG or WebP"),
        (b"GIF89a" + b"\0" * 100, "no PNG, JPEG or WebP"),
        (b"<html>", "no PNG, JPEG or WebP"),
        (b"\x89PNG\r\n\x1a\n" + SVG, "the file is damaged"),
        (picture()[:-200], "the file is damaged"),
        (bomb(100_000, 100_000), "too many to open"),
        (bomb(4_000, 2_001), "4000 × 2001 pixels"),
        (picture(size=(2000, 8)), "closer to a square"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 1024 * 1024, "at most 1 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_what_cannot_be_a_logo_is_refused_with_words(body: bytes, words: str) -> None:
    with pytest.raises(Unfit, match=words):
        read_logo(body)


def test_a_picture_in_which_nothing_can_be_seen_is_refused() -> None:
    stream = io.BytesIO()
    Image.new("RGBA", (40, 40), (9, 9, 9, 0)).save(stream, "PNG")
    with pytest.raises(Unfit, match="Nothing can be seen"):
        read_logo(stream.getvalue())


@given(st.integers(0, 10**6), st.sampled_from(["PNG", "JPEG", "WEBP"]))
def test_a_damaged_file_is_refused_or_read_and_nothing_else(seed: int, kind: str) -> None:
    chance = random.Random(seed)  # noqa: S311 - an example, no secret
    body = bytearray(picture(kind, (64, 32)))
    for _n in range(chance.randint(1, 8)):
        body[chance.randrange(len(body))] = chance.randrange(256)
    try:
        logo = read_logo(bytes(body))
    except Unfit:
        return
    assert (logo.width, logo.height) <= (480, 96)
