"""kill -9 of the whole server while eight people save and submit: what was receipted is there, once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy import Engine, select

from courseware.config import PROJECT
from courseware.operations.enrollments import enroll
from courseware.operations.people import NewPerson, add_person
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.progress.facts import FactKind
from courseware.records import attempts, responses
from courseware.records.journal import journal
from courseware.records.sign_ins import create_sign_in
from courseware.records.transaction import open_engine, writing
from tests.cli.test_serve_command import free_port, wait
from tests.conftest import World
from tests.people import PATHWAY
from tests.steps import answers_of, fields_of, hidden_fields

MODULE = "cp1-start-here"
CLIENTS = 8
SECONDS = float(os.environ.get("COURSEWARE_KILL_SECONDS", "6"))
"""How long people answer; a longer run is asked for by hand."""
LIVES = 1.5  # seconds that a server gets to live
PATIENCE = 60.0


class Server:
    """`flask serve` in a process group of its own, killed and started again."""

    def __init__(self, world: World, folder: Path) -> None:
        self.port = free_port()
        self._environment = {
            "COURSEWARE_DATABASE_URL": world.url,
            "COURSEWARE_SECRET_KEY": "a secret of the tests that is long enough",
            "COURSEWARE_BASE_URL": f"http://127.0.0.1:{self.port}",
            "COURSEWARE_INSTANCE_DIR": str(folder),
        }
        self.kills = 0
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "flask", "serve", "--port", str(self.port)]
        process = subprocess.Popen(
            command, cwd=PROJECT, env={**os.environ, **self._environment}, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait(self._answers, "the server does not answer")
        return process

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """End every process of it at once, as a power cut would."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(10)
        self.kills += 1

    def start_again(self) -> None:
        self._process = self._start()


@dataclass
class Learner:
    """One person who answers whatever happens, and remembers what the server promised."""

    port: int
    person_id: int
    cookies: dict[str, str]
    sent: dict[tuple[int, str], str] = field(default_factory=dict)  # (attempt, key) → the answer
    receipted: set[tuple[int, str]] = field(default_factory=set)
    submitted: set[int] = field(default_factory=set)
    lost_replies: int = 0

    def answer_until(self, end: float, engine: Engine, site: Site) -> None:
        while time.monotonic() < end:
            self._take_a_quiz(engine, site)

    def _take_a_quiz(self, engine: Engine, site: Site) -> None:
        token = hidden_fields(self._ask("GET", f"/modules/{MODULE}", {}, 200)[0])["csrf_token"]
        form = {"csrf_token": token}
        url = self._ask("POST", f"/modules/{MODULE}/attempts", form, 303)[1]
        attempt_id = int(url.rsplit("/", 1)[1])
        with engine.connect() as conn:
            raws = answers_of(conn, attempt_id, MODULE, site)
        for seq, (no, raw) in enumerate(raws.items(), start=1):
            key = f"key-{attempt_id:06d}-{no:02d}"
            self.sent[attempt_id, key] = json.dumps(raw, separators=(",", ":"), default=list)
            named = fields_of(no, raw).items()
            fields = [(name, text) for name, texts in named for text in texts]
            save = [*form.items(), ("key", key), ("seq", str(seq)), ("slots", str(no)), *fields]
            receipt = json.loads(self._ask("POST", f"{url}/answers", save, 200)[0])
            assert receipt["key"] == key
            self.receipted.add((attempt_id, key))
        assert self._ask("POST", f"{url}/submission", form, 303)[1] == f"{url}/result"
        self.submitted.add(attempt_id)

    def _ask(
        self, method: str, url: str, form: Mapping[str, str] | list[tuple[str, str]], expect: int
    ) -> tuple[str, str]:
        """Send until there is a reply, the same again after each failure, as the page does."""
        end = time.monotonic() + PATIENCE
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Accept": "application/json"}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        while True:
            connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
            try:
                connection.request(method, url, urlencode(form), headers)
                reply = connection.getresponse()
                body = reply.read().decode()
                assert reply.status == expect, (method, url, reply.status, body[:200])
                for set_cookie in reply.headers.get_all("Set-Cookie") or ():
                    name, _, value = set_cookie.split(";", 1)[0].partition("=")
                    self.cookies[name] = value
                return body, reply.getheader("Location", "") or ""
            except (OSError, HTTPException):
                assert time.monotonic() < end, f"no reply to {method} {url}"
                self.lost_replies += 1
                time.sleep(0.05)
            finally:
                connection.close()


def test_nothing_that_was_receipted_is_lost_or_doubled(world: World, tmp_path: Path) -> None:
    engine = open_engine(world.url)
    site: Site = world.app.extensions["courseware.site"]
    server = Server(world, tmp_path)
    learners = [_learner(engine, site, server.port, number) for number in range(CLIENTS)]
    end = time.monotonic() + SECONDS
    with ThreadPoolExecutor(CLIENTS) as pool:
        done = [pool.submit(one.answer_until, end, engine, site) for one in learners]
        try:
            while time.monotonic() < end:
                time.sleep(LIVES)
                server.kill()
                server.start_again()
            for one in done:
                one.result(timeout=PATIENCE)
        finally:
            server.kill()
    assert server.kills >= 2
    assert sum(one.lost_replies for one in learners) > 0, "no kill met a request"
    for one in learners:
        _assert_all_is_there_once(engine, one)
    engine.dispose()


def _learner(engine: Engine, site: Site, port: int, number: int) -> Learner:
    now, token = datetime.now(UTC), f"token-of-somebody-{number:06}"
    with writing(engine) as conn:
        person_id = add_person(
            conn, NewPerson(f"person-{number}", f"Person {number}"), now=now, password_hash=None
        )
        enroll(conn, person_id=person_id, pathway=PATHWAY, now=now, site=site)
        create_sign_in(conn, person_id=person_id, token=token, device="a test", now=now)
    return Learner(port, person_id, {"courseware": token})


def _assert_all_is_there_once(engine: Engine, learner: Learner) -> None:
    with engine.connect() as conn:
        graded = Counter(
            row.body for row in conn.execute(
                select(journal).where(
                    journal.c.person_id == learner.person_id,
                    journal.c.kind == FactKind.ATTEMPT_GRADED,
                )
            )
        )  # fmt: skip
        facts = [json.loads(body)["attempt"] for body in graded.elements()]
        tries = attempts.read_attempts(conn, learner.person_id, MODULE)
        assert learner.submitted
        assert sorted(facts) == sorted(one.id for one in tries if not one.is_open)
        assert learner.submitted <= set(facts)
        stored: dict[tuple[int, str], str] = {}
        for one in tries:
            steps = responses.read_steps(conn, one.id)
            assert len({step.seq for step in steps}) == len({step.key for step in steps})
            stored |= {(one.id, step.key): step.raw for step in steps}
            marks = responses.read_marks(conn, one.id)
            if not one.is_open:
                assert sorted(mark.slot_no for mark in marks) == list(range(1, one.maximum + 1))
        assert learner.receipted <= stored.keys()
        assert all(json.loads(stored[key]) == json.loads(learner.sent[key]) for key in stored)
        assert list(verify_person(conn, learner.person_id)) == []
