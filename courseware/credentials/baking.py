"""A badge inside its picture: the credential as one text chunk of a PNG (Open Badges 3.0, section 5.3).

Written with the standard library: the picture is neither decoded nor compressed again, so a web
worker loads no image library and a hostile picture is never opened.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

KEYWORD = b"openbadgecredential"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KINDS = (b"iTXt", b"tEXt", b"zTXt")


def bake(png: bytes, credential: str) -> bytes:
    """Return the picture with the credential in it, and with no other one."""
    chunks = [chunk for chunk in _chunks(png) if not _holds_badge(chunk)]
    # keyword, 0, not compressed, method 0, no language, no translated keyword
    text = (b"iTXt", KEYWORD + b"\0\0\0\0\0" + credential.encode())
    return SIGNATURE + b"".join(_write(*one) for one in (chunks[0], text, *chunks[1:]))


def baked_in(png: bytes) -> str:
    """Return the credential in a picture; ValueError if there is none, or more than one."""
    found = [body for kind, body in _chunks(png) if _holds_badge((kind, body))]
    if not found:
        raise ValueError("There is no credential in this picture.")
    if len(found) > 1 or not found[0].startswith(KEYWORD + b"\0\0\0"):
        raise ValueError("The credential in this picture is not stored as the standard asks.")
    _language, _zero, rest = found[0][len(KEYWORD) + 3 :].partition(b"\0")
    _translated, _zero, text = rest.partition(b"\0")
    return text.decode("utf-8", "strict")


def _holds_badge(chunk: tuple[bytes, bytes]) -> bool:
    kind, body = chunk
    return kind in _KINDS and body.startswith(KEYWORD + b"\0")


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and body of each chunk; ValueError where the file is broken."""
    if not png.startswith(SIGNATURE):
        raise ValueError("This is no PNG picture.")
    place = len(SIGNATURE)
    while place < len(png):
        head = png[place : place + 8]
        if len(head) < 8:  # noqa: PLR2004 - a length and a kind
            raise ValueError("The picture is cut off.")
        length, kind = struct.unpack(">I4s", head)
        end = place + 8 + length
        body, check = png[place + 8 : end], png[end : end + 4]
        if len(body) < length or check != struct.pack(">I", zlib.crc32(kind + body)):
            raise ValueError("The picture is cut off or damaged.")
        yield kind, body
        place = end + 4


def _write(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body), kind) + body + struct.pack(">I", zlib.crc32(kind + body))
