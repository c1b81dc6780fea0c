"""A stalled phone costs a waiting thread and nothing else."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable
from typing import Any

import pytest

from courseware.web.gate import Gate, outside_gate


class Stalled(io.RawIOBase):
    """An upload that never ends until it is told to."""

    def __init__(self) -> None:
        self.released = threading.Event()

    def read(self, _size: int = -1) -> bytes:
        self.released.wait(10)
        return b""


def request(gate: Gate, body: Any = None, length: str = "0", path: str = "/") -> tuple[str, bytes]:
    status: list[str] = []
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": path, "CONTENT_LENGTH": length,
        "wsgi.input": body or io.BytesIO(), "SERVER_NAME": "x", "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
    }  # fmt: skip
    reply = gate(environ, lambda code, _headers, _exc=None: status.append(code))  # type: ignore[arg-type,return-value]
    return status[0], b"".join(reply)


def echo(environ: Any, start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


def test_a_body_reaches_the_application_whole() -> None:
    gate = Gate(echo, max_body=2_000_000)
    body = b"x" * 1_500_000
    assert request(gate, io.BytesIO(body), str(len(body))) == ("200 OK", body)


def test_a_stalled_upload_does_not_delay_another_request() -> None:
    gate, stalled = Gate(echo, max_body=100), Stalled()
    slow = threading.Thread(target=request, args=(gate, stalled, "10"))
    slow.start()
    assert request(gate)[0] == "200 OK"
    assert slow.is_alive(), "the upload is still waiting, outside"
    stalled.released.set()
    slow.join(10)


def test_slow_work_outside_the_gate_lets_others_run() -> None:
    working, done = threading.Event(), threading.Event()

    def application(environ: Any, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        if environ["PATH_INFO"] == "/hash":
            with outside_gate():
                working.set()
                assert done.wait(10)
        return [b""]

    gate = Gate(application, max_body=0)
    slow = threading.Thread(target=request, args=(gate, None, "0", "/hash"))
    slow.start()
    assert working.wait(10)
    assert request(gate)[0] == "200 OK"
    done.set()
    slow.join(10)
    assert not slow.is_alive()


@pytest.mark.parametrize(
    ("length", "status"),
    [
        ("101", "413 REQUEST ENTITY TOO LARGE"),
        ("a lot", "400 BAD REQUEST"),
        ("5", "400 BAD REQUEST"),
    ],
)
def test_a_body_that_cannot_be_read_whole_is_refused(length: str, status: str) -> None:
    body = io.BytesIO(b"abc")
    assert request(Gate(echo, max_body=100), body, length)[0] == status
