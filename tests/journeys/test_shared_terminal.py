"""Two people at one terminal: nobody sees, sends or loses anything of the other's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select, update

from courseware.records.responses import response_step
from courseware.records.sign_ins import sign_in as sign_ins
from courseware.records.transaction import writing
from tests.conftest import World
from tests.house.eyes import AXE, broken, lost
from tests.journeys.conftest import Server
from tests.people import PASSWORD
from tests.steps import start

pytestmark = pytest.mark.browser

SWITCH, TYPED = "Switch person", "3141592"
WAITS = "Answers of yours wait on this device"


@pytest.fixture(params=[True])
def context(
    request: pytest.FixtureRequest, browser: Browser, server: Server
) -> Iterator[BrowserContext]:
    """One terminal on the shop floor."""
    one = browser.new_context(base_url=server.url, java_script_enabled=request.param)
    one.set_default_timeout(15_000)
    yield one
    one.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def attempt(server: Server, small_world: World) -> int:
    """An open try of Ada's."""
    with writing(server.engine) as conn:
        now = datetime.now(UTC)
        return start(conn, small_world.cast.ada, "mp1-factory-systems", now=now, site=server.site)


def enter(page: Page, name: str) -> None:
    """Sign in on the form that is shown, as on a device that other people use too."""
    page.get_by_label("User name or e-mail").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Other people use this device too").check()
    page.get_by_role("button", name="Sign in").last.click()
    expect(page.get_by_role("button", name=SWITCH)).to_be_visible()


def switch(page: Page) -> None:
    page.get_by_role("button", name=SWITCH).click()
    expect(page.get_by_label("User name or e-mail")).to_be_focused()


def idle_after(server: Server, seconds: int) -> None:
    """Let the sign-ins of this site end sooner; pages that are opened from now on know."""
    with writing(server.engine) as conn:
        conn.execute(update(sign_ins).values(idle_after=seconds))


def first_text_field(page: Page) -> str:
    """Return the id of the first field in which a number is typed."""
    name = page.locator("input[type=text][name^=slot-]").first.get_attribute("name")
    assert name is not None
    return name.removeprefix("slot-")


def answer_first(
    page: Page, attempt: int, text: str, before: Callable[[], None] = lambda: None
) -> str:
    """Go to the first question with a number, type one and leave the field; return the slot."""
    page.goto(f"/attempts/{attempt}")
    expect(page.locator("form.is-scripted")).to_be_attached()
    before()
    no = first_text_field(page)
    page.evaluate(f"location.hash = 'q-{no}'")
    page.locator(f"[name=slot-{no}]").fill(text)
    page.locator(f"[name=slot-{no}]").blur()
    return no


def saved(server: Server) -> list[str]:
    """Return what the server has of all tries that were open in this story."""
    with server.engine.connect() as conn:
        raws = conn.scalars(select(response_step.c.raw))
        return [raw for raw in raws if TYPED in raw]


def device(page: Page) -> str:
    """Return all that the browser keeps for this site."""
    return str(
        page.evaluate("""async () => JSON.stringify([{...localStorage}, {...sessionStorage},
            await indexedDB.databases(), await caches.keys(), document.cookie])""")
    )


def type_offline_and_switch(page: Page, context: BrowserContext, attempt: int) -> int:
    """Type an answer without a connection, sign out all the same; return the number of its question."""
    page.goto("/sign-in")
    enter(page, "ada")
    no = answer_first(page, attempt, TYPED, before=lambda: context.set_offline(True))
    expect(page.locator("[data-saved]")).to_have_text("On this device, not sent yet")
    page.get_by_role("button", name=SWITCH).click()
    box = page.get_by_role("dialog", name="Some answers are not sent yet")
    expect(box).to_contain_text("Nobody else can read them.")
    box.get_by_role("button", name="Stay on this page").click()
    expect(page.locator(f"[name=slot-{no}]")).to_have_value(TYPED)
    page.get_by_role("button", name=SWITCH).click()
    with page.expect_event("requestfailed", lambda one: one.url.endswith("/sign-in")):
        box.get_by_role("button", name="Sign out all the same").click()
    page.wait_for_timeout(300)
    context.set_offline(False)
    return no


def test_what_ada_typed_offline_waits_for_ada_alone(
    page: Page, context: BrowserContext, server: Server, attempt: int
) -> None:
    no = type_offline_and_switch(page, context, attempt)

    page.goto("/home")
    expect(page).to_have_url(re.compile("/sign-in"))
    enter(page, "fin")
    expect(page).to_have_url(f"{server.url}/home")
    expect(page.get_by_text(WAITS)).to_be_hidden()
    page.goto(f"/attempts/{attempt}")
    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()
    kept = device(page)
    assert "unsent:" in kept
    for secret in (TYPED, "ada", "Ada", "Marsh", "slot"):
        assert secret not in kept
    assert "Ada" not in page.content()
    assert saved(server) == []
    switch(page)

    enter(page, "ada")
    expect(page.get_by_text(WAITS)).to_be_visible()
    page.get_by_role("link", name="Open the attempt").click()
    expect(page.locator(f"[name=slot-{no}]")).to_have_value(TYPED)
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    assert len(saved(server)) == 1
    assert "unsent:" not in device(page)
    page.goto("/home")
    expect(page.get_by_text(WAITS)).to_be_hidden()


def test_back_after_a_switch_shows_nothing_of_ada(page: Page) -> None:
    page.goto("/sign-in")
    enter(page, "ada")
    page.goto("/account")
    page.goto("/certificates")
    switch(page)
    for _step in range(2):
        page.go_back()
        expect(page.get_by_label("Password")).to_be_visible()
        assert "Ada" not in page.content()
    assert device(page) == '[{},{},[],[],""]'
    enter(page, "fin")
    page.go_back()
    assert "Ada" not in page.content()


def test_strip_and_questions_break_no_rule_of_accessibility(
    page: Page, context: BrowserContext, attempt: int
) -> None:
    context.add_init_script(AXE)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/sign-in")
    assert broken(page) == []
    enter(page, "ada")
    page.goto(f"/attempts/{attempt}")
    assert broken(page) == []
    assert lost(page) == []
    for mark in ("data-still-here", "data-unsent"):
        page.evaluate(f"document.querySelector('[{mark}]').showModal()")
        assert broken(page, "dialog[open]") == []
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_switch_with_a_connection_sends_first(page: Page, server: Server, attempt: int) -> None:
    page.goto("/sign-in")
    enter(page, "ada")
    page.goto(f"/attempts/{attempt}")
    no = first_text_field(page)
    page.goto(f"/attempts/{attempt}#q-{no}")
    page.locator(f"[name=slot-{no}]").fill(TYPED)
    switch(page)
    assert len(saved(server)) == 1
    assert device(page) == '[{},{},[],[],""]'


def test_a_page_asks_once_then_goes(page: Page, server: Server) -> None:
    page.goto("/sign-in")
    enter(page, "ada")
    idle_after(server, 9)
    page.goto("/certificates")
    box = page.get_by_role("dialog", name="Are you still here?")
    expect(box).to_be_visible(timeout=9_000)
    expect(box.get_by_role("button", name="I am still here")).to_be_focused()
    with page.expect_response("**/still-here") as told:
        page.keyboard.press("Enter")
    assert told.value.status == 204
    expect(box).to_be_hidden()
    expect(box).to_be_visible(timeout=9_000)
    expect(page).to_have_url(re.compile(r"/sign-in\?next=/certificates"), timeout=9_000)
    expect(page.get_by_text("Nobody was here for a while")).to_be_visible()
    with server.engine.connect() as conn:
        assert None not in list(conn.scalars(select(sign_ins.c.ended_at)))
    page.go_back()
    assert "Ada" not in page.content()
    page.goto("/sign-in?next=/certificates&whose=0123456789abcdef")
    enter(page, "fin")
    expect(page).to_have_url(f"{server.url}/home")


def test_typing_and_other_windows_count_as_somebody(
    page: Page, context: BrowserContext, server: Server, attempt: int
) -> None:
    page.goto("/sign-in")
    enter(page, "ada")
    idle_after(server, 6)
    page.goto("/certificates")
    quiz = context.new_page()
    answer_first(quiz, attempt, "1")
    field = quiz.locator("input[type=text]:visible").first
    for number in range(5):
        quiz.wait_for_timeout(1_500)
        field.fill(str(number))
    expect(quiz.locator("[data-saved]")).to_contain_text("Saved")
    for one in (page, quiz):
        expect(one.get_by_role("dialog")).to_be_hidden()
        expect(one.get_by_role("button", name=SWITCH)).to_be_visible()
    for one in (page, quiz):
        expect(one).to_have_url(re.compile("/sign-in"), timeout=12_000)
    expect(quiz.get_by_text("Nobody was here for a while")).to_be_visible()
    enter(quiz, "ada")
    expect(quiz).to_have_url(re.compile(f"/attempts/{attempt}"))


@pytest.mark.parametrize("context", [False], indirect=True)
def test_without_scripts_a_page_of_reading_goes_by_itself(page: Page, server: Server) -> None:
    page.goto("/sign-in")
    enter(page, "ada")
    idle_after(server, 1)
    page.goto("/certificates")
    expect(page).to_have_url(re.compile(r"/sign-in\?next=/certificates"), timeout=15_000)
    assert "Ada" not in page.content()
    page.go_back()
    expect(page).to_have_url(re.compile("/sign-in"))
    assert "Ada" not in page.content()
