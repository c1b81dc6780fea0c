"""A thousand certificates issued, signed and rendered: time for each, memory, and what web pages feel.

`python -m tests.bench.credentials --count 1000`; on SQLite in a folder of its own, on this machine only.
"""

from __future__ import annotations

import argparse
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from multiprocessing import Queue, get_context
from multiprocessing.synchronize import Event
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import insert

from courseware.cli.badge_desk import BadgeDesk
from courseware.cli.key_ring import KeyRing
from courseware.config import PROJECT
from courseware.credentials.certificate import render_pdf
from courseware.credentials.identifiers import RANDOM_BYTES, new_public_id
from courseware.credentials.pictures import draw_preview, preview_of
from courseware.credentials.snapshot import Issuer, PassedModule, Snapshot, from_json
from courseware.extensions import db
from courseware.operations.badges import store_badge
from courseware.operations.issuing import store_credential
from courseware.operations.site import Site
from courseware.records import journal
from courseware.records.badge_files import without_files
from courseware.records.credentials import Issuer as IssuerRow
from courseware.records.credentials import add_files, add_issuer
from courseware.records.journal import learner
from courseware.records.people import person
from courseware.records.transaction import reading, writing
from tests.bench.processes import pss_mb
from tests.bench.site import environment, make_app

BASE = "http://127.0.0.1"
NAMES = ("Łukasz Żółć", "Nguyễn Thị Hồng Nhung", "王小明", "محمد عبد الرحمن", "Ada Marsh")


def snapshot_of(number: int, site: Site, now: datetime) -> Snapshot:
    """Return a certificate over eleven modules; each fifth has the same name."""
    public_id = new_public_id(site.chance(RANDOM_BYTES))
    modules = tuple(
        PassedModule(f"m{no}", no, f"Module number {no}", "1a2b3c4d5e6f", date(2026, 10, no),
                     Fraction(19, 2), 10)
        for no in range(1, 12)
    )  # fmt: skip
    return Snapshot(
        public_id=public_id, holder=NAMES[number % len(NAMES)], pathway="bench",
        pathway_title="Production manager", states="The holder passed every module.",
        modules=modules, study_minutes=900, issued_at=now,
        issuer=Issuer("Rivermill Components Ltd", "Ireland", "t@rivermill.example", "employer"),
        host="127.0.0.1", verify_url=f"{BASE}/verify/{public_id}",
        curriculum_version="3f8a9c1d2b7e", demonstration=False,
    )  # fmt: skip


def issue(site: Site, count: int) -> list[float]:
    """Write so many snapshots, each for its own person in its own write; return the times."""
    now, took = datetime.now(UTC), []
    with writing(db.engine) as conn:
        row = IssuerRow(
            "Rivermill Components Ltd", "Ireland", "t@rivermill.example", "employer", False
        )
        add_issuer(conn, row, now=now, by_person=None)
        for number in range(1, count + 1):
            names = {"user_name": f"p{number}", "user_name_key": f"p{number}", "name": "P"}
            conn.execute(insert(person).values(id=number, created_at=now, **names))
            conn.execute(insert(learner).values(person_id=number, seq=0, head=journal.GENESIS))
    for number in range(1, count + 1):
        snapshot, start = snapshot_of(number, site, now), time.perf_counter()
        with writing(db.engine) as conn:
            lock = journal.lock_learner(conn, number)
            assert lock is not None
            store_credential(conn, lock, snapshot, cycle=1, issue=1, now=now, site=site)
            journal.save(conn, lock)
        took.append(time.perf_counter() - start)
    return took


def sign(site: Site, count: int) -> list[float]:
    """Register, sign in both forms and store, as the jobs process does; return the times."""
    took: list[float] = []
    desk = BadgeDesk(KeyRing(db.engine, site, lambda: datetime.now(UTC)))
    while len(took) < count:
        start = time.perf_counter()
        for badge in desk.signed(_Nothing()):
            with writing(db.engine) as conn:
                store_badge(conn, badge, now=datetime.now(UTC))
            took.append(time.perf_counter() - start)
            start = time.perf_counter()
    return took


def render(count: int) -> list[float]:
    """Print the PDF with its badge and the preview, and store both; return the times."""
    took: list[float] = []
    while len(took) < count:
        with reading(db.engine) as conn:
            waiting = without_files(conn, limit=200)
        for row, badge in waiting:
            start = time.perf_counter()
            snapshot = from_json(row.snapshot or "")
            files = {
                "pdf": (render_pdf(snapshot, credential=badge), "d"),
                "preview": (draw_preview(preview_of(snapshot)), "d"),
            }
            with writing(db.engine) as conn:
                add_files(conn, row.id, files, now=datetime.now(UTC))
            took.append(time.perf_counter() - start)
    return took


class _Nothing(dict[str, int]):
    """Where failures would be counted; there must be none."""

    def __missing__(self, key: str) -> int:
        raise RuntimeError(f"something could not be signed ({key})")


def look(port: int, over: Event, took: Queue[list[float]]) -> None:
    """Open a page again and again until it is over: in a process of its own, or its times would be
    those of a thread that waits for the one that works."""
    from tests.bench.load import Browser  # noqa: PLC0415 - in the process that uses it

    browser, times = Browser(port), []
    while not over.is_set():
        start = time.perf_counter()
        browser.get("/sign-in")
        times.append(time.perf_counter() - start)
        over.wait(0.02)
    took.put(times)


def while_looked_at(port: int, work: Callable[[], list[float]]) -> tuple[list[float], list[float]]:
    """Let a visitor look all the time that this work takes; return the work's times and the visitor's."""
    apart = get_context("spawn")
    over, times = apart.Event(), apart.Queue()
    visitor = apart.Process(target=look, args=(port, over, times), daemon=True)
    visitor.start()
    took = work()
    over.set()
    looked = times.get()
    visitor.join()
    return took, looked[20:]


def told(what: str, took: list[float], unit: float = 1000.0) -> None:
    """Print the median and the slowest of twenty."""
    middle = statistics.median(took) * unit
    slow = statistics.quantiles(took, n=20)[-1] * unit
    print(f"{what:<44} median {middle:6.1f} ms   95 % {slow:6.1f} ms   n {len(took)}")  # noqa: T201


def memory() -> float:
    """Return the most that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder), count)


def run(folder: Path, count: int) -> None:
    """Make the site, start its web process, do the work while somebody looks."""
    url = f"sqlite:///{folder / 'bench.db'}"
    app = make_app(url, folder)
    site: Site = app.extensions["courseware.site"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with app.app_context():
        upgrade()
        command = [
            str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--workers", "1",
            "--host", "127.0.0.1", "--port", str(port), "--log-level", "warning", "wsgi:app",
        ]  # fmt: skip
        web = subprocess.Popen(
            command, cwd=PROJECT, env={**os.environ, **environment(url, folder, port)}
        )
        try:
            measure(site, web.pid, port, count)
        finally:
            web.terminate()
            web.wait(30)


def measure(site: Site, web: int, port: int, count: int) -> None:
    """Print every number."""
    time.sleep(4)
    _slept, looked = while_looked_at(port, lambda: [time.sleep(5) or 0.0])
    held = pss_mb(web)
    told("a page, nothing else going on", looked)
    told("issued: snapshot and fact", issue(site, count))
    before = memory()
    took, looked = while_looked_at(port, lambda: sign(site, count))
    told("signed: registered, two signatures, stored", took)
    told("a page meanwhile", looked)
    after_signing = memory()
    took, looked = while_looked_at(port, lambda: render(count))
    told("rendered: PDF with badge, preview, stored", took)
    told("a page meanwhile", looked)
    print(f"the process that works: {before:.0f} MB before, {after_signing:.0f} MB after signing, "  # noqa: T201
          f"{memory():.0f} MB after rendering")  # fmt: skip
    print(f"the web process: {held:.0f} MB before, {pss_mb(web):.0f} MB after")  # noqa: T201


if __name__ == "__main__":
    main()
