"""The scratch calculator in a real browser, with the keyboard alone."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from courseware.web import STATIC
from tests.web.attempt_site import Site, serving

SUMS = {
    # the four operations, and which goes first
    "1+2": "3", "2+3*4": "14", "(2+3)*4": "20", "10-4-3": "3", "100/8/5": "2.5", "2*-3": "−6",
    "-3²": "−9", "(-3)²": "9", "--4": "4", "7 × 6": "42", "84 ÷ 2": "42", "9 − 12": "−3", "8:4": "2",
    "3x4": "12",
    # twelve figures
    "0.1+0.2": "0.3", "1/3": "0.333333333333", "2/3": "0.666666666667", "1e3*2": "2000",
    "123456789*1000": "123456789000", ".5+.25": "0.75", "5.": "5", "1/8e9": "1.25e−10",
    "10/4e0": "2.5", "1.1*1.1": "1.21", "999999999999+1": "1000000000000",
    # percent as on a desk calculator
    "200+10%": "220", "200-10%": "180", "200*10%": "20", "200/10%": "2000", "50%": "0.5",
    "80+5%+5%": "88.2", "100+10%*3": "100.3", "(100+20)%": "1.2", "15%²": "0.0225",
    # roots, squares and brackets
    "√16": "4", "√(9+16)": "5", "2√9": "6", "√16+9": "13", "√√16": "2", "3²+4²": "25", "√4²": "4",
    "2(3+4)": "14", "(1+2)(3+4)": "21", "2*(3+4": "14", "((2))": "2",
}  # fmt: skip
FAULTS = ["", "1+", "*3", "1/0", "0/0", "√(-4)", "1,5", "1..2", "1.2.3", "(", ")", "2)", "()", "abc", "5%5",
          "1e999", "alert(1)", "2 3", "²", "+"]  # fmt: skip
WRONG = "This cannot be worked out"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """The numeric question; the calculator is opened with the keyboard."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    one = context.new_page()
    one.set_default_timeout(10_000)
    one.goto(f"{site.url}#q-3")
    expect(one.locator("form.is-scripted")).to_be_attached()
    one.locator("#q-3").get_by_role("button", name="Calculator").focus()
    one.keyboard.press("Enter")
    expect(line(one)).to_be_focused()
    yield one
    context.close()


def line(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Calculation")


def work_out(page: Page, typed: str) -> tuple[str, str]:
    """Type a calculation and press Enter; return the line and what is said."""
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    said = page.locator(".calculator-said").text_content() or ""
    return line(page).input_value(), said


@pytest.mark.browser
def test_sums_come_out_as_people_expect_and_what_is_none_says_so(page: Page, site: Site) -> None:
    wrong = {}
    for typed, expected in SUMS.items():
        shown, said = work_out(page, typed)
        if (shown, said.endswith(f"= {expected}")) != (expected, True):
            wrong[typed] = (shown, said, expected)
    assert wrong == {}
    assert {typed: work_out(page, typed)[1] for typed in FAULTS} == dict.fromkeys(FAULTS, WRONG)
    assert page.url == f"{site.url}#q-3", "Enter is “equals”, not “next question”"
    assert site.saves == [], "nothing of it is sent"


@pytest.mark.browser
def test_a_result_goes_on_with_a_sign_and_begins_anew_with_a_digit(page: Page) -> None:
    work_out(page, "6*7")
    page.keyboard.type("+8")
    assert line(page).input_value() == "42+8"
    page.keyboard.press("=")
    assert line(page).input_value() == "50"
    page.keyboard.type("9")
    assert line(page).input_value() == "9"


@pytest.mark.browser
def test_the_keys_do_what_they_say(page: Page) -> None:
    def press(*names: str) -> str:
        for name in names:
            page.get_by_role("button", name=name, exact=True).press("Space")
        return line(page).input_value()

    assert (
        press("Clear", "Square root", "Open bracket", "9", "Plus", "1", "6", "Close bracket")
        == "√(9+16)"
    )
    assert press("Equals") == "5"
    assert press("Add to the memory") == "5"
    expect(page.locator(".calculator-memory")).to_have_text("Memory: 5")
    assert press("2", "Times", "Recall the memory", "Squared", "Equals") == "50"
    assert (
        press("Divided by", "4", "Decimal point", "0", "Delete the last character", "Equals")
        == "12.5"
    )
    assert press("Minus", "2", "0", "Percent", "Equals") == "10"
    press("Clear the memory")
    expect(page.locator(".calculator-memory")).to_have_text("")
    heights = page.locator(".calculator button").evaluate_all(
        "all => all.map(one => [one.offsetHeight, one.offsetWidth])"
    )
    assert min(min(sizes) for sizes in heights) >= 44


@pytest.mark.browser
def test_the_result_becomes_the_answer_and_is_saved_as_if_it_was_typed(
    page: Page, site: Site
) -> None:
    work_out(page, "2-3*4")
    page.get_by_role("button", name="Use as answer").press("Enter")
    expect(page.locator("#slot-3")).to_have_value("-10")
    expect(page.locator("#slot-3")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("Saved 09:00:01")
    (save,) = site.saves
    assert {name: save[name] for name in save if name not in {"key", "page", "was-3"}} == {
        "seq": ["5"], "slots": ["3"], "slot-3": ["-10"], "slot-3.unit": [""],
    }  # fmt: skip


@pytest.mark.browser
def test_escape_closes_it_and_gives_the_focus_back(page: Page) -> None:
    work_out(page, "1+1")
    page.keyboard.press("Escape")
    expect(line(page)).to_have_count(0)
    button = page.locator("#q-3").get_by_role("button", name="Calculator")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    assert line(page).input_value() == "2", "what was worked out is still there"


@pytest.mark.browser
def test_without_scripts_there_is_none(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}#q-3")
    expect(page.get_by_role("button", name="Calculator")).to_have_count(0)
    context.close()


def test_it_is_small_and_nobody_loads_it_who_does_not_open_it() -> None:
    calculator = (STATIC / "js/calculator.js").read_bytes()
    assert len(gzip.compress(calculator, 9)) <= 3_000
    assert "import(" in (STATIC / "js/aids.js").read_text("utf-8")
