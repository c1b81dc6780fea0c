"""After three fails the quiz opens after a day or when the mend set is done, on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from courseware.joining.leaving import ErasureReason
from courseware.operations.attempts import save_answers, submit_attempt
from courseware.operations.erasure import erase_person
from courseware.operations.lessons import mark_read
from courseware.operations.mending import next_try
from courseware.operations.site import Site
from courseware.operations.starting import start_attempt
from courseware.operations.verification import fold_person, verify_person
from courseware.progress.facts import FactKind
from courseware.quizzes.answers import Answer
from courseware.quizzes.attempts import Mend, Refused
from courseware.records import journal, standings
from courseware.records.attempts import read_attempts
from courseware.records.slots import read_slots
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.steps import do_all_tasks, start, take_quiz
from tests.trying import CP1, give, practice, practice_all, samples_of, three_wrong

HOUR = timedelta(hours=1)


class Ada:
    """Ada, who has read all lessons and failed three times by NOW + 2 h 9 min."""

    def __init__(self, conn: Connection, world: World, site: Site) -> None:
        self.conn, self.id, self.site = conn, world.cast.ada, site
        do_all_tasks(conn, self.id, CP1, now=NOW - HOUR, site=site)
        for n in range(3):
            take_quiz(conn, self.id, CP1, now=NOW + n * HOUR, site=site, right=0)

    def wait(self, now: datetime) -> Refused | None:
        module = self.site.shelves.current(self.conn).modules[CP1].module
        past = read_attempts(self.conn, self.id, CP1)
        return next_try(self.conn, module, past, now=now, site=self.site)

    def mend(self, now: datetime) -> Mend:
        wait = self.wait(now)
        assert wait is not None
        assert wait.mend is not None
        return wait.mend

    def read(self, lesson: str, now: datetime) -> bool:
        return mark_read(
            self.conn, person_id=self.id, module=CP1, lesson=lesson, now=now, site=self.site
        )

    def start(self, now: datetime) -> int | Refused | None:
        return start_attempt(self.conn, person_id=self.id, module=CP1, now=now, site=self.site)


def test_the_mend_set_opens_the_quiz_before_the_day_is_over(
    world: World, engine: Engine, site: Site
) -> None:
    with writing(engine) as conn:
        ada = Ada(conn, world, site)
        now = NOW + 4 * HOUR
        mend = ada.mend(now)
        assert (mend.items, mend.answered, mend.again) == (5, 0, frozenset())
        assert mend.lessons
        for lesson, _title in mend.lessons:
            assert isinstance(ada.start(now), Refused)
            assert ada.read(lesson, now) is True
            assert ada.read(lesson, now) is False, "once is enough"
        refused = ada.start(now)
        assert isinstance(refused, Refused)
        assert refused.reason.code == "locked.wait.items"
        practice_all(conn, ada.id, now=now, site=site)
        assert isinstance(ada.start(now + HOUR), int)
        assert list(verify_person(conn, ada.id)) == []


def test_time_alone_opens_the_quiz_too(world: World, engine: Engine, site: Site) -> None:
    with writing(engine) as conn:
        ada = Ada(conn, world, site)
        wait = ada.wait(NOW + 4 * HOUR)
        assert wait is not None
        assert wait.opens_at == NOW + 26 * HOUR + timedelta(minutes=9)
        assert isinstance(ada.start(wait.opens_at - timedelta(seconds=1)), Refused)
        assert isinstance(ada.start(wait.opens_at), int)


def test_only_the_lessons_of_missed_outcomes_are_asked(
    world: World, engine: Engine, site: Site
) -> None:
    """In the third try three questions are wrong, of as few outcomes as can be."""
    with writing(engine) as conn:
        ada_id, module = world.cast.ada, site.shelves.current(conn).modules[CP1].module
        do_all_tasks(conn, ada_id, CP1, now=NOW - HOUR, site=site)
        for n in range(2):
            take_quiz(conn, ada_id, CP1, now=NOW + n * HOUR, site=site, right=0)
        attempt_id, now = start(conn, ada_id, CP1, now=NOW + 2 * HOUR, site=site), NOW + 3 * HOUR
        outcomes = {
            slot.no: module.bank.question(slot.question_id).outcome
            for slot in read_slots(conn, attempt_id)
        }
        wrong = sorted(outcomes, key=lambda no: outcomes[no])[:3]
        samples = samples_of(conn, attempt_id, site)
        raws = {no: one.wrong if no in wrong else one.right for no, one in samples.items()}
        save_answers(
            conn, person_id=ada_id, attempt_id=attempt_id, key="key-of-all",
            answers={no: Answer(1, raw) for no, raw in raws.items()}, now=now, site=site,
        )  # fmt: skip
        submit_attempt(conn, person_id=ada_id, attempt_id=attempt_id, now=now, site=site)
        past = read_attempts(conn, ada_id, CP1)
        wait = next_try(conn, module, past, now=now, site=site)
        assert wait is not None
        assert wait.mend is not None
        missed = {outcomes[no] for no in wrong}
        assert [lesson for lesson, _title in wait.mend.lessons] == [
            one.id for one in module.lessons if missed & set(one.outcomes)
        ]
        others = [one.id for one in module.lessons if not missed & set(one.outcomes)]
        assert others
        for lesson in others:
            assert not mark_read(
                conn, person_id=ada_id, module=CP1, lesson=lesson, now=now, site=site
            ), "only what helps is recorded"


def test_what_was_done_before_the_third_fail_does_not_count(
    world: World, engine: Engine, site: Site
) -> None:
    with writing(engine) as conn:
        before = NOW - 2 * HOUR
        practice_all(conn, world.cast.ada, now=before, site=site)
        left_open = practice(conn, world.cast.ada, now=before, site=site)
        for no, one in samples_of(conn, left_open, site).items():
            give(conn, world.cast.ada, left_open, no, 1, one.right, now=before, site=site)
        ada = Ada(conn, world, site)
        mend = ada.mend(NOW + 4 * HOUR)
        assert (mend.again, mend.answered) == (frozenset(), 0)


def test_a_practice_question_counts_when_it_is_right_or_used_up(
    world: World, engine: Engine, site: Site
) -> None:
    with writing(engine) as conn:
        ada = Ada(conn, world, site)
        now = NOW + 4 * HOUR
        attempt_id = practice(conn, ada.id, now=now, site=site)
        samples = samples_of(conn, attempt_id, site)

        def answer(no: int, try_no: int, raw: object) -> int:
            give(conn, ada.id, attempt_id, no, try_no, raw, now=now, site=site)  # type: ignore[arg-type]
            return ada.mend(now).answered

        assert answer(1, 1, samples[1].wrong) == 0
        assert answer(1, 2, samples[1].right) == 1, (
            "it counts at once, before the round is finished"
        )
        wrong = three_wrong(samples[2])
        assert [answer(2, n, raw) for n, raw in enumerate(wrong, start=1)] == [1, 1, 2]


def test_reading_again_moves_no_standing(world: World, engine: Engine, site: Site) -> None:
    with writing(engine) as conn:
        ada = Ada(conn, world, site)
        before = standings.read_standings(conn, ada.id)
        lesson = ada.mend(NOW + 4 * HOUR).lessons[0][0]
        ada.read(lesson, NOW + 5 * HOUR)
        facts = journal.read_facts(conn, ada.id)
        assert (facts[-1].kind, facts[-1].subject) == (FactKind.LESSON_REREAD, f"{CP1}/{lesson}")
        assert standings.read_standings(conn, ada.id) == before
        assert list(verify_person(conn, ada.id)) == []
        rows = conn.execute(
            journal.journal.select().where(journal.journal.c.person_id == ada.id).order_by("seq")
        ).all()
        assert fold_person(rows) == before


def test_nothing_is_recorded_again_while_no_quiz_is_closed(
    world: World, engine: Engine, site: Site
) -> None:
    with writing(engine) as conn:
        do_all_tasks(conn, world.cast.ada, CP1, now=NOW, site=site)
        count = len(journal.read_facts(conn, world.cast.ada))
        do_all_tasks(conn, world.cast.ada, CP1, now=NOW + HOUR, site=site)
        take_quiz(conn, world.cast.ada, CP1, now=NOW + HOUR, site=site, right=0)
        do_all_tasks(conn, world.cast.ada, CP1, now=NOW + 2 * HOUR, site=site)
        assert len(journal.read_facts(conn, world.cast.ada)) == count + 1


def test_a_fourth_fail_after_mending_does_not_close_it_again_and_a_sixth_does(
    world: World, engine: Engine, site: Site
) -> None:
    with writing(engine) as conn:
        ada = Ada(conn, world, site)
        now = NOW + 4 * HOUR
        for lesson, _title in ada.mend(now).lessons:
            ada.read(lesson, now)
        practice_all(conn, ada.id, now=now, site=site)
        take_quiz(conn, ada.id, CP1, now=now, site=site, right=0)
        assert ada.wait(now + HOUR) is None
        for n in (1, 2):
            take_quiz(conn, ada.id, CP1, now=now + n * HOUR, site=site, right=0)
        again = ada.mend(now + 3 * HOUR)
        assert (again.again, again.answered) == (frozenset(), 0), "a new wait begins anew"


def test_an_erased_record_with_practice_still_verifies(
    world: World, engine: Engine, site: Site
) -> None:
    with writing(engine) as conn:
        ada = Ada(conn, world, site)
        practice_all(conn, ada.id, now=NOW + 4 * HOUR, site=site)
        erase_person(conn, ada.id, reason=ErasureReason.RETENTION, now=NOW + 5 * HOUR, site=site)
        assert list(verify_person(conn, ada.id)) == []
