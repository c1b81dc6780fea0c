"""The race table of an attempt, forty at once on both databases: pages, keys, the clock, content, two modules."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from courseware.operations.attempts import Receipt, Turned, save_answers, submit_attempt
from courseware.operations.choosing import choose_answer
from courseware.operations.grades import GRACE
from courseware.operations.lessons import mark_read
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.operations.versions import Prepared, publish
from courseware.progress.facts import FactKind
from courseware.quizzes.answers import Answer
from courseware.quizzes.attempts import OPEN_FOR
from courseware.quizzes.posts import Raw
from courseware.records import attempts, journal, responses
from courseware.records.credentials import credentials_of
from courseware.records.deadlines import overdue_attempts
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.operations.test_races import CP1, MP1, THREADS, together
from tests.steps import answers_of, do_all_tasks, pass_labs, start, take_quiz

LATE = NOW + OPEN_FOR + GRACE * 2


class Attempt:
    """An open attempt of Ada's, every lesson read, for forty to work on."""

    def __init__(self, world: World, engine: Engine, site: Site) -> None:
        self.person, self.engine, self.site = world.cast.ada, engine, site
        with writing(engine) as conn:
            do_all_tasks(conn, self.person, CP1, now=NOW, site=site)
            self.id = start(conn, self.person, CP1, now=NOW, site=site)

    def save(self, key: str, answers: dict[int, Answer]) -> Receipt | Turned | None:
        with writing(self.engine) as conn:
            return save_answers(
                conn, person_id=self.person, attempt_id=self.id, key=key, answers=answers,
                now=NOW, site=self.site,
            )  # fmt: skip

    def submit(self, **how: Any) -> bool | None:
        how = {"now": NOW, "site": self.site, **how}
        with writing(self.engine) as conn:
            return submit_attempt(conn, person_id=self.person, attempt_id=self.id, **how)

    def steps(self) -> Any:
        with self.engine.connect() as conn:
            return responses.read_steps(conn, self.id)

    def right(self) -> dict[int, Raw]:
        with self.engine.connect() as conn:
            return answers_of(conn, self.id, CP1, self.site)

    def assert_graded_once(self, points: int) -> None:
        with self.engine.connect() as conn:
            closed = attempts.find_attempt(conn, self.person, self.id)
            assert closed is not None
            assert closed.points == points
            assert len(responses.read_marks(conn, self.id)) == closed.maximum
            facts = journal.read_facts(conn, self.person, kinds=[FactKind.ATTEMPT_GRADED])
            assert len(facts) == 1
            assert list(verify_person(conn, self.person)) == []


@pytest.fixture
def attempt(world: World, engine: Engine, site: Site) -> Attempt:
    return Attempt(world, engine, site)


def test_two_pages_that_know_only_their_own_lose_nothing(attempt: Attempt) -> None:
    order = list(range(THREADS))
    random.Random(11).shuffle(order)  # noqa: S311 - a test's shuffle

    def text(page: str, nth: int) -> str:
        return f"{page} {nth}" if nth else ""

    def work(number: int) -> Any:
        page, nth = "AB"[order[number] % 2], order[number] // 2 + 1
        answer = Answer(nth, {"": [text(page, nth)]}, {"": [text(page, nth - 1)]}, f"page-{page}")
        return attempt.save(f"key-of-{page}-{nth:03d}", {1: answer})

    receipts = together(work)
    assert all(isinstance(one, Receipt) for one in receipts)
    steps = attempt.steps()
    stored = {responses.raw_of(one)[""][0] for one in steps if one.kind in {"save", "aside"}}
    assert stored == {text(page, nth) for page in "AB" for nth in range(1, THREADS // 2 + 1)}
    newest = [text(page, THREADS // 2) for page in "AB"]
    (counts,) = responses.current_steps(steps).values()
    (waits,) = responses.pending_asides(steps).values()
    assert responses.raw_of(counts)[""][0] in newest
    assert waits.page != counts.page, "and the other page's words are asked about"
    assert {one.seq for one in steps if one.kind == "aside"} == {
        one.seq for one in receipts if one.aside
    }, "each page was told"


def test_forty_pages_that_answer_first_leave_one_and_thirty_nine_aside(attempt: Attempt) -> None:
    def work(number: int) -> Any:
        answer = Answer(1, {"": [f"of page {number}"]}, {}, f"page-{number}")
        return attempt.save(f"key-of-page-{number}", {1: answer})

    asides = Counter(bool(one.aside) for one in together(work))
    assert asides == {False: 1, True: THREADS - 1}


def test_forty_choices_between_two_answers_are_one(attempt: Attempt) -> None:
    for page in ("one", "two"):
        attempt.save(f"key-of-{page}", {1: Answer(1, {"": [page]}, {}, page)})

    def work(number: int) -> Any:
        with writing(attempt.engine) as conn:
            return choose_answer(
                conn, person_id=attempt.person, attempt_id=attempt.id, slot=1,
                seq=number % 2 + 1, now=NOW, site=attempt.site,
            )  # fmt: skip

    assert Counter(together(work)) == {True: 1, False: THREADS - 1}
    assert len(attempt.steps()) == 3


def test_one_key_with_forty_answers_is_one_receipt_and_39_conflicts(attempt: Attempt) -> None:
    def work(number: int) -> Any:
        return attempt.save("key-of-them-all", {1: Answer(1, {"": [f"answer {number}"]})})

    replies = together(work)
    assert sum(isinstance(one, Receipt) for one in replies) == 1
    assert sum(isinstance(one, Turned) and one.is_conflict for one in replies) == THREADS - 1
    assert len(attempt.steps()) == 1


def test_forty_saves_after_submitting_are_refused_and_told(attempt: Attempt) -> None:
    attempt.save("key-receipted", {1: Answer(1, {"": ["1"]})})
    attempt.submit()

    def work(number: int) -> Any:
        return attempt.save(f"key-late-{number}", {1: Answer(2 + number, {"": ["2"]})})

    replies = together(work)
    assert {one.reason.code for one in replies if isinstance(one, Turned)} == {"attempt.not_open"}
    assert len(attempt.steps()) == 1
    again = attempt.save("key-receipted", {1: Answer(1, {"": ["1"]})})
    assert isinstance(again, Receipt), "what was receipted stays so"


def test_submissions_against_the_sweep_grade_once(attempt: Attempt) -> None:
    attempt.save("key-of-all", {no: Answer(1, raw) for no, raw in attempt.right().items()})

    def work(number: int) -> Any:
        if number % 2:
            return attempt.submit(now=LATE)
        with attempt.engine.connect() as conn:
            due = overdue_attempts(conn, now=LATE)
        return attempt.submit(now=LATE, closed_by="timeout") if due else False

    assert Counter(together(work)) == {True: 1, False: THREADS - 1}
    attempt.assert_graded_once(points=10)


def test_a_module_published_meanwhile_leaves_the_attempt_as_it_was_drawn(
    attempt: Attempt, curriculum: Prepared
) -> None:
    right = attempt.right()
    digest, compiled, files = curriculum.modules[CP1]

    def work(number: int) -> Any:
        if number % 4 == 0:  # ten new versions
            changed = {**curriculum.modules, CP1: (f"{number:02d}{digest[2:]}", compiled, files)}
            with writing(attempt.engine) as conn:
                publication = publish(
                    conn, replace(curriculum, modules=changed), now=NOW, reason=f"edit {number}"
                )
            return publication.modules[0][1]
        no = number % len(right) + 1
        return attempt.save(f"key-of-{number:03d}", {no: Answer(number, right[no])})

    replies = together(work)
    numbers = {one for one in replies if isinstance(one, int)}
    assert len(numbers) == THREADS // 4, "each publication is a version of its own"
    answered = {step.slot_no for step in attempt.steps()}
    with attempt.engine.connect() as conn:
        own = attempts.find_attempt(conn, attempt.person, attempt.id)
        newest = attempt.site.shelves.current(conn).modules[CP1].version_id
        assert own is not None
        assert own.version_id != newest
    attempt.submit()
    attempt.assert_graded_once(points=len(answered))


def test_two_last_modules_passed_at_once_complete_the_pathway_once(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        last = {}
        for module in (CP1, MP1):
            take_quiz(conn, ada, module, now=NOW, site=site)
            pass_labs(conn, ada, module, now=NOW, site=site)
            *others, last[module] = site.shelves.current(conn).modules[module].module.lessons
            for lesson in others:
                mark_read(conn, person_id=ada, module=module, lesson=lesson.id, now=NOW, site=site)

    def work(number: int) -> Any:
        module = (CP1, MP1)[number % 2]
        lesson = last[module].id
        with writing(engine) as conn:
            return mark_read(conn, person_id=ada, module=module, lesson=lesson, now=NOW, site=site)

    assert Counter(together(work)) == {True: 2, False: THREADS - 2}
    with engine.connect() as conn:
        facts = Counter(fact.kind for fact in journal.read_facts(conn, ada))
        assert facts[FactKind.MODULE_PASSED] == 2
        assert facts[FactKind.PATHWAY_COMPLETED] == 1
        assert len(credentials_of(conn, ada)) == 1
        assert conn.scalar(select(func.count()).where(journal.journal.c.person_id == ada)) == sum(
            facts.values()
        )
        assert list(verify_person(conn, ada)) == []
