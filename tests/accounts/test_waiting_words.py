"""A form whose token or sign-in is old comes back with what was typed, for its owner only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts.signing import is_in, post
from tests.conftest import Clock, World, sign_in
from tests.learning.quiz import Quiz, stored
from tests.people import PASSWORD
from tests.steps import hidden_fields

WORDS = "canary: typed before the shift changed"


def again(client: FlaskClient, page: str, user_name: str, password: str = PASSWORD) -> Any:
    """Fill in the sign-in of the page on which words wait."""
    fields = hidden_fields(page)
    data = {**fields, "user_name": user_name, "password": password}
    return client.post("/sign-in-again", data=data)


def send(client: FlaskClient, page: str, url: str) -> Any:
    """Press the button of the page on which words wait."""
    assert f'action="{url}/answers"' in page
    return client.post(f"{url}/answers", data=hidden_fields(page))


def forget(client: FlaskClient) -> None:
    """Lose both cookies, as a browser does that was closed, or whose sign-in was ended."""
    client.delete_cookie("courseware")
    client.delete_cookie("form")


@pytest.fixture
def quiz(client_of: Callable[[str], FlaskClient]) -> Quiz:
    """Ada's open try, its page open in her browser."""
    return Quiz(client_of("ada"))


def test_a_page_that_lay_open_for_two_hours_is_simply_taken(
    app: Flask, quiz: Quiz, clock: Clock
) -> None:
    clock.forward(hours=2)
    assert quiz.post(slot_1="2").status_code == 200
    assert stored(app, quiz)[1] == ["2"]


def test_after_signing_in_again_in_another_tab_the_words_wait_for_one_press(
    app: Flask, quiz: Quiz
) -> None:
    post(quiz.client, "ada", PASSWORD)
    waiting = quiz.post(slot_1="2")
    assert waiting.status_code == 400
    assert "What you typed is here" in waiting.text
    assert stored(app, quiz) == {}
    assert send(quiz.client, waiting.text, quiz.url).status_code == 200
    assert stored(app, quiz)[1] == ["2"]


def test_after_two_hours_and_a_lost_sign_in_one_signs_in_on_the_page_and_sends(
    app: Flask, quiz: Quiz, clock: Clock
) -> None:
    clock.forward(hours=2)
    forget(quiz.client)
    waiting = quiz.post(slot_1="2", slot_2="1")
    assert waiting.status_code == 401
    assert "Your sign-in has ended" in waiting.text
    signed = again(quiz.client, waiting.text, "ada")
    assert signed.status_code == 200
    assert is_in(quiz.client)
    assert send(quiz.client, signed.text, quiz.url).status_code == 200
    assert stored(app, quiz)[1] == ["2"]


def test_a_submission_waits_as_well(quiz: Quiz) -> None:
    post(quiz.client, "ada", PASSWORD)
    waiting = quiz.submit()
    done = quiz.client.post(f"{quiz.url}/submission", data=hidden_fields(waiting.text))
    assert done.headers["Location"] == f"{quiz.url}/result"


def test_a_wrong_password_keeps_the_words(app: Flask, quiz: Quiz) -> None:
    forget(quiz.client)
    waiting = quiz.post(slot_1="2")
    refused = again(quiz.client, waiting.text, "ada", "not the password")
    assert refused.status_code == 422
    signed = again(quiz.client, refused.text, "ada")
    send(quiz.client, signed.text, quiz.url)
    assert stored(app, quiz)[1] == ["2"]


def test_somebody_else_neither_signs_in_over_the_words_nor_sees_nor_sends_them(
    app: Flask, quiz: Quiz
) -> None:
    forget(quiz.client)
    waiting = quiz.post(slot_1="2", slot_3=WORDS)
    visible = waiting.text.replace(f'value="{WORDS}"', "")
    assert WORDS not in visible
    refused = again(quiz.client, waiting.text, "fin")
    assert refused.status_code == 422
    assert "typed by somebody else" in refused.text
    assert not is_in(quiz.client)
    signed = again(quiz.client, refused.text, "ada")
    send(quiz.client, signed.text, quiz.url)
    assert stored(app, quiz)[1] == ["2"]


def test_a_page_that_somebody_else_left_open_gives_nothing_away(app: Flask, quiz: Quiz) -> None:
    post(quiz.client, "fin", PASSWORD)
    reply = quiz.post(slot_1="2", slot_3=WORDS)
    assert reply.status_code == 400
    assert WORDS not in reply.text
    assert "What you typed is here" not in reply.text
    assert stored(app, quiz) == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("is_in_here", [True, False])
def test_words_that_another_site_sends_never_wait(
    quiz: Quiz, headers: dict[str, str], *, is_in_here: bool
) -> None:
    if not is_in_here:
        forget(quiz.client)
    foreign = {"key": "key-of-a-save", "seq": "1", "slot-1": WORDS}
    reply = quiz.client.post(f"{quiz.url}/answers", data=foreign, headers=headers)
    assert reply.status_code in {400, 401, 403}
    assert WORDS not in reply.text


@pytest.mark.parametrize(
    "to",
    ["", "/", "/home", "/account/sign-ins/end", "//evil.example/x", "https://evil.example/attempts/1/answers", "/\\evil"],
)  # fmt: skip
def test_words_wait_only_for_addresses_that_keep_them(visitor: FlaskClient, to: str) -> None:
    form = hidden_fields(visitor.get("/sign-in").text)
    data = {**form, "to": to, "kept.x": WORDS, "user_name": "ada", "password": PASSWORD}
    reply = visitor.post("/sign-in-again", data=data)
    assert (reply.status_code, reply.headers["Location"]) == (303, "/sign-in")
    assert not is_in(visitor)


def test_the_page_of_a_fault_sends_the_words_again(
    app: Flask, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setitem(app.view_functions, "learning.answers", busy(app))
        waiting = quiz.post(slot_1="2")
    assert waiting.status_code == 503
    assert waiting.headers["Retry-After"] == "5"
    assert "Not taken yet, and not lost" in waiting.text
    assert send(quiz.client, waiting.text, quiz.url).status_code == 200
    assert stored(app, quiz)[1] == ["2"]


def busy(app: Flask) -> Callable[..., Any]:
    """Return the view of a save as it is while the database does not answer."""
    from sqlalchemy.exc import OperationalError  # noqa: PLC0415 - only here

    view = app.view_functions["learning.answers"]

    def fail(**_args: object) -> None:
        raise OperationalError("", {}, Exception("gone"))

    fail.__dict__.update(view.__dict__)  # who may see it, and whose words it keeps
    return fail


def test_the_sign_in_of_waiting_words_is_throttled_like_any_other(quiz: Quiz) -> None:
    forget(quiz.client)
    page = quiz.post(slot_1="2").text
    for _try in range(10):
        page = again(quiz.client, page, "ada", "not the password").text
    refused = again(quiz.client, page, "ada")
    assert refused.status_code == 429
    assert "what was typed stays on this page" in refused.text
    assert "kept.slot-1" in refused.text


def test_it_works_on_both_databases(world: World) -> None:
    quiz = Quiz(sign_in(world.app, "ada"))
    forget(quiz.client)
    signed = again(quiz.client, quiz.post(slot_1="2").text, "ada")
    send(quiz.client, signed.text, quiz.url)
    assert stored(world.app, quiz)[1] == ["2"]


def test_on_a_shared_terminal_that_was_left_alone_the_words_wait_too(
    app: Flask, clock: Clock
) -> None:
    client = app.test_client()
    form = hidden_fields(client.get("/sign-in").text)
    data = {**form, "user_name": "ada", "password": PASSWORD, "is_shared": "y"}
    assert client.post("/sign-in", data=data).status_code == 303
    quiz = Quiz(client)
    clock.forward(minutes=4)
    waiting = quiz.post(slot_1="2", slot_3=WORDS)
    assert waiting.status_code == 401
    assert "Ada" not in waiting.text
    signed = again(client, waiting.text, "ada")
    assert "Switch person" in signed.text, "it is a shared terminal still"
    assert send(client, signed.text, quiz.url).status_code == 200
    assert stored(app, quiz)[1] == ["2"]
