"""A fresh site has no account and no password; its first operator comes by command only."""

from __future__ import annotations

from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import select

from courseware.app import create_app
from courseware.extensions import db
from courseware.joining.registration import Registration
from courseware.records.people import person, role_grant
from tests.accounts.signing import post
from tests.accounts.ways import choose, send, site_is
from tests.cli.conftest import run_on
from tests.conftest import settings_for


def test_the_first_operator_of_a_fresh_site_comes_by_command(tmp_path: Path) -> None:
    settings = settings_for(f"sqlite:///{tmp_path}/courseware.db", tmp_path)
    app = create_app(settings, overrides={"TESTING": True})
    with app.app_context():
        upgrade()
        with db.engine.connect() as conn:
            assert conn.execute(select(person)).all() == []
    browser = app.test_client()
    for name, password in (
        ("admin", "admin"),
        ("operator", "password"),
        ("eve", ""),
        ("root", "x"),
    ):
        assert post(browser, name, password).status_code == 422
    assert send(browser, "/demo-sign-in", user_name="eve").status_code == 404
    for way in Registration:
        site_is(app, registration=way.value)
        fields = {"name": "Mal", "user_name": f"mal-{way.value}", "role": "operator"}
        password = {"password": "a long enough one", "again": "a long enough one"}
        send(browser, "/register", **fields, **password)
    assert choose(browser, "/invitations/0000-0000-0000").status_code == 410
    with app.app_context(), db.engine.connect() as conn:
        assert conn.scalars(select(person.c.user_name)).all() == ["mal-open"]
        assert conn.execute(select(role_grant)).all() == []
    words = ("people", "add", "eve", "--name", "Eve Lindqvist", "--role", "operator")
    link = run_on(app, *words).output.split()[-1].removeprefix("http://localhost")
    eve = app.test_client()
    assert choose(eve, link).status_code == 303
    assert eve.get("/admin/people").status_code == 200
    with app.app_context():
        db.engine.dispose()
