"""Ada takes the whole Foundation level, page by page, in the order in which its modules open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

from flask import Flask
from flask.testing import FlaskClient

from courseware.content.model import Module
from courseware.extensions import db
from courseware.operations.enrollments import enroll
from courseware.operations.site import Site
from courseware.records.transaction import writing
from tests.conftest import Clock
from tests.level_story import pass_review, send_hours
from tests.people import Cast
from tests.practice_story import confirm
from tests.steps import pass_module

PATHWAY = "production-manager"
LINK = re.compile(r'href="(/(?:modules|glossary|formulas|pathways)[^"]*)"')


def pages_of(module: Module) -> Iterator[str]:
    """Return the addresses of a module, its lessons and its labs."""
    yield f"/modules/{module.slug}"
    yield from (f"/modules/{module.slug}/lessons/{lesson.id}" for lesson in module.lessons)
    yield from (f"/modules/{module.slug}/labs/{lab.id}" for lab in module.labs)


def test_the_level_opens_module_by_module_and_ends_in_a_certificate(
    app: Flask, cast: Cast, client_of: Callable[[str], FlaskClient], clock: Clock
) -> None:
    site: Site = app.extensions["courseware.site"]
    with app.app_context():
        with writing(db.engine) as conn:
            enroll(conn, person_id=cast.ada, pathway=PATHWAY, now=clock(), site=site)
        with db.engine.connect() as conn:
            shelf = site.shelves.current(conn)
    ada, stops = client_of("ada"), shelf.pathways[PATHWAY].stops
    passed: set[str] = set()
    linked: set[str] = set()
    for stop in stops:
        module = shelf.modules[stop.module].module
        for address in pages_of(module):
            reply = ada.get(address)
            assert reply.status_code == 200, address
            linked |= {unescape(link) for link in LINK.findall(reply.text)}
        for other in stops:
            is_open = set(other.after) <= passed
            assert (ada.get(f"/modules/{other.module}").status_code == 200) is is_open, other.module
        with app.app_context(), writing(db.engine) as conn:
            pass_module(conn, cast.ada, stop.module, now=clock(), site=site)
        passed.add(stop.module)
    dead = [link for link in sorted(linked) if ada.get(link.partition("#")[0]).status_code != 200]
    assert dead == []
    assert "All modules here are passed" in ada.get("/home").text
    assert "All modules here are passed" in ada.get(f"/pathways/{PATHWAY}").text
    assert "Career readiness" not in ada.get("/certificates").text
    with app.app_context(), writing(db.engine) as conn:
        pass_review(conn, cast.ada, now=clock(), site=site)
        for sheet in send_hours(conn, cast.ada, cast.cleo, 40, now=clock(), site=site):
            confirm(conn, sheet, cast.cleo, now=clock(), site=site)
    assert "This level stays yours" in ada.get("/readiness").text
    assert "Career readiness: Foundation" in ada.get("/certificates").text
