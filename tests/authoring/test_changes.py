"""What an author reads before publishing: the differences in words, then line by line."""

from __future__ import annotations

import re

from tests.authoring.conftest import Desk
from tests.content.content_examples import SLUG

CHANGES = f"/authoring/modules/{SLUG}/changes"


def test_a_module_that_was_never_published_is_all_new(desk: Desk) -> None:
    assert "Not published yet: everything is new." in desk.as_("ben").get(CHANGES).text


def test_the_same_files_have_no_changes(any_desk: Desk) -> None:
    any_desk.publish()
    page = any_desk.as_("ben").get(CHANGES).text
    assert "Nothing has changed since version 1, published" in page


def test_changes_are_told_in_words_and_line_by_line(any_desk: Desk) -> None:
    any_desk.publish()
    any_desk.edit("quiz.yaml", "What paces line q-0?", "What slows line q-0?")
    any_desk.edit("lessons/01-slowest-step.md", "press: 40", "press: 44")
    (any_desk.root / SLUG / "lessons" / "figures" / "line.svg").write_text(
        (any_desk.root / SLUG / "lessons" / "figures" / "line.svg").read_text().replace("9", "8")
    )
    page = any_desk.as_("ben").get(CHANGES).text
    assert "The wording of the question changed." in page
    assert "The value press (given) was “40”, is “44”." in page
    assert "Running attempts keep their version" in page
    assert "<del>paces</del>" in page
    assert "<ins>slows</ins>" in page
    assert "unchanged lines" in page
    figures = re.findall(r'<img src="([^"]+)"', page)
    assert [one.partition("/figures/")[0] for one in figures] == [
        "", f"/authoring/modules/{SLUG}/preview",
    ]  # fmt: skip
    ben = any_desk.as_("ben")
    assert [ben.get(one).status_code for one in figures] == [200, 200]


def test_one_file_can_be_compared_alone(desk: Desk) -> None:
    desk.publish()
    desk.edit("quiz.yaml", "What paces line q-0?", "What slows line q-0?")
    desk.edit("module.yaml", "How a line flows", "How lines flow")
    page = desk.as_("ben").get(f"{CHANGES}?file=module.yaml").text
    assert "<ins>lines</ins>" in page
    assert "slows" not in page


def test_files_with_errors_are_compared_all_the_same(desk: Desk) -> None:
    desk.publish()
    desk.edit("quiz.yaml", "use: quiz", "use: quizz")
    page = desk.as_("ben").get(CHANGES).text
    assert "The files have errors" in page
    assert "The use was “quiz”, is “quizz”." in page


def test_what_was_typed_is_never_taken_for_markup(desk: Desk) -> None:
    desk.publish()
    desk.edit("quiz.yaml", "What paces line q-0?", "What <b>slows</b> line q-0?")
    desk.edit("module.yaml", "How a line flows", "How <i>lines</i> flow")
    page = desk.as_("ben").get(CHANGES).text
    assert "<b>slows" not in page
    assert "<i>lines" not in page


def test_the_page_of_a_module_leads_to_both(desk: Desk) -> None:
    page = desk.as_("ben").get(f"/authoring/modules/{SLUG}").text
    for path in ("preview", "changes", "preview/questions"):
        assert f'href="/authoring/modules/{SLUG}/{path}"' in page


def test_files_that_are_gone_are_told(desk: Desk) -> None:
    desk.publish()
    (desk.root / SLUG / "module.yaml").unlink()
    assert "The files of this module are gone." in desk.as_("ben").get(CHANGES).text
    assert desk.as_("ben").get("/authoring/modules/no-such/changes").status_code == 404
