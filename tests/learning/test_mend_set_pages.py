"""The mend set through its pages: what opens a quiz that three fails have closed."""

from __future__ import annotations

import re
from datetime import timedelta

from courseware.extensions import db
from courseware.operations.site import Site
from courseware.records.transaction import writing
from tests.conftest import NOW, World, sign_in
from tests.learning.practicing import Round, fail_three_times, lessons_of, words
from tests.learning.quiz import CP1
from tests.steps import hidden_fields, pass_module


def test_the_closed_quiz_shows_what_opens_it_and_opens_when_it_is_done(small_world: World) -> None:
    app, person_id = small_world.app, small_world.cast.ada
    fail_three_times(app, person_id)
    client = sign_in(app, "ada")
    page = client.get(f"/modules/{CP1}").text
    said = re.search(r"Three tries in a row .*? in practice: 5\.", words(page))
    assert said is not None
    assert "or as soon as you have done these" in said[0]
    card = words(sign_in(app, "cleo").get(f"/reporting/people/{person_id}").text)
    assert said[0] in card, "the manager sees the same words"
    todo = re.findall(
        rf'<li><a href="(/modules/{CP1}/lessons/[^"]+)">', page.split('class="mend"')[1]
    )
    assert todo
    for url in todo:
        lesson = client.get(url).text
        assert "I have read it again" in lesson
        reply = client.post(f"{url}/reading", data=hidden_fields(lesson))
        assert reply.headers["Location"] == f"/modules/{CP1}#quiz"
        assert "I have read it again" not in client.get(url).text
    page = client.get(f"/modules/{CP1}").text
    assert page.count("state-done") >= len(todo)
    assert "0 of 5 answered" in page
    ada = Round(app, client)
    for no, sample in ada.samples.items():
        ada.check(no, sample.right)
    page = words(client.get(f"/modules/{CP1}").text)
    assert "closed for now" not in page
    assert "Start another try" in page


def test_a_lesson_is_offered_again_only_while_it_is_needed(small_world: World) -> None:
    app = small_world.app
    site: Site = app.extensions["courseware.site"]
    with app.app_context(), writing(db.engine) as conn:
        pass_module(conn, small_world.cast.ada, CP1, now=NOW - timedelta(days=2), site=site)
    client = sign_in(app, "ada")
    lesson = lessons_of(client.get(f"/modules/{CP1}").text)[0]
    assert "read it again" not in client.get(lesson).text
