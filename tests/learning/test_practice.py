"""Practice through its pages: checked one by one, nothing told too early, no trace."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from courseware.cli.rounds import Rounds
from courseware.extensions import db
from courseware.quizzes.attempts import OPEN_FOR
from courseware.quizzes.posts import Raw
from courseware.quizzes.questions import Variant
from courseware.records import attempts, journal, responses
from courseware.records.transaction import writing
from tests.conftest import Clock, World, sign_in
from tests.learning.practicing import Round, lessons_of, words
from tests.learning.quiz import CP1, Quiz
from tests.steps import fields_of, hidden_fields
from tests.trying import make_quiz, three_wrong

Sign = Callable[[str], FlaskClient]
MP1 = "mp1-factory-systems"


@pytest.fixture
def ada(app: Flask, client_of: Sign) -> Round:
    return Round(app, client_of("ada"))


def question(page: str, no: int) -> str:
    """Return the part of a page that shows one question."""
    part = page.split(f'id="q-{no}"', 1)[1].split('<section class="question"', 1)[0]
    return part.split('<div class="saved-bar"', 1)[0]  # behind the last one stands a calculator


def test_a_round_is_five_questions_checked_one_by_one(ada: Round) -> None:
    page = ada.page()
    assert len(ada.samples) == 5
    assert page.count("3 tries left") == 5
    assert page.count(f'formaction="{ada.url}/tries"') == 5
    reply = ada.check(2, ada.samples[2].wrong)
    assert (reply.status_code, reply.headers["Location"]) == (303, f"{ada.url}#q-2")
    told = words(question(ada.page(), 2))
    assert "Not right · 2 tries left" in told
    ada.check(2, ada.samples[2].right)
    done = question(ada.page(), 2)
    assert "Right" in words(done)
    assert "1 point" not in done, "practice shows no points"
    assert "<input" not in done, "a finished question is only shown"
    assert "Why" in words(done)
    assert ada.tries() == [(2, 1), (2, 2)]


def secrets_of(variant: Variant, order: tuple[str, ...], raw: Raw) -> list[str]:
    """Return the author's words that a learner may not see yet, after this answer."""
    chosen = {order[int(token) - 1] for token in raw.get("", ()) if token.isdigit() and order}
    hidden = [one.feedback for one in variant.options if one.id not in chosen]
    return [*hidden, variant.why, *(one.feedback for one in variant.mistakes)]


def test_between_tries_the_page_holds_no_key(ada: Round) -> None:
    for no, variant, order in ada.variants():
        raw = ada.samples[no].wrong
        ada.check(no, raw)
        page = ada.page()
        part = question(page, no)
        assert "2 tries left" in part
        for secret in secrets_of(variant, order, raw):
            assert secret.strip() not in page
        assert "Right answer" not in part
        assert "is-right" not in part
        if "value" in variant.key:
            assert not re.search(rf"\b{re.escape(ada.samples[no].right[''][0])}\b", words(part).split("2 tries left")[1])  # fmt: skip


def test_when_no_tries_are_left_everything_is_explained(ada: Round) -> None:
    no, variant, _order = next(iter(ada.variants()))
    for raw in three_wrong(ada.samples[no]):
        ada.check(no, raw)
    assert ada.tries() == [(no, 1), (no, 2), (no, 3)]
    done = question(ada.page(), no)
    assert "no tries left" in done
    assert variant.why.strip() in done
    assert all(one.feedback.strip() in done for one in variant.options)
    late = ada.check(no, ada.samples[no].right, **{f"try-{no}": "4"})
    assert late.status_code == 303
    assert "finished" in words(question(ada.page(), no))


def test_what_is_blank_is_asked_back_beside_the_question(ada: Round) -> None:
    ada.check(3, {})
    page = ada.page()
    assert 'class="question-note"' in question(page, 3)
    assert "3 tries left" in question(page, 3)
    assert ada.tries() == []
    assert 'class="question-note"' not in question(ada.page(), 3), "it is said once"


def test_check_saves_what_else_was_typed_on_the_page(app: Flask, ada: Round) -> None:
    fields: dict[str, Any] = {**hidden_fields(ada.page()), "check": "1", "slot-4": "2"}
    fields |= fields_of(1, ada.samples[1].wrong)
    ada.client.post(f"{ada.url}/tries", data=fields)
    with app.app_context(), db.engine.connect() as conn:
        current = responses.current_steps(responses.read_steps(conn, ada.id))
    assert responses.raw_of(current[4]) == {"": ["2"]}
    assert ada.tries() == [(1, 1)]


def test_pressing_check_twice_is_one_try(ada: Round) -> None:
    form = {**hidden_fields(ada.page()), "check": "1", **fields_of(1, ada.samples[1].wrong)}
    replies = [ada.client.post(f"{ada.url}/tries", data=form) for _n in range(2)]
    assert [one.status_code for one in replies] == [303, 303]
    assert ada.tries() == [(1, 1)]
    other = {**form, **fields_of(1, ada.samples[1].right)}
    clash = ada.client.post(f"{ada.url}/tries", data=other, headers={"Accept": "application/json"})
    assert clash.status_code == 409, "the same key with another answer"
    old_tab = {**other, "key": "key-of-an-old-tab"}
    assert ada.client.post(f"{ada.url}/tries", data=old_tab).status_code == 303
    assert ada.tries() == [(1, 1)]
    assert "moved on" in question(ada.page(), 1)


@pytest.mark.parametrize(
    "changes",
    [{"check": ""}, {"check": "١"}, {"check": "1", "try-1": "0"}, {"check": "1", "try-1": "x"}, {"key": ""}],
)  # fmt: skip
def test_a_form_that_is_not_ours_is_refused(ada: Round, changes: dict[str, str]) -> None:
    form = {**hidden_fields(ada.page()), "check": "1", **changes}
    assert ada.client.post(f"{ada.url}/tries", data=form).status_code == 400
    assert ada.tries() == []


def test_finishing_says_what_went_well_and_where_to_look(app: Flask, ada: Round) -> None:
    for no, sample in ada.samples.items():
        ada.check(no, sample.right if no > 1 else sample.wrong)
    page = words(ada.finish())
    assert "What went well" in page
    assert "Worth another look" in page
    assert "Five more" in page
    assert not re.search(r"of \d+ points?|Passed|Not passed", page)
    assert "%" not in page.split("Worth another look", maxsplit=1)[0]
    overview = words(ada.client.get(f"/practice/{CP1}").text)
    assert "Earlier practice Round 1" in overview


def test_practice_is_open_to_whoever_may_open_the_module(client_of: Sign) -> None:
    ada, fin, dov = (client_of(who) for who in ("ada", "fin", "dov"))
    assert ada.get(f"/practice/{CP1}").status_code == 200
    assert ada.get(f"/practice/{MP1}").status_code == 403, "still locked for Ada"
    assert fin.get(f"/practice/{MP1}").status_code == 200, "also after it is passed"
    assert dov.get(f"/practice/{CP1}").status_code == 403
    form = hidden_fields(ada.get("/account").text)
    assert ada.post(f"/practice/{MP1}", data=form).headers["Location"] == f"/practice/{MP1}"
    assert ada.get("/practice/unknown").status_code == 404


def test_module_lesson_and_result_lead_to_practice(app: Flask, client_of: Sign) -> None:
    client = client_of("ada")
    quiz = Quiz(client)
    quiz.submit()
    lesson = lessons_of(client.get(f"/modules/{CP1}").text)[0]
    for page in (f"/modules/{CP1}", lesson, f"{quiz.url}/result"):
        assert client.get(page).text.count(f'href="/practice/{CP1}"') >= 1, page


def test_practice_is_no_try_at_the_quiz(world: World) -> None:
    """On both databases: the module page, the manager's card and the record know nothing of it."""
    app = world.app
    client = sign_in(app, "ada")
    with app.app_context(), db.engine.connect() as conn:
        facts = journal.read_facts(conn, world.cast.ada)
    for _n in range(3):
        ada = Round(app, client)
        for no in (1, 2, 3):
            ada.check(no, ada.samples[no].wrong)
        ada.finish()
    Round(app, client)  # and one that is open
    module = words(client.get(f"/modules/{CP1}").text)
    assert "Your tries" not in module
    assert "Start the quiz" in module, "three rounds without one right answer close no quiz"
    card = words(sign_in(app, "cleo").get(f"/reporting/people/{world.cast.ada}").text)
    assert "tries" not in card
    assert "still open" not in card
    with app.app_context(), db.engine.connect() as conn:
        assert journal.read_facts(conn, world.cast.ada) == facts


def test_an_open_round_past_its_time_is_closed_without_noise(app: Flask, clock: Clock) -> None:
    client = sign_in(app, "ada")
    ada = Round(app, client)
    ada.check(1, ada.samples[1].right)
    with app.app_context():
        with db.engine.connect() as conn:
            person = next(iter(conn.execute(attempts.attempt.select().where(
                attempts.attempt.c.id == ada.id)))).person_id  # fmt: skip
            before = journal.read_facts(conn, person)
        clock.now += OPEN_FOR + timedelta(minutes=5)
        Rounds(db.engine, ada.site, clock).run()
        with db.engine.connect() as conn:
            closed = attempts.find_attempt(conn, person, ada.id)
            assert closed is not None
            assert closed.state == attempts.GRADED
            assert journal.read_facts(conn, person) == before
    client = sign_in(app, "ada")
    assert "Earlier practice" in client.get(f"/practice/{CP1}").text


def test_an_interactive_quiz_tells_its_terms_and_what_each_question_earned(
    app: Flask, client_of: Sign
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        make_quiz(conn, CP1, behavior="interactive", tries=2)
    client = client_of("ada")
    cost = "2 tries a question. Each try after the first costs 1/3 of the point."
    assert cost in words(client.get(f"/modules/{CP1}").text)
    ada = Round(app, client, f"/modules/{CP1}/attempts")
    assert cost in words(ada.page())
    ada.check(1, ada.samples[1].wrong)
    ada.check(1, ada.samples[1].right)
    ada.check(2, ada.samples[2].right)
    assert "Right · 0.66 of 1 point" in words(question(ada.page(), 1))
    result = words(ada.finish())
    assert "1.66 of 10 points" in result
    assert "Right, after 2 tries · 0.66 of 1 point" in result


def test_the_attempt_page_still_asks_two_statements_for_all_its_tries(
    app: Flask, ada: Round
) -> None:
    """The sheet is one statement however many tries there are."""

    def count() -> int:
        asked: list[str] = []

        def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            asked.append(statement)

        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", note)
            ada.page()
            event.remove(db.engine, "before_cursor_execute", note)
        return len([one for one in asked if not one.startswith("BEGIN")])

    ada.page()
    before = count()
    for no in ada.samples:
        ada.check(no, ada.samples[no].wrong)
    ada.page()
    assert count() == before


class Controls(HTMLParser):
    """The labels and the order of buttons of a question."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.buttons: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if "button-next" in (values.get("class") or ""):
            self.buttons.append(values.get("name") or tag)


def test_enter_checks_the_question_that_one_is_at(ada: Round) -> None:
    """attempt.js presses the first `button-next` of a question when Enter is pressed in its field."""
    assert Controls(question(ada.page(), 1)).buttons == ["check"]
    ada.check(1, ada.samples[1].right)
    assert Controls(question(ada.page(), 1)).buttons == ["a"], "then on to the next question"
    assert json.dumps(ada.tries()) == "[[1, 1]]"
