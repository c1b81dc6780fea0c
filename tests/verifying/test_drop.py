"""Dov holds a file: is it genuine? Each kind, changed and unchanged, ended, and hostile."""

from __future__ import annotations

import io
import json
import logging
import re
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.credentials.baking import SIGNATURE, bake
from courseware.credentials.ending import Ending
from courseware.extensions import db
from courseware.joining.leaving import ErasureReason
from courseware.operations.erasure import erase_person
from courseware.operations.revocations import revoke
from courseware.operations.site import Site
from courseware.records.credentials import credentials_of, read_pdf
from courseware.records.transaction import writing
from courseware.verifying.drop import FILES
from courseware.web.opening import open_pdf
from courseware.words import Unfit
from tests.conftest import NOW
from tests.people import Cast
from tests.steps import hidden_fields

Hand = Callable[..., str]


@pytest.fixture
def files(app: Flask, cast: Cast) -> dict[str, bytes]:
    """Return every file of Fin's certificate, made by the jobs process."""
    from courseware.cli.rounds import Rounds  # noqa: PLC0415 - only here

    with app.app_context():
        Rounds(db.engine, app.extensions["courseware.site"], lambda: NOW).complete()
        with db.engine.connect() as conn:
            one = credentials_of(conn, cast.fin)[0]
            pdf = read_pdf(conn, one.id)
    assert pdf is not None
    visitor = app.test_client()
    found = {
        form: visitor.get(f"/credentials/{one.public_id}.{form}").data
        for form in ("json", "jwt", "png")
    }
    return {"pdf": pdf, "number": one.public_id.encode(), **found}


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def hand(visitor: FlaskClient) -> Hand:
    """Return what hands in a file and gives the page as plain words."""

    def give(body: bytes, status: int = 200) -> str:
        token = hidden_fields(visitor.get("/verify").text)["csrf_token"]
        data = {"csrf_token": token, "file": (io.BytesIO(body), "certificate")}
        reply = visitor.post("/verify", data=data, content_type="multipart/form-data")
        assert reply.status_code == status, reply.text
        return " ".join(re.sub(r"<[^>]+>", " ", reply.text).split())

    return give


@pytest.mark.parametrize("form", ["pdf", "json", "jwt", "png"])
def test_every_file_of_a_certificate_is_confirmed_with_every_line(
    files: dict[str, bytes], hand: Hand, form: str
) -> None:
    page = hand(files[form])
    assert "Demonstration" not in page
    assert "Valid Credential " + files["number"].decode() in page
    assert "The signature fits, made with" in page
    assert "Awarded to Fin Haddow" in page
    assert "We did not check who runs this site." in page
    assert ("Byte for byte" in page) is (form == "pdf")


def test_an_edited_pdf_with_its_genuine_credential_is_told_apart(
    files: dict[str, bytes], hand: Hand
) -> None:
    with pikepdf.open(io.BytesIO(files["pdf"])) as pdf:
        pdf.docinfo["/Title"] = "Certificate of Eve"
        edited = io.BytesIO()
        pdf.save(edited)
    page = hand(edited.getvalue())
    assert "The file is not the one that was issued" in page
    assert "compare each line below" in page
    assert "Fin Haddow" in page


def changed(body: bytes) -> bytes:
    return body.replace(b"Fin Haddow", b"Eve Haddow")


@pytest.mark.parametrize("form", ["json", "png"])
def test_a_changed_name_is_not_confirmed_and_not_repeated(
    files: dict[str, bytes], hand: Hand, form: str
) -> None:
    body = files["json"] if form == "json" else files["png"]
    bad = changed(body) if form == "json" else bake(body, changed(files["json"]).decode())
    page = hand(bad)
    assert "Not confirmed" in page
    assert "something was changed" in page
    assert "Haddow" not in page


def test_a_token_whose_signature_was_changed_is_not_confirmed(
    files: dict[str, bytes], hand: Hand
) -> None:
    head, body, signature = files["jwt"].decode().split(".")
    page = hand(f"{head}.{body}.{signature[:-4]}AAAA".encode())
    assert "Not confirmed" in page


def test_a_credential_of_another_issuer_is_not_believed(
    files: dict[str, bytes], hand: Hand
) -> None:
    document = json.loads(files["json"])
    document["issuer"]["id"] = "did:web:elsewhere.example"
    page = hand(json.dumps(document).encode())
    assert "This site did not issue it" in page
    assert "elsewhere.example" in page
    assert "Haddow" not in page


@pytest.mark.parametrize(
    ("reason", "said"), [(Ending.UNTRUE, "Revoked"), (Ending.SUPERSEDED, "Superseded")]
)
def test_what_ended_since_says_so_although_the_list_is_older(
    app: Flask, files: dict[str, bytes], hand: Hand, reason: Ending, said: str
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        site = app.extensions["courseware.site"]
        revoke(conn, files["number"].decode(), reason=reason, now=NOW, site=site)
    page = hand(files["pdf"])
    assert said in page
    assert "Fin Haddow" not in page


def test_what_was_erased_since_says_so(
    app: Flask, cast: Cast, files: dict[str, bytes], hand: Hand
) -> None:
    site: Site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        erase_person(conn, cast.fin, reason=ErasureReason.IN_WRITING, now=NOW, site=site)
    page = hand(files["json"])
    assert "Erased" in page
    assert "Fin Haddow" not in page


def pdf_with(**attached: bytes) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for name, body in attached.items():
            pdf.attachments[name.replace("_", ".")] = body
        pdf.save(made)
    return made.getvalue()


HOSTILE = {
    "without an attachment": pdf_with(),
    "with another attachment": pdf_with(notes_txt=b"hello"),
    "with an attachment of 300 MB": pdf_with(credential_json=b"{" + b" " * 300_000_000),
    "cut off": pdf_with(credential_json=b"{}")[:300],
    "that is nothing but its first line": b"%PDF-1.7\n",
    "with deep nesting": b"%PDF-1.7\n1 0 obj\n" + b"[" * 50_000 + b"\nendobj\n",
    "with nested JSON": pdf_with(credential_json=b'{"a":' * 90_000),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_pdf_is_refused_kindly(files: dict[str, bytes], hand: Hand, what: str) -> None:
    page = hand(HOSTILE[what], 422)
    assert "There is no credential in this PDF." in page


def test_a_pdf_with_nothing_in_its_credential_is_not_confirmed(
    files: dict[str, bytes], hand: Hand
) -> None:
    assert "Not confirmed" in hand(pdf_with(credential_json=b"{}"))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "Choose a file first"),
        (b"PK\x03\x04 a Word file", "none of the files that hold a credential"),
        (SIGNATURE, "There is no credential in this picture."),
        (SIGNATURE + b"\xff" * 40, "There is no credential in this picture."),
        (b"{", "cannot be read as a credential"),
        (b'{"issuer": 1, "issuer": 2}', "cannot be read as a credential"),
        (b"[" * 100, "none of the files"),
        (b"eyJ.x.y", "This token cannot be read"),
        (b'{"a": NaN}', "cannot be read as a credential"),
    ],
)
def test_what_is_no_credential_is_refused_with_what_to_do(
    files: dict[str, bytes], hand: Hand, body: bytes, said: str
) -> None:
    assert said in hand(body, 422)


def test_a_bomb_ends_its_own_process_only() -> None:
    bomb = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        inner = zlib.compress(b"\0" * 800_000_000, 9)
        stream = pdf.make_stream(inner, Filter=pikepdf.Name.FlateDecode)
        spec = pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec, F="credential.json", UF="credential.json",
            EF=pikepdf.Dictionary(F=stream),
        )  # fmt: skip
        names = pikepdf.Array(["credential.json", pdf.make_indirect(spec)])
        pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=names))
        pdf.save(bomb)
    assert len(bomb.getvalue()) < 1_000_000
    with pytest.raises(Unfit):
        open_pdf(bomb.getvalue())


def test_one_network_hands_in_only_so_many(files: dict[str, bytes], hand: Hand) -> None:
    for _number in range(FILES):
        hand(files["json"])
    hand(files["json"], 429)


def test_nothing_of_a_file_gets_into_the_log(
    files: dict[str, bytes], hand: Hand, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    hand(files["pdf"])
    hand(changed(files["json"]))
    assert "Haddow" not in caplog.text
    assert files["number"].decode() not in caplog.text
