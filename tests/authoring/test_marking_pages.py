"""Instructors mark what learners wrote; learners read what was said about it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.extensions import db
from courseware.operations import people as verbs
from courseware.operations.site import Site
from courseware.permissions import Role
from courseware.records.transaction import writing
from tests.authoring.conftest import Desk
from tests.conftest import NOW, World, sign_in
from tests.content.content_examples import write
from tests.marking import SLUG, TEXT, files, hand_in, publish_texts
from tests.steps import hidden_fields

QUEUE = "/authoring/marking"
WAITS = "the result comes when they have."
WORDS = "Say how <i>often</i> it happens."


@pytest.fixture
def handed_in(small_world: World) -> tuple[int, list[int]]:
    """Ada's quiz with one text, on the pathway that she is on."""
    app = small_world.app
    site: Site = app.extensions["courseware.site"]
    with app.app_context():
        publish_texts(db.engine, now=NOW, has_pathway=True)
        with writing(db.engine) as conn:
            return hand_in(conn, small_world.cast.ada, now=NOW - timedelta(hours=1), site=site)


def main(client: FlaskClient, url: str) -> str:
    return client.get(url).text.partition("<main")[2].partition("</main>")[0]


def send(client: FlaskClient, url: str, **fields: str) -> tuple[int, str]:
    form = hidden_fields(client.get("/account").text)
    reply = client.post(url, data={"csrf_token": form["csrf_token"], **fields})
    return reply.status_code, reply.text


def of(handed_in: tuple[int, list[int]]) -> str:
    return f"{QUEUE}/{handed_in[0]}/{handed_in[1][0]}"


def test_the_queue_leads_to_the_answer(app: Flask, handed_in: tuple[int, list[int]]) -> None:
    ben = sign_in(app, "ben")
    assert "1 answer to mark" in main(ben, "/authoring")
    queue = main(ben, QUEUE)
    assert "1 answer waits" in queue
    assert f'href="{of(handed_in)}"' in queue
    assert "How a line flows" in queue


def test_an_empty_queue_says_what_will_stand_there(app: Flask) -> None:
    ben = sign_in(app, "ben")
    assert "No answer waits" in main(ben, QUEUE)
    assert "none waits" in main(ben, "/authoring")


def test_the_answer_is_shown_as_typed_with_rubric_and_model_and_without_a_name(
    app: Flask, handed_in: tuple[int, list[int]]
) -> None:
    page = main(sign_in(app, "ben"), of(handed_in))
    assert "Minutes lost a day" in page, "what was shown beside the question"
    assert "Describe one waste" in page
    assert "&lt;b&gt;waiting&lt;/b&gt;" in page
    assert "A good answer names the waste" in page
    assert "Names the waste" in page
    assert page.count('type="radio"') == 3 + 2
    assert [page.count(f">{one}<") for one in ("0 points", "1 point", "2 points")] == [2, 2, 1]
    assert "Ada" not in page
    assert "a learner" in page


def test_who_may_read_the_records_sees_the_name(
    app: Flask, small_world: World, handed_in: tuple[int, list[int]]
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        for one in ("cleo", "dov"):
            verbs.grant_role(conn, small_world.cast[one], Role.INSTRUCTOR, now=NOW)
    assert "Ada Marsh" in main(sign_in(app, "cleo"), of(handed_in))
    assert "Ada" not in main(sign_in(app, "dov"), of(handed_in))


def test_points_are_needed_for_each_line(app: Flask, handed_in: tuple[int, list[int]]) -> None:
    ben = sign_in(app, "ben")
    for fields in ({}, {"c1": "2"}, {"c1": "2", "c2": "2"}, {"c1": "x", "c2": "1"}):
        status, text = send(ben, of(handed_in), comment="Kept words.", **fields)
        assert status == 422
        assert "Kept words." in text
    assert "1 answer waits" in main(ben, QUEUE)
    status, _text = send(ben, of(handed_in), c1="2", c2="1", comment="a" * 2_001)
    assert status == 422


def test_from_waiting_to_the_result(app: Flask, handed_in: tuple[int, list[int]]) -> None:
    ada, ben = sign_in(app, "ada"), sign_in(app, "ben")
    result, module = f"/attempts/{handed_in[0]}/result", f"/modules/{SLUG}"
    waiting = main(ada, result)
    assert "The result is still to come" in waiting
    assert f"question {handed_in[1][0]}; {WAITS}" in waiting
    assert "Being read" in waiting
    assert "A good answer names the waste" in waiting
    assert "Not passed" not in waiting
    assert "Passed" not in waiting
    assert "Start another try" not in waiting
    page = main(ada, module)
    assert WAITS in page
    assert "Being read" in page
    assert "Start another try" not in page
    status, _text = send(ada, f"{module}/attempts")
    assert status == 303
    assert WAITS in ada.get(module).text
    assert WAITS in main(ada, module)

    status, _text = send(ben, of(handed_in), c1="1", c2="1", comment=WORDS)
    assert status == 303
    assert "The learner has the result now" in ben.get(QUEUE).text
    graded = main(ada, result)
    assert "9.66 of 10 points" in graded
    assert "Passed" in graded
    assert "Say how &lt;i&gt;often&lt;/i&gt; it happens." in graded
    assert "<b>1 of 2</b>" in graded
    assert "Ben" not in graded
    assert WAITS not in main(ada, module)


def test_home_and_the_managers_page_say_the_same(
    app: Flask, small_world: World, handed_in: tuple[int, list[int]]
) -> None:
    from tests.steps import do_all_tasks  # noqa: PLC0415 - only here

    with app.app_context(), writing(db.engine) as conn:
        site: Site = app.extensions["courseware.site"]
        do_all_tasks(conn, small_world.cast.ada, SLUG, now=NOW, site=site)
    assert WAITS in main(sign_in(app, "ada"), "/home")
    card = main(sign_in(app, "cleo"), f"/reporting/people/{small_world.cast.ada}")
    assert WAITS in card
    assert "a person reads an answer of it" in card


def test_who_comes_second_is_told_so(app: Flask, handed_in: tuple[int, list[int]]) -> None:
    ben = sign_in(app, "ben")
    send(ben, of(handed_in), c1="2", c2="1")
    ben.get(QUEUE)
    status, _text = send(ben, of(handed_in), c1="0", c2="0")
    assert status == 303
    assert "nothing to mark here any more" in ben.get(QUEUE).text
    assert ben.get(of(handed_in)).status_code == 404
    assert "10 of 10" in main(sign_in(app, "ada"), f"/attempts/{handed_in[0]}/result")


def test_nobody_finds_their_own_answer_or_another_question(
    app: Flask, small_world: World, handed_in: tuple[int, list[int]]
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        verbs.grant_role(conn, small_world.cast.ada, Role.INSTRUCTOR, now=NOW)
    ada, ben = sign_in(app, "ada"), sign_in(app, "ben")
    assert "No answer waits" in main(ada, QUEUE)
    assert ada.get(of(handed_in)).status_code == 404
    assert send(ada, of(handed_in), c1="2", c2="1")[0] == 404
    other = next(no for no in range(1, 11) if no not in handed_in[1])
    for path in (
        f"{QUEUE}/{handed_in[0]}/{other}",
        f"{QUEUE}/{handed_in[0]}/99",
        f"{QUEUE}/99999/1",
    ):
        assert ben.get(path).status_code == 404


def test_marking_is_noted_in_words_that_name_nobody(
    app: Flask, handed_in: tuple[int, list[int]]
) -> None:
    send(sign_in(app, "ben"), of(handed_in), c1="2", c2="1")
    log = main(sign_in(app, "eve"), "/admin/audit")
    said = (
        f"Marked the answer to question {handed_in[1][0]} of try number {handed_in[0]} in {SLUG}."
    )
    line = next(row for row in log.split("<tr>") if said in row)
    assert "Ben Okafor" in line
    assert "Ada" not in line


def test_everybody_sees_who_may_read_what_they_wrote(app: Flask) -> None:
    page = main(sign_in(app, "ada"), "/account/visibility")
    assert "Texts in your own words that a person marks" in page
    assert "Ben Okafor" in page


def test_a_preview_leaves_a_text_open_because_nobody_reads_it(desk: Desk) -> None:
    write(desk.root, files())
    ben, url = desk.as_("ben"), f"/authoring/modules/{SLUG}/preview/quiz?seed=7"
    form = hidden_fields(ben.get(url).text)
    no = ben.get(url).text.partition("own-words")[0].count('class="question"')
    fields = {name: form[name] for name in ("csrf_token", "digest")}
    page = ben.post(url, data={**fields, "go": "grade", f"slot-{no}": TEXT}).text
    assert "Being read" in page
    assert "&lt;b&gt;waiting&lt;/b&gt;" in page
    assert "0 of 10 points" in page


def test_questions_are_listed_with_their_key_for_authors(desk: Desk) -> None:
    write(desk.root, files())
    page = desk.as_("ben").get(f"/authoring/modules/{SLUG}/preview/questions?kind=reflection").text
    assert "A good answer names the waste" in page
    assert "Names its cause" in page
    assert "It blames nobody" in page
