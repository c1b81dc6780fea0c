"""Ada changes her account with the keyboard, in a browser that runs no scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Server
from tests.journeys.keyboard import Keyboard
from tests.people import PASSWORD

pytestmark = pytest.mark.browser
NEW = "takt time is not cycle time"


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[Page]:
    """The account of Ada on a phone without scripts."""
    context = browser.new_context(
        base_url=server.url, java_script_enabled=False, reduced_motion="reduce",
        viewport={"width": 360, "height": 740},
    )  # fmt: skip
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto("/sign-in?next=/account")
    page.get_by_label("User name or e-mail").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/account$"))
    yield page
    context.close()


def test_size_and_password_are_changed_with_keys_alone(phone: Page) -> None:
    keys = Keyboard(phone)
    keys.to("Text size", tag="a")
    keys.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your text size")
    keys.to("Normal")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.to("Save the text size", tag="button")
    keys.press("Enter")
    expect(phone.locator("html")).to_have_class("text-larger")
    assert phone.evaluate("document.scrollingElement.scrollWidth <= innerWidth")

    keys.to("Password", tag="a")
    keys.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your password")
    fill(keys, current="not the password")
    expect(phone.get_by_role("alert")).to_contain_text("This is not your current password.")
    expect(phone.get_by_role("alert")).to_be_focused()
    fill(keys, current=PASSWORD)
    expect(phone.get_by_role("status")).to_contain_text("Your password is changed.")
    assert keys.faults == []


def fill(keys: Keyboard, *, current: str) -> None:
    """Fill the form of the password by Tab, and send it with Enter."""
    for field, text in (("password", NEW), ("again", NEW), ("current", current)):
        keys.to_field(field)
        keys.type(text)
    keys.press("Enter")
