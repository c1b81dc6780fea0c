"""Ada takes the level review in the browser, Cleo confirms the last hour: the level is reached and shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from courseware.operations.site import Site
from courseware.records.credentials import credentials_of
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.journeys.conftest import Server, serving
from tests.journeys.windows import window
from tests.level_story import LEVEL, PATHWAY, pass_modules, send_hours
from tests.practice_story import confirm
from tests.reviewing import answer

pytestmark = pytest.mark.browser


@pytest.fixture
def almost(small_world: World, tmp_path: Path) -> Iterator[Server]:
    """A site on which Ada lacks the review and one hour."""
    ada, cleo = small_world.cast.ada, small_world.cast.cleo

    def ready(engine: Engine, site: Site) -> None:
        with writing(engine) as conn:
            pass_modules(conn, ada, now=NOW, site=site)
            for sheet in send_hours(conn, ada, cleo, 40, now=NOW, site=site)[:-1]:
                confirm(conn, sheet, cleo, now=NOW, site=site)

    with serving(small_world, tmp_path, ready) as one:
        yield one


def take_the_review(page: Page, server: Server, ada: int) -> None:
    page.goto("/readiness")
    page.get_by_role("link", name="Take the level review").click()
    page.get_by_role("button", name=re.compile("Start the clock:")).click()
    expect(page).to_have_url(re.compile(r"/attempts/\d+"))
    attempt_id = int(re.findall(r"/attempts/(\d+)", page.url)[0])
    expect(page.get_by_text("Question 1 of 40")).to_be_visible()
    with writing(server.engine) as conn:
        # Forty questions of all kinds; how they are answered in a browser has tests of its own.
        answer(conn, ada, attempt_id, now=datetime.now(UTC), site=server.site)
    page.goto(f"/attempts/{attempt_id}/result")
    expect(page.get_by_text("40 of 40 points").first).to_be_visible()


def test_the_foundation_level_is_reached_and_shown(
    browser: Browser, almost: Server, small_world: World
) -> None:
    ada = window(browser, almost, "ada", 360)
    take_the_review(ada, almost, small_world.cast.ada)
    ada.goto("/readiness")
    expect(ada.get_by_text("2 of 3 steps are met.")).to_be_visible()
    expect(ada.get_by_text("Verified hours that count: 39 of 40, 1 to go.")).to_be_visible()

    cleo = window(browser, almost, "cleo", 1280)
    cleo.goto("/confirming")
    cleo.get_by_role("link", name="Ada Marsh: 1 entry of practice").click()
    cleo.get_by_role("button", name="Confirm what I do not return").click()
    expect(cleo.get_by_text("Nothing waits for you")).to_be_visible()

    ada.goto("/readiness")
    expect(ada.get_by_text("This level stays yours")).to_be_visible()
    with almost.engine.connect() as conn:
        mine = [one for one in credentials_of(conn, small_world.cast.ada) if one.level]
    (credential,) = mine
    assert (credential.pathway, credential.level) == (PATHWAY, LEVEL)
    cleo.goto(f"/verify/{credential.public_id}")
    expect(cleo.get_by_text("40 h real, 0 h simulated, 40 entries").first).to_be_visible()
    expect(cleo.get_by_text("unsupervised, open book").first).to_be_visible()
    ada.context.close()
    cleo.context.close()
