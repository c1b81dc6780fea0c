"""`flask serve` as a real program: started on a free port, stopped by its id."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask import Flask

from courseware.app import create_app
from courseware.cli.ending import ended_by_signal
from courseware.config import PROJECT
from courseware.extensions import db
from tests.cli.conftest import Run, run_on
from tests.conftest import World, settings_for

BOUND = 90.0


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait(until: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + BOUND
    while not until():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    """Return the ids of all processes below one."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *children(child)]
    return found


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


class Program:
    """A running `flask serve`."""

    def __init__(self, database: Path, log: Path, port: int) -> None:
        self.log, self.port = log, port
        environment = {
            "PATH": os.environ["PATH"],
            "COURSEWARE_DATABASE_URL": f"sqlite:///{database}",
            "COURSEWARE_SECRET_KEY": "k" * 40,
            "COURSEWARE_INSTANCE_DIR": str(database.parent),
            "COURSEWARE_WORKERS": "1",
        }
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flask", "serve", "--port", str(port)],
                cwd=PROJECT, env=environment, stdout=out, stderr=subprocess.STDOUT,
            )  # fmt: skip
        self.family: list[int] = []

    def await_answer(self) -> None:
        wait(lambda: "Courseware is on" in self.said or self.has_ended, "no answer")
        self.family = children(self.process.pid)

    @property
    def said(self) -> str:
        return self.log.read_text()

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def child(self, words: str) -> int:
        """Return the child whose command line holds these words, the oldest first."""
        return next(
            pid
            for pid in self.family
            if words in Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
        )

    def survivors(self) -> list[int]:
        return [pid for pid in self.family if is_alive(pid)]


@pytest.fixture
def program(small_world: World, tmp_path: Path) -> Iterator[Program]:
    database = tmp_path / "courseware.db"
    shutil.copy(small_world.url.removeprefix("sqlite:///"), database)
    one = Program(database, tmp_path / "serve.log", free_port())
    try:
        one.await_answer()
        yield one
    finally:
        one.process.terminate()
        one.process.wait(timeout=BOUND)
    assert one.survivors() == []


def test_it_serves_until_it_is_told_to_stop_and_leaves_nothing(program: Program) -> None:
    assert f"http://127.0.0.1:{program.port}" in program.said
    with urlopen(f"http://127.0.0.1:{program.port}/sign-in", timeout=5) as page:
        assert page.status == 200
    assert len(program.family) >= 3, "a web server with workers, and a jobs process"
    started = time.monotonic()
    program.process.terminate()
    assert program.process.wait(timeout=BOUND) == 0, program.said
    assert time.monotonic() - started < 8
    assert program.survivors() == []
    assert program.said.endswith("Stopped.\n")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", program.port))


@pytest.mark.parametrize(
    ("words", "name"),
    [("cli.web_server", "web server"), ("jobs run --forever", "jobs process")],
)
def test_a_death_ends_everything_and_is_said(program: Program, words: str, name: str) -> None:
    os.kill(program.child(words), signal.SIGKILL)
    assert program.process.wait(timeout=BOUND) == 1
    assert f"Error: The {name} ended by itself" in program.said
    wait(lambda: not program.survivors(), "a child was left")


def test_children_end_with_a_parent_that_is_killed(program: Program) -> None:
    program.process.kill()
    program.process.wait()
    wait(lambda: not program.survivors(), "a child was left")


@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_is_heard_and_ends_no_work(which: int) -> None:
    before = signal.signal(
        which, signal.SIG_DFL
    )  # tests in the background begin with Ctrl+C ignored
    try:
        with ended_by_signal() as ending:
            assert not ending.is_over()
            os.kill(os.getpid(), which)
            assert ending.wait(BOUND)
            assert ending.is_over()
        assert signal.getsignal(which) == signal.SIG_DFL
    finally:
        signal.signal(which, before)


def test_nohup_stays_in_force() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ended_by_signal() as ending:
            os.kill(os.getpid(), signal.SIGHUP)
            assert not ending.wait(0.05)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_used_port_is_refused_by_name(run: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert result.exit_code == 1
    assert result.stderr == (
        f"Error: Port {port} is in use. Stop the other program or choose another: "
        f"flask serve --port {port + 1}\n"
    )


def test_a_database_without_its_migrations_is_refused(tmp_path: Path) -> None:
    settings = settings_for(f"sqlite:///{tmp_path}/empty.db", tmp_path)
    app = create_app(settings, overrides={"TESTING": True})
    result = run_on(app, "serve", "--port", str(free_port()))
    with app.app_context():
        db.engine.dispose()
    assert result.exit_code == 1
    assert result.stderr.endswith("Run: flask db upgrade\n")


def test_a_database_of_a_newer_program_is_refused(app: Flask, run: Run) -> None:
    with app.app_context(), db.engine.connect() as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = 'from-tomorrow'")
    result = run("serve", "--port", str(free_port()))
    assert result.exit_code == 1
    assert "newer version" in result.stderr


@pytest.mark.parametrize("host", ["10.1.2.3", "192.0.2.1", "::", "shop-floor"])
def test_a_demonstration_serves_this_machine_only(
    app: Flask, run: Run, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = replace(app.config["COURSEWARE"], demo=True)
    monkeypatch.setitem(app.config, "COURSEWARE", demo)
    result = run("serve", "--host", host)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: A demonstration serves this machine only")
