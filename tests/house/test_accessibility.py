"""Every kind of page, for everybody and in every state, breaks no rule of WCAG 2.2 A and AA that a tool can see.

The pages are those of three walks: through the site of the tests, through one on which nothing is
yet, and through a demonstration. A new page, form or state joins by its row in access.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Browser

from courseware.app import create_app
from courseware.extensions import db
from courseware.operations import people
from courseware.operations.people import NewPerson
from courseware.permissions import Role
from courseware.records.transaction import writing
from courseware.web.passwords import hash_password
from tests.conftest import NOW, World, _ready, settings_for, sign_in
from tests.house.access import ACCESS
from tests.house.eyes import MODES, Findings, look_at, showing
from tests.house.seen import Seen, Walk, walking
from tests.house.test_access import ask, make_objects
from tests.house.test_every_page import visit_all
from tests.people import PASSWORD

# The fixture `findings` looks at all pages at once: a minute, several on a machine that is busy.
pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

BAD = """<!doctype html><html lang="en"><title>Bad</title><header class="bar"></header><main><h1>Bad</h1>
<p class="bad">Words that are hard to see, and <a href="#a">one</a><a href="#b">two</a></p>
<p><button class="small">1</button><button class="small">2</button></p>
<h4>A level is skipped</h4><img src="/x.png"><input type="text">
<pre>{line}</pre><div class="cut">Words that are cut off somewhere in the middle of it</div></main>
<script src="/seen/style.js"></script></html>""".format(line="wide " * 60)
"""A page on which all is wrong. Its style comes by a script, as the policy of our pages asks."""
STYLE = """const sheet = new CSSStyleSheet(); sheet.replaceSync(`.bad { color: #aaa; background: #fff }
.small { width: 10px; height: 10px; padding: 0; border: 0 } .cut { width: 60px; height: 1em; overflow: hidden; white-space: nowrap }`);
document.adoptedStyleSheets = [sheet];"""


@contextmanager
def empty_site(folder: Path) -> Iterator[Flask]:
    """A site on which nothing is published, with one person in it who has every role."""
    settings = settings_for(f"sqlite:///{folder}/courseware.db", folder)
    app = create_app(settings, overrides={"TESTING": True})
    hashed = hash_password(PASSWORD)
    with app.app_context():
        upgrade()
        with writing(db.engine) as conn:
            new = NewPerson("eve", "Eve Lindqvist")
            eve = people.add_person(conn, new, now=NOW, password_hash=hashed)
            team = people.add_team(conn, "Bracket cell", parent=None, now=NOW)
            people.grant_role(conn, eve, Role.OPERATOR, now=NOW)
            people.grant_role(conn, eve, Role.INSTRUCTOR, now=NOW)
            people.grant_role(conn, eve, Role.MANAGER, team_id=team, now=NOW)
    yield app
    with app.app_context():
        db.engine.dispose()


@contextmanager
def demonstration(world: World, folder: Path) -> Iterator[Flask]:
    """The site of the tests as a demonstration."""
    settings = replace(world.app.config["COURSEWARE"], demo=True, instance_dir=folder)
    app = create_app(settings, overrides={"TESTING": True})
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def pages(_sqlite_world: World, tmp_path_factory: pytest.TempPathFactory) -> list[Seen]:
    """One page of each shape that the walks show."""
    world, walk = _ready(_sqlite_world), Walk()
    objects = make_objects(world)
    plain = [
        key for key, (arguments, *_rest) in ACCESS.items() if key[0] == "GET" and not arguments
    ]
    with demonstration(world, tmp_path_factory.mktemp("demo")) as app, walking(app, walk):
        app.test_client().get("/sign-in")
    with empty_site(tmp_path_factory.mktemp("empty")) as app, walking(app, walk):
        for client in (app.test_client(), sign_in(app, "eve")):
            for method, endpoint in plain:
                ask(app, client, method, endpoint, {})
    with walking(world.app, walk):
        visit_all(world, objects)
    return walk.pages


@pytest.fixture(scope="module")
def findings(pages: list[Seen], _sqlite_world: World, browser: Browser) -> Findings:
    """What stands in the way on any of them."""
    with showing(pages, sign_in(_sqlite_world.app, "ada")) as url:
        return look_at(browser, url, pages)


def test_no_page_breaks_a_rule(findings: Findings) -> None:
    assert not findings.rules, "\n".join(findings.rules)


def test_nothing_is_lost_on_a_narrow_window_with_wide_spacing_or_large_text(
    findings: Findings,
) -> None:
    assert not findings.lost, "\n".join(findings.lost)


def test_the_walks_show_every_face_and_every_mode(pages: list[Seen]) -> None:
    """A walk that has lost its way would find no fault either."""
    faces = {one.template.partition("/")[0] for one in pages}
    assert {
        "learning",
        "accounts",
        "reporting",
        "authoring",
        "admin",
        "verifying",
        "gallery",
    } <= faces
    assert {re.sub(r".*: ", "", one.name) for one in pages} >= {"200", "403", "404", "410", "422"}
    assert set(MODES) == {"light", "dark", "forced colors", "narrow"}


def test_faults_on_a_bad_page_are_found(browser: Browser, small_world: World) -> None:
    bad = [Seen("bad", "bad.html", BAD), Seen("style.js", "", STYLE)]
    with showing(bad, small_world.app.test_client()) as url:
        found = look_at(browser, url, bad[:1])
    broken = {re.sub(r"bad, ([^:]*): ([a-z0-9-]+):.*", r"\1 \2", one) for one in found.rules}
    for rule in ("color-contrast", "target-size", "image-alt", "label", "heading-order"):
        assert f"light {rule}" in broken
    assert {"narrow target-size", "narrow color-contrast", "dark color-contrast"} <= broken
    assert any("narrow: the page scrolls sideways" in one for one in found.lost)
    assert any("text is cut off" in one for one in found.lost)
