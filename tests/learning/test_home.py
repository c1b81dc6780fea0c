"""The home page shows the one next step, and asks for the certificate's name until it is confirmed."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from courseware.extensions import db
from courseware.records.people import person
from courseware.records.transaction import writing
from tests.people import Cast


def test_the_next_step_is_the_first_unread_lesson(client_of: Callable[[str], FlaskClient]) -> None:
    home = client_of("ada").get("/home").text
    assert "Start the first lesson" in home
    assert "“How factories work” opens when you pass" in home


def test_somebody_without_a_pathway_is_led_to_one(client_of: Callable[[str], FlaskClient]) -> None:
    home = client_of("ben").get("/home").text
    assert "You are not on a pathway yet" in home.replace("&#39;", "'")


def test_a_name_that_is_not_confirmed_is_asked_for(
    app: Flask, cast: Cast, client_of: Callable[[str], FlaskClient]
) -> None:
    assert "Confirm how it is written" not in client_of("ada").get("/home").text
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(
            update(person).where(person.c.id == cast.ada).values(certificate_name_confirmed_at=None)
        )
    assert "Confirm how it is written" in client_of("ada").get("/home").text


def test_whoever_has_finished_is_led_to_the_certificate(
    client_of: Callable[[str], FlaskClient],
) -> None:
    home = client_of("fin").get("/home").text
    assert "You have finished this pathway" in home
    assert "See your certificate" in home
