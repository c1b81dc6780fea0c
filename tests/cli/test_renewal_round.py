"""A renewal that could not be issued when its last quiz was submitted is issued by a round."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import select

from courseware.extensions import db
from courseware.operations.site import Site
from courseware.records.credentials import credentials_of, issuer_profile
from courseware.records.transaction import writing
from tests.cli.conftest import Run
from tests.conftest import Clock
from tests.expiring import make_expiring
from tests.people import PATHWAY, Cast
from tests.steps import pass_module, take_quiz

MODULES = ("cp1-start-here", "mp1-factory-systems")


def test_a_round_issues_the_renewal_that_waited_once(
    app: Flask, run: Run, clock: Clock, cast: Cast
) -> None:
    site: Site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        make_expiring(conn, PATHWAY)
    with app.app_context(), writing(db.engine) as conn:
        for module in MODULES:
            pass_module(conn, cast.ada, module, now=clock(), site=site)
        kept = [dict(row._mapping) for row in conn.execute(select(issuer_profile))]
    run("jobs", "run")
    clock.now = datetime(2028, 3, 1, 9, tzinfo=UTC)
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(issuer_profile.delete())
        for module in MODULES:
            take_quiz(conn, cast.ada, module, now=clock(), site=site)
    assert "certificates issued" not in run("jobs", "run").output
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(issuer_profile.insert(), kept)
    assert run("jobs", "run").output.startswith("certificates issued 1, ")
    assert run("jobs", "run").output == "Nothing was due.\n"
    with app.app_context(), db.engine.connect() as conn:
        mine = credentials_of(conn, cast.ada)
    assert [(one.cycle, one.has_pdf) for one in mine] == [(1, True), (2, True)]
    assert run("records", "verify").exit_code == 0
