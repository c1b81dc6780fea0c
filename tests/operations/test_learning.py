"""A learner's story through the operations, on both databases."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import Engine, insert, select, text, update

from courseware.operations.attempts import (
    Receipt,
    Turned,
    save_answers,
    submit_attempt,
)
from courseware.operations.credentials import issue_waiting
from courseware.operations.grades import GRACE
from courseware.operations.people import confirm_certificate_name
from courseware.operations.site import Site
from courseware.operations.starting import start_attempt
from courseware.operations.verification import rebuild_person, verify_person
from courseware.progress.facts import FactKind
from courseware.progress.standing import State
from courseware.quizzes.answers import Answer
from courseware.quizzes.attempts import OPEN_FOR, Refused
from courseware.records import attempts, journal, responses, standings
from courseware.records.credentials import credentials_of
from courseware.records.deadlines import overdue_attempts
from courseware.records.people import person
from courseware.records.slots import read_slots
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.steps import answers_of, do_all_tasks, pass_module, start, take_quiz

CP1, MP1 = "cp1-start-here", "mp1-factory-systems"


def kinds(engine: Engine, person_id: int) -> list[str]:
    with engine.connect() as conn:
        return [fact.kind for fact in journal.read_facts(conn, person_id)]


def test_fin_has_a_record_that_verifies(world: World, engine: Engine) -> None:
    assert kinds(engine, world.cast.fin)[-2:] == [
        FactKind.PATHWAY_COMPLETED,
        FactKind.CREDENTIAL_ISSUED,
    ]
    with engine.connect() as conn:
        assert list(verify_person(conn, world.cast.fin)) == []


def test_quiz_first_and_lessons_later_passes_too(world: World, engine: Engine, site: Site) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        take_quiz(conn, ada, CP1, now=NOW, site=site)
        assert standings.read_standings(conn, ada)[CP1].state is State.IN_PROGRESS
        do_all_tasks(conn, ada, CP1, now=NOW, site=site)
        assert standings.read_standings(conn, ada)[CP1].state is State.PASSED


@pytest.mark.parametrize(("right", "passed"), [(8, True), (7, False)])
def test_eight_of_ten_pass_and_seven_do_not(
    world: World, engine: Engine, site: Site, right: int, passed: bool
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        do_all_tasks(conn, ada, CP1, now=NOW, site=site)
        take_quiz(conn, ada, CP1, now=NOW, site=site, right=right)
        now = standings.read_standings(conn, ada)[CP1]
    assert now.best == Fraction(right, 10)
    assert now.is_passed is passed


def test_a_later_worse_try_takes_nothing_away(world: World, engine: Engine, site: Site) -> None:
    fin = world.cast.fin
    with writing(engine) as conn:
        before = standings.read_standings(conn, fin)[CP1]
        take_quiz(conn, fin, CP1, now=NOW, site=site, right=0)
        after = standings.read_standings(conn, fin)[CP1]
    assert (after.state, after.best, after.passed_at) == (
        before.state,
        before.best,
        before.passed_at,
    )


def test_three_fails_close_the_quiz_for_a_day(world: World, engine: Engine, site: Site) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        for n in range(3):
            take_quiz(conn, ada, CP1, now=NOW + timedelta(hours=n), site=site, right=3)
        later = NOW + timedelta(hours=4)
        refused = start_attempt(conn, person_id=ada, module=CP1, now=later, site=site)
        assert isinstance(refused, Refused)
        assert refused.opens_at == NOW + timedelta(hours=26, minutes=9)
        opened = start_attempt(conn, person_id=ada, module=CP1, now=refused.opens_at, site=site)
        assert isinstance(opened, int)


def test_the_next_try_brings_questions_not_seen_before(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        drawn = []
        for n in range(2):
            attempt_id = take_quiz(conn, ada, CP1, now=NOW + timedelta(hours=n), site=site, right=0)
            drawn.append({slot.question_id for slot in read_slots(conn, attempt_id)})
    assert drawn[0].isdisjoint(drawn[1])


def test_an_answer_within_the_grace_counts_and_a_later_one_is_kept_apart(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        attempt_id = start(conn, ada, CP1, now=NOW, site=site)
        deadline, replies = NOW + OPEN_FOR, []
        for seq, late in enumerate((GRACE, GRACE + timedelta(seconds=1)), start=1):
            replies.append(
                save_answers(
                    conn,
                    person_id=ada,
                    attempt_id=attempt_id,
                    key=f"key-number-{seq}",
                    answers={1: Answer(seq, {"": [str(seq)]})},
                    now=deadline + late,
                    site=site,
                )
            )
        steps = responses.read_steps(conn, attempt_id)
    assert isinstance(replies[0], Receipt)
    assert isinstance(replies[1], Turned)
    assert [step.kind for step in steps] == ["save", "late"]
    assert responses.raw_of(responses.current_steps(steps)[1]) == {"": ["1"]}


def test_an_overdue_try_is_graded_from_what_was_saved(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        attempt_id = start(conn, ada, CP1, now=NOW, site=site)
        raws = answers_of(conn, attempt_id, CP1, site, right=9)
        save_answers(
            conn,
            person_id=ada,
            attempt_id=attempt_id,
            key="key-of-all",
            answers={no: Answer(1, raw) for no, raw in raws.items()},
            now=NOW,
            site=site,
        )
        late = NOW + OPEN_FOR + timedelta(days=3)
        assert overdue_attempts(conn, now=late) == [(ada, attempt_id)]
        assert submit_attempt(conn, person_id=ada, attempt_id=attempt_id, now=late, site=site)
        closed = attempts.find_attempt(conn, ada, attempt_id)
    assert closed is not None
    assert closed.points == 9


def test_an_old_tab_does_not_put_old_answers_back(world: World, engine: Engine, site: Site) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        attempt_id = start(conn, ada, CP1, now=NOW, site=site)

        def save(key: str, seq: int, typed: str, shown: str | None) -> None:
            answer = Answer(seq, {"": [typed]}, None if shown is None else {"": [shown]})
            save_answers(
                conn, person_id=ada, attempt_id=attempt_id, key=key,
                answers={1: answer}, now=NOW, site=site,
            )  # fmt: skip

        save("key-first", 1, "1", None)
        save("key-newer", 2, "2", None)
        save("key-old-tab", 3, "1", "1")  # shows 1, unchanged: the learner did nothing there
        current = responses.current_steps(responses.read_steps(conn, attempt_id))
    assert responses.raw_of(current[1]) == {"": ["2"]}


def test_a_certificate_waits_for_the_confirmed_name(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        conn.execute(
            update(person).where(person.c.id == ada).values(certificate_name_confirmed_at=None)
        )
        for module in (CP1, MP1):
            pass_module(conn, ada, module, now=NOW, site=site)
        assert credentials_of(conn, ada) == []
        confirm_certificate_name(conn, ada, "Ada Q. Marsh", now=NOW)
        assert issue_waiting(conn, ada, now=NOW, site=site) == 1
        assert issue_waiting(conn, ada, now=NOW, site=site) == 0
        assert len(credentials_of(conn, ada)) == 1
        assert list(verify_person(conn, ada)) == []


def test_a_certificate_that_cannot_be_written_does_not_stop_a_submission(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        conn.execute(update(person).where(person.c.id == ada).values(certificate_name=None))
        conn.execute(text("ALTER TABLE credential RENAME TO credential_away"))
    with writing(engine) as conn:
        for module in (CP1, MP1):
            pass_module(conn, ada, module, now=NOW, site=site)
    assert kinds(engine, ada)[-1] == FactKind.PATHWAY_COMPLETED
    with writing(engine) as conn:
        conn.execute(text("ALTER TABLE credential_away RENAME TO credential"))
        confirm_certificate_name(conn, ada, "Ada Marsh", now=NOW)
        assert issue_waiting(conn, ada, now=NOW, site=site) == 1
        assert list(verify_person(conn, ada)) == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE journal SET subject='other' WHERE person_id=:p AND seq=2", "chain breaks"),
        ("UPDATE journal SET body='{}' WHERE person_id=:p AND seq=2", "content was changed"),
        ("DELETE FROM journal WHERE person_id=:p AND seq=2", "missing before"),
        ("UPDATE learner SET seq=seq-1 WHERE person_id=:p", "head does not match"),
        ("UPDATE attempt SET points_num=10 WHERE person_id=:p", "attempt it rests on"),
        ("UPDATE mark SET num=0", "attempt it rests on"),
        ("UPDATE response_step SET raw='{}'", "answer"),
        ("UPDATE attempt_slot SET variant_no=99", "attempt it rests on"),
        ("UPDATE standing SET state='in_progress' WHERE person_id=:p", "standing"),
        ("UPDATE credential SET snapshot='{}'", "snapshot was changed"),
        ("UPDATE module_version SET digest='x'", "module version"),
        ("UPDATE module_version SET compiled=compiled || ' '", "module version"),
    ],
)
def test_whatever_is_changed_behind_our_back_is_named(
    world: World, engine: Engine, statement: str, words: str
) -> None:
    fin = world.cast.fin
    with writing(engine) as conn:
        if "points_num" in statement:  # it has ten already: take one away
            statement = statement.replace("=10", "=9")
        parameters = {"p": fin} if ":p" in statement else {}
        assert conn.execute(text(statement), parameters).rowcount > 0
    with engine.connect() as conn:
        faults = [str(fault) for fault in verify_person(conn, fin)]
    assert any(words in fault for fault in faults), faults


def test_a_rebuild_gives_the_same_standing(world: World, engine: Engine) -> None:
    fin = world.cast.fin
    with writing(engine) as conn:
        before = standings.read_standings(conn, fin)
        assert rebuild_person(conn, fin) is False
        conn.execute(standings.standing.delete().where(standings.standing.c.person_id == fin))
        assert rebuild_person(conn, fin) is True
        assert standings.read_standings(conn, fin) == before


def test_counters_are_the_same_before_and_after_folding(world: World, engine: Engine) -> None:
    with writing(engine) as conn:
        before = standings.read_counts(conn)
        assert before[CP1] == (1, 1)
        assert standings.fold_counts(conn) > 0
        assert standings.read_counts(conn) == before
        standings.add_delta(conn, module=CP1, submitted=1, passed=0)
        assert standings.read_counts(conn)[CP1] == (2, 1)
        assert conn.execute(select(standings.module_delta)).all() != []
        conn.execute(insert(standings.module_delta).values(module=MP1, submitted=0, passed=0))
