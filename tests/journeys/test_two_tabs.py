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


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
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


def expect_saved(page: Page) -> None:
    expect(page.get_by_role("status")).to_contain_text("Saved ")


def chosen(page: Page, no: str) -> Locator:
    return page.locator(f"#q-{no} [type=radio]:checked")


def check_answers(page: Page) -> None:
    page.locator(".question:visible").get_by_role("button", name="Check").click()


@pytest.mark.parametrize("context", [True], indirect=True, ids=["with scripts"])
def test_a_tab_without_a_network_asks_when_it_is_back(
    context: BrowserContext, tabs: tuple[Page, Page]
) -> None:
    here, train = tabs
    network = context.new_cdp_session(train)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", WITHOUT_A_NETWORK)
    no = choose(train, 0, 0)
    choose(train, 0, 1)
    expect(train.get_by_role("status")).to_have_text("On this device, not sent yet")
    choose(here, 0, 2)
    expect_saved(here)
    network.send("Network.emulateNetworkConditions", WITH_A_NETWORK)
    expect_saved(train)
    train.get_by_role("link", name=f"Question {no} was also answered").click()
    expect(train.get_by_role("heading", level=1)).to_have_text(f"Two answers to question {no}")
    assert train.locator(":checked").evaluate_all("all => all.map((one) => one.value)") == ["3", "2"]  # fmt: skip
    here.reload()
    expect(here.get_by_text(f"Question {no} has two answers. The first one saved")).to_be_visible()
    train.get_by_role("button", name="Use this one").nth(1).click()
    expect(train.get_by_text("Your choice is saved")).to_be_visible()
    expect(chosen(train, no)).to_have_value("2")
    here.reload()
    expect(chosen(here, no)).to_have_value("2")
    expect(here.get_by_text("has two answers")).to_have_count(0)


def test_different_questions_in_two_tabs_are_both_kept_and_nobody_is_asked(
    tabs: tuple[Page, Page],
) -> None:
    one, two = tabs
    numbers = [choose(page, nth, 1) for nth, page in enumerate(tabs)]
    for page in (one, two):
        check_answers(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    expect(two.get_by_text("has two answers")).to_have_count(0)
    for no in numbers:
        two.get_by_role("link", name=f"Change question {no}", exact=True).click()
        expect(chosen(two, no)).to_have_value("2")
        two.go_back()


@pytest.mark.parametrize("context", [False], indirect=True, ids=["without scripts"])
def test_without_scripts_the_second_answer_asks_at_once(tabs: tuple[Page, Page]) -> None:
    one, two = tabs
    no = choose(one, 0, 0)
    choose(two, 0, 1)
    check_answers(one)
    expect(one.get_by_role("heading", level=1)).to_have_text("Check your answers")
    check_answers(two)
    expect(two.get_by_role("heading", level=1)).to_have_text(f"Two answers to question {no}")
    two.get_by_role("button", name="Use this one").first.click()
    expect(chosen(two, no)).to_have_value("1")


@pytest.mark.parametrize("context", [True], indirect=True, ids=["with scripts"])
def test_an_old_tab_that_only_checks_takes_nothing_back(tabs: tuple[Page, Page]) -> None:
    old, new = tabs
    no = choose(old, 0, 0)
    expect_saved(old)
    new.reload()
    choose(new, 0, 1)
    expect_saved(new)
    check_answers(old)
    expect(old.get_by_role("heading", level=1)).to_have_text("Check your answers")
    old.get_by_role("link", name=f"Change question {no}", exact=True).click()
    expect(chosen(old, no)).to_have_value("2")
