"""Ada works in a lab on her phone: it asks first, answers at once, keeps her work and passes her."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from courseware.operations.labs import first_seed
from courseware.records.transaction import writing
from tests.conftest import NOW
from tests.journeys.conftest import Server
from tests.people import PASSWORD, Cast
from tests.steps import pass_module

pytestmark = pytest.mark.browser
MODULE, LAB = "mp1-factory-systems", "flow-explorer"
PAGE = f"/modules/{MODULE}/labs/{LAB}"


def sign_in(page: Page) -> None:
    page.goto("/sign-in")
    page.fill("[name=user_name]", "ada")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/home$"))


def has_scripts(page: Page) -> bool:
    """Say whether the page's scripts run: then a change needs no button."""
    return page.locator("[data-update]").count() == 0


def test_ada_passes_a_lab(page: Page, server: Server, cast: Cast) -> None:
    with writing(server.engine) as conn:
        pass_module(conn, cast.ada, "cp1-start-here", now=NOW, site=server.site)
        case = (
            server.site.shelves.current(conn)
            .modules[MODULE]
            .module.lab(LAB)
            .case(first_seed(cast.ada, MODULE, LAB))
        )
    sign_in(page)
    page.goto(PAGE)
    expect(page.locator("#bench")).to_have_count(0)  # the prediction comes first
    page.get_by_label("Half as many parts come out").check()
    page.get_by_role("button", name="That is my prediction").click()
    results = page.locator("#results")
    expect(results).to_contain_text("3.00")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    page.get_by_role("textbox", name="Work in process").fill("45")
    if not has_scripts(page):
        page.get_by_role("button", name="Show what it comes to").click()
    expect(results).to_contain_text("1.50")
    page.reload()
    expect(page.get_by_role("textbox", name="Work in process")).to_have_value("45")

    page.get_by_role("button", name="Check my work").click()
    expect(page.locator("#findings")).to_contain_text("Which station holds it back?")
    page.get_by_role("textbox", name="Weld cell").fill(str(case["target"]))
    page.get_by_label("At the station with the lowest rate").check()
    page.get_by_role("button", name="Check my work").click()
    expect(page.get_by_role("heading", name="Card to keep")).to_be_visible()
    page.goto(f"/modules/{MODULE}")
    expect(page.get_by_role("listitem").filter(has_text="Flow explorer")).to_contain_text("Passed")


def test_a_slider_and_its_field_show_the_same(page: Page, server: Server, cast: Cast) -> None:
    with writing(server.engine) as conn:
        pass_module(conn, cast.ada, "cp1-start-here", now=NOW, site=server.site)
    sign_in(page)
    page.goto(PAGE)
    page.locator("[name=predict]").first.check()
    page.get_by_role("button", name="That is my prediction").click()
    sliders = page.get_by_role("slider", name="Work in process")
    if not has_scripts(page):
        expect(sliders).to_have_count(0)
        return
    sliders.focus()
    page.keyboard.press("Home")
    expect(page.get_by_role("textbox", name="Work in process")).to_have_value("3")
    expect(page.locator("#results")).to_contain_text("0.10")
