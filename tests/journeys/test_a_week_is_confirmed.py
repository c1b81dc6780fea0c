"""Ada logs a week on her phone; Lupe, who saw it, confirms it by the link in a mail."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from courseware.progress.facts import FactKind
from courseware.records.journal import read_facts
from tests.conftest import World
from tests.journeys.conftest import Server, serving
from tests.journeys.test_a_learner_earns_a_certificate import sign_in
from tests.mailing.conftest import MAIL_FROM, Office
from tests.mailing.conftest import serving as mail_server
from tests.practice_story import REFLECTION

pytestmark = pytest.mark.browser
LINK = re.compile(r"http://\S+/confirm/practice/\S+")


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def site_with_mail(small_world: World, tmp_path: Path, office: Office) -> Iterator[Server]:
    """A site whose mail goes to a server of this test."""
    with mail_server(office) as there:
        settings = {
            "COURSEWARE_SMTP_URL": f"smtp://{there.host}:{there.port}?tls=none",
            "COURSEWARE_MAIL_FROM": MAIL_FROM,
        }
        with serving(small_world, tmp_path, settings=settings) as one:
            yield one


def phone(browser: Browser, url: str) -> BrowserContext:
    context = browser.new_context(base_url=url, viewport={"width": 360, "height": 740})
    context.set_default_timeout(15_000)
    return context


def link_in(office: Office) -> str:
    """Wait for the mail to Lupe and return its link."""
    end = time.monotonic() + 45
    while time.monotonic() < end:
        for mail in office.mails:
            body = mail.get_body(("plain",))
            found = LINK.search(body.get_content()) if body else None
            if found:
                assert mail["To"] == "lupe@plant.example"
                assert "Ada Marsh" in mail["Subject"]
                return found[0]
        time.sleep(0.2)
    raise AssertionError("no mail with a link arrived")


def log_an_entry(page: Page) -> None:
    page.goto("/practicum")
    page.get_by_role("link", name="Log practice").click()
    page.get_by_label("Hours").fill("1.5")
    page.get_by_label("What it was about").select_option(label="Safety")
    page.get_by_label("What you did").fill("Walked the aisle and reported two blocked exits")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Before you can send it")).to_be_visible()
    page.get_by_label("One number you saw").fill("2 of 6 exits blocked")
    page.get_by_label("What you take from it").fill(REFLECTION)
    page.get_by_label("Who saw the work").select_option(label="Somebody else")
    who = page.get_by_label("Their name")
    if not who.is_visible():
        page.get_by_text("Somebody else", exact=True).last.click()
    who.fill("Lupe Arriaga")
    page.get_by_label("What they do").fill("team leader")
    page.get_by_label("Their e-mail address").fill("lupe@plant.example")
    page.get_by_role("button", name="Save and go back").click()
    expect(page.get_by_text("Walked the aisle")).to_be_visible()


def test_a_week_logged_on_a_phone_is_confirmed_by_the_link_in_a_mail(
    browser: Browser, site_with_mail: Server, office: Office, small_world: World
) -> None:
    server = site_with_mail
    hers = phone(browser, server.url)
    ada = hers.new_page()
    sign_in(ada, "ada")
    log_an_entry(ada)
    ada.get_by_role("button", name="Send this week").click()
    expect(ada.get_by_text("1 entry is on its way.")).to_be_visible()
    link = link_in(office)

    ada.goto(link)
    expect(ada.get_by_role("heading", name="Somebody else has to do this")).to_be_visible()

    theirs = phone(browser, server.url)
    lupe = theirs.new_page()
    lupe.goto(link)
    expect(lupe.get_by_text("2 of 6 exits blocked")).to_be_visible()
    assert lupe.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    lupe.get_by_role("button", name="Confirm what I do not return").click()
    expect(lupe.get_by_role("heading", name="Thank you, Lupe Arriaga")).to_be_visible()
    lupe.goto(link)
    expect(lupe.get_by_role("heading", name="This link no longer works")).to_be_visible()

    ada.goto("/practicum")
    expect(ada.get_by_text("Confirmed by Lupe Arriaga, team leader")).to_be_visible()
    with server.engine.connect() as conn:
        kinds = [FactKind.PRACTICE_VERIFIED]
        (fact,) = read_facts(conn, small_world.cast.ada, kinds=kinds)
    assert fact.body is not None
    assert fact.body["quarters"] == 6
    assert link.rsplit("/", 1)[1] not in str(fact.body)
    hers.close()
    theirs.close()
