"""From the start page to a printed card: a thumb, no account, five interactions, and no trace of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pytest
import zxingcpp
from PIL import ImageChops
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from sqlalchemy import Engine, select

from courseware.records.everything import METADATA
from tests.journeys.conftest import Server

pytestmark = pytest.mark.browser

MOST_INTERACTIONS = 5
MOST_REQUESTS = 4
MOST_BYTES = 40_000
BACKGROUND = {
    "job_lease", "credential_file", "module_delta", "module_total",
    "signing_key", "module_record", "learner", "journal",
}  # fmt: skip
"""The jobs process writes here by its clock, whoever looks at a page."""
LONGEST = ("minutes=1440&pieces=1000000&worked=1439.123456", "minutes=540&pieces=7&worked=0")
A5 = (148 / 25.4 * 72, 210 / 25.4 * 72)
NEARLY_GRAY = 24
"""How far the three colors of a dot may differ on a scale of 255 before a copier shows it."""


@dataclass
class Hand:
    """Somebody with a phone; each field filled in and each tap is one interaction."""

    page: Page
    done: list[str] = field(default_factory=list)

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)
        self.done.append(f"fill in {label}")

    def tap(self, what: Locator) -> None:
        self.done.append(f"tap {what.inner_text()}")
        what.tap()


@dataclass
class Wire:
    """What a browser asks for: addresses, and bytes that came over the wire."""

    addresses: list[str] = field(default_factory=list)
    transferred: float = 0

    def listen(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._came)

    def _asked(self, event: dict) -> None:
        self.addresses.append(event["request"]["url"])

    def _came(self, event: dict) -> None:
        self.transferred += event["encodedDataLength"]


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(
    request: pytest.FixtureRequest, browser: Browser, shared_server: Server
) -> Iterator[BrowserContext]:
    """A phone that has never been here."""
    context = browser.new_context(
        base_url=shared_server.url,
        java_script_enabled=request.param,
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


def rows(engine: Engine) -> dict[str, list[str]]:
    """Return every row of every table that a request could have written."""
    with engine.connect() as conn:
        return {
            table.name: sorted(repr(tuple(row)) for row in conn.execute(select(table)))
            for table in METADATA.sorted_tables
            if table.name not in BACKGROUND
        }


def test_a_visitor_prints_a_card_in_five_interactions(
    phone: BrowserContext, shared_server: Server
) -> None:
    before, wire = rows(shared_server.engine), Wire()
    page = phone.new_page()
    wire.listen(page)
    hand = Hand(page)

    page.goto("/", wait_until="networkidle")
    assert len(wire.addresses) <= MOST_REQUESTS, wire.addresses
    assert 0 < wire.transferred <= MOST_BYTES, wire
    hand.fill("Work time of the shift, in minutes", "450")
    hand.fill("Pieces the customer takes in that shift", "225")
    hand.fill("Minutes worked so far", "200")
    hand.tap(page.get_by_role("button", name="Show the pace"))
    expect(page.get_by_role("heading", name="100 pieces are due by now")).to_be_in_viewport()
    hand.tap(page.get_by_role("link", name="Card for the huddle"))
    expect(page.get_by_role("heading", name="120 s a piece")).to_be_in_viewport()
    expect(page.get_by_role("row", name="7 h 30 min 225")).to_be_visible()
    sheet = page.pdf(prefer_css_page_size=True)

    assert len(hand.done) <= MOST_INTERACTIONS, hand.done
    check_the_sheet(sheet, page.url)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert phone.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert [one for one in wire.addresses if not one.startswith(f"{shared_server.url}/")] == []
    assert rows(shared_server.engine) == before


def check_the_sheet(sheet: bytes, address: str) -> None:
    """One A5 page, in black and white, whose code leads back to it."""
    pages = pypdfium2.PdfDocument(sheet)
    assert len(pages) == 1
    assert pages[0].get_size() == pytest.approx(A5, abs=2)
    picture = pages[0].render(scale=2).to_pil().convert("RGB")
    red, green, blue = picture.split()
    for one, other in ((red, green), (green, blue)):
        assert ImageChops.difference(one, other).getextrema()[1] <= NEARLY_GRAY
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == address


@pytest.mark.parametrize("phone", [False], indirect=True, ids=["without scripts"])
def test_the_longest_table_is_one_sheet_too(phone: BrowserContext) -> None:
    page = phone.new_page()
    for query in LONGEST:
        page.goto(f"/pace-card?{query}")
        check_the_sheet(page.pdf(prefer_css_page_size=True), page.url)
