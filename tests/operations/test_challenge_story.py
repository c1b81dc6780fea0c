"""A challenge through the operations, on both databases: who may, what passes, what the record says."""

from __future__ import annotations

import json
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from courseware.credentials.module_record import ASSESSED_STATEMENT, from_text
from courseware.credentials.snapshot import ASSESSED, from_json
from courseware.operations.site import Site
from courseware.operations.starting import start_attempt
from courseware.operations.verification import rebuild_person, verify_person
from courseware.progress.facts import FactKind
from courseware.progress.marks import ASSESSED as ASSESSED_MARK
from courseware.progress.requirements import BY_ASSESSMENT
from courseware.progress.standing import State
from courseware.quizzes.attempts import Refused
from courseware.quizzes.drawing import offers_challenge
from courseware.quizzes.terms import Purpose
from courseware.records import attempts, journal, standings
from courseware.records.boards import read_board
from courseware.records.credentials import credentials_of
from courseware.records.module_records import records_of
from courseware.records.places import read_place
from courseware.records.seen import seen_questions
from courseware.records.slots import read_slots
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.operations.test_races import together
from tests.steps import do_all_tasks, pass_module, sign_records, start, take_quiz

CP1, MP1, MP2 = "cp1-start-here", "mp1-factory-systems", "mp2-safety-first"
CHALLENGE = Purpose.CHALLENGE


@pytest.fixture
def ada(world: World) -> int:
    return world.cast.ada


def begin(conn: Any, person_id: int, module: str, site: Site, now: Any = NOW) -> Any:
    return start_attempt(
        conn, person_id=person_id, module=module, now=now, site=site, purpose=CHALLENGE
    )


def passes(conn: Any, person_id: int) -> list[Any]:
    return list(journal.read_facts(conn, person_id, kinds=[FactKind.MODULE_PASSED]))


def test_nine_of_ten_pass_the_module_without_its_lessons(
    engine: Engine, site: Site, ada: int
) -> None:
    with writing(engine) as conn:
        attempt_id = take_quiz(conn, ada, CP1, now=NOW, site=site, right=9, purpose=CHALLENGE)
        standing = standings.read_standings(conn, ada)[CP1]
        fact = passes(conn, ada)[0]
    assert (standing.state, standing.best) == (State.PASSED, None)
    assert fact.body is not None
    assert fact.body["by"] == BY_ASSESSMENT
    assert fact.body["attempt"] == attempt_id
    assert Fraction(fact.body["best_num"], fact.body["best_den"]) == Fraction(9, 10)
    assert Fraction(fact.body["mark_num"], fact.body["mark_den"]) == Fraction(9, 10)


def test_eight_of_ten_do_not_though_a_quiz_would_pass(engine: Engine, site: Site, ada: int) -> None:
    with writing(engine) as conn:
        do_all_tasks(conn, ada, CP1, now=NOW, site=site)
        take_quiz(conn, ada, CP1, now=NOW, site=site, right=8, purpose=CHALLENGE)
        standing = standings.read_standings(conn, ada)[CP1]
        assert (standing.state, standing.best) == (State.IN_PROGRESS, None)
        assert passes(conn, ada) == []


def test_the_best_try_of_the_quiz_stays_what_it_was(engine: Engine, site: Site, ada: int) -> None:
    with writing(engine) as conn:
        take_quiz(conn, ada, CP1, now=NOW, site=site, right=4)
        later = NOW + timedelta(days=1)
        take_quiz(conn, ada, CP1, now=later, site=site, right=10, purpose=CHALLENGE)
        standing = standings.read_standings(conn, ada)[CP1]
    assert (standing.state, standing.best) == (State.PASSED, Fraction(4, 10))


def test_one_try_in_thirty_days_from_its_end(engine: Engine, site: Site, ada: int) -> None:
    with writing(engine) as conn:
        first = take_quiz(conn, ada, CP1, now=NOW, site=site, right=3, purpose=CHALLENGE)
        ended = NOW + timedelta(minutes=9)
        refused = begin(conn, ada, CP1, site, ended + timedelta(days=29))
        assert isinstance(refused, Refused)
        assert refused.opens_at == ended + timedelta(days=30)
        second = begin(conn, ada, CP1, site, refused.opens_at)
        assert isinstance(second, int)
        assert second != first
        assert begin(conn, ada, CP1, site, refused.opens_at) == second, "the open one goes on"


def test_a_failed_challenge_closes_no_quiz(engine: Engine, site: Site, ada: int) -> None:
    with writing(engine) as conn:
        for _ in range(2):
            take_quiz(conn, ada, CP1, now=NOW, site=site, right=0)
        take_quiz(conn, ada, CP1, now=NOW, site=site, right=0, purpose=CHALLENGE)
        assert isinstance(start(conn, ada, CP1, now=NOW, site=site), int)


def test_where_there_is_none_and_where_it_is_not_open(
    world: World, engine: Engine, site: Site, ada: int
) -> None:
    with writing(engine) as conn:
        banks = {slug: one.module.bank for slug, one in site.shelves.current(conn).modules.items()}
        assert not offers_challenge(banks[MP2]), "safety is taught to everybody"
        assert offers_challenge(banks[CP1])
        assert begin(conn, ada, MP1, site) is None, "it is locked"
        assert begin(conn, world.cast.ben, CP1, site) is None, "on no pathway"
        assert begin(conn, world.cast.fin, CP1, site) is None, "passed"
        assert begin(conn, ada, "no-such-module", site) is None


def test_what_a_challenge_asked_is_not_seen_by_the_quiz_and_not_asked_again_first(
    engine: Engine, site: Site, ada: int
) -> None:
    with writing(engine) as conn:
        attempt_id = take_quiz(conn, ada, CP1, now=NOW, site=site, right=0, purpose=CHALLENGE)
        asked = {slot.question_id for slot in read_slots(conn, attempt_id)}
        assert seen_questions(conn, ada, CP1) == frozenset()
        assert seen_questions(conn, ada, CP1, Purpose.PRACTICE) == frozenset()
        assert seen_questions(conn, ada, CP1, CHALLENGE) == asked


def test_forty_starts_make_one_challenge(engine: Engine, site: Site, ada: int) -> None:
    def work(_number: int) -> Any:
        with writing(engine) as conn:
            return begin(conn, ada, CP1, site)

    assert len(set(together(work))) == 1
    with engine.connect() as conn:
        assert len(attempts.read_attempts(conn, ada, CP1, CHALLENGE)) == 1
        assert attempts.read_attempts(conn, ada, CP1) == []


def test_route_board_and_verification_hold_for_a_pathway_passed_by_assessment(
    world: World, engine: Engine, site: Site, ada: int
) -> None:
    with writing(engine) as conn:
        take_quiz(conn, ada, CP1, now=NOW, site=site, purpose=CHALLENGE)
        pass_module(conn, ada, MP1, now=NOW + timedelta(days=1), site=site)
    with engine.connect() as conn:
        place = read_place(conn, ada)
        assert place.trail.assessed == {CP1}
        assert place.completed == {"first-steps"}
        pathway = site.shelves.current(conn).pathways["first-steps"]
        marks = read_board(conn, [1], [ada, world.cast.fin], pathway)
        assert marks[ada].marks[CP1][0] == ASSESSED_MARK
        assert marks[ada].marks[MP1][0] == "1/1"
        assert marks[world.cast.fin].marks[CP1][0] == "1/1"
        assert list(verify_person(conn, ada)) == []
    with writing(engine) as conn:
        before = standings.read_standings(conn, ada)
        conn.execute(standings.standing.delete().where(standings.standing.c.person_id == ada))
        assert rebuild_person(conn, ada) is True
        assert standings.read_standings(conn, ada) == before


def test_certificate_and_record_say_by_assessment(engine: Engine, site: Site, ada: int) -> None:
    with writing(engine) as conn:
        take_quiz(conn, ada, CP1, now=NOW, site=site, right=9, purpose=CHALLENGE)
        pass_module(conn, ada, MP1, now=NOW + timedelta(days=1), site=site)
        snapshot = from_json(credentials_of(conn, ada)[0].snapshot or "")
    assert [(one.by, one.points, one.maximum) for one in snapshot.modules] == [
        ("by assessment", 9, 10),
        ("", 10, 10),
    ]
    assert snapshot.statement[-1] == ASSESSED
    sign_records(engine, site, now=NOW + timedelta(days=2))
    with engine.connect() as conn:
        texts = [row.snapshot or "" for row in records_of(conn, ada)]
        assert list(verify_person(conn, ada)) == []
    records = {record.module.slug: record for record in map(from_text, texts)}
    assert records[CP1].result == "passed by assessment"
    assert records[CP1].statement == ASSESSED_STATEMENT
    assert not records[CP1].assessment.may_be_repeated
    assert records[CP1].assessment.pass_mark == Fraction(9, 10)
    assert records[MP1].result == "passed"
    assert records[MP1].assessment.may_be_repeated


def forge(engine: Engine, person_id: int, kind: str, change: dict[str, Any]) -> None:
    """Change the newest fact of a kind and make the whole chain fit again, as an insider could."""
    rows = journal.journal
    with writing(engine) as conn:
        facts = conn.execute(
            select(rows).where(rows.c.person_id == person_id).order_by(rows.c.seq)
        ).all()
        target = [row.seq for row in facts if row.kind == kind][-1]
        prev = journal.GENESIS
        for row in facts:
            body = row.body
            if row.seq == target:
                said = {**json.loads(body), **change}
                body = journal.canonical({k: v for k, v in said.items() if v is not None})
            commitment = journal.commit_to(row.salt, body)
            fields = (
                row.kind, journal.iso(row.recorded_at), row.subject, commitment, row.evidence,
                row.by_person,
            )  # fmt: skip
            link = journal.link(prev=prev, person_id=person_id, seq=row.seq, fields=fields)
            conn.execute(
                update(rows)
                .where(rows.c.person_id == person_id, rows.c.seq == row.seq)
                .values(body=body, commitment=commitment, prev=prev, hash=link)
            )
            prev = link
        conn.execute(
            update(journal.learner).where(journal.learner.c.person_id == person_id)
            .values(head=prev)
        )  # fmt: skip


@pytest.mark.parametrize(
    "forgery",
    [
        (FactKind.MODULE_PASSED, {"best_num": 1, "best_den": 1}, "no challenge on this record"),
        (FactKind.MODULE_PASSED, {"attempt": 999_999}, "no challenge on this record"),
        (FactKind.MODULE_PASSED, {"by": None}, "no try of the quiz on this record"),
        (FactKind.ATTEMPT_GRADED, {"num": 10}, "does not say what the attempt"),
        (FactKind.ATTEMPT_GRADED, {"purpose": None}, "does not say what the attempt"),
        (FactKind.ATTEMPT_GRADED, {}, ""),
    ],
)
def test_a_forged_pass_is_found_although_the_chain_fits(
    engine: Engine, site: Site, ada: int, forgery: tuple[str, dict[str, Any], str]
) -> None:
    kind, change, said = forgery
    with writing(engine) as conn:
        take_quiz(conn, ada, CP1, now=NOW, site=site, right=9, purpose=CHALLENGE)
    forge(engine, ada, kind, change)
    with engine.connect() as conn:
        faults = [str(fault) for fault in verify_person(conn, ada)]
    assert any(said in fault for fault in faults) if said else faults == []


def test_a_quiz_passed_is_no_pass_by_assessment(engine: Engine, site: Site, ada: int) -> None:
    with writing(engine) as conn:
        pass_module(conn, ada, CP1, now=NOW, site=site)
    forge(engine, ada, FactKind.MODULE_PASSED, {"by": BY_ASSESSMENT})
    with engine.connect() as conn:
        faults = [str(fault) for fault in verify_person(conn, ada)]
    assert any("no challenge on this record" in fault for fault in faults)
