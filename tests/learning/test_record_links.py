"""Where a learner finds the record of a passed module, and what they read while it is not there."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, event, update

from courseware.extensions import db
from courseware.records.credentials import issuer_profile
from courseware.records.module_records import passed_modules
from courseware.records.people import person
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.steps import pass_module, sign_records

Sign = Callable[[str], FlaskClient]
MODULES = ("cp1-start-here", "mp1-factory-systems")


def words(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def sign(world: World) -> None:
    with world.app.app_context():
        sign_records(db.engine, world.app.extensions["courseware.site"], now=NOW)


def numbers(world: World) -> list[str | None]:
    with world.app.app_context(), db.engine.connect() as conn:
        return [one.public_id for one in passed_modules(conn, world.cast.fin)]


def test_each_passed_module_leads_to_its_record(small_world: World, client_of: Sign) -> None:
    sign(small_world)
    fin = client_of("fin")
    listed = fin.get("/certificates").text
    assert "Modules passed" in words(listed)
    for module, number in zip(MODULES, numbers(small_world), strict=True):
        assert f'href="/verify/{number}"' in listed
        assert f'href="/verify/{number}"' in fin.get(f"/modules/{module}").text


def test_it_says_that_it_is_being_signed(small_world: World, client_of: Sign) -> None:
    fin = client_of("fin")
    assert words(fin.get("/certificates").text).count("Being signed") == 2
    assert "will stand under Certificates" in fin.get(f"/modules/{MODULES[0]}").text


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ("name", "a record is signed with it, as soon as you have"),
        ("issuer", "Records wait until this site has entered who issues them"),
    ],
)
def test_it_says_what_it_waits_for(
    small_world: World, client_of: Sign, missing: str, says: str
) -> None:
    with small_world.app.app_context(), writing(db.engine) as conn:
        if missing == "issuer":
            conn.execute(delete(issuer_profile))
        else:
            conn.execute(update(person).values(certificate_name_confirmed_at=None))
    sign(small_world)
    page = client_of("fin").get("/certificates").text
    assert says in words(page)
    assert words(page).count("Waits") == 2
    assert ("Confirm your name" in page) == (missing == "name")


def test_whoever_passed_nothing_reads_nothing_of_records(
    small_world: World, client_of: Sign
) -> None:
    sign(small_world)
    page = client_of("ada").get("/certificates").text
    assert "Modules passed" not in page
    assert "None yet" in page


def test_the_list_costs_as_many_statements_for_one_module_as_for_two(
    small_world: World, client_of: Sign
) -> None:
    app, counts = small_world.app, []
    site = app.extensions["courseware.site"]
    client = client_of("ada")
    for module in MODULES:
        with app.app_context():
            with writing(db.engine) as conn:
                conn.execute(update(person).values(certificate_name_confirmed_at=None))
                pass_module(conn, small_world.cast.ada, module, now=NOW, site=site)
            engine, seen = db.engine, list[str]()
        note = lambda _c, _cursor, statement, *_rest, into=seen: into.append(statement)  # noqa: E731 - a listener of one line
        event.listen(engine, "before_cursor_execute", note)
        page = client.get("/certificates").text
        event.remove(engine, "before_cursor_execute", note)
        counts.append((page.count("Passed on"), sum("module_record" in one for one in seen)))
    assert counts == [(1, 1), (2, 1)]
