"""From sign-in to the certificate with Tab, Shift+Tab, arrows, Space and Enter: no mouse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from courseware.quizzes.posts import Raw
from courseware.records.transaction import writing
from tests.conftest import NOW
from tests.journeys.conftest import Server
from tests.journeys.keyboard import Keyboard
from tests.people import PASSWORD, Cast
from tests.steps import answers_of, do_all_tasks, pass_module

pytestmark = pytest.mark.browser
LAST = "mp1-factory-systems"


@pytest.fixture
def desk(browser: Browser, server: Server, cast: Cast) -> Iterator[Page]:
    """The sign-in page in Ada's browser; one quiz stands between her and the certificate."""
    with writing(server.engine) as conn:
        pass_module(conn, cast.ada, "cp1-start-here", now=NOW, site=server.site)
        later = NOW + timedelta(days=1)
        do_all_tasks(conn, cast.ada, LAST, now=later, site=server.site)
    context = browser.new_context(
        base_url=server.url, viewport={"width": 1280, "height": 640}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto("/sign-in")
    yield page
    context.close()


def sign_in(page: Page, keys: Keyboard) -> None:
    first = keys.step()
    assert first["name"] == "Skip to the content"
    keys.press("Enter")
    field = keys.step()
    assert field["field"] == "user_name", "after the skip link comes the content, not the menu"
    keys.type("ada")
    keys.step()
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(page).to_have_url(re.compile("/home$"))


def answer(keys: Keyboard, no: int, raw: Raw) -> None:
    """Answer the question that is on the screen."""
    if "" not in raw:  # a list for each row
        for part, (choice,) in raw.items():
            choose(keys, f"slot-{no}.{part}", choice)
        return
    field = keys.to_field(f"slot-{no}")
    if "numeric-field" in field["html"]:
        keys.type(raw[""][0])
        for unit in raw.get("unit", ()):
            choose(keys, f"slot-{no}.unit", unit)
    elif 'type="radio"' in field["html"]:
        keys.press("Space")
        for _option in range(8):
            if keys.here()["value"] == raw[""][0]:  # type: ignore[index]  # the focus is in the group
                break
            keys.press("ArrowDown")
    else:
        left = set(raw[""])
        while left:
            if field["value"] in left:
                keys.press("Space")
                left.remove(field["value"])
            field = keys.step() if left else field


def choose(keys: Keyboard, name: str, choice: str) -> None:
    keys.to_field(name)
    for _option in range(12):
        if keys.here()["value"] == choice:  # type: ignore[index]  # the focus is on the list
            return
        keys.press("ArrowDown")


def take_the_quiz(page: Page, keys: Keyboard, server: Server) -> None:
    keys.to("Start the quiz", tag="button")
    keys.press("Space")
    expect(page).to_have_url(re.compile(r"/attempts/\d+$"))
    with server.engine.connect() as conn:
        raws = answers_of(conn, int(page.url.rsplit("/", 1)[1]), LAST, server.site)
    for no, raw in raws.items():
        expect(page.locator(f"#q-{no}-title")).to_be_visible()
        answer(keys, no, raw)
        if no < len(raws):
            keys.to("Next question", tag="a")
            keys.press("Enter")
            expect(page.locator(f"#q-{no + 1}-title")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    keys.to("Check your answers", tag="button")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()


def test_ada_earns_her_certificate_without_a_mouse(desk: Page, server: Server) -> None:
    page, keys = desk, Keyboard(desk)
    sign_in(page, keys)
    keys.to("Go to the quiz", tag="a")
    keys.press("Enter")
    expect(page).to_have_url(re.compile("#quiz$"))
    take_the_quiz(page, keys, server)

    expect(page.get_by_text("No answer yet")).to_have_count(0)
    submit = keys.to("Submit for grading", tag="button")
    keys.step()
    assert keys.step("Shift+Tab")["html"] == submit["html"]
    keys.press("Enter")
    expect(page.get_by_text("Module passed")).to_be_visible()

    keys.to("Certificates", tag="a")
    keys.press("Enter")
    expect(page.get_by_role("article", name="Certificate of completion")).to_contain_text(
        "Ada Marsh"
    )
    keys.to("Open the PDF", tag="a")
    keys.to("The page others see", tag="a")
    keys.press("Enter")
    expect(page.get_by_text("Valid", exact=True)).to_be_visible()
    assert not keys.faults, "\n".join(keys.faults)
