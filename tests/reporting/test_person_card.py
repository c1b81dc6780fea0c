from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.operations import people as verbs
from courseware.operations.enrollments import enroll
from courseware.operations.lessons import mark_read
from courseware.operations.site import Site
from courseware.progress.facts import FactKind
from courseware.records import credentials, revocations
from courseware.records.catalog import Shelf
from courseware.records.journal import Entry
from courseware.records.people import team_member
from courseware.reporting.timeline import events_of
from tests.conftest import NOW, Clock
from tests.people import PATHWAY, START, Cast
from tests.reporting.editing import Edit
from tests.steps import do_all_tasks, start, take_quiz

ClientOf = Callable[[str], FlaskClient]
FIRST, SECOND = "cp1-start-here", "mp1-factory-systems"


def events(page: str) -> list[tuple[str, str, str]]:
    """Return (when, title, text) of each event of the timeline."""
    found = []
    for part in page.split('class="event event-')[1:]:
        texts = dict(re.findall(r'class="event-(when|title|text)">([^<]*)<', part))
        found.append(tuple(html.unescape(texts.get(key, "")) for key in ("when", "title", "text")))
    return found  # type: ignore[return-value]  # three texts each


def card(client: FlaskClient, person_id: int) -> str:
    reply = client.get(f"/reporting/people/{person_id}")
    assert reply.status_code == 200
    return reply.text


def test_the_record_is_told_in_sentences_newest_first(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    with edit() as conn:
        lesson = site.shelves.current(conn).modules[FIRST].module.lessons[0]
        title = site.shelves.current(conn).modules[FIRST].module.title
        pathway = site.shelves.current(conn).pathways[PATHWAY].title
        mark_read(conn, person_id=cast.ada, module=FIRST, lesson=lesson.id, now=NOW, site=site)
        for n, right in enumerate((6, 7), start=1):
            at = NOW + timedelta(hours=n)
            take_quiz(conn, cast.ada, FIRST, now=at, site=site, right=right)
    told = events(card(client_of("cleo"), cast.ada))
    assert told == [
        ("1 Apr 2026, 10:09 · Ada Marsh", "Try 2 of the quiz: 7 of 10 points",
         f"{title} · 70 %, below the pass mark"),
        ("1 Apr 2026, 09:09 · Ada Marsh", "Try 1 of the quiz: 6 of 10 points",
         f"{title} · 60 %, below the pass mark"),
        ("1 Apr 2026, 08:00 · Ada Marsh", f"Read the lesson “{lesson.title}”", title),
        ("2 Mar 2026, 08:00 · Ada Marsh", f"Started the pathway “{pathway}”", ""),
    ]  # fmt: skip


def test_a_finished_record_ends_in_a_certificate(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    with edit() as conn:
        number = credentials.credentials_of(conn, cast.fin)[0].public_id
    page = card(client_of("cleo"), cast.fin)
    titles = [title for _when, title, _text in events(page)]
    assert titles[0] == f"Certificate number {number} issued"
    assert titles[1].startswith("Completed the pathway “")
    assert titles[2].startswith("Passed the module “")
    assert titles[3] == "Try 1 of the quiz: 10 of 10 points"
    assert events(page)[0][0].endswith("recorded by the site")
    assert f'href="/verify/{number}"' in page


def test_what_staff_did_has_their_name(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    with edit() as conn:
        enroll(conn, person_id=cast.ben, pathway=PATHWAY, now=NOW, site=site, by_person=cast.eve)
        conn.execute(team_member.update().values(person_id=cast.ben).where(
            team_member.c.person_id == cast.ada))  # fmt: skip
    ((when, title, _text),) = events(card(client_of("cleo"), cast.ben))
    assert when.endswith("Eve Lindqvist")
    assert title.startswith("Was put on the pathway")


def test_a_wait_has_the_same_words_as_the_learners_page(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    with edit() as conn:
        for n in range(3):
            at = NOW - timedelta(hours=3 - n)
            take_quiz(conn, cast.ada, FIRST, now=at, site=site, right=5)
    learner, manager = client_of("ada").get(f"/modules/{FIRST}").text, client_of("cleo")
    told = [line for line in re.findall(r"<p>([^<]*)</p>", learner) if line.startswith("Three")]
    assert len(told) == 1
    assert told[0] in card(manager, cast.ada)


def test_people_out_of_reach_do_not_exist(client_of: ClientOf, cast: Cast) -> None:
    cleo, dov = client_of("cleo"), client_of("dov")
    assert dov.get(f"/reporting/people/{cast.ada}").status_code == 404
    for nobody in (cast.dov, cast.cleo, 999_999):
        assert cleo.get(f"/reporting/people/{nobody}").status_code == 404


def test_somebody_without_a_record_is_shown_too(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    with edit() as conn:
        conn.execute(team_member.update().values(person_id=cast.ben).where(
            team_member.c.person_id == cast.ada))  # fmt: skip
    page = card(client_of("cleo"), cast.ben)
    assert "Ben Okafor is not on a pathway yet." in page
    assert events(page) == []


_PRACTICE = {
    "category": "safety",
    "quarters": 6,
    "on": "2026-03-02",
    "revision": 2,
    "by": "guest:1",
}
_A3 = {"kind": "practice", "version": 1, "total": 24, "by": "person:2"}
BODY = {
    FactKind.ENROLLED: {"pathway": "gone", "cycle": 1},
    FactKind.LESSON_READ: {"version": 1, "digest": "d"},
    FactKind.LESSON_REREAD: {"version": 1, "digest": "d"},
    FactKind.LAB_PASSED: {"version": 1, "digest": "d", "run": 1},
    FactKind.ATTEMPT_GRADED: {
        "attempt": 1, "attempt_no": 2, "num": 15, "den": 2, "maximum": 10, "passed": 0,
        "closed_by": "timeout", "version": 1,
    },
    FactKind.REVIEW_GRADED: {
        "attempt": 1, "attempt_no": 2, "num": 65, "den": 2, "maximum": 40, "passed": 1,
        "closed_by": "submit", "version": 1, "by_competency": {"C1": [4, 1, 4]}, "session": 1,
    },
    FactKind.MODULE_PASSED: {
        "version": 3, "digest": "d", "best_num": 9, "best_den": 10, "mark_num": 4, "mark_den": 5,
    },
    FactKind.MODULE_RECORD_SIGNED: {"module": "gone", "cycle": 1, "issue": 1, "key": "key-2026-1"},
    FactKind.PATHWAY_COMPLETED: {"pathway": "gone", "cycle": 1},
    FactKind.CREDENTIAL_ISSUED: {"pathway": "gone", "level": "", "cycle": 1, "issue": 1},
    FactKind.CREDENTIAL_REVOKED: {"reason": "mistake"},
    FactKind.PRACTICE_VERIFIED: _PRACTICE,
    FactKind.PRACTICE_RETURNED: _PRACTICE,
    FactKind.RESULT_VERIFIED: {"by": "person:3", "finance": 1},
    FactKind.RESULT_RETURNED: {"by": "person:3", "finance": 0},
    FactKind.RATED: {"pathway": "gone", "level": "manager", "rater": "guest:1", "ratings": {"C1": 3}},
    FactKind.A3_ASSESSED: _A3,
    FactKind.A3_ACCEPTED: _A3,
    FactKind.A3_RETURNED: _A3,
    FactKind.LEVEL_REACHED: {"pathway": "gone", "level": "manager", "cycle": 1, "rules": "d"},
    FactKind.ERASED: {},
}  # fmt: skip


@pytest.mark.parametrize("kind", FactKind)
def test_every_kind_of_fact_has_its_sentence_even_of_what_is_gone(
    app: Flask, kind: FactKind
) -> None:
    subjects = {"lesson": "gone/lesson", "lab": "gone/labs/lab", "review": "gone/level"}
    subject = subjects.get(kind.partition("_")[0], "gone")
    fact = Entry(1, 1, START, kind, subject, BODY[kind], "", None)
    with app.test_request_context():
        (event,) = events_of([fact], Shelf(), "Ada Marsh", {})
        erased = Entry(1, 1, START, kind, subject, None, "", None)
        (without,) = events_of([erased], Shelf(), "Ada Marsh", {})
    assert " " in event.title
    assert event.title != kind.value
    assert without.title == "A fact whose content was erased"


def test_points_are_exact_and_a_timeout_is_told(app: Flask) -> None:
    kind = FactKind.ATTEMPT_GRADED
    fact = Entry(1, 1, START, kind, "gone", BODY[kind], "", None)
    with app.test_request_context():
        (event,) = events_of([fact], Shelf(), "Ada Marsh", {})
    assert event.title == "Try 2 of the quiz: 7.5 of 10 points"
    assert event.text.endswith("75 %, below the pass mark. Time was up; the saved answers counted.")
    assert event.when.endswith("recorded by the site")


def next_of(page: str) -> str:
    """Return the sentence that says what would help next."""
    found = re.search(r'<p class="lead">([^<]*)</p>', page)
    return html.unescape(found[1]) if found else ""


def test_the_card_says_what_would_help_next(
    edit: Edit, client_of: ClientOf, clock: Clock, cast: Cast, site: Site
) -> None:
    cleo = client_of("cleo")
    with edit() as conn:
        module = site.shelves.current(conn).modules[FIRST].module
        last = site.shelves.current(conn).modules[SECOND].module
    assert next_of(card(cleo, cast.ada)) == (
        f"Next: read “{module.lessons[0].title}” in “{module.title}”."
    )
    with edit() as conn:
        do_all_tasks(conn, cast.ada, FIRST, now=NOW, site=site)
    assert next_of(card(cleo, cast.ada)) == (
        f"Next: take the quiz of “{module.title}”; all before it is done."
    )
    with edit() as conn:
        take_quiz(conn, cast.ada, FIRST, now=NOW, site=site, right=7)
    assert next_of(card(cleo, cast.ada)) == (
        f"Next: try the quiz of “{module.title}” again; the best is 70 %, it takes 80 %."
    )
    with edit() as conn:
        for n in (1, 2):
            take_quiz(conn, cast.ada, FIRST, now=NOW + timedelta(hours=n), site=site, right=5)
    clock.forward(hours=3)
    assert next_of(card(cleo, cast.ada)) == (
        f"Next: the quiz of “{module.title}” opens again 2 Apr 2026, 10:09; until then, its lessons."
    )
    with edit() as conn:
        for n, slug in enumerate((FIRST, SECOND), start=1):
            at = NOW + timedelta(days=n + 1)
            take_quiz(conn, cast.ada, slug, now=at, site=site)
            do_all_tasks(conn, cast.ada, slug, now=at, site=site)
    assert next_of(card(cleo, cast.ada)) == (
        "Nothing is left to do: the certificate was issued on 4 Apr 2026."
    )
    assert last.title in card(cleo, cast.ada)


def test_who_has_passed_all_and_holds_no_certificate_is_told_why(
    edit: Edit, client_of: ClientOf, cast: Cast
) -> None:
    with edit() as conn:
        one = credentials.credentials_of(conn, cast.fin)[0]
        revocations.revoke(conn, one.public_id, reason="mistake", now=NOW, by_person=None)
    page = card(client_of("cleo"), cast.fin)
    assert next_of(page).startswith("Every module is passed. The certificate waits")
    assert "Revoked on 1 Apr 2026" in page
    assert f'<a href="/verify/{one.public_id}">Check {one.public_id}</a>' in page


def test_tries_are_counted_and_never_shown_with_their_answers(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    with edit() as conn:
        take_quiz(conn, cast.ada, FIRST, now=NOW - timedelta(hours=2), site=site, right=5)
        take_quiz(conn, cast.ada, FIRST, now=NOW - timedelta(hours=1), site=site, right=6)
        start(conn, cast.ada, FIRST, now=NOW, site=site)
    page = card(client_of("cleo"), cast.ada)
    assert "<dd>2 tries, best 60 %; one, started 1 Apr 2026, 08:00, is still open</dd>" in page
    assert "/attempts/" not in page


def test_the_card_names_the_teams_within_reach_only(
    edit: Edit, client_of: ClientOf, cast: Cast, site: Site
) -> None:
    with edit() as conn:
        secret = verbs.add_team(conn, "Secret line", parent=None, now=NOW)
        verbs.join_team(conn, cast.ada, secret, now=NOW)
    page = card(client_of("cleo"), cast.ada)
    assert "Bracket cell · as of 1 Apr 2026, 08:00" in page
    assert "Secret line" not in page
