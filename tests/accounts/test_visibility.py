"""The page on who can see what is made from the table of permissions, not written beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.operations import people as verbs
from courseware.permissions import GRANTS, Permission, Role
from courseware.records.site_settings import store_setting
from courseware.records.transaction import writing
from courseware.sights import SIGHTS, WORDS, Detail
from tests.conftest import NOW, World, sign_in

MANAGERS = "Managers of your teams and of the teams above"


def part(client: FlaskClient, roles: str) -> str:
    """Return the section of some roles."""
    page = client.get("/account/visibility").text
    return page.partition(f"<h3>{roles}</h3>")[2].partition("</section>")[0]


def test_managers_are_named_with_their_team(world: World) -> None:
    section = part(sign_in(world.app, "ada"), MANAGERS)
    assert "Cleo Ortiz (Bracket cell)" in section
    assert "Dov Levin" not in section
    assert SIGHTS[Permission.ENROLL].purpose in section
    assert WORDS[Detail.TRIES] in section
    assert WORDS[Detail.EMAIL] not in section


def test_a_manager_of_the_team_above_and_of_the_site_too(world: World) -> None:
    with world.app.app_context(), writing(db.engine) as conn:
        above = verbs.add_team(conn, "Plant", parent=None, now=NOW)
        conn.exec_driver_sql(f"UPDATE team SET parent_id = {above} WHERE name = 'Bracket cell'")
        verbs.grant_role(conn, world.cast.dov, Role.MANAGER, team_id=above, now=NOW)
        verbs.grant_role(conn, world.cast.ben, Role.MANAGER, now=NOW)
    section = part(sign_in(world.app, "ada"), MANAGERS)
    assert "Ben Okafor, Cleo Ortiz (Bracket cell), Dov Levin (Plant)" in section


def test_operators_are_named(app: Flask) -> None:
    section = part(sign_in(app, "ada"), "Operators")
    assert "Eve Lindqvist" in section
    assert WORDS[Detail.TRIES] not in section


def test_a_grant_taken_out_of_the_table_is_gone_from_the_page(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = sign_in(app, "ada")
    assert WORDS[Detail.READING] not in unseen_part(ada)
    rest = GRANTS[Role.MANAGER] - {Permission.READ_RECORDS}
    monkeypatch.setitem(GRANTS, Role.MANAGER, rest)
    assert part(ada, MANAGERS).count(WORDS[Detail.READING]) == 0
    assert WORDS[Detail.READING] in unseen_part(ada), "now nobody sees it"


def test_a_grant_put_into_the_table_is_on_the_page(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = sign_in(app, "ada")
    assert "see nothing of you here: Learners." in ada.get("/account/visibility").text
    assert "Instructors, Operators" not in ada.get("/account/visibility").text
    more = GRANTS[Role.INSTRUCTOR] | {Permission.MANAGE_PEOPLE}
    monkeypatch.setitem(GRANTS, Role.INSTRUCTOR, more)
    section = part(ada, "Instructors, Operators")
    assert "Ben Okafor, Eve Lindqvist" in section


def test_what_a_permission_comes_to_show_is_no_longer_said_to_be_unseen(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = sign_in(app, "ada")
    assert WORDS[Detail.ANSWERS] in unseen_part(ada)
    sight = SIGHTS[Permission.READ_RECORDS]
    wider = replace(sight, details=(*sight.details, Detail.ANSWERS))
    monkeypatch.setitem(SIGHTS, Permission.READ_RECORDS, wider)
    assert WORDS[Detail.ANSWERS] not in unseen_part(ada)


def unseen_part(client: FlaskClient) -> str:
    page = client.get("/account/visibility").text
    return page.partition("Nobody but you, on any page</h2>")[2].partition("</ul>")[0]


@pytest.mark.parametrize(
    ("years", "said"), [("0", "kept without an end"), ("1", "erased 1 year after you have left"),
                        ("7", "erased 7 years after you have left")],
)  # fmt: skip
def test_it_says_for_how_long(app: Flask, years: str, said: str) -> None:
    with app.app_context(), writing(db.engine) as conn:
        store_setting(conn, "keep_years", years, now=NOW, by_person=None)
    app.extensions["courseware.site"].settings.forget()
    assert said in sign_in(app, "ada").get("/account/visibility").text


def test_what_a_manager_is_said_to_see_is_on_the_card(world: World) -> None:
    """The card shows tries, reading and certificates; it shows no answer, address or device."""
    card = sign_in(world.app, "cleo").get(f"/reporting/people/{world.cast.fin}").text
    for shown in (
        "Fin Haddow",
        "Bracket cell",
        "Tries at the quizzes",
        "Read the lesson",
        "of 10 points",
    ):
        assert shown in card
    assert "fin@example.com" not in card
    assert "slot-1" not in card
