"""Answers handed in one by one, on both databases: what is a try, what is not, and what it earns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from fractions import Fraction
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Connection, Engine

from courseware.operations.attempts import Answer, Receipt, Turned, save_answers, submit_attempt
from courseware.operations.grades import GRACE
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.progress.facts import FactKind
from courseware.quizzes.attempts import OPEN_FOR
from courseware.records import attempts, journal, responses
from courseware.records.sheets import read_sheet
from courseware.records.slots import read_slots
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.steps import start
from tests.trying import CP1, give, make_quiz, practice, practice_all, samples_of

THREADS = 40
Give = Callable[..., Receipt | Turned | None]


class Try:
    """Ada's open try at a quiz of some behavior."""

    def __init__(self, conn: Connection, ada: int, site: Site, **quiz: Any) -> None:
        if quiz:
            make_quiz(conn, **quiz)
            self.id = start(conn, ada, CP1, now=NOW, site=site)
        else:
            self.id = practice(conn, ada, now=NOW, site=site)
        self.conn, self.ada, self.site = conn, ada, site
        self.samples = samples_of(conn, self.id, site)

    def give(self, slot: int, try_no: int, raw: Any, **more: Any) -> Receipt | Turned | None:
        return give(
            self.conn, self.ada, self.id, slot, try_no, raw,
            **{"now": NOW, "site": self.site, **more},
        )  # fmt: skip

    def refused(self, slot: int, try_no: int, raw: Any, **more: Any) -> str:
        done = self.give(slot, try_no, raw, **more)
        assert isinstance(done, Turned), done
        return done.reason.code

    def save(self, slot: int, raw: Any) -> None:
        done = save_answers(
            self.conn, person_id=self.ada, attempt_id=self.id, key=f"key-of-save-{slot}",
            answers={slot: Answer(1, raw)}, now=NOW, site=self.site,
        )  # fmt: skip
        assert isinstance(done, Receipt)

    def marks(self) -> dict[int, Fraction]:
        submit_attempt(self.conn, person_id=self.ada, attempt_id=self.id, now=NOW, site=self.site)
        rows = responses.read_marks(self.conn, self.id)
        return {row.slot_no: Fraction(row.num, row.den) for row in rows}

    def steps(self) -> list[tuple[int, int]]:
        rows = responses.read_steps(self.conn, self.id)
        return [(row.slot_no, row.try_no) for row in rows if row.kind == "try"]


@pytest.mark.parametrize(("behavior", "points"), [("interactive", "2/3"), ("adaptive", "2/3")])
def test_a_second_try_costs_a_third_and_the_record_verifies(
    world: World, engine: Engine, site: Site, behavior: str, points: str
) -> None:
    with writing(engine) as conn:
        ada = Try(conn, world.cast.ada, site, behavior=behavior)
        samples = ada.samples
        for no in (1, 2):
            assert isinstance(ada.give(no, 1, samples[no].wrong), Receipt)
        assert isinstance(ada.give(1, 2, samples[1].right), Receipt)
        ada.save(3, samples[3].right)  # never checked: the last try
        ada.save(2, samples[2].right)  # the second one
        marks = ada.marks()
        assert [marks[no] for no in (1, 2, 3, 4)] == [Fraction(points), Fraction(2, 3), 1, 0]
        assert list(verify_person(conn, world.cast.ada)) == []


def test_what_is_blank_unreadable_or_the_same_is_asked_back_and_costs_nothing(
    world: World, engine: Engine, site: Site
) -> None:
    with writing(engine) as conn:
        ada = Try(conn, world.cast.ada, site)
        samples = ada.samples[1]
        for raw in ({}, samples.blank, samples.malformed):
            assert ada.refused(1, 1, raw, key="key-asked-back").split(".")[0] in {
                "answer",
                "number",
            }
        assert ada.steps() == []
        ada.give(1, 1, samples.wrong)
        assert ada.refused(1, 2, samples.wrong) == "try.same"
        ada.give(1, 2, samples.right)
        assert ada.refused(1, 3, samples.wrong) == "try.over"
        assert ada.steps() == [(1, 1), (1, 2)]


def test_an_old_form_costs_nothing(world: World, engine: Engine, site: Site) -> None:
    with writing(engine) as conn:
        ada = Try(conn, world.cast.ada, site)
        wrong, right = ada.samples[1].wrong, ada.samples[1].right
        first = ada.give(1, 1, wrong)
        again = ada.give(1, 1, wrong, key="pressed-twice", now=NOW + timedelta(seconds=1))
        assert isinstance(first, Receipt)
        assert isinstance(again, Receipt)
        assert (again.seq, again.saved_at) == (first.seq, first.saved_at)
        assert ada.refused(1, 1, right, key="an-old-tab-0") == "try.moved_on"
        assert ada.refused(1, 3, right) == "try.moved_on"
        assert ada.refused(99, 1, right) == "try.unknown"
        assert ada.steps() == [(1, 1)]


def test_the_same_key_gets_the_same_receipt_and_never_another_content(
    world: World, engine: Engine, site: Site
) -> None:
    with writing(engine) as conn:
        ada = Try(conn, world.cast.ada, site)
        first = ada.give(1, 1, ada.samples[1].wrong, key="key-of-a-try")
        assert ada.give(1, 1, ada.samples[1].wrong, key="key-of-a-try") == first
        clash = ada.give(1, 2, ada.samples[1].right, key="key-of-a-try")
        assert isinstance(clash, Turned)
        assert clash.is_conflict
        assert ada.steps() == [(1, 1)]


def test_nothing_is_checked_in_a_deferred_quiz_after_the_time_or_after_the_end(
    world: World, engine: Engine, site: Site
) -> None:
    with writing(engine) as conn:
        deferred = Try(conn, world.cast.ada, site, behavior="deferred")
        assert deferred.refused(1, 1, deferred.samples[1].right) == "try.at_the_end"
        ada = Try(conn, world.cast.ada, site)
        in_time, late = NOW + OPEN_FOR + GRACE, NOW + OPEN_FOR + GRACE + timedelta(seconds=1)
        assert isinstance(ada.give(1, 1, ada.samples[1].right, now=in_time), Receipt)
        assert ada.refused(2, 1, ada.samples[2].right, now=late) == "attempt.expired"
        ada.marks()
        assert ada.refused(2, 1, ada.samples[2].right) == "attempt.not_open"
        nobody = give(conn, world.cast.fin, ada.id, 2, 1, ada.samples[2].right, now=NOW, site=site)
        assert nobody is None, "somebody else's try does not exist"


def test_forty_presses_of_check_are_one_try(world: World, engine: Engine, site: Site) -> None:
    with writing(engine) as conn:
        ada = Try(conn, world.cast.ada, site)
    barrier = Barrier(THREADS)

    def press(number: int) -> Any:
        sample = ada.samples[1]
        barrier.wait()
        with writing(engine) as conn:
            return give(
                conn, world.cast.ada, ada.id, 1, 1, sample.right if number % 2 else sample.wrong,
                now=NOW, site=site, key=f"key-of-press-{number:02d}",
            )  # fmt: skip

    with ThreadPoolExecutor(THREADS) as pool:
        outcomes = list(pool.map(press, range(THREADS)))
    with engine.connect() as conn:
        tries = responses.read_handed(conn, ada.id, 1)
        assert len(tries) == 1
        assert list(verify_person(conn, world.cast.ada)) == []
    assert Counter(type(one) for one in outcomes) == {Receipt: 20, Turned: 20}
    assert {one.seq for one in outcomes if isinstance(one, Receipt)} == {tries[0].seq}


def test_the_sheet_holds_the_tries_of_each_question_in_order(
    world: World, engine: Engine, site: Site
) -> None:
    with writing(engine) as conn:
        ada = Try(conn, world.cast.ada, site)
        for try_no, raw in enumerate((ada.samples[2].wrong, ada.samples[2].right), start=1):
            ada.give(2, try_no, raw)
        ada.give(4, 1, ada.samples[4].wrong)
        ada.save(1, ada.samples[1].right)
        sheet = read_sheet(conn, world.cast.ada, ada.id)
        steps = responses.handed_steps(responses.read_steps(conn, ada.id))
    assert sheet is not None
    assert [row.no for row in sheet.rows] == [1, 2, 3, 4, 5]
    assert sheet.handed == {
        no: [responses.raw_of(step) for step in rows] for no, rows in steps.items()
    }
    assert [len(sheet.handed.get(no, ())) for no in range(1, 6)] == [0, 2, 0, 1, 0]


def test_practice_leaves_no_fact_no_standing_and_no_counter(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        before = journal.read_facts(conn, ada)
        attempt_id = practice_all(conn, ada, now=NOW, site=site)
        done = attempts.find_attempt(conn, ada, attempt_id)
        assert done is not None
        assert (done.state, done.passed) == (attempts.GRADED, None)
        assert journal.read_facts(conn, ada) == before
        assert attempts.read_attempts(conn, ada, CP1) == []
        assert attempts.read_all_attempts(conn, ada) == []
        assert list(verify_person(conn, ada)) == []
        assert FactKind.ATTEMPT_GRADED not in {one.kind for one in before}


def test_practice_asks_what_was_not_seen_first_over_several_rounds(
    world: World, engine: Engine, site: Site
) -> None:
    """Twelve practice questions make two rounds without a repetition; the third asks the last two first."""
    rounds: list[set[str]] = []
    with writing(engine) as conn:
        pool = site.shelves.current(conn).modules[CP1].module.bank.questions
        wanted = {one.id for one in pool if one.use == "practice"}
        for number in range(3):
            now = NOW + timedelta(hours=number)
            attempt_id = practice_all(conn, world.cast.ada, now=now, site=site, right=number)
            rounds.append({one.question_id for one in read_slots(conn, attempt_id)})
    assert len(wanted) == 12
    assert rounds[0].isdisjoint(rounds[1])
    assert rounds[0] | rounds[1] | rounds[2] == wanted
    assert [len(one) for one in rounds] == [5, 5, 5]
