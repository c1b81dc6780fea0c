from __future__ import annotations

import pytest
from flask import Flask

from courseware.extensions import db
from courseware.permissions import Permission
from courseware.records.enrollments import read_enrollments
from courseware.records.people import find_account
from courseware.records.reach import read_reach
from tests.cli.conftest import Run
from tests.conftest import Clock
from tests.people import Cast


def link_in(output: str) -> str:
    (address,) = [word for word in output.split() if "/invitations/" in word]
    assert address.startswith("http://localhost/invitations/")
    return address.removeprefix("http://localhost")


def id_of(app: Flask, user_name: str) -> int:
    with app.app_context(), db.engine.connect() as conn:
        account = find_account(conn, user_name)
        assert account is not None
        return account.id


def test_a_new_person_gets_a_link_that_works_for_seven_days(
    app: Flask, run: Run, clock: Clock
) -> None:
    result = run("people", "add", "gita", "--name", "Gita Rao", "--email", "gita@example.com")
    assert result.exit_code == 0, result.output
    link = link_in(result.output)
    assert app.test_client().get(link).status_code == 200
    clock.forward(days=6, hours=23)
    assert app.test_client().get(link).status_code == 200
    clock.forward(hours=1)
    assert app.test_client().get(link).status_code == 410


def test_a_new_link_ends_the_older_one(app: Flask, run: Run) -> None:
    first = link_in(run("people", "add", "gita", "--name", "Gita Rao").output)
    second = link_in(run("people", "invite", "gita").output)
    assert app.test_client().get(first).status_code == 410
    assert app.test_client().get(second).status_code == 200


def test_a_new_learner_joins_the_team_and_starts_the_pathway(app: Flask, run: Run) -> None:
    words = ("--team", "Bracket cell", "--pathway", "first-steps", "--time-zone", "Europe/Berlin")
    assert run("people", "add", "gita", "--name", "Gita Rao", *words).exit_code == 0
    with app.app_context(), db.engine.connect() as conn:
        enrolled = read_enrollments(conn, id_of(app, "gita"))
    assert [one.pathway for one in enrolled] == ["first-steps"]
    assert "gita\tGita Rao\tlearner\tBracket cell\n" in run("people", "list").output


def test_a_new_manager_sees_the_team_and_does_not_join_it(app: Flask, run: Run) -> None:
    words = ("--role", "manager", "--team", "Paint line")
    assert run("people", "add", "gita", "--name", "Gita Rao", *words).exit_code == 0
    with app.app_context(), db.engine.connect() as conn:
        reach = read_reach(conn, id_of(app, "gita"), Permission.READ_RECORDS)
    assert [one.name for one in reach.teams] == ["Paint line"]
    assert "gita\tGita Rao\tmanager\n" in run("people", "list").output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("ada", "--name", "Ada"), "'ada'"),
        (("gita", "--name", "Gita", "--team", "Nobody's"), "no team"),
        (("gita", "--name", "Gita", "--pathway", "none"), "no published pathway 'none'"),
        (("gita", "--name", "Gita", "--email", "gita"), "not an e-mail address"),
        (("gita", "--name", " "), "needs a user name and a name"),
        (("gita", "--name", "Gita", "--time-zone", "Mars/Base"), "Europe/Berlin"),
    ],
)
def test_a_person_who_cannot_be_added_leaves_nothing(
    run: Run, words: tuple[str, ...], says: str
) -> None:
    before = run("people", "list").output
    result = run("people", "add", *words)
    assert result.exit_code != 0
    assert says in result.stderr.splitlines()[-1]
    assert run("people", "list").output == before


def test_a_role_is_given_for_a_team_and_taken_back(app: Flask, run: Run, cast: Cast) -> None:
    def teams() -> list[str]:
        with app.app_context(), db.engine.connect() as conn:
            reach = read_reach(conn, cast.ben, Permission.READ_RECORDS)
            return [one.name for one in reach.teams]

    assert teams() == []
    run("teams", "add", "Deburring", "--parent", "Paint line")
    given = run("people", "grant", "ben", "manager", "--team", "Paint line")
    assert given.output == "ben is manager now, for team Paint line.\n"
    assert sorted(teams()) == ["Deburring", "Paint line"]
    assert run("people", "withdraw", "ben", "manager").exit_code == 0
    assert teams() == []


def test_the_last_operator_stays(run: Run) -> None:
    result = run("people", "withdraw", "eve", "operator")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: This is the last operator.")


def test_nobody_unknown_is_invited(run: Run) -> None:
    result = run("people", "invite", "zoe")
    assert result.exit_code == 1
    assert result.stderr == "Error: There is no person with the user name 'zoe'.\n"


def test_a_team_is_added_once(run: Run) -> None:
    assert run("teams", "add", "Deburring").output == "Team Deburring was added.\n"
    assert run("teams", "add", "Deburring").exit_code == 1
