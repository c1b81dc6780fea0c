"""The public page of a module record, its file, and the check of that file without this program."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument
from sqlalchemy import func, text, update

from courseware.config import PROJECT
from courseware.credentials.ending import Ending
from courseware.credentials.printed import record_fields
from courseware.credentials.signing import Purpose, message, public_key_of, sign
from courseware.extensions import db
from courseware.joining.leaving import ErasureReason
from courseware.operations.erasure import erase_person
from courseware.operations.record_checks import stated
from courseware.operations.revocations import revoke
from courseware.operations.site import Site
from courseware.records.badge_files import badge_file
from courseware.records.journal import commit_to
from courseware.records.module_records import RecordRow, module_record, records_of
from courseware.records.people import person
from courseware.records.transaction import writing
from courseware.verifying.door import UNKNOWN_TRIES
from tests.conftest import NOW, Clock, World
from tests.steps import sign_badges, sign_records

UNKNOWN = "0000-0000-0000-0000-00{:02}"
Tamper = Callable[[RecordRow], dict[str, object]]


@pytest.fixture
def row(small_world: World) -> RecordRow:
    """The record of Fin's second module."""
    app = small_world.app
    with app.app_context():
        sign_records(db.engine, app.extensions["courseware.site"], now=NOW)
        with db.engine.connect() as conn:
            return records_of(conn, small_world.cast.fin)[1]


def words(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def test_every_signed_field_is_restated_with_the_result_of_the_check(
    visitor: FlaskClient, row: RecordRow
) -> None:
    reply = visitor.get(f"/verify/{row.public_id}")
    said = words(reply.text)
    assert reply.status_code == 200
    assert "Valid Record" in said
    assert "The signature fits, made with key key-2026-1 of this site." in said
    for field in record_fields(stated(row)):
        assert re.sub(r"\s+", " ", field.value).lower() in said.lower(), field
    assert row.signature in said
    assert row.public_key in said
    assert reply.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_it_shows_no_score(small_world: World, visitor: FlaskClient, row: RecordRow) -> None:
    page = visitor.get(f"/verify/{row.public_id}").text
    file = visitor.get(f"/records/{row.public_id}.json").text
    for score in ("100 %", "best", "points_num"):
        assert score not in page.replace("the best try counts", "")
        assert score not in file


def test_the_number_is_read_as_people_type_it(visitor: FlaskClient, row: RecordRow) -> None:
    typed = row.public_id.lower().replace("-", "")
    for path in (f"/verify/{typed}", f"/records/{typed}.json"):
        reply = visitor.get(path)
        assert reply.status_code == 303
        assert row.public_id in reply.headers["Location"]


def test_unknown_numbers_get_one_answer_and_cannot_be_tried_out(
    visitor: FlaskClient, row: RecordRow, clock: Clock
) -> None:
    asked = [
        visitor.get(path.format(UNKNOWN.format(number)))
        for number in range(UNKNOWN_TRIES // 2)
        for path in ("/verify/{}", "/records/{}.json")
    ]
    assert {reply.status_code for reply in asked} == {404}
    assert len({re.sub(r'value="[^"]*"', "", reply.text) for reply in asked}) == 1
    for path in (f"/verify/{row.public_id}", f"/records/{row.public_id}.json"):
        assert visitor.get(path).status_code == 429, "not even a right guess is told apart"
    clock.forward(minutes=15, seconds=1)
    assert visitor.get(f"/records/{row.public_id}.json").status_code == 200


def set_row(app: Flask, **values: object) -> None:
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(update(module_record).values(**values))


FORGER = bytes(range(32))


def forged(row: RecordRow) -> str:
    return (row.snapshot or "").replace("Fin Haddow", "Mallory Quick")


def signed_by_a_forger(row: RecordRow) -> dict[str, object]:
    """Everything is made again but for the key that the site keeps."""
    signature = sign(FORGER, message(Purpose.MODULE_RECORD, forged(row)))
    salt = row.salt or ""
    return {
        "snapshot": forged(row),
        "signature": signature,
        "snapshot_digest": commit_to(salt, forged(row)),
        "signature_digest": commit_to(salt, signature),
    }


TAMPERED: dict[str, tuple[Tamper, str]] = {
    "another name": (lambda row: {"snapshot": forged(row)}, "What it states was changed"),
    "the same in another form": (
        lambda row: {"snapshot": json.dumps(json.loads(row.snapshot or ""), indent=1)},
        "What it states was changed",
    ),
    "another name with its digest": (
        lambda row: {
            "snapshot": forged(row),
            "snapshot_digest": commit_to(row.salt or "", forged(row)),
        },
        "does not fit the key that this site keeps",
    ),
    "a cut signature": (
        lambda row: {"signature": (row.signature or "")[:-4]},
        "Its signature was changed",
    ),
    "signed with another key": (signed_by_a_forger, "does not fit the key that this site keeps"),
    "no text": (lambda _row: {"snapshot": None}, "What it states was changed"),
}


@pytest.mark.parametrize("tamper", TAMPERED.values(), ids=TAMPERED.keys())
def test_a_changed_record_says_so_in_words(
    small_world: World, visitor: FlaskClient, row: RecordRow, tamper: tuple[Tamper, str]
) -> None:
    make, says = tamper
    with small_world.app.app_context(), writing(db.engine) as conn:
        chosen = module_record.c.public_id == row.public_id
        conn.execute(update(module_record).where(chosen).values(**make(row)))
    for path, status in (
        (f"/verify/{row.public_id}", 200),
        (f"/records/{row.public_id}.json", 409),
    ):
        reply = visitor.get(path)
        assert reply.status_code == status
        assert "Not confirmed" in reply.text
        assert says in words(reply.text)
        assert "Mallory" not in reply.text
        assert "The signature fits" not in reply.text


def test_a_record_whose_badge_was_changed_stands_under_no_good_word(
    small_world: World, visitor: FlaskClient, row: RecordRow
) -> None:
    app = small_world.app
    with app.app_context():
        sign_badges(db.engine, app.extensions["courseware.site"], now=NOW)
        with writing(db.engine) as conn:
            conn.execute(
                update(badge_file).values(
                    body=func.replace(badge_file.c.body, "Fin Haddow", "Mallory Quick")
                )
            )
    said = words(visitor.get(f"/verify/{row.public_id}").text)
    assert "Not confirmed" in said
    assert "The badge that was made of it does not fit" in said
    assert "Valid Record" not in said
    assert "Mallory" not in said


def test_a_key_exchanged_together_with_all_it_signed_is_found(
    small_world: World, visitor: FlaskClient, row: RecordRow
) -> None:
    """Whoever writes into the table can sign with a key of their own; the holder's chain tells."""
    set_row(small_world.app, **signed_by_a_forger(row))
    with small_world.app.app_context(), writing(db.engine) as conn:
        conn.execute(
            text("UPDATE signing_key SET public_key = :key"), {"key": public_key_of(FORGER)}
        )
    said = words(visitor.get(f"/verify/{row.public_id}").text)
    assert "Not confirmed" in said
    assert "does not know this record" in said


def test_a_record_that_no_fact_speaks_of_is_not_confirmed(
    small_world: World, visitor: FlaskClient, row: RecordRow
) -> None:
    set_row(small_world.app, person_id=small_world.cast.ada)
    assert "does not know this record" in words(visitor.get(f"/verify/{row.public_id}").text)


def test_an_erased_record_says_so_and_nothing_else(
    small_world: World, visitor: FlaskClient, row: RecordRow
) -> None:
    app = small_world.app
    site: Site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        erase_person(
            conn, small_world.cast.fin, reason=ErasureReason.IN_WRITING, now=NOW, site=site
        )
    for path in (f"/verify/{row.public_id}", f"/records/{row.public_id}.json"):
        reply = visitor.get(path)
        assert reply.status_code == 410
        assert "This record was erased" in reply.text
        assert "Fin Haddow" not in reply.text
    verified = small_world.app.test_cli_runner().invoke(args=["records", "verify"])
    assert verified.exit_code == 0, verified.output


def test_the_file_of_a_record_that_ended_is_gone_and_says_so(
    small_world: World, visitor: FlaskClient, row: RecordRow
) -> None:
    site: Site = small_world.app.extensions["courseware.site"]
    with small_world.app.app_context(), writing(db.engine) as conn:
        revoke(conn, row.public_id, reason=Ending.MISTAKE, now=NOW, site=site)
    assert visitor.get(f"/verify/{row.public_id}").status_code == 200
    reply = visitor.get(f"/records/{row.public_id}.json")
    assert reply.status_code == 410, "a program must not take this page for the record"
    assert "It was withdrawn on" in reply.text
    assert "Fin Haddow" not in reply.text


def snippet() -> str:
    """The program that the document gives to people."""
    page = (PROJECT / "docs/checking-a-record.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    return str(code)


def check_elsewhere(folder: Path, file: str, key: str) -> subprocess.CompletedProcess[str]:
    """Run the document's program as somebody would who has nothing else of ours."""
    (folder / "check.py").write_text(snippet(), "utf-8")
    (folder / "record.json").write_text(file, "utf-8")
    command = [sys.executable, "-X", "utf8", "check.py", "record.json", key]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, encoding="utf-8")


def test_the_documents_program_is_short_and_needs_one_package() -> None:
    lines = [line for line in snippet().splitlines() if line.strip()]
    assert len(lines) <= 15
    imported = set(re.findall(r"^(?:from|import) ([a-z0-9]+)", snippet(), re.MULTILINE))
    assert imported == {"base64", "cryptography"}
    assert "courseware." not in snippet().replace(Purpose.MODULE_RECORD.value, "")


def test_the_documents_program_checks_the_file(
    visitor: FlaskClient, row: RecordRow, tmp_path: Path
) -> None:
    reply = visitor.get(f"/records/{row.public_id}.json")
    assert reply.headers["Content-Type"] == "application/json; charset=utf-8"
    assert reply.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert f"record-{row.public_id}.json" in reply.headers["Content-Disposition"]
    done = check_elsewhere(tmp_path, reply.text, row.public_key)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("The signature fits.")
    assert "Fin Haddow" in done.stdout


@pytest.mark.parametrize("change", ["a letter", "another key", "half a signature", "another use"])
def test_the_documents_program_refuses_what_was_changed(
    visitor: FlaskClient, row: RecordRow, tmp_path: Path, change: str
) -> None:
    file, key = visitor.get(f"/records/{row.public_id}.json").text, row.public_key
    match change:
        case "a letter":
            file = file.replace("Fin Haddow", "Fin Hadlow")
        case "another key":
            key = public_key_of(FORGER)
        case "half a signature":
            file = file.replace(row.signature or "", (row.signature or "")[:43])
        case "another use":  # signed by the same hand, but as something else
            text_of = json.dumps(json.loads(file)["record"], sort_keys=True, ensure_ascii=False,
                                 separators=(",", ":"))  # fmt: skip
            key = public_key_of(FORGER)
            other = sign(FORGER, b"courseware.certificate.1\n" + text_of.encode())
            file = file.replace(row.signature or "", other)
    done = check_elsewhere(tmp_path, file, key)
    assert done.returncode == 1
    assert done.stderr.startswith("The signature does not fit")
    assert done.stdout == ""


LONG_NAME = "María de los Ángeles Fernández-Villaverde y Gutiérrez de la Concha Pérez-Reverte" * 2


@pytest.mark.browser
@pytest.mark.parametrize("name", ["Fin Haddow", LONG_NAME[:120]], ids=["a name", "the longest"])
def test_the_record_prints_on_one_sheet_and_its_code_leads_to_it(
    small_world: World, visitor: FlaskClient, browser: Browser, name: str
) -> None:
    """With more outcomes than the module has; the page is set in a browser without a server."""
    app, fin = small_world.app, small_world.cast.fin
    with app.app_context():
        with writing(db.engine) as conn:
            conn.execute(update(person).where(person.c.id == fin).values(certificate_name=name))
        sign_records(db.engine, app.extensions["courseware.site"], now=NOW)
        with db.engine.connect() as conn:
            number = records_of(conn, fin)[1].public_id
    page = visitor.get(f"/verify/{number}").text
    css = "".join(visitor.get(link).text for link in re.findall(r'href="([^"]+\.css)"', page))
    more = "<li>Choose a balanced set of safety, quality and cost measures, and say why.</li>"
    window = browser.new_page()
    window.set_content(
        re.sub(r"<link[^>]*>", "", page).replace(
            '<ol class="record-tested">', '<ol class="record-tested">' + more * 3
        )
    )
    window.add_style_tag(content=css)
    pdf = PdfDocument(window.pdf(prefer_css_page_size=True, print_background=True))
    window.close()
    assert [[round(side) for side in sheet.get_size()] for sheet in pdf] == [[595, 842]]
    (code,) = zxingcpp.read_barcodes(pdf[0].render(scale=2).to_pil())
    assert code.text == f"http://localhost/verify/{number}"
