"""What `make audit` shows to veraPDF: every kind of certificate, and one that must be refused."""

from __future__ import annotations

import io
import json

import pikepdf
import pytest

from courseware.credentials.certificate import render_pdf
from tests.audit.papers import NAMES, credential_of, main, papers, saved, snapshots


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return dict(papers())


def test_every_kind_of_certificate_is_looked_at_with_its_badge_and_without(made: dict[str, bytes]):
    kinds = {"name-latin", "name-unbroken", "1-module", "40-modules", "demonstration", "level"}
    assert kinds <= snapshots().keys()
    for name in snapshots():
        for ending, attached in (("", []), ("-with-badge", ["credential.json"])):
            with pikepdf.open(io.BytesIO(made[f"issued/{name}{ending}.pdf"])) as pdf:
                assert list(pdf.attachments) == attached, name


def test_the_badge_inside_is_a_signed_one_of_the_same_holder():
    snapshot = snapshots()["name-latin"]
    badge = json.loads(credential_of(snapshot))
    subject = badge["credentialSubject"]
    assert subject["identifier"][0]["identityHash"] == snapshot.holder == NAMES["latin"]
    assert badge["proof"][0]["proofValue"].startswith("z")


def entries(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return set(opened.Root.keys())


def test_what_must_be_refused_lacks_its_tags_and_nothing_else():
    pdf = render_pdf(snapshots()["1-module"])
    whole, without = (entries(saved(pdf, with_tags=tags)) for tags in (True, False))
    assert whole - without == {"/StructTreeRoot"}


def test_all_papers_are_written_and_names_that_no_font_prints_are_told(
    tmp_path, capsys, monkeypatch, made: dict[str, bytes]
):
    monkeypatch.setitem(NAMES, "face", "Ada 🙂")
    main(tmp_path)
    written = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.pdf")}
    assert written == made.keys()
    assert "Ada 🙂" in capsys.readouterr().out
