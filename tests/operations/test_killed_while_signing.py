"""A jobs process that is killed between a certificate's commit and its signature: the next one finishes it, once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from courseware.cli.rounds import Rounds
from courseware.config import PROJECT
from courseware.credentials.checking import Verdict
from courseware.operations.issuer import check_stored
from courseware.operations.verification import verify_person
from courseware.records.badge_files import badge_file
from courseware.records.credentials import credentials_of, read_pdf
from courseware.records.status_lists import status_entry
from courseware.records.transaction import open_engine
from courseware.records.work import LEASE
from tests.conftest import World

HELD = """
import sys, time
from courseware.cli import badge_desk

def held(*_given):
    print("signing", flush=True)
    time.sleep(100)

badge_desk.sign_badge = held
from flask.cli import main
main()
"""


def test_what_was_issued_is_signed_once_after_kill_9_in_the_middle(
    world: World, tmp_path: Path
) -> None:
    jobs = _start_jobs(world, tmp_path)
    assert jobs.stdout is not None
    assert "signing" in jobs.stdout.readline()
    os.kill(jobs.pid, signal.SIGKILL)
    jobs.communicate(timeout=10)
    engine = open_engine(world.url)
    later = datetime.now(UTC) + LEASE + timedelta(seconds=1)
    with engine.connect() as conn:
        (before,) = credentials_of(conn, world.cast.fin)
        assert conn.execute(select(func.count()).select_from(status_entry)).scalar() == 1
        assert conn.execute(select(badge_file)).first() is None, "registered, and not signed"
    with world.app.app_context():
        rounds = Rounds(engine, world.app.extensions["courseware.site"], lambda: later)
        assert rounds.run() == "badges signed 3, PDFs made 1, status lists signed 1"
        assert rounds.run() == ""
    with engine.connect() as conn:
        (after,) = credentials_of(conn, world.cast.fin)
        assert (after.public_id, after.snapshot) == (before.public_id, before.snapshot)
        assert (read_pdf(conn, after.id) or b"").startswith(b"%PDF")
        checked = check_stored(conn, after.public_id, now=later)
        assert checked is not None
        assert checked.verdict is Verdict.VALID
        assert list(verify_person(conn, world.cast.fin)) == []
    engine.dispose()


def _start_jobs(world: World, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HELD, "--app", "wsgi", "jobs", "run"]
    return subprocess.Popen(
        command, cwd=PROJECT, env=world.environment(folder), stdout=subprocess.PIPE, text=True
    )
