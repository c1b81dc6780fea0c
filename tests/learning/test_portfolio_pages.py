"""A portfolio: exactly the chosen parts, nothing private, ended at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.practice.sharing import FOR_MENTOR, IN_PORTFOLIO, Part
from courseware.records.credentials import credentials_of
from courseware.records.revocations import revoke
from courseware.records.transaction import writing
from tests.careers import MENTOR, mentor_link, portfolio_link
from tests.conftest import NOW, World
from tests.people import Cast
from tests.portfolios import PRIVATE, fill
from tests.reporting.reading import text_of
from tests.steps import hidden_fields, sign_records

ClientOf = Callable[[str], FlaskClient]
SHOWN = {
    Part.PRACTICE: "Counted the stops of the packing bench",
    Part.REFLECTIONS: "I thought about what I saw",
    Part.RESULTS: "Search time for tools From 74 to 21 s.",
    Part.A3: "Late kits at the bench Practice A3 · 24 of 32 points",
    Part.MODULES: "How factories work",
    Part.CREDENTIALS: "Certificate of completion · First steps in production",
    Part.CAREER: "Forklift license Held · earned on 1 Jan 2025",
}


def post(client: FlaskClient, path: str, **fields: object) -> int:
    token = hidden_fields(client.get("/account").text)["csrf_token"]
    return client.post(path, data={**fields, "csrf_token": token}).status_code


def link_on(page: str) -> str:
    return page.partition('<p class="pace-address"><a href="http://localhost')[2].partition('"')[0]


def test_an_empty_portfolio_says_what_comes_here(client_of: ClientOf) -> None:
    page = text_of(client_of("ada").get("/portfolio").text)
    for text in ("No confirmed practice yet.", "No confirmed result yet.", "No accepted A3 yet.",
                 "No certificate yet.", "No module passed yet."):  # fmt: skip
        assert text in page


def test_it_gathers_what_was_confirmed(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    fill(app, cast.fin)
    reply = client_of("fin").get("/portfolio").text
    page = text_of(reply)
    for part, text in SHOWN.items():
        assert (text in page) is (part is not Part.REFLECTIONS)
    assert "2.5 verified hours of work, and 2 hours of simulated cases. In 2 entries." in page
    assert "Production data (simulated)" in page
    assert "The chart as a table" in page
    assert "Simulated case" in page
    assert "Confirmed by: Team leader" in page
    assert PRIVATE not in reply


def test_reflections_are_shown_when_they_are_chosen(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    fill(app, cast.fin)
    fin = client_of("fin")
    page = text_of(fin.get("/portfolio?choose=1&part=practice&part=reflections").text)
    assert SHOWN[Part.REFLECTIONS] in page
    assert "Forklift license" not in page
    page = text_of(fin.get("/portfolio?choose=1").text)
    assert "Nothing is chosen" in page


@pytest.mark.parametrize("part", [one for one in IN_PORTFOLIO if one is not Part.REFLECTIONS])
def test_the_link_shows_exactly_the_chosen_part(app: Flask, cast: Cast, part: Part) -> None:
    fill(app, cast.fin)
    page = text_of(app.test_client().get(portfolio_link(app, cast.fin, (part,))).text)
    assert {one for one, text in SHOWN.items() if text in page} == {part}
    assert "Fin Haddow" in page


def test_a_shared_page_holds_nothing_private(small_world: World) -> None:
    app, fin = small_world.app, small_world.cast.fin
    fill(app, fin)
    with app.app_context():
        sign_records(db.engine, app.extensions["courseware.site"], now=NOW)
    for path in (portfolio_link(app, fin, IN_PORTFOLIO), mentor_link(app, fin, FOR_MENTOR)):
        reply = app.test_client().get(path)
        assert reply.status_code == 200
        assert reply.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert reply.headers["Cache-Control"] == "no-store"
        assert '<meta name="robots" content="noindex">' in reply.text
        assert "Counted the stops of the packing bench" in reply.text
        for word in (PRIVATE, "fin@example.com", MENTOR["address"], "@example", "Rosa", "Mia"):
            assert word not in reply.text
        main = reply.text.partition("<main")[2].partition("</main>")[0]
        assert " fin" not in main  # the user name


def test_the_learner_makes_changes_and_ends_a_link(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    fill(app, cast.fin)
    fin, visitor = client_of("fin"), app.test_client()
    assert post(fin, "/portfolio/link", part=["practice", "a3"]) == 303
    page = fin.get("/portfolio").text
    path = link_on(page)
    assert "QR code with the address of your portfolio" in page
    assert "Late kits" in visitor.get(path).text
    assert post(fin, "/portfolio/link", part=["practice"]) == 303
    page = fin.get("/portfolio").text
    assert link_on(page) == path
    assert "Late kits" not in visitor.get(path).text
    other = text_of(fin.get("/portfolio?choose=1&part=a3").text)
    assert "The page beside shows other parts than the link does." in other
    number = page.partition("/portfolio/links/")[2].partition("/")[0]
    assert post(client_of("dov"), f"/portfolio/links/{number}/removal") == 404
    assert visitor.get(path).status_code == 200
    assert post(fin, f"/portfolio/links/{number}/removal") == 303
    assert visitor.get(path).status_code == 404
    assert "Make a link" in text_of(fin.get("/portfolio").text)
    assert post(fin, "/portfolio/link", part=["practice"]) == 303
    assert link_on(fin.get("/portfolio").text) != path


def test_nothing_is_shared_when_nothing_is_chosen(client_of: ClientOf) -> None:
    fin = client_of("fin")
    token = hidden_fields(fin.get("/account").text)["csrf_token"]
    reply = fin.post("/portfolio/link", data={"part": "contacts", "csrf_token": token})
    assert reply.status_code == 422
    assert "Choose at least one part." in text_of(reply.text)
    assert "Make a link" in reply.text


def test_unknown_and_ended_links_answer_alike(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    ended, other = portfolio_link(app, cast.fin), mentor_link(app, cast.fin)
    fin = client_of("fin")
    number = fin.get("/portfolio").text.partition("/portfolio/links/")[2].partition("/")[0]
    post(fin, f"/portfolio/links/{number}/removal")
    visitor = app.test_client()
    secret = other.rpartition("/")[2]
    paths = (ended, "/portfolio/unknown", f"/portfolio/{secret}", "/mentor/unknown",
             ended.replace("portfolio", "mentor"))  # fmt: skip
    replies = [visitor.get(path) for path in paths]
    assert {reply.status_code for reply in replies} == {404}
    assert len({text_of(reply.text) for reply in replies}) == 1
    assert "ask the person for a new link" in replies[0].text


def test_a_revoked_certificate_is_left_out(small_world: World, client_of: ClientOf) -> None:
    app, fin = small_world.app, small_world.cast.fin
    with app.app_context(), writing(db.engine) as conn:
        revoke(
            conn, credentials_of(conn, fin)[0].public_id, reason="mistake", now=NOW, by_person=None
        )
    html = app.test_client().get(portfolio_link(app, fin)).text
    assert SHOWN[Part.CREDENTIALS] not in text_of(html)
    # Nothing else stands in that part, so a stranger reads nothing of it.
    assert 'id="certificates"' not in html
    assert 'id="modules"' in html
