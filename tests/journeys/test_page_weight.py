"""What a first visit really transfers: bytes on the wire, and what must come before there is text to read."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.conftest import Server
from tests.people import PASSWORD

MOST_BYTES = 40_000
MOST_REQUESTS = 4
LESSON = "/modules/mp1-factory-systems/lessons/flow-physics"
PAGES = {
    "a visitor": ["/", "/sign-in", "/pathways", "/glossary", "/help", "/verify"],
    "fin": [
        "/home",
        "/pathways/first-steps",
        "/modules/mp1-factory-systems",
        LESSON,
        "/certificates",
    ],
    "cleo": ["/reporting/matrix"],
    "ben": ["/authoring"],
}
_BLOCKING = """() => performance.getEntriesByType("resource")
    .filter(one => one.renderBlockingStatus === "blocking").length"""


def weigh(context: BrowserContext, url: str) -> tuple[int, int, Page]:
    """Return the bytes that a page and all it loads take, and its requests before the first paint."""
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[float] = []

    def add(event: dict[str, Any]) -> None:
        sizes.append(event["encodedDataLength"])

    network.on("Network.loadingFinished", add)
    page.goto(url, wait_until="networkidle")
    before_text = 1 + int(page.evaluate(_BLOCKING))  # the page itself, and what it waits for
    return int(sum(sizes)), before_text, page


@pytest.mark.browser
@pytest.mark.parametrize("who", PAGES)
def test_a_first_visit_is_light(browser: Browser, server: Server, who: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    if who != "a visitor":
        page = context.new_page()
        page.goto(f"{server.url}/sign-in")
        page.fill("input[name=user_name]", who)
        page.fill("input[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.close()
    for path in PAGES[who]:
        size, before_text, page = weigh(context, f"{server.url}{path}")
        assert page.url == f"{server.url}{path}"
        assert size <= MOST_BYTES, f"{path} transfers {size:,} bytes"
        assert before_text <= MOST_REQUESTS, f"{path} waits for {before_text} requests"
        page.close()
    context.close()
