"""Nothing secret reaches the log: passwords, tokens, links, answers, names; and no line is forged."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from courseware.app import create_app
from courseware.extensions import db
from courseware.operations.people import invite
from courseware.operations.site import Site
from courseware.operations.tokens import Purpose, make_token
from courseware.records.site_settings import store_setting
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.people import PASSWORD
from tests.steps import hidden_fields

CANARIES = ("canary-password-4711", "canary-link-4712", "canary-answer-4713", "canary-name-4714")


def walk(client: FlaskClient, link: str) -> str:
    """Do what carries secrets, well and badly; return the token of the sign-in."""
    form = hidden_fields(client.get("/sign-in").text)
    for name, password in (("ada", CANARIES[0]), (CANARIES[3], CANARIES[0]), ("ada", PASSWORD)):
        client.post("/sign-in", data={**form, "user_name": name, "password": password})
    form = hidden_fields(client.get("/modules/cp1-start-here").text)
    url = client.post("/modules/cp1-start-here/attempts", data=form).headers["Location"]
    save = {**form, "key": "key-of-a-save", "seq": "1", "slot-1": CANARIES[2]}
    client.post(f"{url}/answers", data=save)
    client.post(f"{url}/answers", data={**save, "csrf_token": "wrong"})
    for secret in (CANARIES[1], link):
        client.get(f"/invitations/{secret}")
        client.post(f"/invitations/{secret}", data={**form, "password": CANARIES[0]})
    cookie = client.get_cookie("courseware")
    assert cookie is not None
    return cookie.value


def walk_in(client: FlaskClient, links: dict[str, str]) -> None:
    """Use every other way in, well and badly."""
    form = hidden_fields(client.get("/sign-in").text)
    words = {"password": CANARIES[0], "again": CANARIES[0]}
    for name in ("ada", CANARIES[3]):
        client.post("/reset", data={**form, "user_name": name})
    for way in ("/reset", "/register", "/invitations"):
        for secret in (CANARIES[1], *links.values()):
            client.get(f"{way}/{secret}")
            client.post(f"{way}/{secret}", data={**form, **words})
    for name, code in (("fin", links["slip"]), (CANARIES[3], links["slip"]), ("fin", "x")):
        client.post("/first-access", data={**form, "user_name": name, "code": code})
    new = {**words, "name": CANARIES[3], "user_name": CANARIES[3], "code": CANARIES[1]}
    for fields in ({"email": f"{CANARIES[3]}@example.com"}, new):
        client.post("/register", data={**form, **fields, "way": "domain"})


def test_the_log_holds_no_secret(
    small_world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    settings = replace(small_world.app.config["COURSEWARE"], instance_dir=tmp_path)
    app = create_app(settings)  # not in test mode: faults are logged as on a real site
    app.extensions["courseware.clock"] = lambda: NOW
    with app.app_context(), writing(db.engine) as conn:
        site: Site = app.extensions["courseware.site"]
        link = invite(conn, small_world.cast.ben, now=NOW, site=site).secret
        slip = invite(conn, small_world.cast.fin, now=NOW, site=site, is_slip=True).secret
        links = {"slip": slip} | {
            purpose: make_token(conn, purpose, person_id=person_id, now=NOW, site=site).secret
            for purpose, person_id in (
                (Purpose.RESET, small_world.cast.dov),
                (Purpose.REGISTRATION, None),
            )
        }
        store_setting(conn, "registration", "domain", now=NOW, by_person=None)
        store_setting(conn, "mail_domains", "example.com", now=NOW, by_person=None)
        conn.exec_driver_sql(  # an answer cannot be stored: the statement that fails carries it
            "CREATE TRIGGER full BEFORE INSERT ON response_step "
            "BEGIN SELECT RAISE(ABORT, 'a fault of the database'); END"
        )
    token = walk(app.test_client(), link)
    walk_in(app.test_client(), links)
    with app.app_context():
        db.engine.dispose()
    assert "a fault of the database" in caplog.text
    for secret in (*CANARIES, link, *links.values(), token, PASSWORD, settings.secret_key):
        assert secret not in caplog.text


def test_no_page_shows_a_token_or_a_password(client_of: Callable[[str], FlaskClient]) -> None:
    client = client_of("eve")
    cookie = client.get_cookie("courseware")
    assert cookie is not None
    for path in ("/home", "/account", "/admin/people/5", "/admin/health", "/admin/people"):
        page = client.get(path).text
        assert cookie.value not in page
        assert "argon2" not in page


@pytest.mark.parametrize("text", ["ada\nERROR forged", "ada\r\n2026-01-01 CRITICAL forged"])
def test_a_line_of_the_log_cannot_be_forged(
    visitor: FlaskClient, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    caplog.set_level(logging.DEBUG)
    form = hidden_fields(visitor.get("/sign-in", headers={"User-Agent": "x forged"}).text)
    visitor.post("/sign-in", data={**form, "user_name": text, "password": "x"})
    visitor.get("/no/such/page/ERROR%0aforged")
    visitor.post("/sign-in", data={"user_name": text})
    assert "forged" not in caplog.text
