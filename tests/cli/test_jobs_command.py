from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from courseware.extensions import db
from courseware.operations.grades import GRACE
from courseware.operations.people import confirm_certificate_name
from courseware.operations.site import Site
from courseware.quizzes.attempts import OPEN_FOR
from courseware.records.attempts import read_all_attempts
from courseware.records.credentials import credentials_of, read_pdf
from courseware.records.standings import module_delta, read_counts
from courseware.records.throttle import Limit, add_tries, throttle
from courseware.records.transaction import writing
from courseware.records.work import take_lease
from tests.cli.conftest import Run
from tests.conftest import Clock
from tests.people import Cast
from tests.steps import pass_module, start

FIRST, SECOND = "cp1-start-here", "mp1-factory-systems"


def site_of(app: Flask) -> Site:
    one: Site = app.extensions["courseware.site"]
    return one


def test_a_round_grades_what_is_overdue_once(
    app: Flask, run: Run, clock: Clock, cast: Cast
) -> None:
    run("jobs", "run")  # Fin's certificate
    with app.app_context(), writing(db.engine) as conn:
        start(conn, cast.ada, FIRST, now=clock(), site=site_of(app))
    clock.now += OPEN_FOR + GRACE
    assert run("jobs", "run").output == "status lists signed 1\n", "the old one is days old"
    assert run("jobs", "run").output == "Nothing was due.\n", "a request under way still counts"
    clock.forward(seconds=1)
    assert run("jobs", "run").output == "attempts graded 1\n"
    with app.app_context(), db.engine.connect() as conn:
        (attempt,) = read_all_attempts(conn, cast.ada)
    assert (attempt.state, attempt.points, attempt.passed) == ("graded", 0, False)
    assert run("jobs", "run").output == "Nothing was due.\n"
    assert run("records", "verify").exit_code == 0


def unconfirmed_ada_passes_everything(app: Flask, clock: Clock, cast: Cast) -> None:
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(
            text("UPDATE person SET certificate_name_confirmed_at = NULL WHERE id = :ada"),
            {"ada": cast.ada},
        )
        for module in (FIRST, SECOND):
            pass_module(conn, cast.ada, module, now=clock(), site=site_of(app))


def test_a_certificate_that_waited_for_its_name_is_issued_and_printed(
    app: Flask, run: Run, clock: Clock, cast: Cast
) -> None:
    unconfirmed_ada_passes_everything(app, clock, cast)
    assert run("jobs", "run").output == (
        "records signed 2, badges signed 3, PDFs made 1, status lists signed 1\n"
    ), "Fin's; Ada's name is not confirmed"
    with app.app_context(), writing(db.engine) as conn:
        confirm_certificate_name(conn, cast.ada, "Ada Marsh", now=clock())
    assert run("jobs", "run").output == (
        "certificates issued 1, records signed 2, badges signed 3, PDFs made 1\n"
    )
    assert run("jobs", "run").output == "Nothing was due.\n"
    with app.app_context(), db.engine.connect() as conn:
        (credential,) = credentials_of(conn, cast.ada)
        assert (read_pdf(conn, credential.id) or b"").startswith(b"%PDF")
    assert run("records", "verify").exit_code == 0


def test_a_certificate_from_before_badges_gets_its_preview_and_keeps_its_paper(
    app: Flask, run: Run, cast: Cast
) -> None:
    run("jobs", "run")
    with app.app_context(), writing(db.engine) as conn:
        (credential,) = credentials_of(conn, cast.fin)
        paper = read_pdf(conn, credential.id)
        conn.execute(text("DELETE FROM credential_file WHERE kind = 'preview'"))
    visitor, page = app.test_client(), f"/verify/{credential.public_id}"
    preview = f"/credentials/{credential.public_id}/preview.png"
    assert "og:image" not in visitor.get(page).text, "no picture is promised that is not there"
    assert run("jobs", "run").output == "previews drawn 1\n"
    assert preview in visitor.get(page).text
    assert visitor.get(preview).status_code == 200
    with app.app_context(), db.engine.connect() as conn:
        assert read_pdf(conn, credential.id) == paper


def test_a_certificate_that_cannot_be_printed_is_named_and_stops_no_other(
    app: Flask,
    run: Run,
    clock: Clock,
    cast: Cast,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        for module in (FIRST, SECOND):
            pass_module(conn, cast.ada, module, now=clock(), site=site_of(app))
        conn.execute(text("UPDATE credential SET snapshot = '{}' WHERE person_id = :fin"),
                     {"fin": cast.fin})  # fmt: skip
        (broken,), (sound,) = credentials_of(conn, cast.fin), credentials_of(conn, cast.ada)
    with caplog.at_level(logging.ERROR):
        result = run("credentials", "render")
    assert result.exit_code == 1
    assert "PDFs made 1" in result.output
    assert broken.public_id in caplog.text
    with app.app_context(), db.engine.connect() as conn:
        assert read_pdf(conn, sound.id) is not None
        assert read_pdf(conn, broken.id) is None


def test_a_round_leaves_the_work_to_whoever_holds_the_lease(
    app: Flask, run: Run, clock: Clock, cast: Cast
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        assert take_lease(conn, name="jobs", holder="another", now=clock())
    taken = "Another jobs process is at work; this one did nothing.\n"
    assert run("jobs", "run").output == taken
    clock.forward(seconds=59)
    assert run("jobs", "run").output == taken
    clock.forward(seconds=2)
    assert run("jobs", "run").output == (
        "records signed 2, badges signed 3, PDFs made 1, status lists signed 1\n"
    )
    assert run("jobs", "run").output == "Nothing was due.\n", "the lease was given back"


def test_a_round_folds_the_counters_and_forgets_old_tries(
    app: Flask, run: Run, clock: Clock
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        before = read_counts(conn)
        assert before[FIRST] == (1, 1)
        add_tries(conn, [Limit("old", 9)], now=clock() - timedelta(days=2))
        add_tries(conn, [Limit("new", 9)], now=clock())
    run("jobs", "run")
    with app.app_context(), db.engine.connect() as conn:
        assert read_counts(conn) == before
        assert conn.execute(select(module_delta)).all() == []
        assert list(conn.scalars(select(throttle.c.key))) == ["new"]


def test_the_issuer_is_entered_and_must_be_printable(run: Run) -> None:
    words = ("--country", "Ireland", "--contact", "a@example.com", "--relation", "college")
    assert run("credentials", "issuer", "--legal-name", "Works", *words).exit_code == 0
    strange = run("credentials", "issuer", "--legal-name", "Works \U0001f600", *words)
    assert strange.exit_code == 1
    assert strange.stderr == "Error: The certificate cannot print \U0001f600. Write it without.\n"
    assert run("credentials", "issuer", "--legal-name", " ", *words).exit_code == 1
