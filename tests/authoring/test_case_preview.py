"""A case in the author's preview: its steps are carried by the page, for nothing keeps them."""

from __future__ import annotations

from tests.authoring.conftest import Desk
from tests.composed import files, section, token_of
from tests.content.content_examples import SLUG
from tests.steps import hidden_fields


def test_an_author_walks_a_case_and_nothing_is_kept(desk: Desk) -> None:
    file = desk.root / SLUG / "quiz.yaml"
    file.write_text(files()[f"{SLUG}/quiz.yaml"], "utf-8")
    ben = desk.as_("ben")
    url = f"/authoring/modules/{SLUG}/preview/quiz?seed=7"
    page = ben.get(url).text
    no, piece = section(page, "The line stops")
    data = {
        **hidden_fields(page),
        "check": str(no),
        f"slot-{no}.p1": token_of(piece, "Go and see"),
    }
    page = ben.post(url, data=data).text
    _, piece = section(page, "The line stops")
    assert "What about the dirty sensor?" in piece
    assert hidden_fields(page)[f"done-{no}.p1"]
    data = {**hidden_fields(page), "go": "check", f"slot-{no}.p2": token_of(piece, "Find where")}
    check = ben.post(url, data=data).text
    carried = hidden_fields(check)
    assert {f"done-{no}.p1", f"slot-{no}.p2"} <= carried.keys()
    result = ben.post(url, data={**carried, "go": "grade"}).text
    assert "1 of 10 points" in result


def test_a_step_that_is_blank_or_forged_is_asked_back(desk: Desk) -> None:
    file = desk.root / SLUG / "quiz.yaml"
    file.write_text(files()[f"{SLUG}/quiz.yaml"], "utf-8")
    ben = desk.as_("ben")
    url = f"/authoring/modules/{SLUG}/preview/quiz?seed=7"
    page = ben.get(url).text
    no, _ = section(page, "The line stops")
    fields = hidden_fields(page)
    blank = ben.post(url, data={**fields, "check": str(no)}).text
    assert "Choose one of the answers." in blank
    forged = ben.post(url, data={**fields, "go": "stay", f"done-{no}.p1": "9"}).text
    assert "What about the dirty sensor?" not in forged


def test_a_preview_says_that_it_does_not_check_try_by_try(desk: Desk) -> None:
    """Tries are steps of a stored attempt, and a preview stores nothing."""
    ben, url = desk.as_("ben"), f"/authoring/modules/{SLUG}/preview/quiz?seed=7"
    said = "This preview checks all answers at the end."
    assert said not in ben.get(url).text
    desk.edit("quiz.yaml", "  pass:", "  behavior: interactive\n  tries: 2\n  pass:")
    page = ben.get(url).text
    assert "Check each answer: you have 2 tries a question. " in page
    assert said in page
