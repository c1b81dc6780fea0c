from __future__ import annotations

import re
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from courseware.extensions import db
from courseware.letters import Letter
from courseware.operations.letters import tell
from courseware.records.letters import add_message
from courseware.records.transaction import writing
from tests.conftest import NOW, Clock, World, sign_in
from tests.people import Cast
from tests.steps import hidden_fields

ClientOf = Callable[[str], FlaskClient]
GRANTED = {"pathway": "First steps", "pathway_id": "first-steps"}


def put(
    app: Flask, person_id: int, letter: Letter = Letter.PATHWAY_GRANTED, **details: str
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        tell(conn, person_id, letter, {**GRANTED, **details}, now=NOW)


def post_read(client: FlaskClient) -> None:
    form = hidden_fields(client.get("/messages").text)
    assert client.post("/messages/read", data=form).status_code == 303


def test_a_letter_is_read_with_its_action_and_marked_unread_in_words(world: World) -> None:
    put(world.app, world.cast.ada)
    page = sign_in(world.app, "ada").get("/messages").text
    assert "You may start First steps" in page
    assert 'href="/pathways/first-steps"' in page
    assert ">Unread<" in page


def test_an_empty_inbox_says_what_will_be_there(client_of: ClientOf) -> None:
    page = client_of("ada").get("/messages").text
    assert "No messages yet" in page
    assert "Mark all as read" not in page


def test_reading_the_page_changes_nothing_and_the_button_does(world: World) -> None:
    put(world.app, world.cast.ada)
    ada = sign_in(world.app, "ada")
    ada.get("/messages")
    assert "1 new" in ada.get("/home").text
    post_read(ada)
    page = ada.get("/messages").text
    assert ">Unread<" not in page
    assert "Mark all as read" not in page
    assert "1 new" not in page


def test_what_comes_while_the_page_is_open_stays_unread(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    put(app, cast.ada)
    ada = client_of("ada")
    form = hidden_fields(ada.get("/messages").text)
    put(app, cast.ada, pathway="Leading a shift")
    ada.post("/messages/read", data=form)
    page = ada.get("/messages").text
    assert page.count(">Unread<") == 1
    assert "1 new" in page


def test_letters_of_others_are_out_of_reach(app: Flask, client_of: ClientOf, cast: Cast) -> None:
    put(app, cast.ada)
    dov = client_of("dov")
    assert "First steps" not in dov.get("/messages?before=999").text
    form = {**hidden_fields(dov.get("/messages").text), "up_to": "999"}
    dov.post("/messages/read", data=form)
    assert "1 new" in client_of("ada").get("/messages").text, "Dov cannot mark Ada's letter"


def test_the_newest_letter_stands_first_and_older_ones_on_the_next_page(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        for number in range(55):
            details = {"pathway": f"Pathway {number}", "pathway_id": "first-steps"}
            add_message(
                conn, person_id=cast.ada, letter=Letter.PATHWAY_GRANTED, details=details, now=NOW
            )
    ada = client_of("ada")
    page = ada.get("/messages").text
    titles = re.findall(r"You may start (Pathway \d+)", page)
    assert (titles[0], titles[-1], len(titles)) == ("Pathway 54", "Pathway 5", 50)
    (older,) = re.findall(r'href="(/messages\?before=\d+)"', page)
    assert re.findall(r"You may start (Pathway \d+)", ada.get(older).text)[-1] == "Pathway 0"
    for hostile in ("x", "-1", "9" * 40, "1' OR 1"):
        assert ada.get("/messages", query_string={"before": hostile}).status_code == 200


def test_a_letter_with_a_link_or_of_another_version_is_not_shown(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        add_message(conn, person_id=cast.ada, letter=Letter.RESET, details={}, now=NOW)
        add_message(conn, person_id=cast.ada, letter=Letter.PATHWAY_GRANTED, details={}, now=NOW)
    page = client_of("ada").get("/messages").text
    assert "new password" not in page


def test_what_somebody_is_called_cannot_become_markup(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    put(app, cast.ada, Letter.PATHWAY_DECLINED, who="<img src=x onerror=alert(1)>")
    assert "<img src=x" not in client_of("ada").get("/messages").text


def test_the_number_of_unread_costs_no_statement_of_its_own(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    ada, statements = client_of("ada"), list[str]()
    ada.get("/account")  # what the site's settings are is known from here on
    with app.app_context():
        engine = db.engine

    def note(_conn: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert "Messages" in ada.get("/account").text
        in_account = len(statements)
        ada.get("/messages")
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert in_account == 2, "who asks, and the account itself"
    assert len(statements) - in_account == 2


def test_a_moment_in_a_letter_is_the_readers(
    app: Flask, client_of: ClientOf, cast: Cast, clock: Clock
) -> None:
    put(app, cast.ada, Letter.PASSWORD_CHANGED, when=clock().isoformat())
    assert "(UTC)" in client_of("ada").get("/messages").text
