"""The gate before the application: bodies are read first, then one request at a time runs.

With plain threads one slow upload or slow reader blocked every other request. Here a stalled phone
costs a waiting thread and nothing else: its body is read (bounded, spooled) before the gate, and
its reply is sent after it. Inside, one request at a time keeps SQLite's writes fast.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import BadRequest, LengthRequired, RequestEntityTooLarge

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_SPOOL_AT = 512 * 1024
_CHUNK = 64 * 1024
_held: ContextVar[threading.Lock | None] = ContextVar("gate_held", default=None)


@contextmanager
def outside_gate() -> Iterator[None]:
    """Let other requests run during slow work that needs no database (hashing, reading files)."""
    lock = _held.get()
    if lock is None:
        yield
        return
    lock.release()
    try:
        yield
    finally:
        lock.acquire()


class Gate:
    """WSGI middleware: read the body, take the turn, run, give the turn back, send the reply."""

    def __init__(self, app: WSGIApplication, *, max_body: int) -> None:
        self._app = app
        self._max_body = max_body
        self._turn = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request."""
        try:
            body = _read_body(environ, self._max_body)
        except (RequestEntityTooLarge, LengthRequired, BadRequest) as fault:
            return fault(environ, start_response)
        environ["wsgi.input"] = body
        with body, self._turn:
            token = _held.set(self._turn)
            try:
                return self._run(environ, start_response)
            finally:
                _held.reset(token)

    def _run(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Run the application to the end of its reply, so that sending needs no turn."""
        reply = self._app(environ, start_response)
        try:
            return [b"".join(reply)]
        finally:
            close: Any = getattr(reply, "close", None)
            if close is not None:
                close()


def _read_body(environ: WSGIEnvironment, limit: int) -> SpooledTemporaryFile[bytes]:
    """Read the whole body into memory or a temporary file; refuse what is too large or unmeasured."""
    if environ.get("HTTP_TRANSFER_ENCODING"):
        raise LengthRequired  # a body of unknown length could never be bounded before it is read
    text = environ.get("CONTENT_LENGTH") or "0"
    if not text.isdigit():
        raise BadRequest
    left = int(text)
    if left > limit:
        raise RequestEntityTooLarge
    source = environ["wsgi.input"]
    body: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(max_size=_SPOOL_AT)  # noqa: SIM115 - the caller closes it
    while left > 0:
        chunk = source.read(min(left, _CHUNK))
        if not chunk:
            body.close()
            raise BadRequest  # the sender went away: nothing half-read reaches the application
        body.write(chunk)
        left -= len(chunk)
    body.seek(0)
    return body
