"""The clock of an attempt in a real browser: it counts what the server gave, and sends once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from courseware.web.clock import Clock
from tests.conftest import NOW
from tests.web.attempt_site import Site, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one


@pytest.fixture(params=[-1, 0, 1], ids=["an hour behind", "right", "an hour ahead"])
def page(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Page]:
    """A window on a device whose own clock is wrong, and stands still until a test moves it."""
    context = browser.new_context(reduced_motion="reduce")
    one = context.new_page()
    one.set_default_timeout(10_000)
    shown = NOW + timedelta(hours=request.param)
    one.clock.install(time=shown)
    one.clock.pause_at(shown + timedelta(minutes=5))  # far enough not to be past on a slow machine
    yield one
    context.close()


def open_with(page: Page, site: Site, seconds: int) -> None:
    """Open the attempt when so many seconds are left."""
    site.clock = Clock(seconds)
    page.goto(f"{site.url}#q-3")
    expect(page.locator("form.is-scripted")).to_be_attached()


def pass_time(page: Page, seconds: float) -> None:
    page.clock.run_for(int(1000 * seconds))


def test_it_counts_down_says_five_minutes_and_one_and_submits_once(page: Page, site: Site) -> None:
    time, said = page.get_by_role("timer"), page.locator("[data-clock-said]")
    open_with(page, site, 20 * 60 - 5)
    field = page.locator("#slot-3")
    field.focus()
    expect(time).to_have_text("19 min left")
    heard = []
    for seconds, shown in ((10 * 60, "9 min left"), (4 * 60, "5 min left"), (61, "4:54 left"),
                           (240, "0:54 left")):  # fmt: skip
        pass_time(page, seconds)
        expect(time).to_have_text(shown)
        heard.append(said.text_content())
    assert heard == ["", "", "5 minutes left", "1 minute left"]
    expect(field).to_be_focused()
    pass_time(page, 53)
    site.clock = Clock(0)
    field.fill("12.5")  # a second before the end: a pause in typing saves it after two
    assert site.submissions == 0
    page.clock.resume()
    expect(page.get_by_role("heading", name="Result")).to_be_visible()
    assert (site.submissions, [save["slot-3"] for save in site.saves]) == (1, [["12.5"]])


def test_time_that_was_given_meanwhile_goes_on(page: Page, site: Site) -> None:
    open_with(page, site, 70)
    site.clock = Clock(600)
    pass_time(page, 71)
    expect(page.get_by_role("timer")).to_have_text("10 min left")
    assert site.submissions == 0


def test_without_a_connection_the_page_stays_until_there_is_one(page: Page, site: Site) -> None:
    open_with(page, site, 5)
    site.clock = Clock(0)
    page.context.set_offline(True)
    pass_time(page, 6)
    expect(page.get_by_role("timer")).to_have_text("Time is up")
    page.clock.resume()
    page.wait_for_timeout(300)
    assert page.url.endswith("#q-3")
    page.context.set_offline(False)
    page.clock.fast_forward(15_000)
    expect(page.get_by_role("heading", name="Result")).to_be_visible()
    assert site.submissions == 1


def test_a_learner_can_hide_the_time_and_is_still_told_when_it_gets_short(
    page: Page, site: Site
) -> None:
    open_with(page, site, 310)
    page.get_by_role("button", name="Hide the time").click()
    expect(page.get_by_role("timer")).to_be_hidden()
    show = page.get_by_role("button", name="Show the time")
    expect(show).to_be_focused()
    pass_time(page, 11)
    expect(page.locator("[data-clock-said]")).to_have_text("5 minutes left")
    assert page.locator("[data-clock-said]").bounding_box()["width"] > 50  # type: ignore[index]  # it is shown
    show.click()
    expect(page.get_by_role("timer")).to_have_text("4:59 left")
    assert site.saves == [], "looking at the time is no answer"


def test_without_scripts_the_words_of_the_server_stand_and_saving_shows_them_anew(
    browser: Browser, site: Site
) -> None:
    site.clock = Clock(18 * 60 + 20)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url)
    expect(page.get_by_role("timer")).to_have_text("18 min left")
    expect(page.get_by_role("button", name="Hide the time")).to_be_hidden()
    context.close()
