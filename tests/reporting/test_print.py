"""The matrix on paper, printed by a real Chromium: A4 landscape, a head on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from threading import Thread

import pypdfium2
import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from courseware.operations import people as verbs
from courseware.operations.people import NewPerson
from tests.conftest import sign_in
from tests.people import START, TEAM
from tests.reporting.editing import Edit

pytestmark = pytest.mark.browser
LANDSCAPE = (842, 595)  # A4 in points


@pytest.fixture
def url(app: Flask) -> Iterator[str]:
    """The application on a port of its own."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_printed_matrix_is_whole_on_every_page(
    app: Flask, url: str, edit: Edit, browser: Browser
) -> None:
    with edit() as conn:
        team = verbs.find_team(conn, TEAM)
        for n in range(60):
            name = f"Worker Number{n:02} With A Rather Long Name Of Several Words"
            one = verbs.add_person(conn, NewPerson(f"w{n}", name), now=START)
            verbs.join_team(conn, one, team, now=START)
    cookie = sign_in(app, "cleo").get_cookie("courseware")
    assert cookie is not None
    context = browser.new_context()
    context.add_cookies([{"name": "courseware", "value": cookie.value, "url": url}])
    page = context.new_page()
    page.goto(f"{url}/reporting/matrix?state=elsewhere")
    body = page.pdf(prefer_css_page_size=True)
    context.close()
    sheets = pypdfium2.PdfDocument(body)
    texts = [" ".join(one.get_textpage().get_text_bounded().split()) for one in sheets]
    assert len(texts) > 1
    for sheet, text in zip(sheets, texts, strict=True):
        assert tuple(round(side) for side in sheet.get_size()) == LANDSCAPE
        assert re.search(r"Person 1 .* 2 .* Certificate", text), "the head stands on every page"
        names = re.findall(r"Number\d\d", text)
        assert len(re.findall("Of Several Words", text)) == len(names), "nobody is cut in two"
    whole = " ".join(texts)
    assert len(set(re.findall(r"Number\d\d", whole))) == 60
    assert "not on this pathway · 60 people · as of" in texts[0]
    assert "Not on this pathway" in texts[-1]
    for tool in ("Sign out", "Show", "CSV", "browser's print command", "Privacy", "on the way"):
        assert tool not in whole
