"""An answer in a learner's own words, from the submission to the result, on both databases."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from fractions import Fraction
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, select, text

from courseware.joining.leaving import ErasureReason
from courseware.operations.attempts import Turned, save_answers, submit_attempt
from courseware.operations.erasure import erase_person
from courseware.operations.marking import LONGEST_COMMENT, Marked, points_of
from courseware.operations.mending import next_try
from courseware.operations.people import NewPerson, add_person
from courseware.operations.site import Site
from courseware.operations.starting import start_attempt
from courseware.operations.verification import rebuild_person, verify_person
from courseware.progress.facts import FactKind
from courseware.progress.standing import State
from courseware.quizzes.answers import Answer
from courseware.quizzes.attempts import OPEN_FOR, Refused
from courseware.quizzes.terms import Purpose
from courseware.records import attempts, journal, marking, responses, standings
from courseware.records.credentials import credentials_of
from courseware.records.deadlines import overdue_attempts
from courseware.records.own_data import copy_of
from courseware.records.transaction import writing
from courseware.records.work import audit
from tests.conftest import NOW, World
from tests.marking import SLUG, hand_in, mark, publish_texts
from tests.steps import do_all_tasks, start

LATER = NOW + timedelta(days=2)
THREADS = 12


def facts(engine: Engine, person_id: int) -> list[str]:
    with engine.connect() as conn:
        return [fact.kind for fact in journal.read_facts(conn, person_id)]


def state_of(engine: Engine, person_id: int, attempt_id: int) -> attempts.AttemptRow:
    with engine.connect() as conn:
        found = {one.id: one for one in attempts.read_attempts(conn, person_id, SLUG)}
    return found[attempt_id]


@pytest.fixture
def handed_in(world: World, engine: Engine, site: Site) -> tuple[int, list[int]]:
    """Ada's quiz with two texts: its attempt, and the numbers of the two questions."""
    publish_texts(engine, now=NOW, reflections=2)
    with writing(engine) as conn:
        return hand_in(conn, world.cast.ada, now=NOW, site=site)


def test_a_text_with_a_rubric_keeps_the_result_open(
    world: World, engine: Engine, handed_in: tuple[int, list[int]]
) -> None:
    attempt_id, texts = handed_in
    ada = world.cast.ada
    one = state_of(engine, ada, attempt_id)
    assert one.state == attempts.NEEDS_REVIEW
    assert (one.points, one.passed, one.is_open) == (None, None, False)
    assert one.submitted_at == NOW + timedelta(minutes=9)
    assert one.unread == tuple(texts)
    with engine.connect() as conn:
        marks = responses.read_marks(conn, attempt_id)
        assert {row.slot_no for row in marks} == set(range(1, 11)) - set(texts)
        assert {(row.run, row.num, row.by_person) for row in marks} == {(1, 1, None)}
        assert standings.read_standings(conn, ada).get(SLUG) is None
        assert list(verify_person(conn, ada)) == []
    assert FactKind.ATTEMPT_GRADED not in facts(engine, ada)


def test_no_new_try_starts_meanwhile_and_the_reason_says_so(
    world: World, engine: Engine, site: Site, handed_in: tuple[int, list[int]]
) -> None:
    texts = sorted(handed_in[1])
    with writing(engine) as conn:
        refused = start_attempt(conn, person_id=world.cast.ada, module=SLUG, now=LATER, site=site)
        assert isinstance(refused, Refused)
        assert refused.opens_at is None
        assert refused.reason.sentence() == (
            f"A person reads your answers to questions {texts[0]}, {texts[1]}; "
            "the result comes when they have."
        )
        mark(conn, handed_in[0], texts[0], 2, 1, by=world.cast.ben, now=LATER, site=site)
        past = attempts.read_attempts(conn, world.cast.ada, SLUG)
        module = site.shelves.current(conn).modules[SLUG].module
        refused = next_try(conn, module, past, now=LATER, site=site)
        assert refused is not None
        assert refused.reason.sentence() == (
            f"A person reads your answer to question {texts[1]}; the result comes when they have."
        )
        practice = start_attempt(
            conn, person_id=world.cast.ada, module=SLUG, now=LATER, site=site,
            purpose=Purpose.PRACTICE,
        )  # fmt: skip
        assert isinstance(practice, int), "practice goes on"


def test_saves_and_a_second_submission_change_nothing_meanwhile(
    world: World, engine: Engine, site: Site, handed_in: tuple[int, list[int]]
) -> None:
    attempt_id, texts = handed_in
    with writing(engine) as conn:
        saved = save_answers(
            conn, person_id=world.cast.ada, attempt_id=attempt_id, key="key-too-late",
            answers={texts[0]: Answer(9, {"": ["Something else."]})}, now=NOW, site=site,
        )  # fmt: skip
        again = submit_attempt(
            conn, person_id=world.cast.ada, attempt_id=attempt_id, now=LATER, site=site
        )
        overdue = overdue_attempts(conn, now=NOW + OPEN_FOR + timedelta(days=9))
    assert isinstance(saved, Turned)
    assert again is False
    assert overdue == []


def test_the_last_mark_grades_the_try_as_a_submission_does(
    world: World, engine: Engine, site: Site
) -> None:
    ada, ben = world.cast.ada, world.cast.ben
    publish_texts(engine, now=NOW, reflections=2, has_pathway=True)
    with writing(engine) as conn:
        do_all_tasks(conn, ada, SLUG, now=NOW, site=site)
        attempt_id, texts = hand_in(conn, ada, now=NOW, site=site)
    with writing(engine) as conn:
        first = mark(conn, attempt_id, texts[0], 2, 0, by=ben, now=LATER, site=site)
        assert first == Marked(is_last=False)
        last = mark(conn, attempt_id, texts[1], 1, 1, by=ben, now=LATER, site=site)
        assert last == Marked(is_last=True)
    one = state_of(engine, ada, attempt_id)
    assert (one.state, one.points, one.passed) == (attempts.GRADED, 8 + Fraction(4, 3), True)
    assert one.submitted_at == NOW + timedelta(minutes=9), "handed in then, marked later"
    with engine.connect() as conn:
        assert standings.read_standings(conn, ada)[SLUG].state is State.PASSED
        assert len(credentials_of(conn, ada)) == 1
        assert list(verify_person(conn, ada)) == []
        fact = journal.read_facts(conn, ada, kinds=[FactKind.ATTEMPT_GRADED])[0]
        assert fact.recorded_at == LATER
        assert fact.body is not None
        assert (fact.body["num"], fact.body["den"], fact.body["closed_by"]) == (28, 3, "submit")
        assert standings.read_counts(conn)[SLUG] == (1, 1)
    with writing(engine) as conn:
        assert rebuild_person(conn, ada) is False
    assert facts(engine, ada)[-4:] == [
        FactKind.ATTEMPT_GRADED,
        FactKind.MODULE_PASSED,
        FactKind.PATHWAY_COMPLETED,
        FactKind.CREDENTIAL_ISSUED,
    ]


def test_too_few_points_do_not_pass_and_the_quiz_opens_again(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    publish_texts(engine, now=NOW)
    with writing(engine) as conn:
        attempt_id, texts = hand_in(conn, ada, now=NOW, site=site, right=7)
        mark(conn, attempt_id, texts[0], 2, 0, by=world.cast.ben, now=LATER, site=site)
    one = state_of(engine, ada, attempt_id)
    assert (one.points, one.passed) == (7 + Fraction(2, 3), False)
    with writing(engine) as conn:
        assert isinstance(start(conn, ada, SLUG, now=LATER, site=site), int)


def test_a_text_that_is_too_short_waits_for_nobody(
    world: World, engine: Engine, site: Site
) -> None:
    publish_texts(engine, now=NOW)
    with writing(engine) as conn:
        attempt_id, _texts = hand_in(conn, world.cast.ada, now=NOW, site=site, text="Too short.")
    one = state_of(engine, world.cast.ada, attempt_id)
    assert (one.state, one.points) == (attempts.GRADED, 9)


def test_time_that_is_up_keeps_a_text_waiting_too(world: World, engine: Engine, site: Site) -> None:
    ada, ben = world.cast.ada, world.cast.ben
    publish_texts(engine, now=NOW)
    with writing(engine) as conn:
        late = NOW + OPEN_FOR + timedelta(days=1)
        attempt_id, texts = hand_in(conn, ada, now=NOW, site=site)
        conn.execute(
            text("UPDATE attempt SET state='in_progress' WHERE id=:id"), {"id": attempt_id}
        )
        conn.execute(text("DELETE FROM mark WHERE attempt_id=:id"), {"id": attempt_id})
        submit_attempt(conn, person_id=ada, attempt_id=attempt_id, now=late, site=site)
        mark(conn, attempt_id, texts[0], 2, 1, by=ben, now=late, site=site)
        fact = journal.read_facts(conn, ada, kinds=[FactKind.ATTEMPT_GRADED])[0]
        assert fact.body is not None
        assert fact.body["closed_by"] == "timeout"
        assert list(verify_person(conn, ada)) == []


@pytest.mark.parametrize("points", [(), (2,), (3, 0), (-1, 1), (2, 1, 0)])
def test_points_that_do_not_fit_the_rubric_are_turned_away(
    world: World, engine: Engine, site: Site, handed_in: tuple[int, list[int]], points: tuple[int]
) -> None:
    attempt_id, texts = handed_in
    with writing(engine) as conn:
        turned = mark(conn, attempt_id, texts[0], *points, by=world.cast.ben, now=LATER, site=site)
    assert isinstance(turned, Turned)
    assert state_of(engine, world.cast.ada, attempt_id).unread == tuple(texts)


def test_nobody_marks_themselves_or_what_is_not_there(
    world: World, engine: Engine, site: Site, handed_in: tuple[int, list[int]]
) -> None:
    attempt_id, texts = handed_in
    ada, ben = world.cast.ada, world.cast.ben
    choice = next(no for no in range(1, 11) if no not in texts)
    with writing(engine) as conn:
        assert mark(conn, attempt_id, texts[0], 2, 1, by=ada, now=LATER, site=site) is None
        assert mark(conn, attempt_id, 99, 2, 1, by=ben, now=LATER, site=site) is None
        assert mark(conn, 999_999, 1, 2, 1, by=ben, now=LATER, site=site) is None
        turned = mark(conn, attempt_id, choice, 2, 1, by=ben, now=LATER, site=site)
        assert isinstance(turned, Turned)
        assert marking.count_waiting(conn, ada) == 0
        assert marking.count_waiting(conn, ben) == 2


def test_the_queue_has_the_oldest_first_and_forgets_what_is_marked(
    world: World, engine: Engine, site: Site, handed_in: tuple[int, list[int]]
) -> None:
    attempt_id, texts = handed_in
    with writing(engine) as conn:
        earlier, more = hand_in(conn, world.cast.fin, now=NOW - timedelta(days=1), site=site)
        mark(conn, attempt_id, texts[0], 2, 1, by=world.cast.ben, now=LATER, site=site)
        queue = marking.read_queue(conn, world.cast.ben, limit=9)
        assert [(row.id, row.no) for row in queue] == [
            *((earlier, no) for no in sorted(more)), (attempt_id, texts[1]),
        ]  # fmt: skip
        assert len(marking.read_queue(conn, world.cast.ben, limit=2)) == 2
        assert marking.read_own_waiting(conn, world.cast.ada) == {SLUG: [texts[1]]}


def test_people_who_mark_one_answer_at_once_make_one_mark(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    publish_texts(engine, now=NOW, reflections=2)
    with writing(engine) as conn:
        do_all_tasks(conn, ada, SLUG, now=NOW, site=site)
        attempt_id, texts = hand_in(conn, ada, now=NOW, site=site)
        staff = [
            add_person(conn, NewPerson(f"reader-{n}", f"Reader {n}"), now=NOW)
            for n in range(THREADS)
        ]
    barrier = Barrier(THREADS)

    def work(number: int) -> Any:
        barrier.wait()
        with writing(engine) as conn:
            return mark(
                conn, attempt_id, texts[0], number % 3, number % 2, by=staff[number], now=LATER,
                site=site,
            )  # fmt: skip

    with ThreadPoolExecutor(THREADS) as pool:
        replies = list(pool.map(work, range(THREADS)))
    assert Counter(type(one) for one in replies) == {Marked: 1, Turned: THREADS - 1}
    told = {one.reason.code for one in replies if isinstance(one, Turned)}
    assert told == {"marking.done"}, (
        "the other answer still waits, so nothing else turned them away"
    )
    with writing(engine) as conn:
        mark(conn, attempt_id, texts[1], 2, 1, by=world.cast.ben, now=LATER, site=site)
    winner = next(n for n, one in enumerate(replies) if isinstance(one, Marked))
    with engine.connect() as conn:
        row = next(one for one in responses.read_marks(conn, attempt_id) if one.slot_no == texts[0])
        assert (row.by_person, points_of(row.reason)) == (staff[winner], (winner % 3, winner % 2))
        assert len(journal.read_facts(conn, ada, kinds=[FactKind.ATTEMPT_GRADED])) == 1
        assert list(verify_person(conn, ada)) == []
        noted = conn.execute(
            select(audit).where(audit.c.action == "answer.marked").order_by(audit.c.id)
        ).all()
        assert [one.by_person for one in noted] == [staff[winner], world.cast.ben]


def test_two_people_at_the_last_two_answers_grade_the_try_once(
    world: World, engine: Engine, site: Site, handed_in: tuple[int, list[int]]
) -> None:
    attempt_id, texts = handed_in
    barrier = Barrier(2)

    def work(slot_no: int) -> Any:
        barrier.wait()
        with writing(engine) as conn:
            return mark(conn, attempt_id, slot_no, 2, 1, by=world.cast.ben, now=LATER, site=site)

    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(work, texts))
    assert sorted(one.is_last for one in replies) == [False, True]
    assert state_of(engine, world.cast.ada, attempt_id).points == 10
    with engine.connect() as conn:
        assert list(verify_person(conn, world.cast.ada)) == []


def test_the_words_to_the_learner_are_theirs_and_go_with_them(
    world: World, engine: Engine, site: Site, handed_in: tuple[int, list[int]]
) -> None:
    attempt_id, texts = handed_in
    ada, words = world.cast.ada, "Say how often it happens."
    with writing(engine) as conn:
        for no in texts:
            mark(conn, attempt_id, no, 2, 1, by=world.cast.ben, now=LATER, site=site, comment=words)
        too_long = "a" * (LONGEST_COMMENT + 1)
        other, more = hand_in(conn, world.cast.fin, now=NOW, site=site)
        turned = mark(
            conn, other, more[0], 2, 1, by=world.cast.ben, now=LATER, site=site, comment=too_long
        )
        assert isinstance(turned, Turned)
        held = {one.part.table.name: one.rows for one in copy_of(conn, ada)}
    assert [row["comment"] for row in held["mark"] if row["comment"]] == [words, words]
    assert "by_person" not in held["mark"][0]
    with writing(engine) as conn:
        erase_person(conn, ada, reason=ErasureReason.IN_WRITING, now=LATER, site=site)
        rows = responses.read_marks(conn, attempt_id)
        assert {(row.comment, row.by_person) for row in rows} == {(None, None)}
        assert list(verify_person(conn, ada)) == []


def test_who_is_erased_waits_no_more(
    world: World, engine: Engine, site: Site, handed_in: tuple[int, list[int]]
) -> None:
    attempt_id, texts = handed_in
    with writing(engine) as conn:
        reason = ErasureReason.IN_WRITING
        erase_person(conn, world.cast.ada, reason=reason, now=LATER, site=site)
        assert marking.count_waiting(conn, world.cast.ben) == 0
        turned = mark(conn, attempt_id, texts[0], 2, 1, by=world.cast.ben, now=LATER, site=site)
        assert isinstance(turned, Turned)
        assert list(verify_person(conn, world.cast.ada)) == []
    assert state_of(engine, world.cast.ada, attempt_id).state == attempts.VOIDED


@pytest.mark.parametrize(
    ("reason", "points"),
    [("rubric:2,0,1", (2, 0, 1)), ("rubric:1", (1,)), ("", ()), ("regrade", ()), ("rubric:", ())],
)
def test_a_mark_tells_its_points_line_by_line(reason: str, points: tuple[int, ...]) -> None:
    assert points_of(reason) == points
