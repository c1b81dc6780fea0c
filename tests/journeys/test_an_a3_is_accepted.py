"""Ada's A3 is returned, mended and accepted, in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from courseware.operations.a3_assessors import by_account, calibrate
from courseware.operations.site import Site
from courseware.practice.rubric import IDS
from courseware.progress.facts import FactKind
from courseware.records.journal import read_facts
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.journeys.conftest import Server, serving
from tests.journeys.windows import window
from tests.people import NAMES

pytestmark = pytest.mark.browser


@pytest.fixture
def calibrated(small_world: World, tmp_path: Path) -> Iterator[Server]:
    """A site on which Ben has scored the models."""

    def ready(engine: Engine, site: Site) -> None:
        with writing(engine) as conn:
            models = site.shelves.current(conn).practice.models
            by = by_account(conn, small_world.cast.ben, NAMES["ben"])
            scores = {one.id: one.scores for one in models}
            assert calibrate(conn, by=by, scores=scores, now=NOW, site=site)

    with serving(small_world, tmp_path, ready) as one:
        yield one


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Waits", exact=False).first).to_be_visible()


def score(page: Page, scores: dict[str, int], words: str) -> None:
    page.goto("/confirming")
    page.get_by_role("link", name="Ada Marsh: an A3 report").click()
    for criterion, points in scores.items():
        page.locator(f"[name='score_{criterion}'][value='{points}']").check()
    page.locator("[name='comment_root_cause']").fill(words)
    page.get_by_role("button", name="Give these scores").click()


def test_an_a3_is_returned_mended_and_accepted(
    browser: Browser, calibrated: Server, small_world: World
) -> None:
    ada = window(browser, calibrated, "ada", 360)
    ada.goto("/a3")
    ada.get_by_role("button", name="Begin a practice A3").click()
    ada.locator("[name='title']").fill("Jams after reel changes")
    ada.locator("[name='team']").fill("Amara Okeke (setter), Rosa Diaz (quality)")
    for one in IDS:
        ada.locator(f"[name='{one}']").fill(f"About {one}: 14 jams a shift before, 4 after.")
    assert ada.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    hand_in(ada)

    ben = window(browser, calibrated, "ben", 1280)
    good = dict.fromkeys(IDS, 3)
    score(ben, {**good, "root_cause": 2, "background": 4}, "Which test showed this cause?")
    ada.goto("/a3")
    ada.get_by_role("link", name="Jams after reel changes").click()
    expect(ada.get_by_text("This report came back")).to_be_visible()
    ada.get_by_role("link", name="Read the scores and comments").click()
    expect(ada.get_by_text("Which test showed this cause?")).to_be_visible()

    ada.go_back()
    ada.locator("[name='root_cause']").fill(
        "With the gauge set: 0 jams in 40 changes. By eye: 9 in 40."
    )
    hand_in(ada)
    score(ben, good, "Shown.")
    ada.goto("/a3")
    expect(ada.get_by_text("Accepted").first).to_be_visible()
    with calibrated.engine.connect() as conn:
        kinds = [FactKind.A3_RETURNED, FactKind.A3_ACCEPTED]
        facts = read_facts(conn, small_world.cast.ada, kinds=kinds)
    assert [one.kind for one in facts] == kinds
    ada.context.close()
    ben.context.close()
