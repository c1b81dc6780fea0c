"""From sign-in to the checked certificate, with scripts and without, on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from courseware.labs.runs import CHECK, PREDICT, solving_posts
from courseware.operations.labs import first_seed
from tests.journeys.conftest import Server
from tests.people import PASSWORD, Cast
from tests.steps import answers_of, fields_of

pytestmark = pytest.mark.browser


def sign_in(page: Page, user_name: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("User name or e-mail").fill(user_name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").last.click()
    expect(page).to_have_url(re.compile(r"/home$"))


def read_the_lessons(page: Page) -> int:
    """Follow the signal button from lesson to lesson until the labs."""
    count = 0
    while "/lessons/" in page.url:
        expect(page.get_by_role("heading", name="In short")).to_be_visible()
        page.get_by_role("button", name=re.compile("Mark read")).click()
        count += 1
    return count


def pass_the_lab(page: Page, server: Server, ada: int, module: str) -> None:
    """Predict, set every field as a key of the lab says, check, and go on."""
    expect(page).to_have_url(re.compile(r"/labs/[a-z-]+$"))
    with server.engine.connect() as conn:
        lab = (
            server.site.shelves.current(conn).modules[module].module.lab(page.url.rsplit("/", 1)[1])
        )
    assert lab is not None
    buttons = {PREDICT: "That is my prediction", CHECK: "Check my work"}
    for purpose, fields in solving_posts(lab, first_seed(ada, module, lab.id)):
        for name, value in fields:
            set_field(page, name, value)
        page.get_by_role("button", name=buttons[purpose]).click()
    expect(page.get_by_role("heading", name="Card to keep")).to_be_visible()
    page.get_by_role("link", name="Go to the quiz").last.click()


def set_field(page: Page, name: str, value: str) -> None:
    fields = page.locator(f"[name='{name}']")
    if fields.first.get_attribute("type") in {"radio", "checkbox"}:
        page.locator(f"[name='{name}'][value='{value}']").check()
    elif fields.evaluate("field => field.localName") == "select":
        fields.select_option(value)
    else:
        fields.fill(value)


def answer(page: Page, server: Server, module: str) -> None:
    """Answer every question right: one a screen, by its labels and fields."""
    attempt_id = int(page.url.split("/attempts/")[1].split("#")[0])
    with server.engine.connect() as conn:
        raws = answers_of(conn, attempt_id, module, server.site)
    for no, raw in raws.items():
        expect(page.locator(f"#q-{no}-title")).to_be_visible()
        for name, tokens in fields_of(no, raw).items():
            for token in tokens:
                if page.locator(f"[name='{name}']").count():  # a unit alone stands printed
                    set_field(page, name, token)
        if no < len(raws):
            page.locator(f"#q-{no}").get_by_role("link", name="Next question").click()


def take_the_quiz(page: Page, server: Server, module: str, *, scripts: bool) -> None:
    page.get_by_role("button", name="Start the quiz").click()
    expect(page).to_have_url(re.compile(r"/attempts/\d+$"))
    answer(page, server, module)
    if scripts:
        expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    page.get_by_role("button", name="Check your answers").click()
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    expect(page.get_by_text("No answer yet")).to_have_count(0)
    page.get_by_role("button", name="Submit for grading").click()
    expect(page).to_have_url(re.compile(r"/result$"))
    expect(page.get_by_text("Module passed")).to_be_visible()


def test_ada_goes_from_sign_in_to_a_certificate_that_dov_can_check(
    page: Page, server: Server, cast: Cast, request: pytest.FixtureRequest
) -> None:
    scripts = "with scripts" in request.node.name
    sign_in(page, "ada")
    page.get_by_role("link", name="Start the first lesson").click()
    assert read_the_lessons(page) == 5
    pass_the_lab(page, server, cast.ada, "cp1-start-here")
    take_the_quiz(page, server, "cp1-start-here", scripts=scripts)
    page.get_by_role("link", name="Start the first lesson").click()
    assert read_the_lessons(page) == 5
    pass_the_lab(page, server, cast.ada, "mp1-factory-systems")
    take_the_quiz(page, server, "mp1-factory-systems", scripts=scripts)

    page.goto("/certificates")
    paper = page.get_by_role("article", name="Certificate of completion")
    expect(paper.get_by_text("Ada Marsh")).to_be_visible()
    number = re.search(r"\b(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}\b", page.content())
    assert number is not None
    for _wait in range(30):
        pdf = page.request.get(f"/certificates/{number[0]}.pdf")
        if pdf.status == 200:
            break
        page.wait_for_timeout(1000)
    assert pdf.body().startswith(b"%PDF-")

    page.context.clear_cookies()
    page.goto("/verify")
    page.get_by_label("Number").fill(number[0].lower().replace("-", " "))
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_text("Valid", exact=True)).to_be_visible()
    paper = page.get_by_role("article", name="Certificate of completion")
    for printed in ("Ada Marsh", "Certificate of completion", number[0]):
        expect(paper).to_contain_text(printed)
