"""Attacks on what is earned: pathways that are assigned, certificates twice or without their due."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, update

from courseware.extensions import db
from courseware.records.credentials import credentials_of, issuer_profile
from courseware.records.enrollments import read_enrollments
from courseware.records.people import person
from courseware.records.transaction import writing
from courseware.records.versions import pathway_version
from tests.conftest import NOW, World
from tests.people import PATHWAY
from tests.steps import hidden_fields, pass_module

Sign = Callable[[str], FlaskClient]
FORM = "/account/certificate-name"


def token(client: FlaskClient) -> dict[str, str]:
    return {"csrf_token": hidden_fields(client.get("/account").text)["csrf_token"]}


def numbers(world: World, who: str) -> list[str]:
    with world.app.app_context(), db.engine.connect() as conn:
        return [one.public_id for one in credentials_of(conn, world.cast[who])]


@pytest.mark.parametrize("rule", ["assigned", "closed", ""])
def test_nobody_puts_themselves_on_a_pathway_that_is_assigned(
    small_world: World, client_of: Sign, rule: str
) -> None:
    app = small_world.app
    with app.app_context(), writing(db.engine) as conn:
        chosen = pathway_version.c.pathway == PATHWAY
        compiled = json.loads(conn.execute(pathway_version.select().where(chosen)).one().compiled)
        compiled["enrollment"] = rule
        conn.execute(update(pathway_version).where(chosen).values(compiled=json.dumps(compiled)))
    client = client_of("ben")
    data = {**token(client), "enrollment": "open", "person_id": "2"}
    assert client.post(f"/pathways/{PATHWAY}/enrollment", data=data).status_code == 403
    assert client.post("/pathways/no-such/enrollment", data=data).status_code == 404
    with app.app_context(), db.engine.connect() as conn:
        assert read_enrollments(conn, small_world.cast.ben) == []


@pytest.fixture
def finished(small_world: World) -> Callable[[str], None]:
    """Ada passes everything after something was taken away: her name, or the issuer."""

    def finish(without: str) -> None:
        app, ada = small_world.app, small_world.cast.ada
        site = app.extensions["courseware.site"]
        with app.app_context(), writing(db.engine) as conn:
            if without == "name":
                conn.execute(update(person).values(certificate_name_confirmed_at=None))
            if without == "issuer":
                conn.execute(delete(issuer_profile))
            for day, module in enumerate(("cp1-start-here", "mp1-factory-systems"), start=1):
                pass_module(conn, ada, module, now=NOW + timedelta(days=day), site=site)

    return finish


@pytest.mark.parametrize("without", ["name", "issuer"])
def test_no_certificate_without_its_name_or_its_issuer(
    small_world: World, client_of: Sign, finished: Callable[[str], None], without: str
) -> None:
    finished(without)
    assert numbers(small_world, "ada") == []
    client = client_of("ada")
    for path in ("/home", "/certificates", f"/pathways/{PATHWAY}"):
        assert client.get(path).status_code == 200
    for name in ("", " ", "\u3000", "Ada\u202eMarsh", "A" * 121, "Ada\u200bMarsh", "\ufeff"):
        refused = client.post(FORM, data={**token(client), "certificate_name": name})
        assert refused.status_code == 422, repr(name)
    assert numbers(small_world, "ada") == []
    client.post(FORM, data={**token(client), "certificate_name": "Ada Marsh"})
    assert len(numbers(small_world, "ada")) == (1 if without == "name" else 0)


def test_a_name_confirmed_many_times_at_once_makes_one_certificate(
    small_world: World, client_of: Sign, finished: Callable[[str], None]
) -> None:
    finished("name")
    client = client_of("ada")
    data = {**token(client), "certificate_name": "Ada Marsh"}
    cookies = [(name, client.get_cookie(name)) for name in ("courseware", "form")]

    def confirm(_number: int) -> int:
        browser = small_world.app.test_client()
        for name, cookie in cookies:
            assert cookie is not None
            browser.set_cookie(name, cookie.value)
        return browser.post(FORM, data=data).status_code

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(confirm, range(6))) == {303}
    assert len(numbers(small_world, "ada")) == 1


def test_a_certificate_keeps_the_name_it_was_issued_with(
    small_world: World, client_of: Sign
) -> None:
    client, before = client_of("fin"), numbers(small_world, "fin")
    client.post(FORM, data={**token(client), "certificate_name": "Somebody Else"})
    assert numbers(small_world, "fin") == before
    assert "Somebody Else" not in client.get(f"/verify/{before[0]}").text


def test_somebody_elses_certificate_has_no_pdf(
    app: Flask, small_world: World, client_of: Sign
) -> None:
    number = numbers(small_world, "fin")[0]
    for who in ("ada", "cleo", "eve"):
        client = client_of(who)
        assert client.get(f"/certificates/{number}.pdf").status_code == 404
        assert client.get(f"/certificates/{number}").status_code == 404


def test_nobody_reads_the_files_of_a_module_by_their_digest(
    small_world: World, client_of: Sign
) -> None:
    """Figures are served by digest; the quiz with its keys lies in the same table."""
    with small_world.app.app_context(), db.engine.connect() as conn:
        rows = conn.exec_driver_sql(
            "SELECT path, blob FROM module_version_file WHERE path NOT LIKE '%.svg'"
        ).all()
    assert any(path == "quiz.yaml" for path, _blob in rows)
    client = client_of("ada")
    for _path, blob in rows:
        assert client.get(f"/figures/{blob}.svg").status_code == 404
