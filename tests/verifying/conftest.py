"""Files that somebody kept, and the form on which anybody hands one in."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from courseware.cli.rounds import Rounds
from courseware.extensions import db
from courseware.records.credentials import credentials_of, read_pdf
from tests.conftest import NOW, World
from tests.steps import hidden_fields

Hand = Callable[..., str]
Files = dict[str, bytes]


def make_files(world: World) -> Files:
    """Let the jobs process make Fin's certificate; return each of its files, and its number."""
    app = world.app
    with app.app_context():
        Rounds(db.engine, app.extensions["courseware.site"], lambda: NOW).complete()
        with db.engine.connect() as conn:
            one = credentials_of(conn, world.cast.fin)[0]
            pdf = read_pdf(conn, one.id)
    assert pdf is not None
    found = {
        form: app.test_client().get(f"/credentials/{one.public_id}.{form}").data
        for form in ("json", "jwt", "png")
    }
    return {"pdf": pdf, "number": one.public_id.encode(), **found}


def hand_in(visitor: FlaskClient, body: bytes, status: int = 200, at: str = "192.0.2.1") -> str:
    """Hand in a file and return the page as plain words."""
    token = hidden_fields(visitor.get("/verify").text)["csrf_token"]
    file = FileStorage(io.BytesIO(body), filename="certificate")
    boundary, data = encode_multipart({"csrf_token": token, "file": file})
    reply = visitor.post(
        "/verify",
        data=data,
        content_type=f"multipart/form-data; boundary={boundary}",
        environ_overrides={"REMOTE_ADDR": at},
    )
    assert reply.status_code == status, reply.text
    main = reply.text[reply.text.index("<main") :]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.fixture
def files(small_world: World) -> Files:
    """Every file of Fin's certificate."""
    return make_files(small_world)


@pytest.fixture
def hand(app: Flask) -> Hand:
    """Return what hands in a file as Dov, who has no account here."""
    visitor = app.test_client()
    return lambda body, status=200, **how: hand_in(visitor, body, status, **how)
