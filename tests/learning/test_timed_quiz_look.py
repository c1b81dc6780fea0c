"""The pages of a quiz with a clock and with certainty, looked at as the accessibility gate looks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from courseware.extensions import db
from courseware.operations.versions import Prepared
from courseware.records.transaction import writing
from tests.clocks import publish_terms
from tests.house.eyes import AXE, MODES, broken, look_at, lost, showing, switch
from tests.house.seen import Seen
from tests.learning.quiz import MP1, Quiz
from tests.people import Cast
from tests.steps import hidden_fields

pytestmark = pytest.mark.browser


@pytest.fixture
def pages(
    app: Flask, curriculum: Prepared, client_of: Callable[[str], FlaskClient], cast: Cast
) -> list[Seen]:
    """Fin tries a module with numbers to compute once more, now with a clock."""
    with app.app_context(), writing(db.engine) as conn:
        publish_terms(conn, curriculum, MP1, minutes=20, certainty=True, behavior="adaptive")
    fin, eve = client_of("fin"), client_of("eve")
    token = hidden_fields(fin.get(f"/modules/{MP1}").text)
    url = fin.post(f"/modules/{MP1}/attempts", data=token).headers["Location"]
    quiz, shown = Quiz(fin, url), {"start": fin.get(f"/modules/{MP1}").text}
    for no in range(1, 11):
        quiz.save(no, "1", f"key-number-{no}", seq=no, **{f"slot-{no}.certainty": "3"})
    shown |= {"attempt": fin.get(url).text, "check": fin.get(f"{url}/check").text}
    quiz.submit()
    shown |= {"result": fin.get(f"{url}/result").text, "account": fin.get("/account").text}
    shown["person"] = eve.get(f"/admin/people/{cast.fin}").text
    return [Seen(name, "", html) for name, html in shown.items()]


def test_they_break_no_rule_and_lose_nothing(
    pages: list[Seen], browser: Browser, client_of: Callable[[str], FlaskClient]
) -> None:
    with showing(pages, client_of("fin")) as url:
        found = look_at(browser, url, pages)
    assert found.rules + found.lost == []


def test_the_open_calculator_breaks_none_either(
    pages: list[Seen], browser: Browser, client_of: Callable[[str], FlaskClient]
) -> None:
    attempt = [one for one in pages if one.name == "attempt"]
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(AXE)
    page, found = context.new_page(), []
    with showing(attempt, client_of("fin")) as url:
        page.goto(f"{url}/0")
        number = page.locator(".question:has(.numeric-field)").first.get_attribute("id")
        page.goto(f"{url}/0#{number}")
        page.locator(f"#{number}").get_by_role("button", name="Calculator").click()
        page.get_by_role("textbox", name="Calculation").fill("1+1")
        for mode in MODES:
            switch(page, mode)
            found += [f"{mode}: {one}" for one in broken(page, ".question.is-shown")]
        switch(page, "narrow")
        found += lost(page)
    context.close()
    assert found == []
