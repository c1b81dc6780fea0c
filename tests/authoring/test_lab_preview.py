"""Authors try a lab as their files say it, and nothing of it is written down."""

from __future__ import annotations

import pytest

from courseware.content.waiting import WAITING
from tests.authoring.conftest import READER, Desk
from tests.authoring.test_preview import contents
from tests.content.content_examples import LAB, LAB_PATH, SLUG

HOME = f"/authoring/modules/{SLUG}/preview"
PAGE = f"{HOME}/labs/line-lab"
SOLVED = "?case=0&in.press=40&in.weld=39&so-what=1&do=check"


@pytest.fixture
def lab(desk: Desk) -> Desk:
    """A desk whose module has a lab."""
    path = desk.root / SLUG / LAB_PATH
    path.parent.mkdir()
    path.write_text(LAB.replace("lesson:flow/", f"lesson:{SLUG}/"), "utf-8")
    desk.app.extensions.pop(READER, None)
    return desk


def test_a_lab_stands_among_the_tasks_of_the_previewed_module(lab: Desk) -> None:
    ben = lab.as_("ben")
    assert f'href="{PAGE}"' in ben.get(HOME).text
    page = ben.get(PAGE).text
    assert "The line, tried out" in page
    assert f'href="{HOME}/lessons/slowest-step"' in page, "links stay inside"
    assert "A trial: nothing is stored" in page


def test_what_is_set_stands_in_the_address_and_nowhere_else(lab: Desk) -> None:
    ben = lab.as_("ben")
    before = contents(lab.app)
    page = ben.get(PAGE + SOLVED).text
    assert "It makes 39." in page
    assert "The slowest sets the pace:" in page, "the card of a passed lab"
    assert contents(lab.app) == before


def test_before_it_is_checked_the_page_tells_nothing_of_the_key(lab: Desk) -> None:
    page = lab.as_("ben").get(PAGE).text
    for secret in ("It makes", "are wanted", "Yes.", "The slowest sets the pace:"):
        assert secret not in page


def test_another_case_has_other_numbers(lab: Desk) -> None:
    ben = lab.as_("ben")
    goals = {ben.get(f"{PAGE}?case={no}").text.count("38 parts an hour") for no in (0, 1)}
    assert goals == {0, 1}


@pytest.mark.parametrize(
    "query",
    [
        "?case=x",
        "?case=99",
        "?case=" + "9" * 5000,
        "?case=٣",
        "?in.press=nan",
        "?do=check&in.weld=1e308",
    ],
)
def test_a_strange_address_gets_a_page(lab: Desk, query: str) -> None:
    assert lab.as_("ben").get(PAGE + query).status_code == 200


def test_a_lab_that_waits_for_its_module_can_be_tried_too(desk: Desk) -> None:
    folder = desk.root / WAITING
    folder.mkdir()
    (folder / "line-lab.yaml").write_text(LAB.replace("lesson:flow/", f"lesson:{SLUG}/"), "utf-8")
    desk.app.extensions.pop(READER, None)
    ben = desk.as_("ben")
    assert 'href="/authoring/labs/line-lab"' in ben.get("/authoring").text
    page = ben.get("/authoring/labs/line-lab" + SOLVED).text
    assert "This lab waits for its module" in page
    assert "It makes 39." in page
    assert ben.get("/authoring/labs/no-such-lab").status_code == 404
