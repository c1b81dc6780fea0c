"""Forty threads at once, on both databases: one attempt, the newest answer, one mark, one certificate."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

from sqlalchemy import Engine, func, select

from courseware.operations.attempts import Receipt, Turned, save_answers, submit_attempt
from courseware.operations.site import Site
from courseware.operations.starting import start_attempt
from courseware.operations.verification import verify_person
from courseware.progress.facts import FactKind
from courseware.quizzes.answers import Answer
from courseware.records import attempts, journal, responses
from courseware.records.credentials import credential
from courseware.records.slots import read_slots
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.steps import answers_of, do_all_tasks, pass_labs, pass_module, start, take_quiz

CP1, MP1 = "cp1-start-here", "mp1-factory-systems"
THREADS = 40


def together(work: Callable[[int], Any]) -> list[Any]:
    """Run `work` in forty threads that begin at the same moment."""
    barrier = Barrier(THREADS)

    def run(number: int) -> Any:
        barrier.wait()
        return work(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


def test_forty_starts_make_one_attempt(world: World, engine: Engine, site: Site) -> None:
    def work(_number: int) -> Any:
        with writing(engine) as conn:
            return start_attempt(conn, person_id=world.cast.ada, module=CP1, now=NOW, site=site)

    assert len(set(together(work))) == 1
    with engine.connect() as conn:
        assert len(attempts.read_attempts(conn, world.cast.ada, CP1)) == 1


def test_forty_shuffled_saves_keep_the_newest(world: World, engine: Engine, site: Site) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        attempt_id = start(conn, ada, CP1, now=NOW, site=site)
    order = list(range(1, THREADS + 1))
    shuffled = random.Random(7)  # noqa: S311 - a test's shuffle
    shuffled.shuffle(order)

    def work(number: int) -> Any:
        seq = order[number]
        answer = Answer(seq, {"": [f"typed {seq}"]})
        with writing(engine) as conn:
            return save_answers(
                conn,
                person_id=ada,
                attempt_id=attempt_id,
                key=f"key-of-{seq:04d}",
                answers={1: answer},
                now=NOW,
                site=site,
            )

    receipts = together(work)
    assert all(isinstance(one, Receipt) for one in receipts)
    with engine.connect() as conn:
        steps = responses.read_steps(conn, attempt_id)
        assert len(steps) == THREADS
        assert responses.raw_of(responses.current_steps(steps)[1]) == {"": [f"typed {THREADS}"]}


def test_one_save_sent_forty_times_is_stored_once(world: World, engine: Engine, site: Site) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        attempt_id = start(conn, ada, CP1, now=NOW, site=site)

    def work(number: int) -> Any:
        answer = Answer(1, {"": ["1"]})
        with writing(engine) as conn:
            return save_answers(
                conn,
                person_id=ada,
                attempt_id=attempt_id,
                key="key-repeated",
                answers={1: answer},
                now=NOW + timedelta(seconds=number),
                site=site,
            )

    receipts = together(work)
    assert len({(one.seq, one.saved_at) for one in receipts}) == 1, "a retry gets the same receipt"
    with engine.connect() as conn:
        assert len(responses.read_steps(conn, attempt_id)) == 1


def test_the_same_key_with_another_answer_is_a_conflict(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        attempt_id = start(conn, ada, CP1, now=NOW, site=site)
    replies = []
    for typed in ("1", "2"):
        with writing(engine) as conn:
            replies.append(
                save_answers(
                    conn,
                    person_id=ada,
                    attempt_id=attempt_id,
                    key="key-repeated",
                    answers={1: Answer(1, {"": [typed]})},
                    now=NOW,
                    site=site,
                )
            )
    assert isinstance(replies[0], Receipt)
    assert isinstance(replies[1], Turned)
    assert replies[1].is_conflict


def test_forty_submissions_and_saves_grade_once(world: World, engine: Engine, site: Site) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        do_all_tasks(conn, ada, CP1, now=NOW, site=site)
        attempt_id = start(conn, ada, CP1, now=NOW, site=site)
        raws = answers_of(conn, attempt_id, CP1, site)
        for no, raw in raws.items():
            save_answers(
                conn,
                person_id=ada,
                attempt_id=attempt_id,
                key=f"key-right-{no:02d}",
                answers={no: Answer(1, raw)},
                now=NOW,
                site=site,
            )

    def work(number: int) -> Any:
        with writing(engine) as conn:
            if number % 2:
                return submit_attempt(
                    conn, person_id=ada, attempt_id=attempt_id, now=NOW, site=site
                )
            return save_answers(
                conn,
                person_id=ada,
                attempt_id=attempt_id,
                key=f"key-late-{number:04d}",
                answers={1: Answer(2 + number, {"": ["9"]})},
                now=NOW,
                site=site,
            )

    replies = together(work)
    assert Counter(one for one in replies if isinstance(one, bool)) == {True: 1, False: 19}
    with engine.connect() as conn:
        slots, marks = read_slots(conn, attempt_id), responses.read_marks(conn, attempt_id)
        assert len(marks) == len(slots)
        facts = journal.read_facts(conn, ada, kinds=[FactKind.ATTEMPT_GRADED])
        assert len(facts) == 1
        stored = {step.key for step in responses.read_steps(conn, attempt_id)}
        kept = {one.key for one in replies if isinstance(one, Receipt)}
        assert kept <= stored, "every receipt is stored"
        assert list(verify_person(conn, ada)) == []


def test_a_pathway_finished_forty_times_is_certified_once(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        pass_module(conn, ada, CP1, now=NOW, site=site)
        take_quiz(conn, ada, MP1, now=NOW, site=site)
        pass_labs(conn, ada, MP1, now=NOW, site=site)
    lessons = site.shelves.current(engine.connect()).modules[MP1].module.lessons

    def work(number: int) -> Any:
        from courseware.operations.lessons import mark_read  # noqa: PLC0415 - only here

        lesson = lessons[number % len(lessons)].id
        with writing(engine) as conn:
            return mark_read(conn, person_id=ada, module=MP1, lesson=lesson, now=NOW, site=site)

    assert Counter(together(work)) == {True: len(lessons), False: THREADS - len(lessons)}
    with engine.connect() as conn:
        issued = conn.execute(
            select(func.count()).select_from(credential).where(credential.c.person_id == ada)
        ).scalar_one()
        assert issued == 1
        assert list(verify_person(conn, ada)) == []
