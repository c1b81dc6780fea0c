from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask

from courseware.extensions import db
from courseware.records.people import find_account
from tests.cli.conftest import Run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list of two new people, one of them in a team that is not there."""
    path = tmp_path / "people.csv"
    path.write_text("user_name,name,team\nzoe,Zoe Quist,Bracket cell\nyan,Yan Li,Deburring\n")
    return path


def is_there(app: Flask, user_name: str) -> bool:
    with app.app_context(), db.engine.connect() as conn:
        return find_account(conn, user_name) is not None


def test_an_error_names_its_row_and_stores_nothing(app: Flask, run: Run, file: Path) -> None:
    result = run("people", "import", str(file))
    assert result.exit_code == 1
    assert "row 3, team: error: There is no team “Deburring” (row 3)." in result.stdout
    assert result.stderr.endswith("Nothing was stored: 1 error. Mend the list and try again.\n")
    assert not is_there(app, "zoe")


def test_a_dry_run_says_all_and_stores_nothing(app: Flask, run: Run, file: Path) -> None:
    result = run("people", "import", str(file), "--make-teams", "--dry-run")
    assert result.exit_code == 0
    assert "team to make: Deburring\n2 people to add:\n  zoe\tZoe Quist\n" in result.stdout
    assert result.stdout.endswith("Nothing was stored: this was a dry run.\n")
    assert not is_there(app, "zoe")


def test_a_list_is_imported_once(app: Flask, run: Run, file: Path) -> None:
    first = run("people", "import", str(file), "--make-teams")
    assert first.exit_code == 0
    assert "Done." in first.stdout
    assert is_there(app, "yan")
    again = run("people", "import", str(file), "--make-teams")
    assert again.stdout == "2 people unchanged\nThere is nothing to do.\n"


def test_programs_read_it_as_json(run: Run, file: Path) -> None:
    told = json.loads(run("people", "import", str(file), "--json", "--make-teams").stdout)
    assert told["is_stored"] is True
    assert (told["counts"]["added"], told["new_teams"]) == (2, ["Deburring"])
    file.write_text("user_name,name,left_on\nzoe,Zoe Quist,tomorrow\n")
    result = run("people", "import", str(file), "--json")
    (problem,) = json.loads(result.stdout)["problems"]
    assert (result.exit_code, problem["row"], problem["column"]) == (1, 2, "left_on")


def test_whoever_is_missing_has_left_if_that_is_said(app: Flask, run: Run, file: Path) -> None:
    file.write_text("user_name,name\nada,Ada Marsh\n")
    result = run("people", "import", str(file), "--missing-left")
    assert "4 people left, not in the list:\n  ben\tBen Okafor\n" in result.stdout
    assert "eve" not in result.stdout
