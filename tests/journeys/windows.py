"""Windows in which somebody is signed in."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Server
from tests.journeys.test_a_learner_earns_a_certificate import sign_in


def window(browser: Browser, server: Server, who: str, width: int) -> Page:
    """Return a window of a width, signed in as somebody."""
    page = browser.new_context(
        base_url=server.url, viewport={"width": width, "height": 800}
    ).new_page()
    page.set_default_timeout(15_000)
    sign_in(page, who)
    return page
