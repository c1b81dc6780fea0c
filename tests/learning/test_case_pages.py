"""A case walked through its pages without scripts, and a question with parts beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from courseware.content.catalog import read_catalog
from courseware.extensions import db
from courseware.operations.versions import prepare, publish
from courseware.records import responses
from courseware.records.attempts import attempt as attempts
from courseware.records.sheets import read_sheet
from courseware.records.transaction import writing
from tests.composed import files, section, token_of
from tests.conftest import NOW, Clock, World, sign_in
from tests.content.content_examples import SLUG, write
from tests.learning.quiz import Quiz
from tests.steps import hidden_fields, take_quiz


def lay_out(world: World, folder: Path) -> World:
    """Publish the catalog: its module is the first one on Ada's pathway."""
    catalog, report = read_catalog(write(folder, files()))
    assert report.problems == []
    prepared = prepare(catalog)
    with world.app.app_context(), writing(db.engine) as conn:
        publish(conn, prepared, now=NOW, reason="a case")
    world.app.extensions["courseware.clock"].forward(seconds=5)  # pages look once a second
    return world


@pytest.fixture
def published(small_world: World, tmp_path: Path) -> World:
    return lay_out(small_world, tmp_path)


@pytest.fixture
def published_on_each(world: World, tmp_path: Path) -> World:
    return lay_out(world, tmp_path)


def start(client: FlaskClient) -> Quiz:
    token = hidden_fields(client.get(f"/modules/{SLUG}").text)
    return Quiz(client, client.post(f"/modules/{SLUG}/attempts", data=token).headers["Location"])


def go_on(quiz: Quiz, no: int, depth: int, token: str, **more: str) -> str:
    """Press the button of a step, as a browser without scripts does, and return the next page."""
    fields = hidden_fields(quiz.client.get(quiz.url).text)
    data = {**fields, "check": str(no), f"slot-{no}.p{depth}": token, **more}
    reply = quiz.client.post(f"{quiz.url}/tries", data=data)
    assert reply.status_code == 303
    assert reply.headers["Location"] == f"{quiz.url}#q-{no}"
    return quiz.client.get(quiz.url).text


LATER = ("What about the dirty sensor?", "An hour is lost", "hands over at two")
TOLD = ("Nobody reads it", "They can plan", "stops again at noon", "A seal leaks")


def test_a_case_is_walked_step_by_step_and_graded(published_on_each: World) -> None:
    published = published_on_each
    ada = sign_in(published.app, "ada")
    quiz = start(ada)
    page = ada.get(quiz.url).text
    no, piece = section(page, "The line stops")
    assert not any(words in page for words in (*LATER, *TOLD, "The sensor is dirty."))
    assert f'formaction="{quiz.url}/tries"' in piece
    other = no % 10 + 1

    page = go_on(quiz, no, 1, token_of(piece, "Go and see"), **{f"slot-{other}": "1"})
    _, piece = section(page, "The line stops")
    assert "The sensor is dirty." in piece, "the words on this choice are shown at once"
    assert "What about the dirty sensor?" in piece
    assert not any(words in page for words in (*LATER[1:], *TOLD))
    assert f'name="slot-{no}.p1"' not in piece, "an answered step is only read"
    assert f'name="slot-{no}.p2"' in piece
    with published.app.app_context(), db.engine.connect() as conn:
        steps = responses.read_steps(conn, quiz.id)
    assert responses.current_steps(steps)[other].raw == '{"":["1"]}', "the others are saved, too"

    page = go_on(quiz, no, 2, token_of(piece, "Clean it"))
    _, piece = section(page, "The line stops")
    assert "stops again at noon" in piece
    assert "hands over at two" in piece
    assert "A seal leaks" not in page
    assert "/tries" not in piece

    ada.post(f"{quiz.url}/submission", data=quiz.fields)
    result = ada.get(f"{quiz.url}/result").text
    assert "0.4 of 1 point" in result
    assert "A seal leaks." in result
    assert "The best choice here" in result
    assert "An hour is lost" not in result, "what lies on no way of theirs stays untold"


def test_a_step_taken_in_another_window_stays_and_the_old_page_is_told(published: World) -> None:
    ada = sign_in(published.app, "ada")
    quiz = start(ada)
    old = hidden_fields(ada.get(quiz.url).text)
    no, piece = section(ada.get(quiz.url).text, "The line stops")
    go_on(quiz, no, 1, token_of(piece, "Go and see"))
    data = {
        **old,
        "key": "another-window",
        "check": str(no),
        f"slot-{no}.p1": token_of(piece, "Send a mail"),
    }
    ada.post(f"{quiz.url}/tries", data=data)
    page = ada.get(quiz.url).text
    assert "What about the dirty sensor?" in page
    assert "An hour is lost" not in page


def test_the_same_press_twice_takes_one_step_and_a_blank_one_takes_none(published: World) -> None:
    ada = sign_in(published.app, "ada")
    quiz = start(ada)
    no, piece = section(ada.get(quiz.url).text, "The line stops")
    assert "Choose one of the answers" in go_on(quiz, no, 1, "")
    fields = hidden_fields(ada.get(quiz.url).text)
    data = {**fields, "check": str(no), f"slot-{no}.p1": token_of(piece, "Go and see")}
    for _ in range(2):
        assert ada.post(f"{quiz.url}/tries", data=data).status_code == 303
    with published.app.app_context(), db.engine.connect() as conn:
        steps = responses.read_steps(conn, quiz.id)
    assert [step.try_no for step in steps if step.kind == "try"] == [1]


@pytest.mark.parametrize("bad", [{"check": "x"}, {"check": ""}, {"try": "0"}, {"key": ""}])
def test_a_hostile_form_is_refused(published: World, bad: dict[str, str]) -> None:
    ada = sign_in(published.app, "ada")
    quiz = start(ada)
    no, _ = section(ada.get(quiz.url).text, "The line stops")
    data = {**quiz.fields, "check": str(no), f"slot-{no}.p1": "1"}
    data |= {f"try-{no}" if name == "try" else name: text for name, text in bad.items()}
    assert ada.post(f"{quiz.url}/tries", data=data).status_code == 400


def test_a_step_of_a_plain_question_is_not_taken_and_nothing_after_the_end(
    published: World, clock: Clock
) -> None:
    ada = sign_in(published.app, "ada")
    quiz = start(ada)
    no, _piece = section(ada.get(quiz.url).text, "The line stops")
    plain = no % 10 + 1
    data = {**quiz.fields, "check": str(plain), f"try-{plain}": "1", f"slot-{plain}": "1"}
    ada.post(f"{quiz.url}/tries", data=data)
    ada.post(f"{quiz.url}/submission", data=quiz.fields)
    late = {**quiz.fields, "check": str(no), f"slot-{no}.p1": "1", "key": "after-the-end"}
    assert ada.post(f"{quiz.url}/tries", data=late).status_code == 303
    with published.app.app_context(), db.engine.connect() as conn:
        assert responses.handed_steps(responses.read_steps(conn, quiz.id)) == {}


def test_the_check_page_names_parts_without_an_answer_and_a_case_without_an_end(
    published: World,
) -> None:
    ada = sign_in(published.app, "ada")
    quiz = start(ada)
    page = ada.get(quiz.url).text
    case_no, piece = section(page, "The line stops")
    parts_no, _ = section(page, "A line ran six hours")
    saved = {f"slot-{parts_no}.p1": "1,5", f"slot-{case_no}.p1": token_of(piece, "Go and see")}
    check = ada.post(f"{quiz.url}/answers", data={**quiz.fields, **saved}).text
    assert "Part 1: Is the comma in “1,5”" in check
    assert "The case is not at its end yet" in check
    again = ada.get(quiz.url).text
    assert "Part 1: Is the comma" in section(again, "A line ran six hours")[1]
    assert "What about the dirty sensor?" not in again, "saved is not yet handed in"
    saved[f"slot-{parts_no}.p1"] = "50"
    fields = hidden_fields(again)
    check = ada.post(f"{quiz.url}/answers", data={**fields, **saved}).text
    assert "Parts without an answer so far: 2." in check


def test_all_steps_count_and_the_sheet_reads_them_in_one_statement(
    published_on_each: World,
) -> None:
    world, site = published_on_each, published_on_each.app.extensions["courseware.site"]
    with world.app.app_context(), writing(db.engine) as conn:
        attempt_id = take_quiz(conn, world.cast.ada, SLUG, now=NOW, site=site)
        row = conn.execute(attempts.select().where(attempts.c.id == attempt_id)).one()
        steps = responses.read_steps(conn, attempt_id)
        statements: list[str] = []
        event.listen(conn, "before_cursor_execute", lambda *args: statements.append(args[2]))
        sheet = read_sheet(conn, world.cast.ada, attempt_id)
    assert (row.points_num, row.points_den) == (10, 1)
    assert sheet is not None
    assert len(statements) == 1
    handed = responses.handed_steps(steps)
    assert handed
    assert sheet.handed == {
        no: [responses.raw_of(one) for one in tries] for no, tries in handed.items()
    }
