"""A jobs process that is killed while a mail is on its way: the mail is sent again, as the same message."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from courseware.config import PROJECT
from courseware.letters import Letter
from courseware.operations.letters import post
from courseware.records.letters import outbox
from courseware.records.outbox import CLAIM
from courseware.records.transaction import open_engine, writing
from tests.conftest import World
from tests.mailing.conftest import MAIL_FROM, Office, clock_of, postman, serving


def test_a_mail_is_sent_again_after_kill_9_between_claim_and_receipt(
    world: World, tmp_path: Path
) -> None:
    office, has_arrived, may_go_on = Office(), threading.Event(), threading.Event()

    def hold(_text: bytes) -> str:
        """Take the mail and let the sender wait for the word."""
        has_arrived.set()
        may_go_on.wait(20)
        return "250 taken"

    office.to_text = hold
    engine = open_engine(world.url)
    with writing(engine) as conn:
        post(conn, "ada@example.com", Letter.TEST, {}, now=datetime.now(UTC))
    with serving(office) as server:
        jobs = _start_jobs(world, tmp_path, f"smtp://127.0.0.1:{server.port}")
        assert has_arrived.wait(60)
        os.kill(jobs.pid, signal.SIGKILL)
        jobs.wait(10)
        may_go_on.set()
        _until(lambda: len(office.mails) == 1)
        with engine.connect() as conn:
            (left,) = conn.execute(select(outbox)).all()
        assert left.claimed_at is not None
        assert left.sent_at is None
        clock_of(world).now = datetime.now(UTC) + CLAIM + timedelta(seconds=1)
        assert list(postman(world, engine, server).deliver()) == [left.id]
    first, second = office.mails
    assert first["Message-ID"] == second["Message-ID"]
    engine.dispose()


def _start_jobs(world: World, folder: Path, smtp: str) -> subprocess.Popen[bytes]:
    environment = world.environment(
        folder, COURSEWARE_SMTP_URL=smtp, COURSEWARE_MAIL_FROM=MAIL_FROM
    )
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "run"]
    return subprocess.Popen(command, cwd=PROJECT, env=environment)


def _until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.02)
