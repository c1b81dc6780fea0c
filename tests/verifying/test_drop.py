"""Dov holds a file: is it genuine? Each kind of it, changed and unchanged, and ended since."""

from __future__ import annotations

import io
import json
import logging
from collections import Counter
from typing import Any

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from courseware.cli.key_ring import KeyRing
from courseware.cli.rounds import Rounds
from courseware.credentials import integrity, signing
from courseware.credentials.achievement import DEMONSTRATION
from courseware.credentials.baking import bake
from courseware.credentials.ending import Ending
from courseware.extensions import db
from courseware.joining.leaving import ErasureReason
from courseware.operations.erasure import erase_person
from courseware.operations.revocations import revoke
from courseware.records.badge_files import BadgeForm, badge_file
from courseware.records.module_records import records_of
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.people import Cast
from tests.verifying.conftest import Files, Hand, hand_in, make_files

UNKNOWN = "0000-0000-0000-0000-0000"


def test_every_file_of_a_certificate_is_confirmed_with_every_line(world: World) -> None:
    files, visitor = make_files(world), world.app.test_client()
    for form in ("pdf", "json", "jwt", "png"):
        page = hand_in(visitor, files[form])
        assert page.count("Valid Credential " + files["number"].decode()) == 1, form
        assert "The signature fits, made with" in page
        assert "The key is listed by localhost." in page
        assert "does not name it as withdrawn" in page
        assert "Awarded to Fin Haddow" in page
        assert "We did not check who runs this site." in page
        assert ("Byte for byte" in page) is (form == "pdf")


def edited(pdf: bytes) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.pages[0].Contents = opened.make_stream(b"% a drawing with another name")
        opened.save(made)
    return made.getvalue()


def test_an_edited_pdf_with_its_genuine_credential_is_told_apart(files: Files, hand: Hand) -> None:
    page = hand(edited(files["pdf"]))
    assert "Valid Credential" not in page
    assert "Compare the paper" in page
    assert "The file is not the one that was issued" in page
    assert "compare each line below" in page
    assert "Awarded to Fin Haddow" in page


def paper_around(credential: bytes) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["credential.json"] = credential
        pdf.save(made)
    return made.getvalue()


def test_a_record_has_no_paper_to_be_compared_with(
    app: Flask, cast: Cast, files: Files, hand: Hand
) -> None:
    with app.app_context(), db.engine.connect() as conn:
        number = records_of(conn, cast.fin)[0].public_id
    badge = app.test_client().get(f"/credentials/{number}.json").data
    assert f"Valid Credential {number}" in hand(badge)
    page = hand(paper_around(badge))
    assert "Compare the paper" in page
    assert "The paper could not be compared" in page
    assert "Valid Credential" not in page


def changed(body: bytes) -> bytes:
    return body.replace(b"Fin Haddow", b"Eve Haddow")


def tampered(files: Files) -> dict[str, bytes]:
    """Each kind of file with another name in it, or with another signature."""
    head, body, signature = files["jwt"].decode().split(".")
    return {
        "json": changed(files["json"]),
        "png": bake(files["png"], changed(files["json"]).decode()),
        "pdf": paper_around(changed(files["json"])),
        "jwt": f"{head}.{body}.{signature[:-4]}AAAA".encode(),
    }


@pytest.mark.parametrize("form", ["json", "png", "pdf", "jwt"])
def test_a_changed_file_is_not_confirmed_and_not_repeated(
    files: Files, hand: Hand, form: str
) -> None:
    page = hand(tampered(files)[form])
    assert "Not confirmed" in page
    assert "something was changed" in page
    for own_words in ("Haddow", "Valid since", "as withdrawn"):
        assert own_words not in page


def bare(files: Files, **terms: Any) -> dict[str, Any]:
    """Return the certificate's document without its proof, with other terms."""
    document = json.loads(files["json"]) | terms
    del document["proof"]
    return document


def test_a_file_signed_with_another_key_is_not_confirmed(files: Files, hand: Hand) -> None:
    proof = json.loads(files["json"])["proof"][0]
    options = integrity.options_of(method=proof["verificationMethod"], created=proof["created"])
    forged = integrity.add_proof(
        bare(files), options, lambda hashed: signing.sign_hash(b"\7" * 32, hashed)
    )
    page = hand(json.dumps(forged).encode())
    assert "Not confirmed" in page
    assert "Haddow" not in page


def sign(app: Flask, document: dict[str, Any]) -> bytes:
    """Sign a document with the site's own key, whatever it says."""
    with app.app_context():
        ring = KeyRing(db.engine, app.extensions["courseware.site"], lambda: NOW)
        keys = ring.keys(Counter())
    assert keys is not None
    proved = keys.signer.prove(
        document, did=document["issuer"]["id"], created="2026-01-01T00:00:00Z"
    )
    return json.dumps(proved).encode()


@pytest.mark.parametrize("which", ["another number", "another text", "the same text again"])
def test_what_our_key_signed_and_nobody_here_issued_is_not_confirmed(
    app: Flask, files: Files, hand: Hand, which: str, caplog: pytest.LogCaptureFixture
) -> None:
    terms = {
        "another number": {"id": f"http://localhost/credentials/{UNKNOWN}"},
        "another text": {"description": "Mallory knows the key."},
        "the same text again": {},  # at another time
    }
    page = hand(sign(app, bare(files, **terms[which])))
    assert "Not confirmed This site does not know it" in page
    assert "fits, made with" not in page
    assert "Haddow" not in page
    assert "the key may be known to others" in caplog.text
    assert "Mallory" not in caplog.text


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"validUntil": "2026-01-01T00:00:00Z"}, "Expired"),
        ({"validFrom": "2090-01-01T00:00:00Z"}, "Not valid yet"),
        ({"name": f"{DEMONSTRATION}: a certificate"}, "Demonstration"),
        (
            {"name": f"{DEMONSTRATION}: a certificate", "validUntil": "2026-01-01T00:00:00Z"},
            "Expired",
        ),
    ],
)
def test_what_was_signed_says_how_long_and_for_whom_it_counts(
    app: Flask, files: Files, hand: Hand, terms: dict[str, str], said: str
) -> None:
    body = sign(app, bare(files, **terms))
    with app.app_context(), writing(db.engine) as conn:
        of_it = badge_file.c.public_id == files["number"].decode()
        is_json = badge_file.c.kind == BadgeForm.JSON.value
        conn.execute(update(badge_file).where(of_it, is_json).values(body=body.decode()))
    page = hand(body)
    assert f"{said} Credential" in page
    assert ("says nothing about a real person" in page) is ("name" in terms)
    assert "Awarded to Fin Haddow" in page


@pytest.mark.parametrize(
    ("issuer", "named"),
    [
        ({"id": "did:web:elsewhere.example"}, "elsewhere.example"),
        ("did:web:elsewhere.example", "elsewhere.example"),
        ({"id": "\ud800"}, ""),
        ({"id": "did:web:a b"}, ""),
        ({"id": "javascript:alert(1)"}, ""),
    ],
)
def test_a_credential_of_another_issuer_is_not_believed(
    files: Files, hand: Hand, issuer: object, named: str
) -> None:
    page = hand(json.dumps({**json.loads(files["json"]), "issuer": issuer}).encode())
    assert "This site did not issue it" in page
    assert "Haddow" not in page
    assert (f"It names {named}." in page) is bool(named)


@pytest.mark.parametrize("issuer", [None, 5, [], {}, {"id": 5}])
def test_a_credential_of_no_issuer_is_not_confirmed(
    files: Files, hand: Hand, issuer: object
) -> None:
    page = hand(json.dumps({**json.loads(files["json"]), "issuer": issuer}).encode())
    assert "Not confirmed" in page


@pytest.mark.parametrize(
    ("reason", "said"), [(Ending.UNTRUE, "Revoked"), (Ending.SUPERSEDED, "Superseded")]
)
def test_what_ended_since_says_so_although_the_list_is_older(
    app: Flask, files: Files, hand: Hand, reason: Ending, said: str
) -> None:
    with app.app_context():
        site = app.extensions["courseware.site"]
        with writing(db.engine) as conn:
            revoke(conn, files["number"].decode(), reason=reason, now=NOW, site=site)
        before = [hand(files[form]) for form in ("pdf", "jwt")]
        Rounds(db.engine, site, lambda: NOW).sign_lists()
    for page in (*before, hand(files["pdf"]), hand(files["jwt"])):
        assert f"{said} Credential" in page
        assert "Fin Haddow" not in page


@pytest.mark.parametrize("form", ["pdf", "json", "jwt", "png"])
def test_what_was_erased_since_says_so(
    app: Flask, cast: Cast, files: Files, hand: Hand, form: str
) -> None:
    site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        erase_person(conn, cast.fin, reason=ErasureReason.IN_WRITING, now=NOW, site=site)
    page = hand(files[form])
    assert "Erased Credential" in page
    assert "Fin Haddow" not in page


def test_nothing_of_a_file_gets_into_the_log(
    files: Files, hand: Hand, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    hand(files["pdf"])
    hand(edited(files["pdf"]))
    hand(changed(files["json"]))
    hand(b'{"name": "Haddow"', 422)
    assert "Haddow" not in caplog.text
    assert files["number"].decode() not in caplog.text


@pytest.mark.parametrize("form", ["json", "jwt", "png"])
def test_the_files_of_what_ended_are_gone_and_say_so(
    app: Flask, files: dict[str, bytes], visitor: FlaskClient, form: str
) -> None:
    number = files["number"].decode()
    with app.app_context(), writing(db.engine) as conn:
        site = app.extensions["courseware.site"]
        revoke(conn, number, reason=Ending.ASKED, now=NOW, site=site)
    reply = visitor.get(f"/credentials/{number}.{form}")
    assert reply.status_code == 410
    assert "It was withdrawn on" in reply.text
    assert "Fin Haddow" not in reply.text
    assert visitor.get(f"/credentials/0000-0000-0000-0000-0000.{form}").status_code == 404
