"""A file that shows what was done: its kind is known by its content, pictures lose what they tell of a phone."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import PurePosixPath

from courseware.pictures import media_type
from courseware.words import Reason, Unfit

LARGEST = 10 * 1024**2
MOST_OF_ALL = 100 * 1024**2
"""All files of one person together."""
MOST_FILES = 4
"""Of one entry, result or report."""
MOST_PIXELS = 50_000_000
LONGEST_EDGE = 2_400
"""Pixels: enough to read a board on a photograph."""
_EDGES = (LONGEST_EDGE, LONGEST_EDGE)
LONGEST_NAME = 120
PDF, TEXT, CSV = "application/pdf", "text/plain", "text/csv"
ENDINGS = {
    PDF: ".pdf", TEXT: ".txt", CSV: ".csv", "image/png": ".png", "image/jpeg": ".jpg",
    "image/webp": ".webp",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as it is kept."""

    name: str
    media_type: str
    body: bytes


def read_attachment(name: str, body: bytes) -> Attachment:
    """Return the file as it is kept; raises Unfit with what is wrong and what to do instead.

    The kind is decided by the content, never by the name: a name gets the ending of its kind. A
    picture is written anew, so that place, device and time of a photograph are gone, and anything
    hidden in it, too.
    """
    if not body:
        raise Unfit(Reason("file.empty"))
    if len(body) > LARGEST:
        raise Unfit(Reason("file.large", {"most": LARGEST // 1024**2}))
    kind = media_type(body)
    if kind:
        body = _redraw(body, kind)
    elif body.startswith(b"%PDF-"):
        kind = PDF
    else:
        kind = _text_kind(name, body)
    return Attachment(_named(name, kind), kind, body)


def _text_kind(name: str, body: bytes) -> str:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unfit(Reason("file.kind")) from fault
    head = text[:1000].lstrip().casefold()
    if "\0" in text or head.startswith(("<", "{\\rtf")):
        raise Unfit(Reason("file.kind"))  # a page or a document of another program
    return CSV if name.casefold().endswith(".csv") else TEXT


def _named(name: str, kind: str) -> str:
    """Return a name that is safe in any header and folder, with the ending of its kind."""
    stem = PurePosixPath(name.replace("\\", "/")).name
    stem = PurePosixPath(stem).stem if PurePosixPath(stem).suffix else stem
    kept = "".join(one for one in stem if one.isalnum() or one in " -_.()").strip(" .")
    return (kept[: LONGEST_NAME - 5] or "file") + ENDINGS[kind]


def _redraw(body: bytes, kind: str) -> bytes:
    """Write a picture anew: upright, no longer than needed, without what came with it."""
    # Here and not above: Pillow takes 10 MB, and only an upload needs it.
    from PIL import Image, ImageOps  # noqa: PLC0415 - the reason stands above

    Image.MAX_IMAGE_PIXELS = None  # it would only warn; the rule below refuses, before decoding
    name = kind.removeprefix("image/").upper()
    try:
        with Image.open(io.BytesIO(body), formats=[name]) as opened:
            _refuse_many_pixels(*opened.size)
            opened.draft("RGB", _EDGES)  # a JPEG is read at about the size that is kept
            is_clear = opened.has_transparency_data and name != "JPEG"
            mode = "RGBA" if is_clear else "RGB"
            whole = opened if opened.mode == mode else opened.convert(mode)
            # Made small before it is turned: a copy of the whole takes 200 MB.
            whole.thumbnail(_EDGES, Image.Resampling.LANCZOS)
            picture = ImageOps.exif_transpose(whole)
        picture.info.clear()
        stream = io.BytesIO()
        picture.save(stream, name, **({"quality": 85} if name != "PNG" else {"optimize": True}))
    except Unfit:
        raise
    except Exception as fault:
        # Whatever a decoder says about a damaged file: each of them has errors of its own.
        raise Unfit(Reason("file.broken")) from fault
    return stream.getvalue()


def _refuse_many_pixels(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise Unfit(Reason("file.pixels", {"most": MOST_PIXELS // 1_000_000}))
