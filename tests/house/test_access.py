"""Route × person × own or other object → status; a route without a row fails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import Connection, select
from werkzeug.routing import Rule

from courseware.extensions import db
from courseware.operations.pathway_requests import ask_pathway
from courseware.operations.site import Site
from courseware.records.module_records import records_of
from courseware.records.practice_entries import Verifier
from courseware.records.transaction import writing
from courseware.records.versions import module_version_file
from tests.asking import ASSIGNED, last, make_assigned
from tests.careers import shared
from tests.conftest import NOW, World, sign_in
from tests.house.access import ACCESS, EVERYBODY, SIGN_IN
from tests.marking import hand_in, publish_texts
from tests.operations.a3_story import Story
from tests.practice_story import log, send, written
from tests.steps import hidden_fields, sign_badges, sign_records, start
from tests.witnessing import make_witnessed

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


def routes(app: Flask) -> Iterator[tuple[str, Rule]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & METHODS):
            yield method, rule


def test_every_route_has_a_row(app: Flask) -> None:
    known = {(method, rule.endpoint) for method, rule in routes(app)}
    assert known == set(ACCESS), "give each new route its row in tests/house/access.py"


@pytest.fixture
def objects(small_world: World) -> dict[str, object]:
    """Things that the rows speak of, in the application on SQLite."""
    return make_objects(small_world)


def _sent_practice(conn: Connection, world: World, site: Site) -> int:
    """Have Fin send a week to Cleo; return its sheet."""
    saw = Verifier(person_id=world.cast.cleo)
    log(conn, world.cast.fin, written(), saw, now=NOW, site=site)
    return send(conn, world.cast.fin, date(2026, 3, 2), now=NOW, site=site)


def make_objects(world: World) -> dict[str, object]:
    """Make what the rows speak of: an open try of Ada's, Fin's certificate and record, a figure, a lesson."""
    app = world.app
    site = app.extensions["courseware.site"]
    with app.app_context():
        sign_records(db.engine, site, now=NOW)
        sign_badges(db.engine, site, now=NOW)
        publish_texts(db.engine, now=NOW - timedelta(days=1))
        with writing(db.engine) as conn:
            make_assigned(conn)
            ask_pathway(conn, person_id=world.cast.ada, pathway=ASSIGNED, now=NOW, site=site)
            request = last(conn, world.cast.ada).id
            handed_in, texts = hand_in(conn, world.cast.fin, now=NOW, site=site)
            attempt = start(
                conn,
                world.cast.ada,
                "cp1-start-here",
                now=NOW - timedelta(hours=1),
                site=site,
            )
            sheet = _sent_practice(conn, world, site)
            saw = Verifier(person_id=world.cast.cleo)
            entry = log(conn, world.cast.ada, written(), saw, now=NOW, site=site)
        with writing(db.engine) as conn:
            witnessed = make_witnessed(conn, world.cast, site)
        story = Story(world, db.engine, site)
        sent, draft = story.hand_in(), story.begin("capstone")
        version = story.versions(sent)[0].id
        with db.engine.connect() as conn:
            from courseware.records.credentials import credentials_of  # noqa: PLC0415 - only here

            credential = credentials_of(conn, world.cast.fin)[0].public_id
            record = records_of(conn, world.cast.fin)[0].public_id
            figure = conn.execute(
                select(module_version_file.c.blob)
                .where(module_version_file.c.path.like("%.svg"))
                .limit(1)
            ).scalar_one()
            module = site.shelves.current(conn).modules["cp1-start-here"].module
    return {
        **shared(world),
        "$attempt": attempt,
        "$entry": entry,
        "$sheet": sheet,
        "$credential": credential,
        "$record": record,
        "$request": request,
        "$handed_in": handed_in,
        "$text": texts[0],
        "$figure": figure,
        "$lesson": module.lessons[0].id,
        "$ada": world.cast.ada,
        "$fin": world.cast.fin,
        **witnessed,
        "$a3": sent,
        "$a3_draft": draft,
        "$a3_version": version,
    }


def ask(
    app: Flask,
    client: FlaskClient,
    method: str,
    endpoint: str,
    objects: dict[str, object],
) -> tuple[int, str]:
    arguments, form, _row = ACCESS[method, endpoint]
    filled = {name: objects.get(str(value), value) for name, value in arguments.items()}
    with app.test_request_context():
        url = url_for(endpoint, **filled)
    if method == "GET":
        reply = client.get(url)
    else:
        token = hidden_fields(client.get("/sign-in").text)["csrf_token"]
        data = {name: str(objects.get(value, value)) for name, value in form.items()}
        reply = client.open(url, method=method, data={**data, "csrf_token": token})
    return reply.status_code, reply.headers.get("Location", "")


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_person_gets_what_the_table_says(
    small_world: World, objects: dict[str, object], who: str
) -> None:
    app, wrong, client = small_world.app, [], None
    for method, endpoint in ACCESS:
        if client is None:
            client = app.test_client() if who == "visitor" else sign_in(app, who)
        wanted = ACCESS[method, endpoint][2][who]
        status, location = ask(app, client, method, endpoint, objects)
        if wanted == SIGN_IN:
            fits = status == 401 if method != "GET" else status == 303 and "/sign-in?" in location
        else:
            fits = status == wanted
        if not fits:
            wrong.append(f"{method} {endpoint}: {status} {location}, not {wanted}")
        if method != "GET":
            client = None  # what it did may have ended the sign-in
    assert not wrong, "\n".join(wrong)


def test_an_unsafe_request_without_a_token_changes_nothing(app: Flask) -> None:
    client = sign_in(app, "ada")
    refused = {
        endpoint: client.open(_any_url(app, rule), method=method, data={}).status_code
        for method, rule in routes(app)
        if method != "GET"
        for endpoint in [rule.endpoint]
    }
    assert set(refused.values()) == {400}, refused


def _any_url(app: Flask, rule: Rule) -> str:
    arguments, _form, _row = ACCESS[
        next(key for key in ACCESS if key[1] == rule.endpoint and key[0] != "GET")
    ]
    filled = {name: 1 if str(value).startswith("$") else value for name, value in arguments.items()}
    with app.test_request_context():
        return url_for(rule.endpoint, **filled)
