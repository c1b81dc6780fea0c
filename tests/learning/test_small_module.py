"""“Press brake basics”, a module of a site's own, from its files to a pass, through its pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.operations.site import Site
from courseware.operations.starting import start_attempt
from courseware.operations.verification import verify_person
from courseware.quizzes.terms import Purpose
from courseware.records.slots import read_slots
from courseware.records.transaction import writing
from tests.conftest import Clock
from tests.content.press_brake import FILES, SLUG
from tests.learning.own_module import put_in_force
from tests.people import Cast
from tests.steps import answers_of, fields_of, hidden_fields

Sign = Callable[[str], FlaskClient]


@pytest.fixture
def published(app: Flask, cast: Cast, clock: Clock, tmp_path: Path) -> Site:
    """The site with the module in force and Ada on its pathway."""
    return put_in_force(app, cast, FILES, tmp_path, now=clock())


def test_it_is_read_taken_and_passed(
    app: Flask, cast: Cast, published: Site, client_of: Sign
) -> None:
    ada = client_of("ada")
    page = ada.get(f"/modules/{SLUG}").text
    assert "3 questions, one point each. You need 2 of 3." in page
    assert "Know this already?" not in page
    lesson = ada.get(f"/modules/{SLUG}/lessons/set-up").text
    assert "Before you bend" in lesson
    form = hidden_fields(page)
    ada.post(f"/modules/{SLUG}/lessons/set-up/reading", data=form)
    url = ada.post(f"/modules/{SLUG}/attempts", data=form).headers["Location"]
    with app.app_context(), db.engine.connect() as conn:
        raws = answers_of(conn, int(url.rsplit("/", 1)[1]), SLUG, published, right=2)
    answers = {
        name: texts for no, raw in raws.items() for name, texts in fields_of(no, raw).items()
    }
    attempt = hidden_fields(ada.get(url).text)
    check = ada.post(f"{url}/answers", data={**attempt, **answers, "go": "check"}).text
    ada.post(f"{url}/submission", data=hidden_fields(check))
    result = ada.get(f"{url}/result").text
    assert "2 of 3 points" in result
    assert "Module passed" in result
    assert '<p class="explained-why"></p>' not in result
    assert "result-why" not in result, "without a `why` there is no box for it"
    with app.app_context(), db.engine.connect() as conn:
        assert list(verify_person(conn, cast.ada)) == []


def test_practice_asks_what_there_is_and_a_challenge_is_not_offered(
    app: Flask, cast: Cast, published: Site, clock: Clock
) -> None:
    started = {}
    with app.app_context(), writing(db.engine) as conn:
        for purpose in (Purpose.PRACTICE, Purpose.CHALLENGE):
            started[purpose] = start_attempt(
                conn, person_id=cast.ada, module=SLUG, now=clock(), site=published, purpose=purpose
            )
        practice = started[Purpose.PRACTICE]
        assert isinstance(practice, int)
        assert len(read_slots(conn, practice)) == 1
    assert started[Purpose.CHALLENGE] is None
