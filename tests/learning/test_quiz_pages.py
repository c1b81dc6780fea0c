"""A quiz through its pages: receipts, conflicts, stale tabs, other people's attempts, closed ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from courseware.extensions import db
from courseware.operations import attempts as verbs
from courseware.quizzes.attempts import OPEN_FOR
from courseware.records import attempts as records
from courseware.records import responses
from courseware.records.standings import read_standings
from tests.conftest import Clock, World
from tests.steps import answers_of, hidden_fields

CP1, MP1 = "cp1-start-here", "mp1-factory-systems"
JSON = {"Accept": "application/json"}
Sign = Callable[[str], FlaskClient]


class Quiz:
    """One person's open try in one browser, as its page was when it was opened."""

    def __init__(self, client: FlaskClient, url: str | None = None) -> None:
        self.client = client
        if url is None:
            token = hidden_fields(client.get(f"/modules/{CP1}").text)
            url = client.post(f"/modules/{CP1}/attempts", data=token).headers["Location"]
        self.url = url
        self.id = int(url.rsplit("/", 1)[1])
        self.fields = hidden_fields(client.get(url).text)

    def save(self, slot: int, typed: str, key: str, *, seq: int = 1, **more: str) -> Any:
        """Save one answer as the script does."""
        data = {
            "csrf_token": self.fields["csrf_token"], "key": key, "seq": str(seq),
            "slots": str(slot), f"slot-{slot}": typed, **more,
        }  # fmt: skip
        return self.client.post(f"{self.url}/answers", data=data, headers=JSON)

    def post(self, **answers: str) -> Any:
        """Post the whole form as a browser without scripts does."""
        typed = {name.replace("_", "-"): text for name, text in answers.items()}
        return self.client.post(f"{self.url}/answers", data={**self.fields, **typed})

    def submit(self) -> Any:
        return self.client.post(f"{self.url}/submission", data=self.fields)


@pytest.fixture
def quiz(client_of: Sign) -> Quiz:
    return Quiz(client_of("ada"))


def stored(app: Flask, quiz: Quiz) -> dict[int, list[str]]:
    """Return the answers that count now, by slot."""
    with app.app_context(), db.engine.connect() as conn:
        current = responses.current_steps(responses.read_steps(conn, quiz.id))
    return {no: responses.raw_of(step).get("", []) for no, step in current.items()}


def count_steps(app: Flask) -> int:
    with app.app_context(), db.engine.connect() as conn:
        return conn.execute(select(func.count()).select_from(responses.response_step)).scalar_one()


def test_a_save_is_receipted_and_a_retry_gets_the_same_receipt(app: Flask, quiz: Quiz) -> None:
    before = count_steps(app)
    first = quiz.save(2, "3", "key-number-1")
    assert first.status_code == 200
    assert set(first.json) == {"key", "seq", "digest", "saved_at", "shown"}
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


def test_an_old_save_of_a_script_does_not_overtake_a_newer_one(app: Flask, quiz: Quiz) -> None:
    assert quiz.save(1, "2", "key-number-2", seq=7).status_code == 200
    assert quiz.save(1, "1", "key-number-1", seq=6).status_code == 200
    assert stored(app, quiz) == {1: ["2"]}


def test_what_an_old_tab_changed_counts_and_what_it_did_not_change_stays(
    app: Flask, quiz: Quiz
) -> None:
    old_tab = Quiz(quiz.client, quiz.url)
    for seq in range(1, 6):
        quiz.save(1, str(seq % 2 + 1), f"key-number-{seq}", seq=seq)
    quiz.save(2, "4", "key-number-6", seq=6)
    reply = old_tab.post(slot_1="3", slot_3="2")
    assert reply.status_code == 200
    assert stored(app, quiz) == {1: ["3"], 2: ["4"], 3: ["2"]}, "“saved” is what counts"


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
    clock.now += OPEN_FOR + verbs.GRACE
    assert quiz.save(2, "1", "key-number-2", seq=2).status_code == 200, "still under way"
    clock.now += timedelta(seconds=1)
    late = quiz.save(1, "2", "key-number-3", seq=3)
    assert late.status_code == 409
    assert "Time is up" in late.json["message"]
    assert stored(app, quiz) == {1: ["1"], 2: ["1"]}
    assert count_steps(app) >= 3


@pytest.mark.parametrize("who", ["fin", "cleo", "eve", "ben"])
def test_somebody_elses_try_does_not_exist(
    app: Flask, client_of: Sign, quiz: Quiz, who: str
) -> None:
    client = client_of(who)
    form = {"csrf_token": hidden_fields(client.get("/account").text)["csrf_token"]}
    save = {**form, "key": "key-number-1", "seq": "1", "slots": "1", "slot-1": "1"}
    replies = [client.get(f"{quiz.url}{path}") for path in ("", "/check", "/result")]
    replies += [client.post(f"{quiz.url}/{path}", data=save) for path in ("answers", "submission")]
    replies.append(client.post(f"{quiz.url}/answers", data=form))
    assert [reply.status_code for reply in replies] == [404] * 6
    assert stored(app, quiz) == {}
    with app.app_context(), db.engine.connect() as conn:
        assert conn.execute(select(records.attempt.c.state).where(records.attempt.c.id == quiz.id)
                            ).scalar_one() == records.IN_PROGRESS  # fmt: skip


@pytest.mark.parametrize(("who", "module"), [("ada", MP1), ("dov", CP1), ("dov", MP1)])
def test_a_locked_module_cannot_be_taken_by_its_addresses(
    app: Flask, client_of: Sign, who: str, module: str
) -> None:
    client = client_of(who)
    form = {"csrf_token": hidden_fields(client.get("/account").text)["csrf_token"]}
    with app.app_context(), db.engine.connect() as conn:
        lesson = app.extensions["courseware.site"].shelves.current(conn).modules[module].module
    started = client.post(f"/modules/{module}/attempts", data=form)
    assert started.headers["Location"] == f"/modules/{module}"
    path = f"/modules/{module}/lessons/{lesson.lessons[0].id}"
    assert client.get(path).status_code == 403
    assert client.post(f"{path}/reading", data=form).status_code == 403
    with app.app_context(), db.engine.connect() as conn:
        person = conn.exec_driver_sql("SELECT id FROM person WHERE user_name = ?", (who,)).scalar()
        assert records.read_attempts(conn, int(str(person)), module) == []
        assert module not in read_standings(conn, int(str(person)))


def test_three_fails_close_the_quiz_however_it_is_asked_for(client_of: Sign) -> None:
    client = client_of("ada")
    tabs = [Quiz(client) for _n in range(2)]
    assert tabs[0].id == tabs[1].id, "two tabs are one try"
    tabs[0].submit()
    for _n in range(2):
        Quiz(client).submit()
    form = hidden_fields(client.get("/account").text)
    for _n in range(3):
        refused = client.post(f"/modules/{CP1}/attempts", data=form)
        assert refused.headers["Location"] == f"/modules/{CP1}#quiz"
    assert "Three tries in a row" in client.get(f"/modules/{CP1}").text


def test_a_try_holds_only_so_many_saves(
    app: Flask, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbs, "MOST_STEPS", 3)
    replies = [quiz.save(1, str(n), f"key-number-{n}", seq=n) for n in range(1, 5)]
    assert [reply.status_code for reply in replies] == [200, 200, 200, 409]
    assert "submit it" in replies[-1].json["message"]
    assert stored(app, quiz) == {1: ["3"]}
    assert quiz.save(1, "2", "key-number-2", seq=2).json == replies[1].json
    assert quiz.submit().status_code == 303


def test_right_answers_pass_and_wrong_fields_do_not_matter(small_world: World, quiz: Quiz) -> None:
    """Mass assignment: points, state and person are the server's, whatever a form says."""
    app = small_world.app
    extra = {"passed": "1", "points_num": "10", "state": "graded", "person_id": "5", "maximum": "0"}
    with app.app_context(), db.engine.connect() as conn:
        raws = answers_of(conn, quiz.id, CP1, app.extensions["courseware.site"], right=3)
    for no, raw in raws.items():
        parts = {f"slot-{no}{'.' + part if part else ''}": list(v) for part, v in raw.items()}
        data = {**parts, **extra, "key": f"key-number-{no}", "seq": str(no), "slots": str(no)}
        data["csrf_token"] = quiz.fields["csrf_token"]
        assert quiz.client.post(f"{quiz.url}/answers", data=data, headers=JSON).status_code == 200
    quiz.client.post(f"{quiz.url}/submission", data={**quiz.fields, **extra})
    with app.app_context(), db.engine.connect() as conn:
        graded = records.find_attempt(conn, small_world.cast.ada, quiz.id)
    assert graded is not None
    assert (graded.points, graded.maximum, graded.passed) == (3, 10, False)
