"""`make bench`: the site and a bare floor, side by side in interleaved rounds, on both databases."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import click
from sqlalchemy import create_engine, text

from courseware.cli.serve import ENVIRONMENT
from courseware.config import PROJECT
from courseware.records.transaction import engine_options, open_engine
from tests.bench import floor, grading, report, rounds, site
from tests.bench.load import Phases
from tests.bench.processes import pss_mb
from tests.bench.statements import count_statements
from tests.postgres import postgres

FLOOR_PORT, SITE_PORT = 8397, 8398
_GRANIAN = (
    *("--interface", "wsgi", "--workers", "2", "--backlog", "1024", "--no-ws"),
    *("--log-level", "error", "--no-access-log", "--host", "127.0.0.1"),
)


def main() -> None:
    """Measure and print; with --write put the tables into docs/performance.md."""
    parser = argparse.ArgumentParser(prog="make bench", description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds, 1 to 5")
    parser.add_argument("--size", type=int, default=400, help="requests for each page and round")
    parser.add_argument("--only", choices=["sqlite", "postgresql"], help="one database only")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="courseware-bench-") as folder:
        results = []
        if asked.only != "postgresql":
            url = f"sqlite:///{folder}/bench.db"
            results.append(_measure("SQLite", url, f"sqlite:///{folder}/floor.db", asked, ()))
        if asked.only != "sqlite":
            with postgres(durable=True) as server:
                urls = [_database(server, name) for name in ("bench", "floor")]
                roots = (_postmaster(server),)
                results.append(_measure("PostgreSQL", *urls, asked, roots))
    tables = f"{report.tables(results)}\n\n{grading.line()}"
    click.echo(tables)
    if asked.write:
        report.write(PROJECT / "docs" / "performance.md", tables)


def _measure(
    kind: str, url: str, floor_url: str, asked: argparse.Namespace, roots: tuple[int, ...]
) -> report.Result:
    with tempfile.TemporaryDirectory(prefix="courseware-bench-") as name:
        folder = Path(name)
        _say(f"{kind}: preparing {site.LEARNERS} learners on {site.MODULES} modules …")
        app = site.make_app(url, folder)
        prepared = site.fill(app)
        floor.fill(open_engine(floor_url))
        samples: report.Samples = {}
        memory = 0.0
        for number in range(min(asked.rounds, site.MODULES // 2)):
            _say(f"{kind}: round {number + 1} of {asked.rounds} …")
            with _served_floor(floor_url) as process:
                phases = Phases((process, *roots), samples)
                rounds.on_floor(phases, FLOOR_PORT, size=asked.size)
            with _served_site(site.environment(url, folder, SITE_PORT)) as process:
                phases = Phases((process, *roots), samples)
                rounds.on_site(phases, SITE_PORT, prepared, app, number=number, size=asked.size)
                memory = pss_mb(process)
        counts = count_statements(app, prepared)
        return report.Result(kind, samples, counts, memory)


def _served_floor(url: str) -> AbstractContextManager[int]:
    command = ["granian", *_GRANIAN, "--blocking-threads", "1", "--port", str(FLOOR_PORT)]
    return _served(
        [*command, "tests.bench.floor:wsgi"], {"FLOOR_DATABASE": url}, FLOOR_PORT, "/hello"
    )


def _served_site(environment: Mapping[str, str]) -> AbstractContextManager[int]:
    command = ["courseware.cli.web_server", *_GRANIAN, "--blocking-threads", "8"]
    command += ["--port", str(SITE_PORT), "wsgi:app"]
    return _served(command, {**ENVIRONMENT, **environment}, SITE_PORT, "/healthz")


@contextmanager
def _served(
    command: list[str], environment: Mapping[str, str], port: int, probe: str
) -> Iterator[int]:
    """Start `python -m command` and give its process id; refuse a port in use; end it at the end.

    Two servers may share a port without a word: a left-over one would take part of the requests,
    its CPU uncounted.
    """
    if _answers(port, "/"):
        raise SystemExit(f"Port {port} is in use. End the server that answers there first.")
    server = subprocess.Popen(
        [sys.executable, "-m", *command], cwd=PROJECT, env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while not _answers(port, probe):
            if server.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"The server did not start: {' '.join(command)}")
            time.sleep(0.1)
        yield server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _answers(port: int, path: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", path)
        connection.getresponse().read()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def _database(server: str, name: str) -> str:
    engine = create_engine(server, **engine_options(server))
    with engine.connect() as conn:
        conn.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


def _postmaster(server: str) -> int:
    engine = create_engine(server)
    with engine.connect() as conn:
        folder = conn.execute(text("SHOW data_directory")).scalar_one()
    engine.dispose()
    return int(Path(folder, "postmaster.pid").read_text("ascii").split()[0])


def _say(line: str) -> None:
    click.echo(line, err=True)


if __name__ == "__main__":
    main()
