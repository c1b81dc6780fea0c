"""A lab that answers at once: what is on its way arrives before a check, and two tabs overwrite nothing."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from sqlalchemy import Engine

from courseware.operations.site import Site
from tests.conftest import World
from tests.journeys.conftest import Server, serving
from tests.labs.lab_examples import EXAMPLES
from tests.labs.publishing import SLUG, publish_labs
from tests.people import PASSWORD

pytestmark = pytest.mark.browser
OLD_PAGE = "changed on another page"


@pytest.fixture
def server(small_world: World, tmp_path: Path) -> Iterator[Server]:
    """A site whose only module has a lab."""

    def ready(engine: Engine, _site: Site) -> None:
        yesterday = datetime.now(UTC) - timedelta(days=1)
        publish_labs(engine, {"explorer": EXAMPLES["explorer"]}, now=yesterday)

    with serving(small_world, tmp_path, ready) as one:
        yield one


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """Ada at a lab, after her prediction."""
    context = browser.new_context(base_url=server.url, viewport={"width": 360, "height": 740})
    context.set_default_timeout(15_000)
    one = context.new_page()
    one.goto(f"/sign-in?next=/modules/{SLUG}/labs/explorer")
    one.get_by_label("User name").fill("ada")
    one.get_by_label("Password").fill(PASSWORD)
    one.get_by_role("main").get_by_role("button", name="Sign in").click()
    one.get_by_label("Half as many come out").check()
    one.get_by_role("button", name="That is my prediction").click()
    expect(one.get_by_label("Weld cell").first).to_be_visible()
    yield one
    context.close()


def slow(route: Route) -> None:
    """Let what the script sends be on its way for a while."""
    if "x-live" in route.request.headers:
        time.sleep(1)
    route.continue_()


def test_results_follow_what_is_typed(page: Page) -> None:
    with page.expect_response(re.compile("/work/")):
        page.get_by_label("Weld cell").first.fill("35")
    expect(page.locator("[data-results]")).to_contain_text("35 parts/h".replace(" ", "\u00a0", 1))


def test_a_check_while_a_change_is_on_its_way_is_no_old_page(page: Page) -> None:
    page.route("**/work/*", slow)
    with page.expect_request(re.compile("/work/")):
        page.get_by_label("Weld cell").first.fill("35")
    page.get_by_label("At the slowest station").check()
    page.get_by_role("button", name="Check my work").click()
    expect(page.get_by_text("Card to keep")).to_be_visible()
    expect(page.get_by_text(OLD_PAGE)).to_have_count(0)


def test_two_tabs_overwrite_nothing_and_lose_nothing(page: Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    with page.expect_response(re.compile("/work/")):
        page.get_by_label("Weld cell").first.fill("35")
    other.get_by_label("Weld cell").first.fill("31")
    expect(other.get_by_text(OLD_PAGE)).to_be_visible()
    expect(other.get_by_label("Weld cell").first).to_have_value("31")
    page.reload()
    expect(page.get_by_label("Weld cell").first).to_have_value("35")


def test_a_field_and_its_slider_agree_or_the_slider_waits(page: Page) -> None:
    field, slider = (
        page.get_by_role("textbox", name="Weld cell"),
        page.get_by_role("slider", name="Weld cell"),
    )
    field.fill("35")
    expect(slider).to_have_value("35")
    field.fill("about 40")
    expect(slider).to_have_value("35")


def test_what_was_changed_a_moment_before_leaving_is_kept(page: Page) -> None:
    page.get_by_label("Weld cell").first.fill("37")
    page.goto("/home")
    page.go_back()
    expect(page.get_by_label("Weld cell").first).to_have_value("37")
    with page.expect_response(re.compile("/work/")):
        page.get_by_label("Weld cell").first.fill("36")
    expect(page.get_by_text(OLD_PAGE)).to_have_count(0)


def test_a_server_that_is_busy_takes_nobody_away(page: Page) -> None:
    page.route("**/work/*", lambda route: route.fulfill(status=503, body="busy"))
    page.get_by_label("Weld cell").first.fill("35")
    expect(page.get_by_text("No connection").first).to_be_visible()
    expect(page.get_by_label("Weld cell").first).to_have_value("35")
    page.unroute("**/work/*")
    with page.expect_response(re.compile("/work/")):
        page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-results]")).to_contain_text("35 parts/h".replace(" ", "\u00a0", 1))
    expect(page.get_by_text("No connection")).to_have_count(0)


def test_a_table_that_was_opened_stays_open_and_the_result_is_told(page: Page) -> None:
    page.get_by_text("The chart as a table").click()
    with page.expect_response(re.compile("/work/")):
        page.get_by_label("Weld cell").first.fill("35")
    expect(page.locator("[data-results]")).to_contain_text("35 parts/h".replace(" ", "\u00a0", 1))
    expect(page.get_by_text("The chart as a table").locator("..")).to_have_attribute("open", "")
    expect(page.get_by_role("status").filter(has_text="35")).to_have_count(1)
