"""The saving of answers in a real browser: "Saved" means the server's receipt, whatever happens between."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.attempt_site import Site, serving

pytestmark = pytest.mark.browser

UNSENT = "On this device, not sent yet"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    one = browser.new_context(reduced_motion="reduce")
    one.set_default_timeout(10_000)
    yield one
    one.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Page:
    one = context.new_page()
    one.goto(site.url)
    expect(one.locator("form.is-scripted")).to_be_attached()
    return one


def choose(page: Page, slot: int, token: str) -> None:
    page.locator(f"[name=slot-{slot}][value='{token}']").check()


def expect_status(page: Page, text: str) -> None:
    expect(page.get_by_role("status")).to_have_text(text, timeout=10_000)


def kept(page: Page) -> list[Any]:
    """Return the saves that this device keeps: as plain text, because this site gives it no key."""
    texts = page.evaluate("Object.values(localStorage)")
    return [json.loads(text.split(".", 2)[2]) for text in texts]


def test_a_choice_is_saved_at_once_with_its_slot_alone(page: Page, site: Site) -> None:
    choose(page, 1, "2")
    expect_status(page, "Saved 09:00:01")
    save = site.saves[0]
    chance = r"\d{10,20}-\d{10,20}"
    assert re.fullmatch(chance, save.pop("key")[0])
    assert re.fullmatch(chance, save.pop("page")[0])
    assert save == {"seq": ["5"], "slots": ["1"], "slot-1": ["2"], "was-1": [""]}
    assert kept(page) == []


def test_an_emptied_answer_is_sent_as_a_slot_without_fields(page: Page, site: Site) -> None:
    page.goto(f"{site.url}#q-2")
    choose(page, 2, "3")
    expect_status(page, "Saved 09:00:01")
    page.locator("[name=slot-2][value='3']").uncheck()
    expect_status(page, "Saved 09:00:02")
    assert [(save["slots"], save.get("slot-2")) for save in site.saves] == [(["2"], ["3"]), (["2"], None)]  # fmt: skip


def test_typing_is_saved_once_the_keys_rest(page: Page, site: Site) -> None:
    page.goto(f"{site.url}#q-3")
    page.locator("#slot-3").press_sequentially("12.5", delay=20)
    expect_status(page, "Saving …")
    assert site.saves == []
    expect_status(page, "Saved 09:00:01")
    assert [save["slot-3"] for save in site.saves] == [["12.5"]]


@pytest.mark.parametrize("fault", ["html", "500", "other key"])
def test_nothing_but_the_receipt_counts_and_the_same_save_is_sent_again(
    page: Page, site: Site, fault: str
) -> None:
    site.faults = [fault]
    choose(page, 1, "1")
    expect_status(page, UNSENT)
    assert [save["slots"] for save in kept(page)] == [["1"]]
    expect_status(page, "Saved 09:00:02")
    assert site.saves[0] == site.saves[1]
    assert kept(page) == []


def test_answers_given_offline_arrive_once_each_and_in_order(
    page: Page, context: BrowserContext, site: Site
) -> None:
    context.set_offline(True)
    choose(page, 1, "1")
    choose(page, 1, "3")
    expect_status(page, UNSENT)
    context.set_offline(False)
    expect_status(page, "Saved 09:00:02")
    assert [(save["seq"], save["slot-1"]) for save in site.saves] == [(["5"], ["1"]), (["6"], ["3"])]  # fmt: skip


def test_what_follows_says_what_went_before_and_each_page_is_another(
    page: Page, context: BrowserContext, site: Site
) -> None:
    context.set_offline(True)
    page.goto(f"{site.url}#q-3")
    page.locator("#slot-3").fill("7")
    page.locator("#slot-3").blur()
    page.locator("#slot-3-unit").select_option("min")
    expect_status(page, UNSENT)
    context.set_offline(False)
    expect_status(page, "Saved 09:00:02")
    one, two = site.saves
    assert json.loads(two["was-3"][0]) == {"": ["7"], "unit": [""]}
    assert (one["was-3"], one["page"]) == ([""], two["page"])
    page.reload()
    page.locator("#slot-3").fill("8")
    page.locator("#slot-3").blur()
    expect_status(page, "Saved 09:00:03")
    assert site.saves[2]["page"] != one["page"]


def test_after_a_receipt_the_form_itself_knows_what_is_saved(page: Page, site: Site) -> None:
    page.goto(f"{site.url}#q-3")
    page.locator("#slot-3").fill("7")
    page.locator("#slot-3").blur()
    expect_status(page, "Saved 09:00:01")
    page.get_by_role("button", name="Check your answers").click()
    expect(page.get_by_role("heading", name="Check page")).to_be_visible()
    save, form = site.saves
    assert form["page"] == save["page"]
    assert json.loads(form["was-3"][0]) == {"": ["7"], "unit": [""]}
    assert form["was-1"] == [""]


def test_a_save_that_was_kept_is_sent_as_of_its_own_page(page: Page, site: Site) -> None:
    site.faults = ["500"] * 2
    choose(page, 1, "1")
    expect_status(page, UNSENT)
    (unsent,) = kept(page)
    site.faults = []
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("Saved 09")
    choose(page, 1, "2")
    page.wait_for_function("() => localStorage.length === 0")
    resent, new = site.saves[-2:]
    assert ["page", resent["page"][0]] in unsent["fields"]
    assert new["page"] != resent["page"]
    assert json.loads(new["was-1"][0]) == {"": ["1"]}


def test_a_second_answer_to_a_question_is_told_once_and_the_counter_goes_on(
    page: Page, site: Site
) -> None:
    site.told = {"aside": [1], "counter": 40}
    choose(page, 1, "1")
    link = page.get_by_role("link", name="Question 1 was also answered on another page or device.")
    expect(link).to_have_attribute("href", "/both")
    expect_status(page, "Saved 09:00:01")
    choose(page, 1, "2")
    expect_status(page, "Saved 09:00:02")
    expect(link).to_have_count(1)
    assert site.saves[1]["seq"] == ["41"]
    site.told = {"aside": [2]}
    page.goto(f"{site.url}#q-2")
    choose(page, 2, "1")
    words = "Questions 1, 2 were also answered on another page or device."
    expect(page.get_by_role("link", name=words)).to_be_visible()


def test_a_reload_shows_and_sends_what_was_not_sent(page: Page, site: Site) -> None:
    site.faults = ["500"] * 2
    page.goto(f"{site.url}#q-3")
    page.locator("#slot-3").fill("7")
    page.locator("#slot-3-unit").select_option("min")
    expect_status(page, UNSENT)
    site.faults = []
    page.reload()
    expect(page.locator("#slot-3")).to_have_value("7")
    expect(page.locator("#slot-3-unit")).to_have_value("min")
    expect(page.get_by_role("status")).to_contain_text("Saved 09")
    assert kept(page) == []
    assert len({save["key"][0] for save in site.saves}) < len(site.saves)


def test_an_ended_sign_in_offers_one_and_goes_on_with_the_new_token(page: Page, site: Site) -> None:
    site.faults = ["401"]
    choose(page, 1, "1")
    link = page.get_by_role("link", name="Sign in to send your answers")
    expect(link).to_have_attribute("href", "/sign-in")
    expect(link).to_have_attribute("target", "_blank")
    expect(page.get_by_role("status")).to_contain_text("Saved 09")
    expect(link).to_have_count(0)


def test_a_refusal_is_told_and_not_hidden_by_the_next_save(page: Page, site: Site) -> None:
    site.faults = ["409"]
    choose(page, 1, "1")
    expect_status(page, "This attempt is closed.")
    choose(page, 1, "2")
    page.wait_for_function("() => localStorage.length === 1")
    expect_status(page, "This attempt is closed.")
    assert len(site.saves) == 2


def test_leaving_for_the_check_page_waits_for_the_receipt(page: Page, site: Site) -> None:
    page.goto(f"{site.url}#q-3")
    page.locator("#slot-3").fill("9")
    page.get_by_role("button", name="Check your answers").click()
    expect(page.get_by_role("heading", name="Check page")).to_be_visible()
    assert [(save["slot-3"], "go" in save) for save in site.saves] == [(["9"], False), (["9"], True)]  # fmt: skip


def test_leaving_the_page_while_typing_sends_the_answer(page: Page, site: Site) -> None:
    page.goto(f"{site.url}#q-3")
    page.locator("#slot-3").fill("11")
    page.goto("about:blank")
    page.wait_for_timeout(500)
    assert [save["slot-3"] for save in site.saves] == [["11"]]


def test_the_next_question_takes_the_screen_and_the_focus(page: Page, site: Site) -> None:
    page.get_by_role("link", name="Next question").click()
    expect(page.locator("#q-2-title")).to_be_focused()
    expect(page.locator(".question:visible")).to_have_count(1)
    page.get_by_role("link", name="Skip to the content").press("Enter")
    expect(page.locator("#q-2")).to_be_visible()
    page.goto(f"{site.url}#q-3")
    page.locator("#slot-3").press("Enter")
    expect(page.get_by_role("heading", name="Check page")).to_be_visible()


def test_without_scripts_one_question_is_shown_and_the_form_itself_saves(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url)
    for no in (1, 2):
        expect(page.locator(".question:visible")).to_have_attribute("id", f"q-{no}")
        choose(page, no, "1")
        page.locator(f"#q-{no}").get_by_role("link", name="Next question").click()
    page.locator("#slot-3").fill("4")
    page.get_by_role("button", name="Check your answers").click()
    expect(page.get_by_role("heading", name="Check page")).to_be_visible()
    context.close()
    fields = {name: site.saves[0][name] for name in ("slot-1", "slot-2", "slot-3", "go")}
    assert fields == {"slot-1": ["1"], "slot-2": ["1"], "slot-3": ["4"], "go": ["check"]}
