"""Pages leave zipped: a lesson is 17 KB of HTML and 6 KB on the way to a phone.

A reply that holds a secret beside what somebody else can choose tells the secret by its zipped size
(the BREACH attack). So nothing is zipped that another site asked for; browsers say who asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from isal import igzip

from courseware.web.assets import accepted

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LEVEL = 1
"""Measured on a lesson of 20,666 bytes: 6,876 in 0.05 ms; the standard library's level 1 makes 6,968 in 0.19."""
SMALLEST = 600
"""Bytes below which zipping wins nothing."""
_ZIPPED = ("text/html", "text/csv", "application/json", "image/svg+xml")


def around(app: WSGIApplication) -> WSGIApplication:
    """Return `app` with its replies zipped for browsers that take it. Assets come zipped already."""

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not _may_zip(environ):
            return app(environ, start_response)
        told: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            told[:] = [status, headers, *error]
            return _refuse_to_write

        parts = app(environ, start)
        status, headers, *error = told
        if not _is_worth_it(status, headers):
            start_response(status, headers, *error)
            return parts
        body = igzip.compress(b"".join(parts), LEVEL, mtime=0)
        close: Any = getattr(parts, "close", None)
        if close is not None:
            close()
        start_response(status, _zipped(headers, len(body)), *error)
        return [body]

    return serve


def _refuse_to_write(_data: bytes) -> object:
    raise RuntimeError("the old way of writing a reply is not supported")


def _may_zip(environ: WSGIEnvironment) -> bool:
    asked_by = environ.get("HTTP_SEC_FETCH_SITE", "none")
    offers = accepted(environ.get("HTTP_ACCEPT_ENCODING", ""))
    return environ["REQUEST_METHOD"] != "HEAD" and asked_by != "cross-site" and "gzip" in offers


def _is_worth_it(status: str, headers: list[tuple[str, str]]) -> bool:
    there = {name.lower(): value for name, value in headers}
    return (
        status[:3] not in {"204", "206", "304"}
        and there.get("content-type", "").startswith(_ZIPPED)
        and "content-encoding" not in there
        and int(there.get("content-length", SMALLEST)) >= SMALLEST
    )


def _zipped(headers: list[tuple[str, str]], length: int) -> list[tuple[str, str]]:
    kept = [
        (name, value) for name, value in headers if name.lower() not in {"content-length", "vary"}
    ]
    vary = [value for name, value in headers if name.lower() == "vary"]
    return [
        *kept,
        ("Content-Encoding", "gzip"),
        ("Content-Length", str(length)),
        ("Vary", ", ".join([*vary, "Accept-Encoding"])),
    ]
