"""A stalled phone costs a waiting thread and nothing else."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pytest

from courseware.web.gate import BODIES, LONGEST_FORM, Gate, outside_gate


class Stalled(io.RawIOBase):
    """An upload that never ends until it is told to."""

    def __init__(self) -> None:
        self.released = threading.Event()
        self.is_read = False

    def read(self, _size: int = -1) -> bytes:
        self.is_read = True
        self.released.wait(10)
        return b""


def request(
    gate: Gate, body: Any = None, length: str = "0", path: str = "/", *,
    kind: str = "", more: Mapping[str, str] = MappingProxyType({}),
) -> tuple[str, bytes]:  # fmt: skip
    status: list[str] = []
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": path, "CONTENT_LENGTH": length, "CONTENT_TYPE": kind,
        "wsgi.input": body or io.BytesIO(), "SERVER_NAME": "x", "SERVER_PORT": "80",
        "wsgi.url_scheme": "http", **more,
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
        ("-1", "400 BAD REQUEST"),
        ("²", "400 BAD REQUEST"),
        ("9" * 5_000, "400 BAD REQUEST"),
    ],
)
def test_a_body_that_cannot_be_read_whole_is_refused(length: str, status: str) -> None:
    body = io.BytesIO(b"abc")
    assert request(Gate(echo, max_body=100), body, length)[0] == status


def test_bodies_that_never_come_leave_threads_for_everybody_else() -> None:
    gate, stalled = Gate(echo, max_body=100), [Stalled() for _n in range(BODIES)]
    slow = [threading.Thread(target=request, args=(gate, one, "10")) for one in stalled]
    for one in slow:
        one.start()
    while any(not one.is_read for one in stalled):
        time.sleep(0.01)
    assert request(gate, io.BytesIO(b"abc"), "3")[0] == "503 SERVICE UNAVAILABLE"
    assert request(gate)[0] == "200 OK", "what has no body is served"
    stalled[0].released.set()
    slow[0].join(10)
    assert request(gate, io.BytesIO(b"abc"), "3") == ("200 OK", b"abc")
    for one in stalled:
        one.released.set()
    for thread in slow:
        thread.join(10)
    for _n in range(2 * BODIES):
        assert request(gate, io.BytesIO(b"abc"), "3")[0] == "200 OK", "no place was lost"


def test_a_form_is_bounded_more_than_a_file() -> None:
    gate, length = Gate(echo, max_body=2 * LONGEST_FORM), str(LONGEST_FORM + 1)
    for kind in ("application/x-www-form-urlencoded", " Application/X-WWW-Form-URLencoded ;x=y"):
        assert request(gate, io.BytesIO(), length, kind=kind)[0] == "413 REQUEST ENTITY TOO LARGE"
    file = io.BytesIO(b"x" * (LONGEST_FORM + 1))
    assert request(gate, file, length, kind="application/pdf")[0] == "200 OK"


@pytest.mark.parametrize("where", ["PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT", "HTTP_COOKIE"])
def test_a_flood_before_the_body_is_refused(where: str) -> None:
    gate = Gate(echo, max_body=0)
    assert request(gate, more={where: "a&" * 15_000})[0] == "200 OK"
    flood = {where: "a&" * 16_001}
    assert request(gate, more=flood)[0] == "431 REQUEST HEADER FIELDS TOO LARGE"


class Broken:
    """A reply that fails while it is read, and counts how often it was closed."""

    closed = 0

    def __iter__(self) -> Iterator[bytes]:
        yield b"a"
        raise OSError

    def close(self) -> None:
        self.closed += 1


def test_a_fault_inside_gives_the_turn_back() -> None:
    reply = Broken()

    def application(environ: Any, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        match environ["PATH_INFO"]:
            case "/raise":
                raise OSError
            case "/reply":
                return reply
            case "/outside":
                with outside_gate():
                    raise OSError
        return (part for part in (b"a", b"b"))

    gate = Gate(application, max_body=0)
    for path in ("/raise", "/reply", "/outside"):
        with pytest.raises(OSError):
            request(gate, path=path)
        assert request(gate) == ("200 OK", b"ab"), f"after {path}"
    assert reply.closed == 1
