"""The gate before the application: bodies are read first, then one request at a time runs.

With plain threads one slow upload or slow reader blocked every other request. Here a stalled phone
costs a waiting thread and nothing else: its body is read (bounded, spooled) before the gate, and
its reply is sent after it. Inside, one request at a time keeps SQLite's writes fast.

No thread can be called back from a body that never comes. So only BODIES of them may wait for one:
the others always serve pages.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import (
    BadRequest,
    HTTPException,
    LengthRequired,
    RequestEntityTooLarge,
    RequestHeaderFieldsTooLarge,
    ServiceUnavailable,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    Refuse = Callable[[HTTPException, WSGIEnvironment], WSGIApplication]

BODIES = 6
"""How many bodies of one worker may be on their way: two less than its threads (`flask serve`)."""
TRY_AGAIN_AFTER = 5
"""Seconds that a request is asked to wait when too many bodies are on their way."""
LONGEST_FORM = 500_000
"""Bytes. Reading a form's fields takes the turn of all others, up to a second for each megabyte."""
LONGEST_HEAD = 32_000
"""Characters of address and headers together; a longer query costs as much as a long form."""
_FORM = "application/x-www-form-urlencoded"
_LENGTH = re.compile(r"[0-9]{1,15}")
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

    def __init__(
        self, app: WSGIApplication, *, max_body: int, refuse: Refuse = lambda fault, _environ: fault
    ) -> None:
        self._app = app
        self._refuse = refuse
        self._max_body = max_body
        self._turn = threading.Lock()
        self._bodies = threading.BoundedSemaphore(BODIES)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request."""
        try:
            _refuse_long_head(environ)
            length = _length(environ, self._max_body)
            body = self._read(environ["wsgi.input"], length)
        except HTTPException as fault:
            with self._turn:
                page = self._refuse(fault, environ)
            return page(environ, start_response)
        environ["wsgi.input"] = body
        with body, self._turn:
            token = _held.set(self._turn)
            try:
                return self._run(environ, start_response)
            finally:
                _held.reset(token)

    def _read(self, source: Any, length: int) -> SpooledTemporaryFile[bytes]:
        """Read a body outside the gate, unless too many are being waited for."""
        if length and not self._bodies.acquire(blocking=False):
            raise ServiceUnavailable(retry_after=TRY_AGAIN_AFTER)
        try:
            return _read_body(source, length)
        finally:
            if length:
                self._bodies.release()

    def _run(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Run the application to the end of its reply, so that sending needs no turn."""
        reply = self._app(environ, start_response)
        try:
            return [b"".join(reply)]
        finally:
            close: Any = getattr(reply, "close", None)
            if close is not None:
                close()


def _refuse_long_head(environ: WSGIEnvironment) -> None:
    """Refuse an address or headers longer than any browser sends."""
    parts = ("HTTP_", "QUERY_STRING", "PATH_INFO")
    if sum(len(environ[name]) for name in environ if name.startswith(parts)) > LONGEST_HEAD:
        raise RequestHeaderFieldsTooLarge


def _length(environ: WSGIEnvironment, limit: int) -> int:
    """Return how long the body says it is, in bytes; refuse what is too large or unmeasured."""
    if environ.get("HTTP_TRANSFER_ENCODING"):
        raise LengthRequired  # a body of unknown length could never be bounded before it is read
    text = environ.get("CONTENT_LENGTH") or "0"
    if _LENGTH.fullmatch(text) is None:
        raise BadRequest
    kind = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if int(text) > (min(limit, LONGEST_FORM) if kind == _FORM else limit):
        raise RequestEntityTooLarge
    return int(text)


def _read_body(source: Any, length: int) -> SpooledTemporaryFile[bytes]:
    """Read the whole body into memory or a temporary file."""
    body: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(max_size=_SPOOL_AT)  # noqa: SIM115 - the caller closes it
    left = length
    while left > 0:
        chunk = source.read(min(left, _CHUNK))
        if not chunk:
            body.close()
            raise BadRequest  # the sender went away: nothing half-read reaches the application
        body.write(chunk)
        left -= len(chunk)
    body.seek(0)
    return body
