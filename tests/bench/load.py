"""A small browser with cookies, and phases of requests whose cost on the server is measured."""

from __future__ import annotations

import gzip
import statistics
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from queue import Empty, SimpleQueue
from urllib.parse import urlencode, urlsplit

from tests.bench.processes import cpu_seconds

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    body: str
    location: str


class Browser:
    """One person's browser on one connection that stays open."""

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies = dict(cookies or {})

    def get(self, url: str, expect: int = 200) -> Reply:
        """Get a page."""
        return self._ask("GET", url, None, {}, expect)

    def post(
        self,
        url: str,
        form: Mapping[str, object],
        expect: int = 303,
        accept: str = "text/html",
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Post a form."""
        body = urlencode(form, doseq=True)
        more = {"Content-Type": FORM, "Accept": accept, **(headers or {})}
        return self._ask("POST", url, body, more, expect)

    def _ask(
        self, method: str, url: str, body: str | None, headers: Mapping[str, str], expect: int
    ) -> Reply:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        more = {"Cookie": cookies, "Accept-Encoding": "gzip", **headers}
        self._connection.request(method, url, body, more)
        reply = self._connection.getresponse()
        raw = reply.read()
        for name, value in reply.getheaders():
            if name.lower() == "set-cookie":
                key, _, text = value.split(";", 1)[0].partition("=")
                self._cookies[key] = text
        if reply.status != expect:
            raise SystemExit(f"{method} {url} answered {reply.status}, not {expect}.")
        location = urlsplit(reply.getheader("Location", "") or "").path
        if reply.getheader("Content-Encoding") == "gzip":
            raw = gzip.decompress(raw)
        return Reply(reply.status, raw.decode("utf-8", "replace"), location)


@dataclass(frozen=True)
class Sample:
    """One phase of one round: milliseconds of CPU a request, requests a second, latencies in ms."""

    cpu_ms: float
    rate: float
    p50: float
    p95: float


@dataclass
class Phases:
    """Runs phases against one server and keeps their samples by (name, connections)."""

    roots: Sequence[int]
    samples: dict[tuple[str, int], list[Sample]] = field(default_factory=dict)

    def run(self, name: str, at_once: int, jobs: Sequence[Callable[[], object]]) -> None:
        """Run jobs on `at_once` threads; a job is one request."""
        waiting: SimpleQueue[Callable[[], object]] = SimpleQueue()
        for job in jobs:
            waiting.put(job)
        times: list[float] = []
        faults: list[BaseException] = []

        def work() -> None:
            while not faults:
                try:
                    job = waiting.get_nowait()
                except Empty:
                    return
                began = time.perf_counter()
                try:
                    job()
                except BaseException as fault:  # noqa: BLE001 - told to the main thread
                    faults.append(fault)
                times.append(time.perf_counter() - began)

        threads = [threading.Thread(target=work) for _ in range(at_once)]
        cpu, began = cpu_seconds(*self.roots), time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took, used = time.perf_counter() - began, cpu_seconds(*self.roots) - cpu
        if faults:
            raise faults[0]
        ordered = sorted(times)
        self.samples.setdefault((name, at_once), []).append(
            Sample(
                cpu_ms=used / len(jobs) * 1e3,
                rate=len(jobs) / took,
                p50=statistics.median(ordered) * 1e3,
                p95=ordered[int(len(ordered) * 0.95)] * 1e3,
            )
        )
