"""A quiz through its pages: receipts, conflicts, old tabs, without scripts, closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from courseware.extensions import db
from courseware.operations.grades import GRACE
from courseware.quizzes.attempts import OPEN_FOR
from courseware.records import responses
from tests.conftest import Clock
from tests.learning.quiz import CP1, Quiz, stored
from tests.steps import hidden_fields

Sign = Callable[[str], FlaskClient]


def count_steps(app: Flask) -> int:
    with app.app_context(), db.engine.connect() as conn:
        return conn.execute(select(func.count()).select_from(responses.response_step)).scalar_one()


def test_a_save_is_receipted_and_a_retry_gets_the_same_receipt(app: Flask, quiz: Quiz) -> None:
    before = count_steps(app)
    first = quiz.save(2, "3", "key-number-1")
    assert first.status_code == 200
    assert set(first.json) == {"key", "seq", "digest", "saved_at", "shown", "counter", "aside"}
    assert first.json["key"] == "key-number-1"
    assert len(first.json["digest"]) == 64
    assert quiz.save(2, "3", "key-number-1").json == first.json
    assert count_steps(app) == before + 1
    assert stored(app, quiz) == {2: ["3"]}


def test_the_same_key_with_another_answer_is_refused(app: Flask, quiz: Quiz) -> None:
    quiz.save(1, "1", "key-number-1")
    clash = quiz.save(1, "2", "key-number-1")
    assert clash.status_code == 409
    assert "different content" in clash.json["message"]
    assert stored(app, quiz) == {1: ["1"]}


def test_a_form_whose_reply_was_lost_can_be_changed_and_sent_again(app: Flask, quiz: Quiz) -> None:
    """Without scripts the page stands there as it was, with the same key."""
    for _twice in range(2):
        quiz.post(slot_1="1", go="stay")
    page = quiz.post(slot_1="2", slot_2="3", go="stay")
    assert page.headers["Location"].endswith(quiz.url)
    assert stored(app, quiz) == {1: ["2"], 2: ["3"]}
    quiz.post(slot_1="1", go="stay")  # the first one, once more under way
    assert stored(app, quiz) == {1: ["2"], 2: ["3"]}


def test_an_old_save_of_a_script_does_not_overtake_a_newer_one(app: Flask, quiz: Quiz) -> None:
    assert quiz.save(1, "2", "key-number-2", seq=7).status_code == 200
    assert quiz.save(1, "1", "key-number-1", seq=6).status_code == 200
    assert stored(app, quiz) == {1: ["2"]}


def test_what_an_old_tab_did_not_change_stays_as_it_is(app: Flask, quiz: Quiz) -> None:
    old_tab = Quiz(quiz.client, quiz.url)
    for seq in range(1, 6):
        quiz.save(1, str(seq % 2 + 1), f"key-number-{seq}", seq=seq)
    reply = old_tab.post(slot_3="2")
    assert reply.status_code == 200
    assert stored(app, quiz) == {1: ["2"], 3: ["2"]}, "“saved” is what counts"


class Questions(HTMLParser):
    """Collects the names of the fields that a page asks to fill in, with a value for each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        name = values.get("name") or ""
        if name.startswith("slot-") and tag == "input":
            self.found.setdefault(name, values.get("value") or "12")


def test_a_whole_quiz_takes_five_requests_without_scripts(client_of: Sign) -> None:
    client = client_of("ada")
    form = hidden_fields(client.get(f"/modules/{CP1}").text)
    requests = [client.post(f"/modules/{CP1}/attempts", data=form)]
    url = requests[0].headers["Location"]
    requests.append(client.get(url))
    answered = {**hidden_fields(requests[-1].text), **Questions(requests[-1].text).found}
    requests.append(client.post(f"{url}/answers", data={**answered, "go": "check"}))
    assert "Submit for grading" in requests[-1].text
    requests.append(client.post(f"{url}/submission", data=hidden_fields(requests[-1].text)))
    requests.append(client.get(requests[-1].headers["Location"]))
    assert [one.status_code for one in requests] == [303, 200, 200, 303, 200]
    assert "points" in requests[-1].text


def test_a_closed_try_takes_no_answer_and_says_so(app: Flask, quiz: Quiz) -> None:
    quiz.save(1, "1", "key-number-1")
    assert quiz.submit().headers["Location"] == f"{quiz.url}/result"
    late = quiz.save(1, "2", "key-number-2", seq=2)
    assert late.status_code == 409
    assert "closed" in late.json["message"]
    assert quiz.save(1, "1", "key-number-1").status_code == 200, "what was receipted stays so"
    plain = quiz.post(slot_1="2", key="key-number-3")
    assert plain.headers["Location"] == quiz.url
    assert stored(app, quiz) == {1: ["1"]}
    for path in (quiz.url, f"{quiz.url}/check"):
        assert quiz.client.get(path).headers["Location"] == f"{quiz.url}/result"


def test_submitting_again_changes_nothing(app: Flask, quiz: Quiz) -> None:
    first = quiz.submit()
    result = quiz.client.get(f"{quiz.url}/result").text
    with app.app_context(), db.engine.connect() as conn:
        marks = responses.read_marks(conn, quiz.id)
    assert quiz.submit().headers["Location"] == first.headers["Location"]
    with app.app_context(), db.engine.connect() as conn:
        assert responses.read_marks(conn, quiz.id) == marks
    assert quiz.client.get(f"{quiz.url}/result").text.count("Not right") == result.count(
        "Not right"
    )


def test_an_answer_that_comes_too_late_is_kept_and_not_graded(
    app: Flask, quiz: Quiz, clock: Clock
) -> None:
    quiz.save(1, "1", "key-number-1")
    clock.now += OPEN_FOR + GRACE
    assert quiz.save(2, "1", "key-number-2", seq=2).status_code == 200, "still under way"
    clock.now += timedelta(seconds=1)
    late = quiz.save(1, "2", "key-number-3", seq=3)
    assert late.status_code == 409
    assert "Time is up" in late.json["message"]
    assert quiz.save(1, "2", "key-number-3", seq=3).json == late.json, "and told so again"
    assert stored(app, quiz) == {1: ["1"], 2: ["1"]}
    assert count_steps(app) >= 3
