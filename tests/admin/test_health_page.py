from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, update

from courseware.admin import health
from courseware.admin.health import Line
from courseware.extensions import db
from courseware.records.credentials import credential, credential_file, issuer_profile
from courseware.records.health import Engine, Waiting
from courseware.records.people import person
from courseware.records.transaction import writing
from courseware.records.work import take_lease
from tests.conftest import NOW, World, sign_in
from tests.people import Cast

ClientOf = Callable[[str], FlaskClient]


def lines(client: FlaskClient) -> dict[str, tuple[str, str]]:
    """Return label → (OK or Look, all words of the line)."""
    page = client.get("/admin/health").text
    found = {}
    for label, value in re.findall(r"<dt>([^<]*)</dt><dd>(.*?)</dd>", page, re.DOTALL):
        words = html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", value))).strip()
        found[label] = (words.partition(" ")[0], words)
    return found


def test_the_first_page_of_an_operator_is_health(client_of: ClientOf) -> None:
    reply = client_of("eve").get("/admin")
    assert (reply.status_code, reply.headers["Location"]) == (303, "/admin/health")


def test_every_line_is_shown_on_both_databases(world: World) -> None:
    shown = lines(sign_in(world.app, "eve"))
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[world.kind]
    assert shown["Database"][1].startswith(f"OK · {name} ")
    assert ("How SQLite writes" in shown) == (world.kind == "sqlite")
    assert shown["Migrations"][1] == "OK · current"
    assert {state for state, _words in shown.values()} <= {"OK", "Look"}
    assert len(shown) == (13 if world.kind == "sqlite" else 12)


def test_a_jobs_process_that_never_ran_or_stopped_needs_a_look(
    app: Flask, client_of: ClientOf
) -> None:
    eve = client_of("eve")
    assert "has never run" in lines(eve)["Jobs process"][1]
    for ago, word in ((timedelta(0), "OK"), (timedelta(minutes=6), "Look")):
        with app.app_context(), writing(db.engine) as conn:
            conn.exec_driver_sql("DELETE FROM job_lease")
            take_lease(conn, name="jobs", holder="one", now=NOW - ago)
        assert lines(eve)["Jobs process"][0] == word


def test_a_database_behind_says_what_to_run(app: Flask, client_of: ClientOf) -> None:
    eve = client_of("eve")
    with app.app_context(), writing(db.engine) as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = 'older'")
    assert lines(eve)["Migrations"] == ("Look", "Look · behind the program Run: flask db upgrade")


def test_what_waits_is_counted(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    eve = client_of("eve")
    assert lines(eve)["Certificates without their PDF"][1].startswith("Look · 1 ")
    assert lines(eve)["People waiting for a certificate"][1] == "OK · 0"
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(delete(credential_file))
        conn.execute(delete(credential))
    assert lines(eve)["Certificates without their PDF"][1] == "OK · 0"
    assert "jobs process issues" in lines(eve)["People waiting for a certificate"][1]
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(delete(issuer_profile))
    assert "Name the issuer" in lines(eve)["People waiting for a certificate"][1]


def test_a_site_without_issuer_needs_a_look_before_anybody_waits(
    app: Flask, client_of: ClientOf
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(delete(issuer_profile))
    assert lines(client_of("eve"))["People waiting for a certificate"][0] == "Look"


def test_who_waits_for_their_own_word_is_no_fault_of_the_site(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(delete(credential))
        values = {"certificate_name_confirmed_at": None}
        conn.execute(update(person).where(person.c.id == cast.fin).values(values))
    shown = lines(client_of("eve"))["People waiting for a certificate"]
    assert shown == ("OK", "OK · 1 They have to confirm the name on their account page.")


def test_a_demonstration_says_so(app: Flask, client_of: ClientOf) -> None:
    settings = app.config["COURSEWARE"]
    eve = client_of("eve")
    assert lines(eve)["Demonstration"] == ("OK", "OK · no")
    app.config["COURSEWARE"] = replace(settings, demo=True)
    try:
        assert lines(eve)["Demonstration"][0] == "Look"
    finally:
        app.config["COURSEWARE"] = settings


@pytest.mark.parametrize(
    ("mode", "has_bug", "is_ok", "words"),
    [
        ("wal", False, True, "WAL"),
        ("wal", True, False, "corrupt"),
        ("delete", True, True, "DELETE, because"),
        ("delete", False, True, "DELETE"),
    ],
)
def test_the_journal_mode_is_judged_with_the_library(
    app: Flask, mode: str, has_bug: bool, is_ok: bool, words: str
) -> None:
    with app.test_request_context():
        line = health._journal(Engine("sqlite", "3.40.1", mode, has_bug))
    assert line.is_ok is is_ok
    assert words in line.value
    assert bool(line.advice) is has_bug


def test_little_disk_needs_a_look(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = app.config["COURSEWARE"].instance_dir
    with app.test_request_context():
        monkeypatch.setattr(health, "LEAST_FREE", 0)
        assert health._disk(folder / "not" / "made" / "yet").is_ok
        monkeypatch.setattr(health, "LEAST_FREE", 10**18)
        assert not health._disk(folder).is_ok


def test_every_line_that_needs_a_look_says_what_to_do(app: Flask) -> None:
    waiting = Waiting(2, 1, 1)
    with app.test_request_context():
        found: list[Line] = [
            health._pdfs(waiting),
            health._certificates(waiting, has_issuer=True),
            health._certificates(waiting, has_issuer=False),
            health._jobs(None, NOW),
            health._demo(is_demo=True),
        ]
    assert all(not one.is_ok and one.advice for one in found)
