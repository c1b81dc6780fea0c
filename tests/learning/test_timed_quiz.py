"""A quiz with a clock and with certainty, through its pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, update

from courseware.extensions import db
from courseware.operations.extra_time import give_extra_time
from courseware.operations.grades import GRACE
from courseware.operations.versions import Prepared
from courseware.records import attempts
from courseware.records.people import person
from courseware.records.transaction import writing
from tests.clocks import publish_terms
from tests.conftest import Clock
from tests.labs.shipped import shipped_catalog
from tests.learning.quiz import CP1, MP1, Quiz, stored
from tests.people import Cast
from tests.steps import answers_of, do_all_tasks, fields_of, take_quiz

Sign = Callable[[str], FlaskClient]


def terms(app: Flask, curriculum: Prepared, module: str = CP1, **values: object) -> None:
    with app.app_context(), writing(db.engine) as conn:
        publish_terms(conn, curriculum, module, **values)


def give(app: Flask, cast: Cast, percent: int, clock: Clock) -> None:
    with app.app_context(), writing(db.engine) as conn:
        site = app.extensions["courseware.site"]
        give_extra_time(conn, cast.ada, percent, now=clock(), site=site)


@pytest.fixture
def timed(app: Flask, curriculum: Prepared, client_of: Sign) -> Quiz:
    """Ada's open try at a quiz of 20 minutes."""
    terms(app, curriculum, minutes=20)
    return Quiz(client_of("ada"))


def remaining(page: str) -> list[int]:
    return [int(one) for one in re.findall(r'data-remaining="(\d+)"', page)]


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def is_open(app: Flask, quiz: Quiz) -> bool:
    with app.app_context(), db.engine.connect() as conn:
        found = conn.execute(
            attempts.attempt.select().where(attempts.attempt.c.id == quiz.id)
        ).one()
    return bool(found.state == "in_progress")


def test_the_start_page_says_how_long_the_clock_runs(
    app: Flask, curriculum: Prepared, client_of: Sign, cast: Cast, clock: Clock
) -> None:
    ada = client_of("ada")
    assert "No clock." in ada.get(f"/modules/{CP1}").text
    terms(app, curriculum, minutes=20)
    page = words_of(ada.get(f"/modules/{CP1}").text)
    assert "20 minutes, from the start; the clock runs on when you leave." in page
    assert "Start the clock: 20 minutes from now" in page
    assert "No clock" not in page
    assert "You need 8 of 10." in page
    give(app, cast, 50, clock)
    page = words_of(ada.get(f"/modules/{CP1}").text)
    assert "30 minutes, from the start" in page
    assert "That is 20 and your extra time, 50 % more." in page
    assert "Start the clock: 30 minutes from now" in page


def test_the_start_page_lists_tries_and_certainty_where_there_are_any(
    app: Flask, curriculum: Prepared, client_of: Sign
) -> None:
    terms(app, curriculum, behavior="interactive", certainty=True)
    page = words_of(client_of("ada").get(f"/modules/{CP1}").text)
    assert (
        "Check each answer: you have 3 tries a question. Each try after the first costs 1/3" in page
    )
    assert "you may say how sure you are. It never changes your points." in page


def test_a_page_tells_the_seconds_that_are_left_and_no_time_of_day(
    timed: Quiz, clock: Clock
) -> None:
    for forward, left, words in ((0, 1200, "20 min left"), (125, 1075, "17 min left"),
                                 (1020, 55, "Less than a minute left")):  # fmt: skip
        clock.forward(seconds=forward)
        for path in (timed.url, f"{timed.url}/check"):
            page = timed.client.get(path).text
            assert remaining(page) == [left]
            assert words in words_of(page)
            assert "Open until" not in page
        assert words in words_of(timed.client.get(f"/modules/{CP1}").text)


def test_an_untimed_quiz_has_no_timer_and_loads_no_script_for_one(quiz: Quiz) -> None:
    page = quiz.client.get(quiz.url).text
    assert remaining(page) == []
    assert "js/clock.js" not in page
    assert "Open until" in page
    assert "You need 8 of 10." in page


def test_extra_time_reaches_the_page_of_a_running_try(
    app: Flask, timed: Quiz, cast: Cast, clock: Clock
) -> None:
    clock.forward(minutes=15)
    assert remaining(timed.client.get(timed.url).text) == [300]
    give(app, cast, 50, clock)
    page = timed.client.get(timed.url).text
    assert remaining(page) == [900]
    assert "30 minutes, from the start" in page


def test_looking_never_ends_a_try_and_any_post_does(app: Flask, timed: Quiz, clock: Clock) -> None:
    timed.save(1, "1", "key-number-1")
    clock.now += timedelta(minutes=20) + GRACE + timedelta(seconds=1)
    for path in (timed.url, f"{timed.url}/check", f"{timed.url}/result", f"/modules/{CP1}"):
        timed.client.get(path)
    assert is_open(app, timed)
    assert "Time is up" in timed.client.get(timed.url).text
    reply = timed.save(2, "1", "key-number-2", seq=2)
    assert (reply.status_code, "Time is up" in reply.json["message"]) == (409, True)
    assert not is_open(app, timed)
    result = words_of(timed.client.get(f"{timed.url}/result").text)
    assert "1 answer arrived when the time was up. It is kept with your try and is not graded." in (
        result
    )
    assert stored(app, timed) == {1: ["1"]}


def test_a_browser_without_scripts_that_comes_late_is_led_to_its_result(
    timed: Quiz, clock: Clock
) -> None:
    clock.forward(minutes=22)
    reply = timed.post(slot_1="1", slot_2="2")
    assert reply.headers["Location"] == timed.url
    assert timed.client.get(timed.url).headers["Location"] == f"{timed.url}/result"
    page = words_of(timed.client.get(f"{timed.url}/result").text)
    assert "Time is up. Your saved answers count." in page
    assert "2 answers arrived when the time was up." in page


def test_a_try_that_ended_in_time_says_nothing_of_late_answers(timed: Quiz) -> None:
    timed.save(1, "1", "key-number-1")
    timed.submit()
    page = timed.client.get(f"{timed.url}/result").text
    assert "Received late" not in page
    assert "See the terms of another try" in page, "no clock starts from the result page"


def test_the_next_try_begins_with_a_clock_of_its_own(
    timed: Quiz, clock: Clock, client_of: Sign
) -> None:
    clock.forward(hours=1)
    again = Quiz(client_of("ada"))
    assert again.id != timed.id
    assert remaining(again.client.get(again.url).text) == [1200]


def test_a_start_asks_no_more_statements_for_the_clock(
    app: Flask, curriculum: Prepared, client_of: Sign
) -> None:
    asked: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
    counts = []
    for module, values in ((CP1, {}), (CP1, {"minutes": 20})):
        terms(app, curriculum, module, **values)
        client = client_of("fin")
        page = client.get(f"/modules/{module}")
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
        assert token is not None
        asked.clear()
        started = client.post(f"/modules/{module}/attempts", data={"csrf_token": token[1]})
        counts.append(len(asked))
        client.post(f"{started.headers['Location']}/submission", data={"csrf_token": token[1]})
    with app.app_context():
        event.remove(db.engine, "before_cursor_execute", note)
    assert counts[0] == counts[1]


@pytest.fixture
def sure(app: Flask, curriculum: Prepared, client_of: Sign) -> Quiz:
    """Ada's open try at a quiz that asks how sure one is."""
    terms(app, curriculum, certainty=True)
    return Quiz(client_of("ada"))


def test_every_question_asks_how_sure_one_is_and_it_may_stay_blank(app: Flask, sure: Quiz) -> None:
    page = sure.client.get(sure.url).text
    for no in range(1, 11):
        assert page.count(f'name="slot-{no}.certainty"') == 3
    sure.save(1, "1", "key-number-1")
    sure.save(2, "", "key-number-2", seq=2, **{"slot-2.certainty": "3"})
    check = words_of(sure.client.get(f"{sure.url}/check").text)
    assert check.count("No answer yet") == 9, "how sure one is, is no answer"
    again = sure.client.get(sure.url).text
    assert 'name="slot-2.certainty" value="3" checked' in again


def test_the_result_tells_how_sure_and_how_right_and_points_stay_the_same(
    app: Flask, sure: Quiz
) -> None:
    with app.app_context(), db.engine.connect() as conn:
        site = app.extensions["courseware.site"]
        raws = answers_of(conn, sure.id, CP1, site, right=8)
    for seq, (no, raw) in enumerate(raws.items(), start=1):
        data = {
            "csrf_token": sure.fields["csrf_token"], "key": f"key-number-{seq}", "seq": str(seq),
            "slots": str(no), f"slot-{no}.certainty": "3", **fields_of(no, raw),
        }  # fmt: skip
        assert sure.client.post(f"{sure.url}/answers", data=data).status_code in {200, 303}
    sure.submit()
    page = words_of(sure.client.get(f"{sure.url}/result").text)
    assert "8 of 10 points, 80 %" in page
    assert "You were very sure 10 times and right in 8 of them" not in page, "80 % is fine"
    assert "Your certainty fits your answers" in page
    assert "Very 8 of 10 80–100 % 12" in page, "8 × 3 − 2 × 6"
    assert "In all 12." in page


def test_a_quiz_without_certainty_neither_asks_nor_tells(quiz: Quiz) -> None:
    assert ".certainty" not in quiz.client.get(quiz.url).text
    quiz.save(1, "1", "key-number-1", **{"slot-1.certainty": "3"})
    quiz.submit()
    assert "How sure you were" not in quiz.client.get(f"{quiz.url}/result").text


def test_formulas_and_a_calculator_stand_beside_numbers_only(
    app: Flask, cast: Cast, clock: Clock, client_of: Sign, quiz: Quiz
) -> None:
    page = quiz.client.get(quiz.url).text
    assert 'class="aids"' not in page, "nothing is to be computed in the first module"
    assert "js/aids.js" not in page
    with app.app_context(), writing(db.engine) as conn:
        site = app.extensions["courseware.site"]
        do_all_tasks(conn, cast.ada, CP1, now=clock(), site=site)
        conn.execute(update(attempts.attempt).values(state="voided"))
        take_quiz(conn, cast.ada, CP1, now=clock(), site=site)
    form = {"csrf_token": quiz.fields["csrf_token"]}
    url = quiz.client.post(f"/modules/{MP1}/attempts", data=form).headers["Location"]
    page = quiz.client.get(url).text
    numeric = page.count('class="numeric-field"')
    cells = shipped_catalog().modules[MP1].bank.quiz.cells
    assert numeric == sum(cell.count for cell in cells if cell.kind == "numeric") > 0
    assert page.count('class="aids"') == page.count("Little&#39;s law · F05") == numeric
    assert page.count('<template id="calculator"') == 1
    assert "js/aids.js" in page


def test_the_person_sees_their_extra_time_and_no_report_does(
    app: Flask, client_of: Sign, cast: Cast, clock: Clock
) -> None:
    pages = (
        "/reporting",
        "/reporting/matrix",
        "/reporting/matrix.csv",
        f"/reporting/people/{cast.ada}",
    )
    before = {path: client_of("cleo").get(path).text for path in pages}
    assert all(before.values())
    give(app, cast, 50, clock)
    account = words_of(client_of("ada").get("/account").text)
    assert "Extra time where a clock runs 50 % more" in account
    token = re.compile(r'(?<=name="csrf_token" value=")[^"]+')
    for path, text in before.items():
        after = client_of("cleo").get(path)
        assert after.status_code == 200, path
        assert token.sub("", after.text) == token.sub("", text), path
    with app.app_context(), db.engine.connect() as conn:
        assert (
            conn.scalar(
                person.select()
                .with_only_columns(person.c.extra_time)
                .where(person.c.id == cast.ada)
            )
            == 50
        )
