"""Authors see a module as learners would, and nothing of it is written down."""

from __future__ import annotations

import hashlib
import re

import pytest
from flask import Flask
from sqlalchemy import select

from courseware.extensions import db
from courseware.records.everything import METADATA
from courseware.web.answers import LONGEST_SLOT
from courseware.web.curriculum import curriculum
from tests.authoring.conftest import Desk
from tests.conftest import sign_in
from tests.content.content_examples import FIGURE, SLUG
from tests.steps import hidden_fields

HOME = f"/authoring/modules/{SLUG}/preview"
LESSON = f"{HOME}/lessons/slowest-step"
STRIP = "Preview of the files, not published; nothing is recorded"
SECRETS = ("all wait for it", "No step is average", "at the slowest step", "You squared it")
"""Feedback and `why` of every question, as far as they would tell the answer."""


def contents(app: Flask) -> dict[str, list[str]]:
    """Return every row of every table."""
    with app.app_context(), db.engine.connect() as conn:
        return {
            table.name: sorted(repr(tuple(row)) for row in conn.execute(select(table)))
            for table in METADATA.sorted_tables
        }


def quiz_fields(text: str) -> dict[str, str]:
    fields = hidden_fields(text)
    return {name: fields[name] for name in ("csrf_token", "digest")}


def test_a_module_that_was_never_published_can_be_looked_at(desk: Desk) -> None:
    ben = desk.as_("ben")
    module, lesson = ben.get(HOME).text, ben.get(LESSON).text
    for page in (module, lesson):
        assert STRIP in page
    assert "How a line flows" in module
    assert "Start the quiz" in module
    assert "parts an hour" in lesson
    assert "Mark read and go to the quiz" in lesson


@pytest.mark.parametrize("path", ["", "/lessons/slowest-step", "/quiz?seed=1", "/questions"])
def test_links_stay_inside_the_preview(desk: Desk, path: str) -> None:
    desk.edit("lessons/01-slowest-step.md", "is a pace", f"is a [pace](lesson:{SLUG}/slowest-step)")
    page = desk.as_("ben").get(HOME + path).text
    leading_out = re.findall(r'(?:href|src|action)="(/(?:modules|figures|attempts)[^"]*)"', page)
    assert leading_out == []
    assert f'href="{HOME}"' in page


def test_a_figure_of_the_files_is_sent_like_a_published_one(desk: Desk) -> None:
    digest = hashlib.sha256(FIGURE.encode()).hexdigest()
    address = f"{HOME}/figures/{digest}.svg"
    ben = desk.as_("ben")
    assert f'src="{address}"' in ben.get(LESSON).text
    reply = ben.get(address)
    assert reply.text == FIGURE
    published = ben.get(_published_figure(desk))
    for name in ("Content-Type", "Content-Security-Policy", "Cache-Control"):
        assert reply.headers[name] == published.headers[name]
    assert desk.as_("ada").get(address).status_code == 403
    assert desk.as_("ada").get(f"/figures/{digest}.svg").status_code == 404, "it is not published"
    assert ben.get(f"{HOME}/figures/{'0' * 64}.svg").status_code == 404


def _published_figure(desk: Desk) -> str:
    with desk.app.app_context(), db.engine.connect() as conn:
        shelf = desk.app.extensions["courseware.site"].shelves.current(conn)
    module = shelf.modules["cp1-start-here"].module
    return f"/figures/{next(iter(module.figures.values()))}.svg"


def test_the_same_seed_draws_the_same_quiz_and_another_one_another(desk: Desk) -> None:
    ben = desk.as_("ben")
    first, again, other = (_asks(ben.get(f"{HOME}/quiz?seed={seed}").text) for seed in (7, 7, 8))
    assert first == again
    assert first != other
    drawn = ben.get(f"{HOME}/quiz")
    assert drawn.status_code == 303
    assert re.search(r"seed=\d+$", drawn.headers["Location"])


def _asks(page: str) -> list[str]:
    return re.findall(r'<legend class="ask"[^>]*><div>(.*?)</div>', page, re.DOTALL)


def test_no_answer_leaves_before_it_is_graded_and_every_one_is_explained_after(desk: Desk) -> None:
    ben = desk.as_("ben")
    page = ben.get(f"{HOME}/quiz?seed=7").text
    fields = quiz_fields(page)
    check = ben.post(f"{HOME}/quiz?seed=7", data={**fields, "slot-1": "1", "go": "check"}).text
    for before in (page, check):
        assert not any(secret in before for secret in SECRETS)
        assert "is_right" not in before
    carried = hidden_fields(check)
    assert carried["slot-1"] == "1", "the check page carries the answers, for nothing keeps them"
    result = ben.post(f"{HOME}/quiz?seed=7", data={**carried, "go": "grade"}).text
    assert "Not passed yet" in result
    assert all(secret in result for secret in SECRETS[:3])
    assert result.count('class="result result-') == 10


def test_all_right_answers_pass_as_they_would_for_a_learner(desk: Desk) -> None:
    ben = desk.as_("ben")
    page = ben.get(f"{HOME}/quiz?seed=7").text
    answers = {}
    for no in range(1, 11):
        part = page.partition(f'id="slot-{no}-ask"')[2].partition("</fieldset>")[0]
        press = re.search(r"A press makes (\d+) parts", part)
        option = re.search(r'value="(\d)"[^<]*<span class="option-text">The slowest one', part)
        found = str(2 * int(press[1])) if press else option and option[1]
        assert found, part
        answers[f"slot-{no}"] = found
    back = ben.post(f"{HOME}/quiz?seed=7", data={**quiz_fields(page), **answers, "go": "q-3"}).text
    assert back.count("checked") == 8, "going back to a question keeps the answers"
    result = ben.post(
        f"{HOME}/quiz?seed=7", data={**quiz_fields(page), **answers, "go": "grade"}
    ).text
    assert "10 of 10 points, 100 %" in result


def test_files_that_changed_under_a_draw_begin_it_anew(desk: Desk) -> None:
    ben = desk.as_("ben")
    fields = quiz_fields(ben.get(f"{HOME}/quiz?seed=7").text)
    desk.edit("quiz.yaml", "What paces line q-0?", "What sets the pace of line q-0?")
    reply = ben.post(f"{HOME}/quiz?seed=7", data={**fields, "go": "grade"}, follow_redirects=True)
    assert "The files have changed since this draw" in reply.text


def test_a_preview_writes_nothing_at_all(any_desk: Desk) -> None:
    ben = any_desk.as_("ben")
    any_desk.publish()
    any_desk.edit("quiz.yaml", "What paces line q-0?", "What sets the pace of line q-0?")
    any_desk.edit("lessons/01-slowest-step.md", "press: 40", "press: 44")
    before = contents(any_desk.app)
    page = ben.get(f"{HOME}/quiz?seed=7").text
    fields = {**quiz_fields(page), "slot-1": "1", "slot-2": "x"}
    for path in ("", "/lessons/slowest-step", "/quiz", "/questions?kind=numeric"):
        assert ben.get(HOME + path, follow_redirects=True).status_code == 200
    for go in ("stay", "q-3", "check", "grade"):
        reply = ben.post(f"{HOME}/quiz?seed=7", data={**fields, "go": go})
        assert reply.status_code == 200
    assert "press" in ben.get(f"/authoring/modules/{SLUG}/changes").text
    assert contents(any_desk.app) == before


def test_a_published_module_looks_the_same_to_learners_and_in_the_preview(app: Flask) -> None:
    ada, ben = sign_in(app, "ada"), sign_in(app, "ben")
    address = "/modules/cp1-start-here/lessons/the-job-in-one-day"
    learners = ada.get(address).text
    preview = ben.get("/authoring/modules/cp1-start-here/preview/lessons/the-job-in-one-day").text
    assert "the same as version 1" in preview

    def text(page: str) -> str:
        article = page.partition("<article>")[2].partition("<footer")[0]
        return re.sub(r'(?<=(?:ref|src)=")[^"]*', "", article)

    assert len(text(learners)) > 2_000
    assert text(learners) == text(preview)


def test_questions_are_listed_with_their_keys_and_can_be_filtered(desk: Desk) -> None:
    ben = desk.as_("ben")
    everything = ben.get(f"{HOME}/questions").text
    assert "41 of 41 questions" in everything
    for secret in SECRETS:
        assert secret in everything
    some = ben.get(f"{HOME}/questions?use=practice&outcome=O1&kind=single").text
    assert "5 of 41 questions" in some
    numbers = ben.get(f"{HOME}/questions?kind=numeric").text
    assert "3 of 41 questions" in numbers
    for told in ("6 variants", "press * press", "part/h"):
        assert told in numbers
    assert "41 of 41" in ben.get(f"{HOME}/questions?kind=nonsense").text


ORDER = """\
- id: first-things-first
  outcome: O1
  competency: C2
  use: practice
  level: apply
  given: {press: pick 31 37 41}
  ask: "Put the steps in order."
  order: ["Count {press} parts", ["Ask *why*", "Ask who"], Mend it]
  feedback: {Mend it: "Only when the cause is known."}
  why: "See first."
"""


def test_rows_are_listed_with_their_places_and_feedback(desk: Desk) -> None:
    desk.edit("quiz.yaml", "questions:\n", f"questions:\n{ORDER}")
    page = desk.as_("ben").get(f"{HOME}/questions?kind=ordering").text
    key, variants = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    assert re.findall(r"<(?:th|td)[^>]*>(.*?)</(?:th|td)>", key) == [
        "Count 41 parts", "1", "",
        "Ask <em>why</em>", "2–3", "",
        "Ask who", "2–3", "",
        "Mend it", "4", "Only when the cause is known.",
    ]  # fmt: skip
    assert "Count 31 parts → Ask why / Ask who → Mend it" in variants


def test_a_module_with_errors_lists_them_instead(desk: Desk) -> None:
    desk.edit("quiz.yaml", "outcome: O1", "outcome: O9")
    ben = desk.as_("ben")
    for path in ("", "/lessons/slowest-step", "/quiz", "/questions"):
        page = ben.get(HOME + path).text
        assert "No preview yet" in page
        assert f"{SLUG}/quiz.yaml" in page
        assert "O9" in page
    assert "line 8" in page


@pytest.mark.parametrize(
    "path", ["", "/lessons/slowest-step", "/quiz?seed=1", "/questions", "/../changes"]
)
def test_learners_and_managers_do_not_get_in(desk: Desk, path: str) -> None:
    address = f"{HOME}{path}".replace("/preview/../", "/")
    for name in ("ada", "cleo"):
        assert desk.as_(name).get(address).status_code == 403


def test_what_is_not_there_is_not_shown(desk: Desk) -> None:
    ben = desk.as_("ben")
    for address in (f"{HOME}/lessons/no-such", "/authoring/modules/no-such/preview"):
        assert ben.get(address).status_code == 404
    fields = quiz_fields(ben.get(f"{HOME}/quiz?seed=7").text)
    assert ben.post(f"{HOME}/quiz?seed=x", data=fields).status_code == 400
    flood = {**fields, "slot-1": "x" * (LONGEST_SLOT + 1)}
    assert ben.post(f"{HOME}/quiz?seed=7", data=flood).status_code == 400


def test_who_only_learns_makes_no_process_read_the_files(desk: Desk) -> None:
    ada = desk.as_("ada")
    for address in ("/home", "/pathways", "/modules/cp1-start-here"):
        assert ada.get(address).status_code == 200
    assert "courseware.curriculum" not in desk.app.extensions
    with desk.app.test_request_context():
        assert SLUG in curriculum().modules
