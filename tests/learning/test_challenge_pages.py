"""A challenge through its pages: the quiet card, the attempt, and a result that gives no answer away."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.operations.grades import variant_of
from courseware.operations.site import Site
from courseware.quizzes.attempts import OPEN_FOR
from courseware.quizzes.posts import Raw
from courseware.quizzes.terms import Purpose
from courseware.records.slots import read_slots
from courseware.records.transaction import writing
from tests.conftest import Clock
from tests.learning.quiz import CP1, MP1
from tests.people import Cast
from tests.steps import answers_of, fields_of, hidden_fields, take_quiz

Sign = Callable[[str], FlaskClient]
CARD = "Take the challenge: 10 questions, one try in 30 days, 90 %. You need 9 of 10."
MODULE = f"/modules/{CP1}"


@pytest.fixture
def ada(client_of: Sign) -> FlaskClient:
    return client_of("ada")


def begin(client: FlaskClient, slug: str = CP1) -> str:
    """Press the button on the module's page and return where it leads."""
    form = hidden_fields(client.get("/account").text)
    reply = client.post(f"/modules/{slug}/challenge", data=form)
    assert reply.status_code == 303
    return reply.headers["Location"]


def words(client: FlaskClient, url: str) -> str:
    """Return the page's text without marks, on one line."""
    text = client.get(url).text
    main = text[text.index("<main") : text.index("</main")]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def posted(raws: dict[int, Raw]) -> dict[str, list[str]]:
    return {name: texts for no, raw in raws.items() for name, texts in fields_of(no, raw).items()}


def hand_in(app: Flask, client: FlaskClient, url: str, right: int | None = None) -> str:
    """Answer the first `right` questions right and the others wrong; return the result's address."""
    with app.app_context(), db.engine.connect() as conn:
        site: Site = app.extensions["courseware.site"]
        raws = answers_of(conn, int(url.rsplit("/", 1)[1]), CP1, site, right=right)
    form = hidden_fields(client.get(url).text)
    check = client.post(f"{url}/answers", data={**form, **posted(raws), "go": "check"})
    assert "Challenge: " in check.text
    reply = client.post(f"{url}/submission", data=hidden_fields(check.text))
    return str(reply.headers["Location"])


def test_the_modules_page_offers_it_quietly(ada: FlaskClient) -> None:
    text = words(ada, MODULE)
    assert CARD in text
    assert text.index("Start the quiz") < text.index("Know this already?")


def test_its_pages_have_its_name_and_its_mark(ada: FlaskClient) -> None:
    url = begin(ada)
    page = ada.get(url).text
    assert "<title>Challenge: " in page
    assert "You need 9 of 10." in page
    assert begin(ada) == url, "pressed again, it goes on"
    assert "Go on with the challenge" in words(ada, MODULE)


def test_a_passed_one_passes_the_module_by_assessment(app: Flask, ada: FlaskClient) -> None:
    result = words(ada, hand_in(app, ada, begin(ada), right=9))
    assert "Challenge, try 1" in result
    assert "Module passed by assessment" in result
    module = words(ada, MODULE)
    assert "Passed by assessment. The lessons, the labs and the quiz stay open to you." in module
    assert "Take the challenge" not in module
    assert "Result of your last challenge" in module
    assert "Passed by assessment on" in words(ada, "/pathways/first-steps")
    assert "How factories work" in words(ada, "/home"), "the next module is open"
    assert ada.get(f"/modules/{MP1}").status_code == 200


def test_after_a_fail_it_says_what_to_read_and_when_again(
    app: Flask, client_of: Sign, ada: FlaskClient, clock: Clock
) -> None:
    result = hand_in(app, ada, begin(ada), right=8)
    text = words(ada, result)
    assert "Not passed yet" in text
    assert "Read what is missing, then take the quiz" in text
    assert "one try in 30 days, counted from the end of the last one. It opens again" in text
    assert "Read: " in text
    assert "another try" not in text
    assert "Take the challenge" not in words(ada, MODULE).replace(CARD, "")
    assert begin(ada).endswith("#challenge")
    clock.now += timedelta(days=30)
    assert re.search(r"/attempts/\d+$", begin(client_of("ada")))


def test_no_answer_of_it_is_ever_shown(app: Flask, ada: FlaskClient) -> None:
    url = begin(ada)
    attempt_id = int(url.rsplit("/", 1)[1])
    with app.app_context(), db.engine.connect() as conn:
        site: Site = app.extensions["courseware.site"]
        module = site.shelves.current(conn).modules[CP1].module
        variants = [variant_of(module, slot)[1] for slot in read_slots(conn, attempt_id)]
    pages = [ada.get(url).text, ada.get(f"{url}/check").text]
    pages.append(ada.get(hand_in(app, ada, url, right=3)).text)
    for variant in variants:
        for text in (variant.why, *[option.feedback for option in variant.options]):
            assert not any(text in page for page in pages)
        assert variant.ask not in pages[-1]
    assert "Your answers, explained" not in pages[-1]


def test_it_is_refused_where_there_is_none(client_of: Sign, ada: FlaskClient) -> None:
    assert begin(ada, MP1) == f"/modules/{MP1}", "locked: its page says why"
    fin = client_of("fin")
    assert begin(fin) == MODULE
    assert "You have passed this module already." in fin.get(MODULE).text
    assert "challenge" not in words(fin, MODULE).lower()
    assert (
        ada.post(
            "/modules/none/challenge", data=hidden_fields(ada.get("/account").text)
        ).status_code
        == 404
    )


def test_time_runs_out_after_two_weeks(app: Flask, ada: FlaskClient, clock: Clock) -> None:
    url = begin(ada)
    clock.now += OPEN_FOR + timedelta(hours=1)
    assert "Time is up" in ada.get(url).text


def test_its_manager_reads_the_same(app: Flask, cast: Cast, clock: Clock, client_of: Sign) -> None:
    site: Site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        take_quiz(conn, cast.ada, CP1, now=clock(), site=site, right=5)
        take_quiz(conn, cast.ada, CP1, now=clock(), site=site, purpose=Purpose.CHALLENGE)
    cleo = client_of("cleo")
    card = words(cleo, f"/reporting/people/{cast.ada}")
    assert "Passed by assessment on" in card
    assert "1 try, best 50 %; challenge: 1 try, best 100 %" in card
    assert "Try 1 of the challenge: 10 of 10 points" in card
    assert "by assessment Challenge passed with 100 %" in card
    matrix = words(cleo, "/reporting/matrix?pathway=first-steps")
    assert "by assessment" in matrix
    assert ", 50 %" not in matrix
    assert (
        '"Passed by assessment","","2026-04-01"'
        in cleo.get("/reporting/matrix.csv?pathway=first-steps").text
    )
