"""The public front: the pace of a line first, then what the academy is, for whom, and who runs it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from courseware.extensions import db
from courseware.records.credentials import issuer_profile
from courseware.records.transaction import writing
from tests.labs.shipped import shipped_catalog

AUDIENCES = ("Learners", "Managers", "Instructors", "Operators", "Employers")
STATES = "The holder completed the modules on starting a career"


def test_the_form_stands_before_all_else(visitor: FlaskClient) -> None:
    page = visitor.get("/").text
    assert page.index("<h1") < page.index('name="minutes"') < page.index("<h2")
    assert 'method="get" action="/pace"' in page


def test_the_academy_is_explained_to_each_audience(visitor: FlaskClient) -> None:
    page = visitor.get("/").text
    for audience in AUDIENCES:
        assert f"<h3>{audience}</h3>" in page


def test_pathways_are_listed_with_modules_minutes_and_what_the_certificate_states(
    visitor: FlaskClient,
) -> None:
    modules = [
        shipped_catalog().modules[slug] for slug in ("cp1-start-here", "mp1-factory-systems")
    ]
    minutes = [module.minutes for module in modules]
    times = (f"{minutes[1]} minutes", f"In all about {sum(minutes)} minutes.")
    for path in ("/", "/pathways"):
        page = visitor.get(path).text
        for words in ("How factories work", *times, "Optional: Warm-up", STATES):
            assert words in page, (path, words)
        assert "Sign in to take it" in page


def test_pathways_are_told_in_full_on_their_own_page(
    visitor: FlaskClient, client_of: Callable[[str], FlaskClient]
) -> None:
    assert "compare the routes into the job" in visitor.get("/pathways").text
    assert "compare the routes into the job" not in visitor.get("/").text
    assert "Open this pathway" in client_of("ada").get("/pathways").text


def test_whoever_is_signed_in_goes_on_home(client_of: Callable[[str], FlaskClient]) -> None:
    assert client_of("ada").get("/").headers["Location"] == "/home"


def test_about_names_the_issuer(visitor: FlaskClient) -> None:
    page = visitor.get("/about").text
    assert "Rivermill Components" in page
    assert "academy@example.com" in page


def test_about_says_when_nobody_issues_yet(app: Flask, visitor: FlaskClient) -> None:
    with app.app_context(), writing(db.engine) as conn:
        conn.execute(delete(issuer_profile))
    assert "Nobody is named yet" in visitor.get("/about").text


def test_every_page_leads_to_both(visitor: FlaskClient) -> None:
    for path in ("/", "/help", "/verify"):
        page = visitor.get(path).text
        assert '<a href="/pace">' in page
        assert '<a href="/about">' in page
