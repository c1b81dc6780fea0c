from __future__ import annotations

import re
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from courseware.admin.audit_words import ACTIONS, setting_name
from courseware.config import PROJECT
from courseware.extensions import db
from courseware.operations.people import grant_role, invite
from courseware.operations.site_settings import FOLLOWS, change_settings
from courseware.operations.staff import disable_person, enable_person
from courseware.permissions import Role
from courseware.records.site_settings import default_values
from courseware.records.transaction import writing
from courseware.records.work import note
from tests.conftest import NOW
from tests.people import Cast

ClientOf = Callable[[str], FlaskClient]


def words_of(page: str) -> list[str]:
    """Return the sentences of the page without their markup."""
    cells = re.findall(r'<span class="says">(.*?)</span></td>', page, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", one) for one in cells]


def test_what_was_done_is_said_in_sentences(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    eve = client_of("eve")
    with app.app_context(), writing(db.engine) as conn:
        site = app.extensions["courseware.site"]
        invite(conn, cast.ada, now=NOW, site=site, is_slip=True, by_person=cast.eve)
        grant_role(conn, cast.ada, Role.MANAGER, team_id=1, now=NOW, by_person=cast.eve)
        change_settings(conn, {"name": "<b>Rivermill"}, now=NOW)
    page = eve.get("/admin/audit").text
    assert words_of(page)[:3] == [
        "Changed the name of the site from Courseware to &lt;b&gt;Rivermill.",
        "Gave Ada Marsh the role of Manager for one team.",
        "Made a printed code with which Ada Marsh chooses a password.",
    ]
    assert "Put Fin Haddow in the team Bracket cell." in words_of(page)
    assert f'href="/admin/people/{cast.ada}"' in page
    assert "A command" in page


def test_every_action_that_is_noted_has_a_sentence() -> None:
    noted = {
        code
        for path in (PROJECT / "courseware").rglob("*.py")
        for code in re.findall(r'action="([a-z_]+\.[a-z_]+)"', path.read_text("utf-8"))
    }
    assert noted - set(ACTIONS) == set(), "write it in courseware/admin/audit_words.py"
    assert all(setting_name(name) != name for name in set(default_values()) - FOLLOWS)


def test_what_has_no_sentence_is_shown_as_it_is(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        for action, details in (("rocket.<launched>", {"to": "moon"}), ("role.granted", {})):
            note(conn, action=action, subject=f"person:{cast.ada}", details=details,
                 by_person=None, now=NOW)  # fmt: skip
    assert words_of(client_of("eve").get("/admin/audit").text)[:2] == [
        "role.granted: Ada Marsh ",
        "rocket.&lt;launched&gt;: Ada Marsh to: moon",
    ]


def test_it_is_filtered_by_action_and_by_person(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    eve = client_of("eve")
    with app.app_context(), writing(db.engine) as conn:
        disable_person(conn, cast.ada, now=NOW, by_person=cast.eve)
        enable_person(conn, cast.ada, now=NOW)
        disable_person(conn, cast.fin, now=NOW)
    ended = ["Ended the access of Fin Haddow.", "Ended the access of Ada Marsh."]
    assert words_of(eve.get("/admin/audit?action=person.disabled").text) == ended
    both = eve.get("/admin/audit?action=person.disabled&person=EVE").text
    assert words_of(both) == ended[1:]
    about = words_of(eve.get("/admin/audit?person=ada%40example.com").text)
    assert "Let Ada Marsh sign in again." in about
    assert not any("Fin" in one for one in about)


def test_odd_filters_have_an_answer_of_their_own(client_of: ClientOf) -> None:
    eve = client_of("eve")
    assert "Nobody has this user name" in eve.get("/admin/audit?person=%3Cb%3E").text
    assert "Nothing of this kind" in eve.get("/admin/audit?action=no.such").text
    assert "Nothing of this kind" in eve.get("/admin/audit?before=1").text
    for before in ("-1", "x", "9" * 40, "٣"):
        assert "The newest first" in eve.get(f"/admin/audit?before={before}").text


def test_it_is_read_in_pages_of_fifty_with_the_same_few_statements(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    eve = client_of("eve")
    with app.app_context(), writing(db.engine) as conn:
        for _n in range(60):
            disable_person(conn, cast.ada, now=NOW, by_person=cast.eve)
            enable_person(conn, cast.ada, now=NOW, by_person=cast.eve)
    asked: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    path, pages = "/admin/audit?person=ada", []
    while path:
        page = eve.get(path).text
        pages.append(words_of(page))
        older = re.search(r'href="([^"]+before=\d+)"', page)
        path = older[1].replace("&amp;", "&") if older else ""
    assert [len(one) for one in pages[:2]] == [50, 50]
    assert sum(map(len, pages)) >= 120
    assert len(asked) / len(pages) <= 6, "who asks, whom for, the page, names of persons and teams"
