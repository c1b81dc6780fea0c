"""Files made to break the form, and people who hand in too many."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pikepdf import Array, Dictionary, Name

from courseware.app import create_app
from courseware.config import PROJECT
from courseware.credentials.baking import KEYWORD, SIGNATURE, baked_in
from courseware.credentials.carriers import LARGEST
from courseware.extensions import db
from courseware.verifying.drop import FILES
from courseware.web import opening
from courseware.web.opening import open_pdf
from courseware.words import Unfit
from tests.conftest import Clock, World, settings_for
from tests.verifying.conftest import Files, Hand, hand_in

ATTACHED = "credential.json"


def pdf_of(build: Callable[[pikepdf.Pdf], None], **how: Any) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        build(pdf)
        pdf.save(made, **how)
    return made.getvalue()


def pdf_with(body: bytes, name: str = ATTACHED, **how: Any) -> bytes:
    def build(pdf: pikepdf.Pdf) -> None:
        pdf.attachments[name] = body

    return pdf_of(build, **how)


def name_tree(pdf: pikepdf.Pdf, tree: object) -> None:
    pdf.Root.Names = Dictionary(EmbeddedFiles=tree)


def attach(pdf: pikepdf.Pdf, stream: object) -> None:
    """Attach a stream as it is, packed however it was."""
    file = Dictionary(Type=Name.Filespec, F=ATTACHED, UF=ATTACHED, EF=Dictionary(F=stream))
    name_tree(pdf, Dictionary(Names=Array([ATTACHED, pdf.make_indirect(file)])))


@cache
def blanks(megabytes: int) -> bytes:
    """Return so many megabytes of blanks, packed small."""
    packer, million = zlib.compressobj(9), b" " * 1_000_000
    return b"".join(packer.compress(million) for _number in range(megabytes)) + packer.flush()


def large(pdf: pikepdf.Pdf) -> None:
    attach(pdf, pdf.make_stream(blanks(300), Filter=Name.FlateDecode))


def bomb(pdf: pikepdf.Pdf) -> None:
    inner = zlib.compress(blanks(620), 9)
    attach(pdf, pdf.make_stream(inner, Filter=Array([Name.FlateDecode] * 2)))


def filters(pdf: pikepdf.Pdf) -> None:
    attach(pdf, pdf.make_stream(zlib.compress(b"{}"), Filter=Array([Name.FlateDecode] * 5_000)))


def predictor(pdf: pikepdf.Pdf) -> None:
    wide = Dictionary(Predictor=15, Columns=2_000_000_000, Colors=32, BitsPerComponent=16)
    stream = zlib.compress(b"\0" * 3_000_000, 9)
    attach(pdf, pdf.make_stream(stream, Filter=Name.FlateDecode, DecodeParms=wide))


def many(pdf: pikepdf.Pdf) -> None:
    names = Array()
    for number in range(8_000):
        stream = pdf.make_stream(b"x")
        file = Dictionary(Type=Name.Filespec, F="f", EF=Dictionary(F=stream))
        names.append(f"f{number:05}")
        names.append(pdf.make_indirect(file))
    name_tree(pdf, Dictionary(Names=names))


def deep_names(pdf: pikepdf.Pdf) -> None:
    node = pdf.make_indirect(Dictionary(Names=Array([ATTACHED, Dictionary()])))
    for _level in range(15_000):
        node = pdf.make_indirect(Dictionary(Kids=Array([node]), Limits=Array(["a", "z"])))
    name_tree(pdf, node)


def names_in_a_circle(pdf: pikepdf.Pdf) -> None:
    node = pdf.make_indirect(Dictionary(Limits=Array(["a", "z"])))
    node.Kids = Array([node])
    name_tree(pdf, node)


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def elsewhere(pdf: pikepdf.Pdf) -> None:
    """Name a file of the machine as what is attached."""
    attach(pdf, pdf.make_stream(b"", F="/etc/hostname"))


def wrong_kinds(pdf: pikepdf.Pdf) -> None:
    file = Dictionary(Type=Name.Filespec, F=ATTACHED, EF=Dictionary(F=5))
    name_tree(pdf, Dictionary(Names=Array([ATTACHED, file])))


def long_list_of_places() -> bytes:
    """A list of where 206 million objects are, which unpacks to 620 MB."""
    packed = blanks(620)
    head = b"%%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 206000000/W[1 1 1]/Root 2 0 R/Filter/FlateDecode"
    return (head + b"/Length %d>>\nstream\n") % len(packed) + packed + (
        b"\nendstream\nendobj\nstartxref\n9\n%%EOF"
    )  # fmt: skip


HOSTILE: dict[str, Callable[[], bytes]] = {
    "without an attachment": lambda: pdf_of(lambda _pdf: None),
    "with another attachment": lambda: pdf_with(b"hello", "notes.txt"),
    "with an empty attachment": lambda: pdf_with(b""),
    "with an attachment of 300 MB": lambda: pdf_of(large),
    "with a bomb in a bomb": lambda: pdf_of(bomb),
    "with 5,000 filters": lambda: pdf_of(filters),
    "with a row of 128 GB": lambda: pdf_of(predictor),
    "with 8,000 attachments": lambda: pdf_of(many),
    "with a deep tree of names": lambda: pdf_of(deep_names),
    "with names in a circle": lambda: pdf_of(names_in_a_circle),
    "with a script": lambda: pdf_of(script),
    "with a file of the machine": lambda: pdf_of(elsewhere),
    "with a number for a file": lambda: pdf_of(wrong_kinds),
    "with a long list of places": long_list_of_places,
    "with a password": lambda: pdf_with(b"{}", encryption=pikepdf.Encryption(owner="o", user="u")),
    "cut off": lambda: pdf_with(b"{}")[:300],
    "that is nothing but its first line": lambda: b"%PDF-1.7\n",
    "whose trailer names itself": lambda: (
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer <</Size 1 /Prev 9>>\nstartxref\n9\n%%EOF"
    ),
    "with deep nesting": lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 500_000 + b"\nendobj\n",
    "with nested JSON": lambda: pdf_with(b'{"a":' * 30_000),
    "with text in no coding": lambda: pdf_with(b"\xff\xfe{}"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_pdf_is_refused_kindly_and_the_worker_lives(hand: Hand, what: str) -> None:
    page = hand(HOSTILE[what](), 422)
    assert "There is no credential in this PDF." in page
    assert "Check a certificate or a record" in page


def test_a_broken_list_of_places_is_mended_and_then_judged(files: Files, hand: Hand) -> None:
    broken = pdf_with(b"{}").replace(b"0000000", b"9999999")
    assert "Not confirmed" in hand(broken)


@pytest.mark.parametrize(
    ("greed", "said"),
    [
        ("bytearray(650_000_000)", "MemoryError"),
        ("open('big', 'wb').write(bytes(300_000))", "File too large"),
        ("[open('/dev/null') for _ in range(64)]", "Too many open files"),
        ("print(resource.getrlimit(resource.RLIMIT_CPU), resource.getrlimit(resource.RLIMIT_CORE))",
         "(5, 5) (0, 0)"),
    ],
)  # fmt: skip
def test_the_process_that_opens_a_pdf_is_bound(tmp_path: Path, greed: str, said: str) -> None:
    done = run_greedy(
        f"import resource; from courseware.web.opening import bind; bind(); {greed}", tmp_path
    )
    assert said in (done.stdout + done.stderr).decode()


def test_the_process_binds_itself_before_it_opens_anything(tmp_path: Path) -> None:
    program = """
from courseware.web import opening
opening.attached_to = lambda _pdf: str(bytearray(650_000_000)[:1])
raise SystemExit(opening._main())
"""
    assert run_greedy(program, tmp_path).returncode == 1


def run_greedy(program: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder, env={"PYTHONPATH": str(PROJECT)}, capture_output=True, check=False, input=b"",
    )  # fmt: skip


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_SECONDS", 0.01)
    for _time in range(2):  # the place is free again
        with pytest.raises(Unfit):
            open_pdf(pdf_with(b"{}"))
    monkeypatch.undo()
    assert open_pdf(pdf_with(b"{}")).document == {}


def test_one_pdf_is_opened_at_a_time_and_the_next_visitor_is_asked_to_wait(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_open, may_go, body = threading.Event(), threading.Event(), pdf_with(b"{}")

    def slow(_body: bytes) -> str:
        is_open.set()
        assert may_go.wait(30)
        return "{}"

    monkeypatch.setattr(opening, "_attached", slow)
    monkeypatch.setattr(opening, "_PATIENCE", 0.01)
    first = threading.Thread(target=open_pdf, args=(body,))
    first.start()
    try:
        assert is_open.wait(30)
        assert "Try again in a moment." in hand_in(app.test_client(), body, 503)
        assert "cannot be read" in hand_in(app.test_client(), b"{", 422), "others need not wait"
    finally:
        may_go.set()
        first.join()
    hand_in(app.test_client(), body)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "Choose a file first"),
        (b"PK\x03\x04 a Word file", "none of the files that hold a credential"),
        (b"<html>", "none of the files that hold a credential"),
        (SIGNATURE, "There is no credential in this picture."),
        (SIGNATURE + b"\xff" * 40, "There is no credential in this picture."),
        (SIGNATURE + b"\0\0\0\0tEXt" + KEYWORD, "There is no credential in this picture."),
        (b"{", "cannot be read as a credential"),
        (b'{"issuer": 1, "issuer": 2}', "cannot be read as a credential"),
        (b"{" + b" " * 1_000_000 + b"}", "cannot be read as a credential"),
        (b"[" * 100, "none of the files"),
        (b"eyJ.x.y", "This token cannot be read"),
        (b'{"a": NaN}', "cannot be read as a credential"),
        (b'{"a": ' + b"1" * 5_000 + b"}", "cannot be read as a credential"),
    ],
)
def test_what_is_no_credential_is_refused_beside_the_field_with_what_to_do(
    hand: Hand, body: bytes, said: str
) -> None:
    assert said in hand(body, 422)


class Counted(bytes):
    """Bytes that count how many of them are copied out."""

    copied = 0

    def __getitem__(self, place: Any) -> Any:
        part = super().__getitem__(place)
        self.copied += len(part)
        return part


def test_a_picture_of_many_tiny_parts_is_read_once() -> None:
    chunk = b"\0\0\0\0tEXt" + zlib.crc32(b"tEXt").to_bytes(4)
    picture = Counted(SIGNATURE + chunk * 2_000)
    with pytest.raises(ValueError, match="no credential in this picture"):
        baked_in(picture)
    assert picture.copied < 2 * len(picture), "copying the rest at each part takes 20 s for 4 MB"


@pytest.fixture
def roomy(small_world: World, tmp_path: Path) -> Iterator[FlaskClient]:
    """A visitor of a site that takes larger bodies, as a site does that nobody set up otherwise."""
    app = create_app(
        settings_for(small_world.url, tmp_path, max_body_mb=12), overrides={"TESTING": True}
    )
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("start", [b"%PDF-1.7\n", SIGNATURE, b"{", b"eyJ"])
def test_a_large_file_is_refused_unread(roomy: FlaskClient, start: bytes) -> None:
    assert "This file is larger than 4 MB." in hand_in(roomy, start + b" " * LARGEST, 422)


def test_one_network_hands_in_only_so_many_and_bad_ones_count(hand: Hand, clock: Clock) -> None:
    for number in range(FILES):
        hand(b"{" if number % 2 else b"{}", 422 if number % 2 else 200)
    hand(b"{}", 429)
    hand(b"{}", at="198.51.100.7")
    clock.forward(minutes=15, seconds=1)
    hand(b"{}")
