from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from courseware.extensions import db
from courseware.records.signing_keys import list_keys
from courseware.records.transaction import writing
from courseware.records.work import audit
from tests.cli.conftest import Run
from tests.conftest import Clock, sign_in
from tests.people import Cast
from tests.steps import pass_module

SECRET = "another secret of the tests that is long enough"


def test_there_is_no_key_before_a_record_needs_one(run: Run) -> None:
    assert run("credentials", "keys").output.startswith("There is no key yet. ")
    assert run("jobs", "run").output.startswith("records signed 2, badges signed 3, ")
    lines = [line.split("\t") for line in run("credentials", "keys").output.splitlines()]
    assert [(name, algorithm) for name, algorithm, *_rest in lines] == [
        ("key-2026-1", "Ed25519"),
        ("rsa-2026-1", "RS256"),
    ]
    assert [len(line[2]) for line in lines] == [43, 563]
    assert {line[3] for line in lines} == {"in force since 2026-04-01"}


def test_another_secret_is_told_and_a_retired_key_makes_room_for_a_new_one(
    app: Flask, run: Run, clock: Clock, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    run("jobs", "run")
    site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        pass_module(conn, cast.ada, "cp1-start-here", now=clock(), site=site)
    app.extensions["courseware.site"] = replace(site, secret=SECRET)
    try:
        assert "it cannot sign: COURSEWARE_SECRET_KEY" in run("credentials", "keys").output
        assert run("jobs", "run").output == "failed 1\n"
        assert "flask credentials retire-key key-2026-1" in caplog.text
        eve = sign_in(app, "eve")
        assert "cannot be opened: nothing is signed" in eve.get("/admin/health").text
        done = run("credentials", "retire-key", "key-2026-1")
        assert done.output.startswith("key-2026-1 signs nothing any more.")
        run("credentials", "retire-key", "rsa-2026-1")
        done = run("jobs", "run").output
        assert done == "records signed 1, badges signed 1, status lists signed 1\n"
        old, _old_rsa, new, _new_rsa = run("credentials", "keys").output.splitlines()
        assert old.endswith("retired on 2026-04-01; what it signed still verifies")
        assert new.startswith("key-2026-2\t")
        assert "cannot be opened" not in eve.get("/admin/health").text
        assert run("records", "verify").exit_code == 0
    finally:
        app.extensions["courseware.site"] = site


def test_a_key_that_is_not_in_force_cannot_be_retired(app: Flask, run: Run) -> None:
    run("jobs", "run")
    assert run("credentials", "retire-key", "key-2026-1").exit_code == 0
    for name in ("key-2026-1", "key-1999-1", ""):
        refused = run("credentials", "retire-key", name)
        assert refused.exit_code == 1
        assert refused.stderr.startswith("Error: No key in force is named")
    with app.app_context(), db.engine.connect() as conn:
        assert [one.sealed is None for one in list_keys(conn)] == [True, False]
        assert list(conn.scalars(select(audit.c.action))).count("signing_key.retired") == 1


def test_the_health_page_counts_what_is_to_sign(app: Flask, run: Run) -> None:
    eve = sign_in(app, "eve")
    page = eve.get("/admin/health").text
    assert "none yet" in page
    assert "The jobs process signs them" in page
    run("jobs", "run")
    page = eve.get("/admin/health").text
    assert "key-2026-1" in page
    assert "The jobs process signs them" not in page
