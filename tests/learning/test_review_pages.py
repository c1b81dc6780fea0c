"""A level review through its pages: the start, the code, the attempt, a result without questions."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from courseware.extensions import db
from courseware.operations.extra_time import give_extra_time
from courseware.operations.grades import variant_of
from courseware.operations.review_sessions import LASTS
from courseware.operations.site import Site
from courseware.records.attempts import attempt
from courseware.records.slots import read_slots
from courseware.records.throttle import throttle
from courseware.records.transaction import writing
from courseware.records.versions import module_version
from tests.conftest import Clock, World
from tests.house.test_canary import everything_before, leaks, mark
from tests.people import Cast
from tests.reviewing import (
    ATTEMPTS,
    KNOWLEDGE,
    REVIEW,
    SLUG,
    answer,
    open_to,
    publish_review,
    session,
    take,
)
from tests.steps import hidden_fields

Sign = Callable[[str], FlaskClient]


def write(app: Flask, work: Callable[..., Any], *args: Any, **more: Any) -> Any:
    """Run an operation in a write of its own, at the server's time."""
    site: Site = app.extensions["courseware.site"]
    clock: Clock = app.extensions["courseware.clock"]
    with app.app_context(), writing(db.engine) as conn:
        return work(conn, *args, **{"now": clock(), "site": site, **more})


@pytest.fixture
def fin(app: Flask, cast: Cast, client_of: Sign) -> FlaskClient:
    """Fin, to whom the review is open."""
    write(app, open_to, cast.fin)
    return client_of("fin")


def words(client: FlaskClient, url: str) -> str:
    """Return the page's text without marks, on one line."""
    text = client.get(url).text
    main = text[text.index("<main") : text.index("</main")]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def start(client: FlaskClient, **typed: str) -> Any:
    token = hidden_fields(client.get("/account").text)["csrf_token"]
    return client.post(ATTEMPTS, data={"csrf_token": token, **typed})


def id_of(reply: Any) -> int:
    assert reply.status_code == 303, reply.text
    return int(reply.headers["Location"].rsplit("/", 1)[1])


def test_the_start_page_says_what_it_asks(fin: FlaskClient) -> None:
    page = words(fin, REVIEW)
    assert "8 questions, one point each. You need 6.4 points." in page
    assert "50 % of the points in each competency with 4 or more questions" in page
    assert "90 minutes, from the start" in page
    assert "At most 2 tries in any 7 days." in page
    assert "Start the clock: 90 minutes from now" in page
    assert re.search(r"C2 Manufacturing systems and flow 4 C10 ", page)
    assert "None yet." in page


def test_the_shipped_one_asks_forty_for_thirty_two(client_of: Sign) -> None:
    url = "/pathways/production-manager/levels/foundation/review"
    page = words(client_of("ada"), url)
    assert "40 questions, one point each. You need 32 points." in page
    assert "The review opens when you start its pathway." in page
    assert "Start the clock" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/pathways/small-level/levels/none/review",
        "/pathways/none/levels/foundation/review",
        "/pathways/production-manager/levels/supervisor/review",
        "/pathways/first-steps/levels/foundation/review",
        "/readiness/small-level/none/knowledge",
        "/readiness/none/foundation/knowledge",
    ],
)
def test_what_is_not_published_does_not_exist(fin: FlaskClient, path: str) -> None:
    assert fin.get(path).status_code == 404
    if path.endswith("/review"):
        token = hidden_fields(fin.get("/account").text)["csrf_token"]
        posted = fin.post(path.replace("/review", "/attempts"), data={"csrf_token": token})
        assert posted.status_code == 404


def test_the_time_is_ones_own(app: Flask, cast: Cast, fin: FlaskClient) -> None:
    write(app, give_extra_time, cast.fin, 50)
    page = words(fin, REVIEW)
    assert "135 minutes, from the start" in page
    assert "Start the clock: 135 minutes from now" in page
    url = start(fin).headers["Location"]
    assert 'data-remaining="8100"' in fin.get(url).text


def test_who_has_modules_to_pass_is_told_how_many(app: Flask, cast: Cast, client_of: Sign) -> None:
    write(app, open_to, cast.ada)
    ada = client_of("ada")
    assert "2 are still to do" in words(ada, REVIEW)
    assert "Start the clock" not in words(ada, REVIEW)
    assert start(ada).headers["Location"] == REVIEW
    assert "2 are still to do" in words(ada, REVIEW)


def test_its_pages_have_its_name_and_lead_back_to_it(fin: FlaskClient) -> None:
    url = start(fin).headers["Location"]
    page = fin.get(url).text
    assert "<title>Level review: Foundation" in page
    assert "You need 7 of 8." in page
    assert f'href="{REVIEW}"' in page
    assert "Level review: Foundation" in words(fin, f"{url}/check")
    assert "Go on with your review" in words(fin, REVIEW)
    assert start(fin).headers["Location"] == url, "pressed again, it goes on"


def test_formulas_stand_beside_its_numbers(app: Flask, cast: Cast, fin: FlaskClient) -> None:
    asks: list[str] = []
    for _try in range(2):
        url = start(fin).headers["Location"]
        asks.append(fin.get(url).text)
        write(app, answer, cast.fin, int(url.rsplit("/", 1)[1]))
    if any('class="numeric-field"' in page for page in asks):
        assert any('class="aids"' in page for page in asks)


def test_a_result_has_bars_and_lessons_and_no_question(
    app: Flask, cast: Cast, fin: FlaskClient
) -> None:
    attempt_id = write(app, take, cast.fin, C2=3)
    with app.app_context(), db.engine.connect() as conn:
        site: Site = app.extensions["courseware.site"]
        module = site.shelves.current(conn).reviews[SLUG].module
        slots = read_slots(conn, attempt_id)
        variants = [variant_of(module, slot)[1] for slot in slots]
    page = fin.get(f"/attempts/{attempt_id}/result").text
    text = words(fin, f"/attempts/{attempt_id}/result")
    assert "Level review, try 1" in text
    assert "5 of 8 points, 62.5 %" in text
    assert re.search(r"C2 Manufacturing systems and flow 1 of 4 2, missed", text)
    assert re.search(r"C10 [A-Za-z ]+ 4 of 4 2, reached", text)
    assert "<svg" in page[page.index("By competency") :]
    again = page[page.index("What to read again") :]
    assert 'href="/modules/mp1-factory-systems/lessons/' in again
    assert "C10" not in again, "nothing of it was missed"
    for variant in variants:
        for said in (variant.ask, variant.why, *[option.feedback for option in variant.options]):
            assert said not in page
    assert not any(slot.question_id.split("/")[1] in page for slot in slots)
    assert "try again" in text


def test_a_passed_result_leads_to_the_knowledge_record(
    app: Flask, cast: Cast, fin: FlaskClient
) -> None:
    attempt_id = write(app, take, cast.fin)
    page = fin.get(f"/attempts/{attempt_id}/result").text
    assert f'href="{KNOWLEDGE}"' in page
    assert "Nothing: every answer was right." in page
    start_page = words(fin, REVIEW)
    assert "Try 1: 8 of 8 points Passed" in start_page
    assert "You have passed this review" in start_page
    assert "unsupervised, open book" in start_page


def test_nothing_of_its_keys_leaves_before_or_after(
    app: Flask, world_marked: Flask, cast: Cast, fin: FlaskClient
) -> None:
    assert world_marked is app
    url = start(fin).headers["Location"]
    leaking = [
        where for where, text, headers in everything_before(fin, url) if leaks(text, headers)
    ]
    assert leaking == []
    fin.post(f"{url}/submission", data=hidden_fields(fin.get(url).text))
    for path in (url, f"{url}/result", f"{url}/check", f"{url}/both", REVIEW, KNOWLEDGE):
        reply = fin.get(path, follow_redirects=True)
        assert reply.status_code == 200
        assert not leaks(reply.text, reply.headers), path


@pytest.fixture
def world_marked(app: Flask, fin: FlaskClient) -> Flask:
    """The site with a marker in every key of the review's bank."""
    assert fin
    with app.app_context(), writing(db.engine) as conn:
        rows = module_version.c
        for row in conn.execute(module_version.select().where(rows.module == SLUG)).all():
            changed = update(module_version).where(rows.id == row.id)
            conn.execute(changed.values(compiled=mark(row.compiled)))
    app.extensions["courseware.site"].shelves._versions.clear()
    return app


def test_after_two_tries_it_says_when_it_opens(
    app: Flask, cast: Cast, clock: Clock, client_of: Sign, fin: FlaskClient
) -> None:
    for _try in range(2):
        write(app, take, cast.fin, C2=4)
    page = words(fin, REVIEW)
    assert "You took the review 2 times within 7 days. It opens again" in page
    assert "Start the clock" not in page
    assert start(fin).headers["Location"] == REVIEW
    clock.now += timedelta(days=7)
    assert id_of(start(client_of("fin")))


def test_a_code_makes_it_supervised(app: Flask, cast: Cast, fin: FlaskClient) -> None:
    code = write(app, session, cast.ben).code
    attempt_id = id_of(start(fin, code=code.lower()))
    write(app, answer, cast.fin, attempt_id)
    assert "Supervised." in words(fin, f"/attempts/{attempt_id}/result")
    assert "· supervised" in words(fin, REVIEW)
    assert "supervised by Ben Okafor, Trainer, Rivermill" in words(fin, KNOWLEDGE)


def test_a_wrong_code_starts_nothing_and_is_shown_again(
    app: Flask, cast: Cast, clock: Clock, fin: FlaskClient
) -> None:
    code = write(app, session, cast.ben).code
    clock.now += LASTS
    for typed in ("ABCD-EFGH", code, "x", '"><b>'):
        reply = start(fin, code=typed)
        assert reply.status_code == 422
        assert "This code does not work for this review, or not any more." in reply.text
        assert 'id="code-error"' in reply.text
    assert 'value="&#34;&gt;&lt;b&gt;"' in reply.text, "what was typed is still there"
    with app.app_context(), db.engine.connect() as conn:
        assert conn.execute(attempt.select().where(attempt.c.module == SLUG)).first() is None


def test_wrong_codes_are_throttled_and_right_ones_are_not_counted(
    app: Flask, cast: Cast, clock: Clock, fin: FlaskClient, client_of: Sign
) -> None:
    code = write(app, session, cast.ben).code
    statuses = [start(fin, code=f"AAAA-AA{no:02d}").status_code for no in range(11)]
    assert statuses == [422] * 10 + [429]
    assert start(fin, code=code).status_code == 429, "not even the right one"
    clock.now += timedelta(minutes=16)
    assert id_of(start(fin, code=code))
    with app.app_context(), db.engine.connect() as conn:
        tries = conn.execute(throttle.select().where(throttle.c.at >= clock.now)).all()
    assert not [one for one in tries if one.key.startswith("review:")]


def test_the_supervisor_cannot_use_their_own_code(app: Flask, cast: Cast, fin: FlaskClient) -> None:
    code = write(app, session, cast.fin).code
    reply = start(fin, code=code)
    assert reply.status_code == 422
    assert "You opened this session yourself." in reply.text


def test_the_knowledge_record_lists_what_was_tested(
    app: Flask, cast: Cast, fin: FlaskClient
) -> None:
    missing = words(fin, KNOWLEDGE)
    assert "All 2 modules are passed." in missing
    assert "The level review asks 8 questions; you need 6.4 points." in missing
    assert "It is not a certificate" not in missing
    write(app, take, cast.fin, C2=1)
    page = words(fin, KNOWLEDGE)
    assert "It is not a certificate: practice at work is not part of it." in page
    assert "Fin Haddow" in page
    assert re.search(r"1 Your starting point[^0-9]* 1 quiz 100 % 3 Mar 2026", page)
    assert re.search(r"2 How factories work 1 quiz 100 %", page)
    assert "7 of 8" in page
    assert re.search(r"C2 Manufacturing systems and flow 3 of 4", page)
    assert "unsupervised, open book" in page


def test_a_failed_review_makes_no_record(app: Flask, cast: Cast, fin: FlaskClient) -> None:
    write(app, take, cast.fin, C2=4)
    page = words(fin, KNOWLEDGE)
    assert "The best review has 4 of 8 points; 6.4 are needed." in page
    assert "and flow (C2) stayed below 50 % of the points" in page


def test_the_bank_is_listed_nowhere_as_a_module(
    app: Flask, cast: Cast, clock: Clock, client_of: Sign, fin: FlaskClient
) -> None:
    write(app, take, cast.fin, C2=1)
    assert fin.get(f"/modules/{SLUG}").status_code == 404
    assert fin.get(f"/practice/{SLUG}").status_code == 404
    for who, paths in {
        "ben": ["/authoring", "/authoring/marking"],
        "cleo": ["/reporting", "/reporting/matrix", "/reporting/matrix.csv"],
        "fin": ["/home", "/pathways", "/pathways/small-level", "/certificates"],
        "eve": ["/admin/health", "/admin/audit"],
    }.items():
        client = client_of(who)
        for path in paths:
            reply = client.get(path)
            assert reply.status_code in {200, 308}, path
            assert SLUG not in reply.text.replace(f"levels/{SLUG}", ""), path
    for path in ("preview", "changes", "questions", "preview/quiz"):
        assert client_of("ben").get(f"/authoring/modules/{SLUG}/{path}").status_code == 404


def test_the_manager_reads_it_as_a_review(
    app: Flask, cast: Cast, client_of: Sign, fin: FlaskClient
) -> None:
    code = write(app, session, cast.ben).code
    write(app, take, cast.fin, code=code, C2=1)
    card = words(client_of("cleo"), f"/reporting/people/{cast.fin}")
    assert "Level review, try 1: 7 of 8 points" in card
    assert "A small level, Foundation · passed, supervised" in card


def test_a_new_version_of_the_bank_leaves_an_open_review_as_it_was(
    app: Flask, world: World, cast: Cast, fin: FlaskClient
) -> None:
    url = start(fin).headers["Location"]
    asked = re.findall(r'id="q-\d+"', fin.get(url).text)
    write(app, _publish_again)
    assert re.findall(r'id="q-\d+"', fin.get(url).text) == asked


def _publish_again(conn: Any, *, now: Any, site: Site) -> None:
    assert site
    publish_review(conn, now=now, draw={"C2": 2})
