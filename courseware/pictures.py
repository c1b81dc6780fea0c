"""A logo from an untrusted file: opened with care, made small, written anew without its metadata."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from courseware.words import Reason, Unfit

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE = 1024 * 1024
MOST_PIXELS = 8_000_000
"""Decoded, a pixel takes four bytes: 32 MB for a moment."""
WIDEST, TALLEST = 480, 96
"""Pixels. Shown at half of that at most, so it stays sharp on screens with two pixels a point."""
LEAST = 16
"""Pixels of the shorter side, below which nobody could tell what it shows."""
_SVG = re.compile(rb"\s*(?:<\?xml|<!--|<!doctype\s+svg|<svg)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as it is served."""

    body: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        """Return the name under which it is stored and served."""
        return hashlib.sha256(self.body).hexdigest()


def media_type(body: bytes) -> str:
    """Return the type of a picture by its first bytes; "" for what is not taken."""
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if body.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    return ""


def read_logo(body: bytes) -> Logo:
    """Return the logo of an uploaded file, as PNG or WebP; raises Unfit for what cannot be one."""
    if len(body) > LARGEST_FILE:
        raise Unfit(Reason("logo.large", {"most": LARGEST_FILE // 1024**2}))
    kind = media_type(body)
    if not kind:
        code = "logo.svg" if _SVG.match(body.removeprefix(b"\xef\xbb\xbf")) else "logo.kind"
        raise Unfit(Reason(code))
    try:
        return _write(_small(body, kind))
    except Unfit:
        raise
    except Exception as fault:
        # Whatever a decoder says about a damaged file: each of them has errors of its own.
        raise Unfit(Reason("logo.broken")) from fault


def _small(body: bytes, kind: str) -> Image:
    """Decode the first picture of a file, upright, in the size of the header."""
    # Here and not above: Pillow takes 10 MB, and only an upload needs it.
    from PIL import Image, ImageOps  # noqa: PLC0415

    Image.MAX_IMAGE_PIXELS = None  # it would only warn; the rule below refuses, before decoding
    with Image.open(io.BytesIO(body), formats=[kind.removeprefix("image/").upper()]) as opened:
        _refuse_many_pixels(*opened.size)
        upright = ImageOps.exif_transpose(opened)
        is_clear = upright.has_transparency_data
        picture = upright.convert("RGBA" if is_clear else "RGB")
    box = picture.getbbox() if is_clear else (0, 0, *picture.size)
    if box is None:
        raise Unfit(Reason("logo.empty"))
    picture = picture.crop(box)  # an empty margin would only make the logo smaller
    picture.thumbnail((WIDEST, TALLEST), Image.Resampling.LANCZOS)
    if min(picture.size) < LEAST:
        width, height = picture.size
        raise Unfit(Reason("logo.narrow", {"width": width, "height": height}))
    picture.info.clear()  # nothing of what came with it is written again
    return picture


def _refuse_many_pixels(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        values = {"width": width, "height": height, "most": MOST_PIXELS // 1_000_000}
        raise Unfit(Reason("logo.pixels", values))


def _write(picture: Image) -> Logo:
    """Write it without loss, in the format that takes less."""
    bodies = []
    for name, options in (("PNG", {"optimize": True}), ("WEBP", {"lossless": True})):
        stream = io.BytesIO()
        picture.save(stream, name, **options)
        bodies.append(stream.getvalue())
    return Logo(min(bodies, key=len), *picture.size)
