"""What operators do to certificates and keys, and what anybody checks without this site."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from courseware.config import PROJECT
from courseware.credentials.baking import bake, baked_in
from courseware.extensions import db
from courseware.operations.people import confirm_certificate_name
from courseware.records.credentials import credentials_of
from courseware.records.module_records import records_of
from courseware.records.signing_keys import list_keys
from courseware.records.transaction import writing
from tests.cli.conftest import Run
from tests.conftest import NOW
from tests.people import Cast

UNKNOWN = "0000-0000-0000-0000-0000"


@pytest.fixture
def number(app: Flask, run: Run, cast: Cast) -> str:
    """The number of Fin's certificate, of which everything is made."""
    run("jobs", "run")
    with app.app_context(), db.engine.connect() as conn:
        return credentials_of(conn, cast.fin)[0].public_id


@pytest.fixture
def kept(app: Flask, run: Run, number: str, tmp_path: Path) -> Path:
    """A folder of somebody who kept everything: the four files, the keys, the status list."""
    visitor = app.test_client()
    for form in ("json", "jwt", "png"):
        body = visitor.get(f"/credentials/{number}.{form}").data
        (tmp_path / f"badge.{form}").write_bytes(body)
    (tmp_path / "did.json").write_text(run("credentials", "did").output)
    (tmp_path / "list.json").write_bytes(visitor.get("/status/1").data)
    return tmp_path


def check(run: Run, kept: Path, name: str, **others: str) -> Result:
    keys, status = others.get("keys", "did.json"), others.get("status", "list.json")
    command = ["credentials", "verify", str(kept / name), "--keys", str(kept / keys)]
    return run(*command, "--status", str(kept / status))


@pytest.mark.parametrize("name", ["badge.json", "badge.jwt", "badge.png"])
def test_a_kept_file_is_checked_with_two_other_files_and_says_all_that_was_signed(
    run: Run, kept: Path, name: str
) -> None:
    done = check(run, kept, name)
    assert done.exit_code == 0, done.output
    assert done.output.count(": fits. ") == 4
    assert "\nVALID\n" in done.output
    assert "Awarded to: Fin Haddow" in done.output


def test_it_needs_no_site_and_no_settings(kept: Path) -> None:
    command = [
        sys.executable, "-m", "courseware.credentials", str(kept / "badge.png"),
        "--keys", str(kept / "did.json"), "--status", str(kept / "list.json"),
    ]  # fmt: skip
    done = subprocess.run(
        command, cwd=kept, env={"PYTHONPATH": str(PROJECT)}, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    # The test's clock is months behind the real one, so it fits then too: it has no end.
    assert done.returncode == 0, done.stdout + done.stderr
    assert "VALID" in done.stdout


def test_without_keys_it_says_where_they_are_and_exits_with_2(run: Run, kept: Path) -> None:
    done = run("credentials", "verify", str(kept / "badge.json"))
    assert done.exit_code == 2
    assert "https://localhost/.well-known/did.json" in done.output
    assert "http://localhost/status/1" in done.output
    assert "NOT CHECKED IN FULL" in done.output


def test_a_changed_file_is_not_confirmed_and_not_repeated(run: Run, kept: Path) -> None:
    text = (kept / "badge.json").read_text().replace("Fin Haddow", "Eve Haddow")
    (kept / "badge.json").write_text(text)
    done = check(run, kept, "badge.json")
    assert done.exit_code == 1
    assert "signature: FAILS" in done.output
    assert "Haddow" not in done.output


def test_other_peoples_keys_do_not_fit(run: Run, kept: Path) -> None:
    keys = json.loads((kept / "did.json").read_text())
    (kept / "other.json").write_text(json.dumps({**keys, "id": "did:web:elsewhere.example"}))
    done = check(run, kept, "badge.json", keys="other.json")
    assert done.exit_code == 1
    assert "issuer: FAILS" in done.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "this is no JSON object"),
        ("<!doctype html>", "this is no JSON"),
        ("eyJhbGciOiJSUzI1NiJ9.e30.AAAA", "this is a token; fetch it again with the header"),
    ],
)
def test_a_list_that_cannot_be_read_is_said(run: Run, kept: Path, text: str, said: str) -> None:
    (kept / "list.json").write_text(text)
    done = check(run, kept, "badge.json")
    assert done.exit_code == 1
    assert f"list.json cannot be read: {said}" in done.stderr


def test_a_revoked_one_is_on_the_list_at_once(
    app: Flask, run: Run, kept: Path, number: str
) -> None:
    done = run("credentials", "revoke", number, "--reason", "mistake")
    assert done.output == f"{number} ended. status lists signed 1\n"
    assert check(run, kept, "badge.json").exit_code == 0, "the list that was kept is older"
    (kept / "list.json").write_bytes(app.test_client().get("/status/1").data)
    done = check(run, kept, "badge.json")
    assert done.exit_code == 1
    assert "REVOKED" in done.output
    assert run("records", "verify").exit_code == 0
    again = run("credentials", "revoke", number, "--reason", "asked")
    assert again.exit_code == 1
    assert "ended before" in again.stderr


def test_what_does_not_exist_cannot_be_ended(run: Run, number: str) -> None:
    for typed, said in ((UNKNOWN, "neither a certificate"), ("12", "20 letters and digits")):
        done = run("credentials", "revoke", typed, "--reason", "mistake")
        assert done.exit_code == 1
        assert said in done.stderr


def test_everything_that_prints_the_old_name_is_issued_again(
    app: Flask, run: Run, cast: Cast, number: str
) -> None:
    assert "Everything prints the confirmed name" in (
        run("credentials", "reissue", "--person", "fin").output
    )
    with app.app_context(), writing(db.engine) as conn:
        confirm_certificate_name(conn, cast.fin, "Fin Marsh", now=NOW)
    done = run("credentials", "reissue", "--person", "fin")
    assert done.exit_code == 0, done.output
    assert "records signed 2, badges signed 3, status lists signed 1, PDFs made 1" in done.output
    with app.app_context(), db.engine.connect() as conn:
        assert ["Fin Marsh" in (one.snapshot or "") for one in credentials_of(conn, cast.fin)] == [
            False,
            True,
        ]
        assert len(records_of(conn, cast.fin)) == 4
    page = app.test_client().get(f"/verify/{number}").text
    assert "Superseded" in page
    assert "Fin Haddow" not in page
    assert run("records", "verify").exit_code == 0


@pytest.mark.parametrize("algorithm", ["Ed25519", "RS256"])
def test_a_rotated_key_signs_no_more_and_what_it_signed_still_fits(
    app: Flask, run: Run, kept: Path, algorithm: str
) -> None:
    done = run("credentials", "rotate-key", "--algorithm", algorithm)
    assert " is in force in place of " in done.output
    (kept / "did.json").write_text(run("credentials", "did").output)
    (kept / "list.json").write_bytes(app.test_client().get("/status/1").data)
    for name in ("badge.json", "badge.jwt"):
        assert check(run, kept, name).exit_code == 0, name
    with app.app_context(), db.engine.connect() as conn:
        rows = [one for one in list_keys(conn) if one.algorithm == algorithm]
    assert [one.sealed is None for one in rows] == [True, False]


@pytest.mark.parametrize("name", ["badge.json", "badge.jwt"])
def test_keys_that_were_kept_before_a_rotation_leave_it_open_and_confirm_no_forgery(
    app: Flask, run: Run, kept: Path, name: str
) -> None:
    run("credentials", "rotate-key")
    (kept / "list.json").write_bytes(app.test_client().get("/status/1").data)
    done = check(run, kept, name)
    assert done.exit_code == 2, done.output
    assert "signature: fits." in done.output
    assert "status: not checked." in done.output
    assert "Fetch the issuer’s did.json again" in done.output
    assert "https://localhost/.well-known/did.json" in done.output
    (kept / "did.json").write_text(run("credentials", "did").output)
    assert check(run, kept, name).exit_code == 0


def test_before_anything_is_signed_there_are_no_keys(run: Run) -> None:
    done = run("credentials", "did")
    assert done.exit_code == 1
    assert "Nothing was signed yet" in done.stderr


def test_a_picture_holds_exactly_the_badge(kept: Path) -> None:
    picture, badge = (kept / "badge.png").read_bytes(), (kept / "badge.json").read_text()
    assert baked_in(picture) == badge
    assert bake(picture, badge) == picture
