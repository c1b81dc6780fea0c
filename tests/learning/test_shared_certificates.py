"""A holder shares a certificate: what a link shows is said as it is, and scores only if they want it."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from courseware.cli.rounds import Rounds
from courseware.extensions import db
from courseware.records.credentials import credentials_of
from tests.conftest import NOW, World, sign_in
from tests.steps import hidden_fields


@pytest.fixture
def number(small_world: World) -> str:
    """The number of Fin's certificate, whose files are made."""
    app = small_world.app
    with app.app_context():
        Rounds(db.engine, app.extensions["courseware.site"], lambda: NOW).complete()
        with db.engine.connect() as conn:
            return credentials_of(conn, small_world.cast.fin)[0].public_id


def words(client: FlaskClient, url: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(url).text).split())


def test_the_scores_are_public_only_while_their_holder_wants_it(
    small_world: World, visitor: FlaskClient, number: str
) -> None:
    fin = sign_in(small_world.app, "fin")

    def choose(show: str) -> None:
        fields = hidden_fields(fin.get("/certificates").text)
        data = {"csrf_token": fields["csrf_token"], "show": show}
        assert fin.post(f"/certificates/{number}/scores", data=data).status_code == 303

    shown = "Shown because the holder chose to."
    assert shown not in words(visitor, f"/verify/{number}")
    assert "It shows your name and no score." in words(fin, "/certificates")
    choose("yes")
    assert shown in words(visitor, f"/verify/{number}")
    told = words(fin, "/certificates")
    assert "It shows your name and your scores." in told
    assert "no score." not in told
    choose("no")
    assert shown not in words(visitor, f"/verify/{number}")
