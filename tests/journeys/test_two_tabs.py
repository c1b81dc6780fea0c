"""Two tabs of one person on the same quiz: nothing is overwritten in silence, and only a real difference asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.journeys.conftest import Server
from tests.people import PASSWORD

pytestmark = pytest.mark.browser

WITHOUT_A_NETWORK = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
WITH_A_NETWORK = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


@pytest.fixture
def context(
    request: pytest.FixtureRequest, browser: Browser, server: Server
) -> Iterator[BrowserContext]:
    one = browser.new_context(
        base_url=server.url, viewport={"width": 360, "height": 740},
        java_script_enabled=request.param,
    )  # fmt: skip
    one.set_default_timeout(15_000)
    yield one
    one.close()


@pytest.fixture
def tabs(context: BrowserContext) -> tuple[Page, Page]:
    """Ada's quiz, open in two tabs."""
    one, two = context.new_page(), context.new_page()
    one.goto("/sign-in?next=/modules/cp1-start-here")
    one.get_by_label("User name").fill("ada")
    one.get_by_label("Password").fill(PASSWORD)
    one.get_by_role("main").get_by_role("button", name="Sign in").click()
    one.get_by_role("button", name="Start the quiz").click()
    expect(one.locator(".question").first).to_be_visible()
    two.goto(one.url)
    return one, two


def with_options(page: Page) -> list[Locator]:
    """Return the questions in which one option is chosen."""
    return page.locator(".question:has([type=radio])").all()


def choose(page: Page, nth: int, option: int) -> str:
    """Choose an option of the nth question that has some; return the question's number."""
    question = with_options(page)[nth]
    no = str(question.get_attribute("id"))
    page.goto(f"{page.url.split('#')[0]}#{no}")
    question.locator("[type=radio]").nth(option).check()
    return no.removeprefix("q-")


def save(page: Page, nth: int, option: int) -> str:
    """Choose an option and wait for its receipt; return the question's number."""
    with page.expect_response("**/answers"):
        return choose(page, nth, option)


def chosen(page: Page, no: str) -> Locator:
    return page.locator(f"#q-{no} [type=radio]:checked")


def check_answers(page: Page) -> None:
    page.locator(".question:visible").get_by_role("button", name="Check").click()


def expect_kept(page: Page, numbers: list[str], options: list[str]) -> None:
    """Check on a fresh page of the quiz that these options count and nobody is asked."""
    page.goto(page.url.split("#")[0].removesuffix("/answers"))
    for no, option in zip(numbers, options, strict=True):
        expect(chosen(page, no)).to_have_value(option)
    expect(page.get_by_text(" two answers")).to_have_count(0)


@pytest.mark.parametrize("context", [True], indirect=True, ids=["with scripts"])
def test_two_tabs_one_of_them_without_a_network_for_a_while(
    context: BrowserContext, tabs: tuple[Page, Page]
) -> None:
    here, train = tabs
    numbers = [save(page, nth, 1) for nth, page in enumerate(tabs)]
    for page in tabs:
        expect_kept(page, numbers, ["2", "2"])

    network = context.new_cdp_session(train)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", WITHOUT_A_NETWORK)
    no = choose(train, 0, 0)
    choose(train, 0, 3)
    expect(train.get_by_role("status")).to_have_text("On this device, not sent yet")
    save(here, 0, 2)
    network.send("Network.emulateNetworkConditions", WITH_A_NETWORK)
    train.get_by_role("link", name=f"Question {no} was also answered").click()
    expect(train.get_by_role("heading", level=1)).to_have_text(f"Two answers to question {no}")
    both = train.locator(":checked").evaluate_all("all => all.map((one) => one.value)")
    assert both == ["3", "4"]
    check_answers(here)
    expect(here.get_by_text(f"Question {no} has two answers. The first one saved")).to_be_visible()
    train.get_by_role("button", name="Use this one").nth(1).click()
    expect(train.get_by_text("Your choice is saved")).to_be_visible()
    for page in tabs:
        expect_kept(page, numbers, ["4", "2"])

    old, new = tabs
    save(old, 0, 0)
    new.reload()
    save(new, 0, 1)
    check_answers(old)  # the form of a page that shows an older answer
    expect(old.get_by_role("heading", level=1)).to_have_text("Check your answers")
    expect_kept(old, numbers, ["2", "2"])


@pytest.mark.parametrize("context", [False], indirect=True, ids=["without scripts"])
def test_without_scripts_a_second_answer_asks_at_once(tabs: tuple[Page, Page]) -> None:
    one, two = tabs
    numbers = [choose(page, nth, 1) for nth, page in enumerate(tabs)]
    for page in tabs:
        check_answers(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    for page in tabs:
        expect_kept(page, numbers, ["2", "2"])

    no = choose(one, 0, 0)
    choose(two, 0, 2)
    check_answers(one)
    expect(one.get_by_role("heading", level=1)).to_have_text("Check your answers")
    check_answers(two)
    expect(two.get_by_role("heading", level=1)).to_have_text(f"Two answers to question {no}")
    two.get_by_role("button", name="Use this one").nth(1).click()
    expect(chosen(two, no)).to_have_value("3")
    expect(two.get_by_text("Your choice is saved")).to_be_attached()
    expect_kept(one, numbers, ["3", "2"])
