"""Slips on paper, printed by a real Chromium: eight a page, none cut in two, codes that scan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from threading import Thread

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from courseware.extensions import db
from courseware.operations.people import NewPerson, add_person
from courseware.records.transaction import writing
from tests.conftest import NOW, sign_in

pytestmark = pytest.mark.browser
LONG = "Maximiliana Theodora Featherstonehaugh-Cholmondeley van der Westhuizen of Upper Slaughter"


@pytest.fixture
def url(app: Flask) -> Iterator[str]:
    """The application on a port of its own, with nine people who wait for a password."""
    with app.app_context(), writing(db.engine) as conn:
        for n in range(9):
            name = LONG if n == 4 else f"Worker Number{n}"
            user_name = "w" * 90 if n == 5 else f"w{n}"
            add_person(conn, NewPerson(user_name, name), now=NOW)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def slips(app: Flask, url: str, browser: Browser) -> Iterator[Page]:
    """The page of slips as an operator gets it."""
    cookie = sign_in(app, "eve").get_cookie("courseware")
    assert cookie is not None
    context = browser.new_context()
    context.add_cookies([{"name": "courseware", "value": cookie.value, "url": url}])
    page = context.new_page()
    page.goto(f"{url}/admin/people/slips")
    page.get_by_label("Everybody without a password").check()
    page.get_by_role("button", name="Make codes and show the slips").click()
    page.get_by_role("heading", name="9 slips to print").wait_for()
    yield page
    context.close()


def test_nine_slips_are_two_sheets_of_paper_with_eight_and_one(slips: Page) -> None:
    assert slips.get_by_role("button", name="Print").is_visible()
    codes = slips.locator(".slip-code").all_inner_texts()
    for paper, size in (("A4", (595, 842)), ("Letter", (612, 792))):
        sheets = pypdfium2.PdfDocument(slips.pdf(format=paper, print_background=False))
        assert len(sheets) == 2
        assert [one.get_size() for one in sheets] == [pytest.approx(size, abs=2)] * 2
        texts = [one.get_textpage().get_text_bounded() for one in sheets]
        assert [len(re.findall(r"Choose a password of your own", text)) for text in texts] == [8, 1]
        printed = [re.findall(r"\w{4}-\w{4}-\w{4}", text) for text in texts]
        assert printed == [codes[:8], codes[8:]], f"{paper}: whole slips in their order"
        for word in ("Operate", "Privacy", "Print", "All people", "/admin"):
            assert word not in "".join(texts)
        found = [_scan(one) for one in sheets]
        wanted = [f"http://localhost/invitations/{code.replace('-', '')}" for code in codes]
        assert [sorted(one) for one in found] == [sorted(wanted[:8]), sorted(wanted[8:])]


def _scan(sheet: pypdfium2.PdfPage) -> list[str]:
    image = sheet.render(scale=3).to_pil()
    return [one.text for one in zxingcpp.read_barcodes(image)]


def test_nothing_of_a_slip_stands_outside_its_edges(slips: Page) -> None:
    slips.emulate_media(media="print")
    spilled = slips.evaluate(
        """() => [...document.querySelectorAll(".slip")].flatMap(slip => {
          const box = slip.getBoundingClientRect();
          return [...slip.querySelectorAll("*")].filter(one => {
            const own = one.getBoundingClientRect();
            return own.bottom > box.bottom + 1 || own.right > box.right + 1;
          }).map(one => one.className || one.tagName);
        })"""
    )
    assert spilled == []


def test_a_slip_says_who_where_how_and_until_when(slips: Page) -> None:
    text = slips.locator(".slip").first.inner_text()
    for words in (
        "Courseware",
        "User name",
        "Code, works once",
        "localhost/first-access",
        "Works until 15 Apr 2026",
    ):
        assert words in text
