"""Ordering in a real browser: moved with buttons or by choosing positions, and saved as any other answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from courseware.quizzes.kinds.public import PublicField, PublicOption, PublicQuestion
from courseware.quizzes.kinds.rows import numbers, parts, post
from tests.journeys.keyboard import Keyboard
from tests.web.attempt_site import Site, serving

pytestmark = pytest.mark.browser

ITEMS = ("Trim", "Separate", "Convert", "Train")
PLACES = tuple(PublicOption(one, one) for one in numbers(len(ITEMS)))
QUESTION = PublicQuestion(
    1, "ordering", "Which comes first?", parts(ITEMS),
    rows=tuple(PublicField(part, text, PLACES) for part, text in zip(parts(ITEMS), ITEMS, strict=True)),
)  # fmt: skip
OTHER = PublicQuestion(2, "single", "Second?", ("",), PLACES)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        one.questions = [QUESTION, OTHER]
        yield one


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def opened(page: Page, site: Site) -> None:
    page.goto(site.url)
    expect(page.get_by_role("button", name="Move up Trim")).to_be_visible()


def shown(page: Page) -> list[tuple[str, str]]:
    """Return the items from top to bottom, each with its position."""
    rows = page.locator(".order-item").all()
    return [
        (row.locator("label").inner_text(), row.locator("select").input_value()) for row in rows
    ]


def saved(site: Site) -> list[dict[str, str]]:
    """Return the positions of each save, by item."""
    return [
        {ITEMS[int(name[-1]) - 1]: values[0] for name, values in save.items() if ".p" in name}
        for save in site.saves
    ]


def until_saved(page: Page, site: Site, wanted: dict[str, str]) -> None:
    """Wait for a save: on a slow machine the moves before it may have been one of their own."""
    for _tenth in range(100):
        if saved(site)[-1:] == [wanted]:
            return
        page.wait_for_timeout(100)
    assert saved(site)[-1:] == [wanted]


def answer_the_other(page: Page) -> None:
    page.get_by_role("link", name="Next question").click()
    page.locator("[name=slot-2][value='1']").check()


UNANSWERED = [(item, "") for item in ITEMS]


def test_items_are_moved_with_the_keyboard_alone_and_saved(page: Page, site: Site) -> None:
    opened(page, site)
    assert shown(page) == UNANSWERED
    keys = Keyboard(page)
    keys.to_field("slot-1.p3")
    assert keys.step()["id"] == "slot-1-p3-up"
    keys.press("Enter")
    assert shown(page) == [("Trim", "1"), ("Convert", "2"), ("Separate", "3"), ("Train", "4")]
    expect(page.get_by_role("button", name="Move up Convert")).to_be_focused()
    expect(page.locator("[data-ordering-said]")).to_have_text("Convert: now 2 of 4")
    keys.press("Space")
    keys.press("Space")  # it is first already, and stays there
    expect(page.locator("[data-ordering-said]")).to_have_text("Convert: now 1 of 4")
    expect(page.get_by_role("button", name="Move up Convert")).to_be_focused()
    keys.step()
    keys.press("Enter")
    expect(page.get_by_role("button", name="Move down Convert")).to_be_focused()
    assert shown(page) == [("Trim", "1"), ("Convert", "2"), ("Separate", "3"), ("Train", "4")]
    until_saved(page, site, {"Trim": "1", "Convert": "2", "Separate": "3", "Train": "4"})
    assert not keys.faults, "\n".join(keys.faults)


def test_quick_moves_are_one_save(page: Page, site: Site) -> None:
    opened(page, site)
    down = page.get_by_role("button", name="Move down Trim")
    for _press in range(3):
        down.click()
    expect(page.get_by_role("status")).to_have_text("Saved 09:00:01")
    assert saved(site) == [{"Separate": "1", "Convert": "2", "Train": "3", "Trim": "4"}]


def test_the_shuffled_order_is_no_answer_until_something_moves(page: Page, site: Site) -> None:
    opened(page, site)
    answer_the_other(page)
    expect(page.get_by_role("status")).to_contain_text("Saved 09")
    assert [save["slots"] for save in site.saves] == [["2"]]


def test_chosen_positions_are_followed_once_each_item_has_its_own(page: Page, site: Site) -> None:
    opened(page, site)
    lists = page.locator(".order-item select")
    for part, place in (("p1", "3"), ("p2", "1"), ("p3", "1")):
        page.locator(f"#slot-1-{part}").select_option(place)
    assert [text for text, _place in shown(page)] == list(ITEMS), "two are first: nothing moves"
    page.locator("#slot-1-p3").select_option("2")
    page.locator("#slot-1-p4").select_option("4")
    whole = [("Separate", "1"), ("Convert", "2"), ("Trim", "3"), ("Train", "4")]
    assert shown(page) == whole
    page.locator("#slot-1-p4").select_option("2")
    moved = [("Separate", "1"), ("Train", "2"), ("Convert", "3"), ("Trim", "4")]
    assert shown(page) == moved, "in a whole order the others make room"
    expect(lists).to_have_count(4)
    expect(page.get_by_role("status")).to_contain_text("Saved 09")
    assert saved(site)[-1] == dict(moved)


def test_a_move_keeps_the_positions_that_were_chosen_before(page: Page, site: Site) -> None:
    opened(page, site)
    page.locator("#slot-1-p4").select_option("1")
    page.get_by_role("button", name="Move up Convert").click()
    assert shown(page) == [("Train", "1"), ("Trim", "2"), ("Convert", "3"), ("Separate", "4")]


def test_a_saved_order_is_shown_as_it_was_left_and_is_no_change(page: Page, site: Site) -> None:
    site.raws = {1: post(["4", "1", "2", "3"])}
    opened(page, site)
    assert shown(page) == [("Separate", "1"), ("Convert", "2"), ("Train", "3"), ("Trim", "4")]
    answer_the_other(page)
    expect(page.get_by_role("status")).to_contain_text("Saved 09")
    assert [save["slots"] for save in site.saves] == [["2"]]


def test_moves_that_were_not_sent_are_put_back_after_a_reload(page: Page, site: Site) -> None:
    site.faults = ["500"] * 9
    opened(page, site)
    page.get_by_role("button", name="Move up Train").click()
    moved = [("Trim", "1"), ("Separate", "2"), ("Train", "3"), ("Convert", "4")]
    expect(page.get_by_role("status")).to_have_text("On this device, not sent yet")
    site.faults = []
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("Saved 09")
    expect(page.get_by_role("button", name="Move up Trim")).to_be_visible()
    assert shown(page) == moved
    assert len({save["key"][0] for save in site.saves}) == 1, "and nothing is saved anew"
    assert saved(site)[-1] == dict(moved)


def test_a_page_without_an_ordering_does_not_load_its_script(page: Page, site: Site) -> None:
    site.questions = [OTHER]
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rsplit("/", 1)[-1]))
    page.goto(site.url)
    expect(page.locator("form.is-scripted")).to_be_attached()
    page.wait_for_load_state("networkidle")
    assert "slots.js" in loaded
    assert "ordering.js" not in loaded


def test_without_scripts_positions_are_chosen_and_no_button_promises_more(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url)
    expect(page.locator(".order-item button:visible")).to_have_count(0)
    for part, place in zip(parts(ITEMS), ("2", "1", "4", "3"), strict=True):
        page.locator(f"#slot-1-{part}").select_option(place)
    page.locator("#q-1").get_by_role("button", name="Save answers").click()
    expect(page.get_by_role("heading", name="Check page")).to_be_visible()
    context.close()
    assert saved(site) == [{"Trim": "2", "Separate": "1", "Convert": "4", "Train": "3"}]
