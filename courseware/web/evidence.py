"""How a file of evidence is sent: as what it is, and nothing in it may run."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, make_response

from courseware.records.evidence_files import FileRow

_SHOWN = frozenset({"image/png", "image/jpeg", "image/webp"})
"""What a browser may show by itself; all else is saved."""


def file_reply(file: FileRow, body: bytes) -> Response:
    """Return the reply that holds a file; who may see its owner is asked before."""
    response = make_response(body)
    kind = file.media_type
    response.headers["Content-Type"] = (
        f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    )
    way = "inline" if kind in _SHOWN else "attachment"
    response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(file.name)}"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    )
    return response
