from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from courseware.extensions import db
from courseware.operations.staff import disable_person
from courseware.records.people import person
from courseware.records.site_settings import SiteSettings, read_settings
from courseware.records.transaction import writing
from courseware.records.work import audit
from tests.cli.conftest import Run
from tests.conftest import NOW
from tests.people import Cast


def settings(app: Flask) -> SiteSettings:
    with app.app_context(), db.engine.connect() as conn:
        return read_settings(conn)


def test_a_setting_is_changed_and_shown(app: Flask, run: Run) -> None:
    done = run("settings", "set", "name", "Rivermill Academy")
    assert (done.exit_code, done.output) == (0, "name was Courseware, is Rivermill Academy.\n")
    assert "so already" in run("settings", "set", "name", "Rivermill Academy").output
    shown = run("settings", "show").output
    assert "name\tRivermill Academy\tchanged 2026-04-01 08:00 UTC by a command\n" in shown
    assert "accent\t-\n" in shown
    with app.app_context(), db.engine.connect() as conn:
        row = conn.execute(select(audit).where(audit.c.action == "setting.changed")).one()
    assert (row.by_person, row.subject) == (None, "setting:name")
    assert run("settings", "set", "name", "").exit_code == 0
    assert settings(app) == SiteSettings()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("accent", "#ffd24d", "The nearest color that passes is #816a27."),
        ("registration", "domain", "Name at least one mail domain."),
        ("keep_years", "99", "from 1 to 30"),
        ("colour", "red", "There is no setting “colour”. There are: name, accent"),
        ("colour", "", "There is no setting “colour”."),
        ("logo", "no-such-file.png", "cannot be read"),
        ("logo", __file__, "no PNG, JPEG or WebP"),
    ],
)
def test_the_rules_are_those_of_the_page(
    app: Flask, run: Run, name: str, value: str, words: str
) -> None:
    done = run("settings", "set", name, value)
    assert (done.exit_code, words in done.output) == (1, True), done.output
    assert settings(app) == SiteSettings()


def test_a_logo_comes_from_a_file(app: Flask, run: Run, tmp_path: Path) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (96, 96), "navy").save(stream, "PNG")
    (tmp_path / "logo.png").write_bytes(stream.getvalue())
    assert run("settings", "set", "logo", str(tmp_path / "logo.png")).exit_code == 0
    assert settings(app).logo_size == "96x96"
    assert run("settings", "set", "logo", "").exit_code == 0
    assert settings(app) == SiteSettings()


def test_nobody_is_erased_without_being_asked(app: Flask, run: Run, cast: Cast) -> None:
    with app.app_context(), writing(db.engine) as conn:
        disable_person(conn, cast.fin, now=NOW - timedelta(days=800))
    refused = run("settings", "set", "keep_years", "2")
    assert (refused.exit_code, "erase 1 person within 30 days" in refused.output) == (1, True)
    assert settings(app).keep_years == 0
    assert run("settings", "set", "keep_years", "2", "--yes").exit_code == 0
    assert run("settings", "set", "keep_years", "3").exit_code == 0, "a longer time is not asked"


def test_who_is_added_without_a_time_zone_gets_that_of_the_site(app: Flask, run: Run) -> None:
    run("settings", "set", "time_zone", "Europe/Berlin")
    app.extensions["courseware.site"].settings.forget()
    run("people", "add", "gita", "--name", "Gita Rao")
    run("people", "add", "hana", "--name", "Hana Ito", "--time-zone", "Asia/Tokyo")
    with app.app_context(), db.engine.connect() as conn:
        query = select(person.c.user_name, person.c.time_zone, person.c.locale)
        zones = {row.user_name: (row.time_zone, row.locale) for row in conn.execute(query)}
    assert zones["gita"] == ("Europe/Berlin", "en")
    assert zones["hana"] == ("Asia/Tokyo", "en")
