"""What a first visit really transfers: bytes on the wire, and what must come before there is text to read."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Server
from tests.people import PASSWORD

MOST_BYTES = 40_000
MOST_REQUESTS = 4
LESSON = "/modules/mp1-factory-systems/lessons/flow-physics"
PAGES = {
    "a visitor": [
        "/",
        "/sign-in",
        "/pathways",
        "/glossary",
        "/glossary/takt-time",
        "/help",
        "/verify",
    ],
    "fin": [
        "/home",
        "/pathways/first-steps",
        "/modules/mp1-factory-systems",
        LESSON,
        "/modules/mp1-factory-systems/labs/flow-explorer",
        "/certificates",
    ],
    "cleo": ["/reporting/matrix"],
    "ben": ["/authoring"],
}
_BLOCKING = """() => performance.getEntriesByType("resource")
    .filter(one => one.renderBlockingStatus === "blocking").length"""


class Scales:
    """Adds up what one window transfers, with its cache off."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._sizes: list[float] = []
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        network.on("Network.loadingFinished", self._add)

    def _add(self, event: dict[str, Any]) -> None:
        self._sizes.append(event["encodedDataLength"])

    def weigh(self, url: str) -> tuple[int, int]:
        """Return the bytes that a page and all it loads take, and its requests before the first paint."""
        self._sizes.clear()
        self.page.goto(url, wait_until="networkidle")
        assert self.page.url == url
        waited_for = int(self.page.evaluate(_BLOCKING))
        return int(sum(self._sizes)), 1 + waited_for  # the page itself, and what it waits for


@pytest.mark.browser
@pytest.mark.parametrize("who", PAGES)
def test_a_first_visit_is_light(browser: Browser, shared_server: Server, who: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    # One window for all: Chromium may never answer the closing of a window that is just moving on.
    page = context.new_page()
    page.set_default_timeout(60_000)  # /authoring compiles the curriculum on its first visit
    if who != "a visitor":
        page.goto(f"{shared_server.url}/sign-in")
        page.fill("input[name=user_name]", who)
        page.fill("input[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        expect(page).not_to_have_url(f"{shared_server.url}/sign-in")
    scales = Scales(page)
    for path in PAGES[who]:
        size, before_text = scales.weigh(f"{shared_server.url}{path}")
        assert 2_000 <= size <= MOST_BYTES, f"{path} transfers {size:,} bytes"
        assert before_text <= MOST_REQUESTS, f"{path} waits for {before_text} requests"
    context.close()
