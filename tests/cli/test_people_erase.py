from __future__ import annotations

from flask import Flask

from tests.cli.conftest import Run
from tests.people import Cast


def test_somebody_is_erased_after_a_question(app: Flask, run: Run, cast: Cast) -> None:
    words = ("people", "erase", "fin", "--reason", "in_writing")
    asked = app.test_cli_runner().invoke(args=list(words), input="n\n")
    assert asked.exit_code == 1
    assert "1 certificate" in asked.output
    assert "fin\tFin Haddow" in run("people", "list").output
    done = run(*words, "--yes")
    assert done.output.endswith(f"Person {cast.fin} is erased.\n")
    assert "Haddow" not in run("people", "list").output
    again = run(*words, "--yes")
    assert again.exit_code == 1
    assert again.stderr == "Error: There is no person with the user name 'fin'.\n"


def test_verify_names_who_was_erased_and_finds_no_fault(run: Run, cast: Cast) -> None:
    run("people", "erase", "fin", "--reason", "mistake", "--yes")
    verified = run("records", "verify")
    assert verified.exit_code == 0, verified.output
    assert f"person {cast.fin}: erased on 2026-04-01, digests kept\n" in verified.output
    assert run("records", "rebuild", "--check").exit_code == 0
    assert run("records", "rebuild").output == "Folded the facts of 6 people.\n"


def test_the_last_operator_and_an_unasked_request_are_refused_in_one_line(run: Run) -> None:
    last = run("people", "erase", "eve", "--reason", "mistake", "--yes")
    assert last.exit_code == 1
    assert "This is the last operator" in last.stderr
    unasked = run("people", "erase", "ada", "--reason", "asked", "--yes")
    assert "Nothing was erased" in unasked.stderr
