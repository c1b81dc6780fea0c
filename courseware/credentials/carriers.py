"""The credential in a file that somebody kept: PDF, PNG, JSON or token. Nothing is believed yet."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from courseware.credentials import baking, tokens
from courseware.credentials.strict_json import LONGEST, read_json
from courseware.words import Reason, Unfit

ATTACHED = "credential.json"
"""The name of the credential inside a PDF."""
LARGEST = 4_000_000
"""No file of ours is larger, in bytes; what is larger is refused unread."""
_PDF = b"%PDF-"


class Kind(StrEnum):
    """What the credential came in."""

    PDF = "pdf"
    PNG = "png"
    JSON = "json"
    TOKEN = "token"  # noqa: S105 - a kind of file


@dataclass(frozen=True, slots=True)
class Carried:
    """A credential as it was found: `token` and the address of its key only where it is a token."""

    kind: Kind
    document: Mapping[str, Any]
    token: str = ""
    key_address: str = ""


def kind_of(body: bytes) -> Kind:
    """Tell by the first bytes what a file is. Raises Unfit for what cannot hold a credential."""
    if len(body) > LARGEST:
        raise Unfit(Reason("file.too_large", {"most": LARGEST // 1_000_000}))
    if _PDF in body[:1024]:
        return Kind.PDF
    if body.startswith(baking.SIGNATURE):
        return Kind.PNG
    start = body[:20].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return Kind.JSON
    if start.startswith(b"eyJ"):
        return Kind.TOKEN
    raise Unfit(Reason("file.unknown"))


def find_credential(body: bytes) -> Carried:
    """Return the credential in a file. Raises Unfit, which says what to do instead.

    A PDF from strangers is opened by a large library: do that in a process with bounds.
    """
    kind = kind_of(body)
    try:
        if kind is Kind.PDF:
            return Carried(kind, read_json(attached_to(body)))
        if kind is Kind.PNG:
            return _from_text(kind, baking.baked_in(body))
        return _from_text(kind, body.decode("utf-8-sig"))
    except ValueError as fault:
        if isinstance(fault, Unfit):
            raise
        raise Unfit(Reason(f"file.{kind.value}")) from fault


def attached_to(pdf: bytes) -> str:
    """Return the credential that is attached to a PDF; ValueError if there is none, or it is broken."""
    import pikepdf  # noqa: PLC0415 - opened by a short process or a command, never by a web worker

    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            found = opened.attachments.get(ATTACHED)
            body = b"" if found is None else found.get_file().read_bytes()
    except (pikepdf.PdfError, KeyError, TypeError, AttributeError, RuntimeError) as fault:
        raise ValueError("this PDF cannot be read") from fault
    if not 0 < len(body) <= LONGEST:
        raise ValueError("no credential is attached")
    return body.decode()


def _from_text(kind: Kind, text: str) -> Carried:
    text = text.strip()
    if text.startswith("{"):
        return Carried(kind, read_json(text))
    document, key_address = tokens.read_token(text)
    return Carried(kind, document, text, key_address)
