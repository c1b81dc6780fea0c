"""The line-balance board with keys alone, with and without scripts; the mouse may drag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from courseware.content.catalog import read_catalog
from courseware.operations.enrollments import enroll
from courseware.operations.site import Site
from courseware.operations.versions import prepare, publish
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.content.content_examples import write
from tests.content.press_brake import FILES, PATHWAY, SLUG
from tests.journeys.conftest import Server, serving
from tests.journeys.keyboard import Keyboard
from tests.labs.shipped import lab_file
from tests.people import PASSWORD

pytestmark = pytest.mark.browser
ADDRESS = f"/modules/{SLUG}/labs/line-balance"
STATIONS = {"A": 1, "B": 1, "C": 1, "D": 2, "E": 2, "F": 3, "H": 3, "G": 4, "I": 4}


@pytest.fixture
def server(small_world: World, tmp_path: Path) -> Iterator[Server]:
    """A site with the board in a module that Ada may open."""
    text = re.sub(r"(?m)^outcomes: .*", "outcomes: [O1]", lab_file("line-balance").read_text())
    files = {**FILES, f"{SLUG}/labs/line-balance.yaml": text}
    catalog, report = read_catalog(write(tmp_path / "modules", files))
    assert not report.has_errors, report.problems
    prepared = prepare(catalog)

    def ready(engine: Engine, site: Site) -> None:
        with writing(engine) as conn:
            publish(conn, prepared, now=NOW, reason="our own")
        with writing(engine) as conn:
            enroll(conn, person_id=small_world.cast.ada, pathway=PATHWAY, now=NOW, site=site)

    with serving(small_world, tmp_path, ready) as one:
        yield one


def at_the_board(browser: Browser, server: Server, *, scripts: bool) -> Page:
    """Return the page of the lab, on which Ada has signed in."""
    context = browser.new_context(
        base_url=server.url, java_script_enabled=scripts, reduced_motion="reduce",
        viewport={"width": 1280, "height": 720},
    )  # fmt: skip
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"/sign-in?next={ADDRESS}")
    page.get_by_label("User name or e-mail").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("line-balance$"))
    page.wait_for_load_state()  # a key that comes before would go to nobody
    return page


def predict(page: Page, keys: Keyboard) -> None:
    keys.to_field("predict")
    keys.press("Space")
    keys.press("ArrowDown")
    keys.to("That is my prediction", tag="button")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Give each task a station")).to_be_visible()


def choose(keys: Keyboard, station: int) -> None:
    """Choose a station from the list that has the focus."""
    for _press in range(station):
        keys.press("ArrowDown")


def conclude(page: Page, keys: Keyboard) -> None:
    """Say what follows, and have the board checked."""
    keys.to_field("so-what")
    keys.press("Space")
    keys.to("Check my work", tag="button")
    keys.press("Enter")
    expect(page.get_by_text("Passed", exact=True)).to_be_visible()
    expect(page.get_by_role("region", name="Card to keep")).to_contain_text("96.7%")
    assert not keys.faults, "\n".join(keys.faults)


def test_keys_alone_solve_the_board(browser: Browser, server: Server) -> None:
    page = at_the_board(browser, server, scripts=True)
    keys = Keyboard(page)
    predict(page, keys)
    keys.to_field("in.board.I")
    for task in reversed("ABCDEFGHI"):
        for _step in range(20):  # the focus goes along with the task; the next one stands above
            if (keys.here() or {}).get("field") == f"in.board.{task}":
                break
            keys.step("Shift+Tab")
        choose(keys, STATIONS[task])
        moved = keys.here()
        assert moved is not None
        assert moved["field"] == f"in.board.{task}", "the focus stays with the task"
        assert moved["seen"]
        said = page.locator("[data-place-said]")
        expect(said).to_contain_text(f"now in Station {STATIONS[task]}")
    loads = page.locator(".lab-lanes .lab-load")
    expect(loads).to_have_text(
        ["60 of 60 s", "59 of 60 s", "57 of 60 s", "56 of 60 s", "0 of 60 s", "0 of 60 s"]
    )
    expect(page.locator("[data-results]")).to_contain_text("96.7%")
    conclude(page, keys)


def test_keys_alone_solve_it_without_scripts(browser: Browser, server: Server) -> None:
    page = at_the_board(browser, server, scripts=False)
    keys = Keyboard(page)
    predict(page, keys)
    for task in "ABCDEFGHI":
        keys.to_field(f"in.board.{task}")
        choose(keys, STATIONS[task])
    keys.to("Show what it comes to", tag="button")
    keys.press("Enter")
    expect(page.locator("[data-results]")).to_contain_text("96.7%")
    conclude(page, keys)


def test_a_mouse_drags_a_task_to_a_station_and_back(browser: Browser, server: Server) -> None:
    page = at_the_board(browser, server, scripts=True)
    predict(page, Keyboard(page))
    page.set_viewport_size({"width": 1280, "height": 1600})  # nothing scrolls under the mouse
    lanes = page.locator(".lab-lanes > .lab-lane")
    task = page.locator("[data-item]", has_text="Mount the contactors")
    task.locator("label").drag_to(lanes.nth(1))
    expect(lanes.nth(1)).to_contain_text("Mount the contactors")
    expect(lanes.nth(1).locator(".lab-load")).to_have_text("36 of 60 s")
    expect(task.get_by_role("combobox")).to_have_value("s2")
    expect(page.locator("[data-results]")).to_contain_text("Not placed yet: A, C")

    task.locator("label").drag_to(page.locator(".lab-lane-none"))
    expect(task.get_by_role("combobox")).to_have_value("")
    expect(lanes.nth(1).locator(".lab-load")).to_have_text("0 of 60 s")
