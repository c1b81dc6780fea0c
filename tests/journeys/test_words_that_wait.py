"""Without scripts: a quiz page lies open while the sign-in ends or changes; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from courseware.records.sign_ins import sign_in
from courseware.records.transaction import writing
from tests.journeys.conftest import Server
from tests.people import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A phone without scripts, in Ada's hand."""
    context = browser.new_context(
        base_url=server.url, viewport={"width": 360, "height": 740}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def sign_in_as(page: Page, user_name: str) -> None:
    page.get_by_label("User name").fill(user_name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def answer_a_question(page: Page) -> str:
    """Start the quiz, answer the first question that has options; return what was chosen."""
    page.goto("/sign-in?next=/modules/cp1-start-here")
    sign_in_as(page, "ada")
    page.get_by_role("button", name="Start the quiz").click()
    question = page.locator(".question:visible")
    chosen = ""
    while question.get_by_role("link", name="Next question").count():
        if not chosen and question.get_by_role("radio").count():
            question.get_by_role("radio").first.check()
            chosen = question.locator("label:has(:checked)").inner_text()
        question.get_by_role("link", name="Next question").click()
    assert chosen
    return chosen


def expect_saved(page: Page, chosen: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    page.get_by_role("link", name="Back to the questions").click()
    expect(page.locator("label:has(:checked)")).to_have_text(chosen, use_inner_text=True)


def end_all_sign_ins(server: Server) -> None:
    """Let everybody's sign-in be over, as after a night."""
    with writing(server.engine) as conn:
        conn.execute(update(sign_in).values(expires_at=datetime.now(UTC) - timedelta(hours=2)))


def test_a_sign_in_that_ended_costs_a_password_and_one_press(page: Page, server: Server) -> None:
    chosen = answer_a_question(page)
    end_all_sign_ins(server)
    page.get_by_role("button", name="Check your answers").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What you typed is here")
    expect(page.get_by_role("main")).not_to_contain_text(chosen)
    sign_in_as(page, "ada")
    page.get_by_role("button", name="Send it now").click()
    expect_saved(page, chosen)


def test_signing_in_again_in_another_tab_costs_one_press(page: Page) -> None:
    chosen = answer_a_question(page)
    other = page.context.new_page()
    other.goto("/sign-in")
    sign_in_as(other, "ada")
    page.get_by_role("button", name="Check your answers").click()
    page.get_by_role("button", name="Send it now").click()
    expect_saved(page, chosen)
