"""`flask people enroll`: a team is put on a pathway by command."""

from __future__ import annotations

import pytest
from flask import Flask

from courseware.extensions import db
from courseware.operations.staff import disable_person
from courseware.records.transaction import writing
from tests.asking import noted, told
from tests.cli.conftest import Run
from tests.conftest import NOW
from tests.people import Cast


def test_a_team_is_put_on_a_pathway_and_told(app: Flask, run: Run, cast: Cast) -> None:
    words = ("people", "enroll", "--team", "Bracket cell", "--pathway", "lean-start")
    assert run(*words).output == "2 people of Bracket cell put on lean-start; 0 on it already.\n"
    assert run(*words).output == "0 people of Bracket cell put on lean-start; 2 on it already.\n"
    with app.app_context(), db.engine.connect() as conn:
        ((_kind, details),) = told(conn, cast.ada)
        assert details["who"] == "An operator"
        assert [
            (details["people"], who) for _team, details, who in noted(conn, "team.assigned")
        ] == [("2", None)]


def test_who_left_stays_away(app: Flask, run: Run, cast: Cast) -> None:
    with app.app_context(), writing(db.engine) as conn:
        disable_person(conn, cast.fin, now=NOW)
    done = run("people", "enroll", "--team", "Bracket cell", "--pathway", "lean-start")
    assert done.output.startswith("1 person of Bracket cell")


@pytest.mark.parametrize(
    ("team", "pathway", "says"),
    [("None", "lean-start", "no team 'None'"), ("Paint line", "none", "no published pathway 'none'")],
)  # fmt: skip
def test_what_does_not_exist_is_one_line(run: Run, team: str, pathway: str, says: str) -> None:
    done = run("people", "enroll", "--team", team, "--pathway", pathway)
    assert done.exit_code == 1
    assert says in done.stderr
