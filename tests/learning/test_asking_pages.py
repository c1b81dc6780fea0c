"""A pathway that is assigned, as a learner meets it: asked for, waiting, declined, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.operations.pathway_requests import decide_request
from courseware.records.transaction import writing
from tests.asking import ASSIGNED, kinds, last, make_assigned
from tests.conftest import NOW, Clock
from tests.people import Cast
from tests.reporting.reading import counted_statements, text_of
from tests.steps import hidden_fields

ClientOf = Callable[[str], FlaskClient]
PAGE = f"/pathways/{ASSIGNED}"


@pytest.fixture(autouse=True)
def assigned(app: Flask) -> None:
    with app.app_context(), writing(db.engine) as conn:
        make_assigned(conn)


def post(client: FlaskClient, path: str) -> int:
    form = hidden_fields(client.get("/account").text)
    return client.post(path, data={"csrf_token": form["csrf_token"]}).status_code


def decline(app: Flask, cast: Cast, clock: Clock) -> None:
    site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        number = last(conn, cast.ada).id
        decide_request(conn, number, is_granted=False, by_person=cast.cleo, now=clock(), site=site)


def test_it_is_asked_for_and_waits_for_the_manager_by_name(
    app: Flask, client_of: ClientOf, cast: Cast
) -> None:
    ada = client_of("ada")
    page = ada.get(PAGE).text
    assert "Your manager or an operator decides who takes this pathway" in text_of(page)
    assert "Ask for it" in text_of(page)
    assert post(ada, f"{PAGE}/request") == 303
    page = text_of(ada.get(PAGE).text)
    assert "You asked for this pathway on 1 Apr 2026" in page
    assert "It waits for an answer from Cleo Ortiz." in page
    assert "Take the request back" in page
    assert "Ask for it" not in page
    with app.app_context(), db.engine.connect() as conn:
        assert kinds(conn, cast.cleo) == ["pathway_asked"]


def test_who_is_in_no_team_waits_for_the_operators(client_of: ClientOf) -> None:
    ben = client_of("ben")
    post(ben, f"{PAGE}/request")
    assert "It waits for an answer from the operators of this site." in text_of(ben.get(PAGE).text)


def test_the_only_operator_is_told_that_nobody_else_answers(client_of: ClientOf) -> None:
    eve = client_of("eve")
    post(eve, f"{PAGE}/request")
    assert "Nobody here can answer yet." in text_of(eve.get(PAGE).text)


def test_a_no_says_who_when_and_what_to_do(
    app: Flask, client_of: ClientOf, cast: Cast, clock: Clock
) -> None:
    ada = client_of("ada")
    post(ada, f"{PAGE}/request")
    decline(app, cast, clock)
    page = text_of(ada.get(PAGE).text)
    assert "Not now: Cleo Ortiz answered on 1 Apr 2026" in page
    assert "Talk to Cleo Ortiz about what comes first." in page
    assert "You can ask again from 8 Apr 2026, 08:00." in page
    assert "Ask for it" not in page
    post(ada, f"{PAGE}/request")
    assert "You can ask again from 8 Apr 2026" in text_of(ada.get(PAGE).text)
    clock.now = NOW + timedelta(days=7)
    assert "You can ask again now. Ask for it" in text_of(ada.get(PAGE).text)
    post(ada, f"{PAGE}/request")
    assert "You asked for this pathway on 8 Apr 2026" in text_of(ada.get(PAGE).text)


def test_a_request_is_taken_back_and_made_again(client_of: ClientOf) -> None:
    ada = client_of("ada")
    post(ada, f"{PAGE}/request")
    assert post(ada, f"{PAGE}/request/withdrawal") == 303
    page = text_of(ada.get(PAGE).text)
    assert "Your request is taken back." in page
    assert "You took your request back on 1 Apr 2026" in page
    assert "Ask for it" in page
    post(ada, f"{PAGE}/request/withdrawal")
    assert "There is no open request of yours" in text_of(ada.get(PAGE).text)


def test_an_open_pathway_is_started_and_not_asked_for(client_of: ClientOf) -> None:
    ada = client_of("ada")
    assert post(ada, "/pathways/lean-start/request") == 403
    assert post(ada, "/pathways/none/request") == 404
    assert post(ada, "/pathways/none/request/withdrawal") == 404
    assert post(ada, f"{PAGE}/enrollment") == 403


def test_the_list_says_where_one_stands(client_of: ClientOf, visitor: FlaskClient) -> None:
    ada = client_of("ada")
    page = text_of(ada.get("/pathways").text)
    assert "You are on this pathway" in page
    assert page.count("Start this pathway") == 2
    assert page.count("Ask for it") == 1
    post(ada, f"{PAGE}/request")
    page = text_of(ada.get("/pathways").text)
    assert "You asked for it on 1 Apr 2026" in page
    assert "Ask for it" not in page
    page = text_of(visitor.get("/pathways").text)
    assert page.count("Sign in to take it") == 4
    assert "You ask for it; your manager or an operator answers." in page
    assert (
        "<form" not in visitor.get("/pathways").text.partition("<main")[2].partition("</main>")[0]
    )


def test_the_pages_cost_few_statements(app: Flask, client_of: ClientOf) -> None:
    ada = client_of("ada")
    post(ada, f"{PAGE}/request")
    with app.app_context():
        engine = db.engine
    for path in (PAGE, "/pathways"):
        ada.get(path)
        with counted_statements(engine) as statements:
            ada.get(path)
        # who asks, what is published (once a second), the place, the request, who decides
        assert len(statements) <= 5, path
