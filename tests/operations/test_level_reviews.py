"""A level review through the operations, on both databases: who may, what passes, what the record says."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from courseware.credentials.snapshot import from_json
from courseware.joining.leaving import ErasureReason
from courseware.operations.erasure import erase_person
from courseware.operations.extra_time import give_extra_time
from courseware.operations.people import grant_role
from courseware.operations.review_sessions import LASTS
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.permissions import Role
from courseware.progress.facts import FactKind
from courseware.quizzes.attempts import Refused
from courseware.quizzes.terms import Purpose
from courseware.records import attempts, journal, responses
from courseware.records.credentials import credentials_of
from courseware.records.people import person, role_grant
from courseware.records.places import read_place
from courseware.records.review_sessions import review_session, review_sitting, sitters_of
from courseware.records.seen import seen_questions
from courseware.records.shown import read_shown
from courseware.records.slots import read_slots
from courseware.records.transaction import writing
from courseware.words import Reason
from tests.conftest import NOW, World
from tests.operations.test_challenge_story import forge
from tests.operations.test_races import together
from tests.reviewing import DRAW, LEVEL, SLUG, answer, begin, open_to, session, take

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.fixture
def fin(world: World, engine: Engine, site: Site) -> int:
    """Fin has passed both modules and has started the pathway."""
    with writing(engine) as conn:
        open_to(conn, world.cast.fin, now=NOW, site=site)
    return world.cast.fin


def graded(conn: Any, person_id: int) -> list[Any]:
    return list(journal.read_facts(conn, person_id, kinds=[FactKind.REVIEW_GRADED]))


def faults(engine: Engine, person_id: int) -> list[str]:
    with engine.connect() as conn:
        return [one.message for one in verify_person(conn, person_id)]


def test_a_passed_review_is_a_fact_and_reaches_the_level(
    engine: Engine, site: Site, fin: int
) -> None:
    with writing(engine) as conn:
        attempt_id = take(conn, fin, now=NOW, site=site, C2=1)
        attempt = attempts.find_attempt(conn, fin, attempt_id)
        (fact,) = graded(conn, fin)
        shown = read_shown(conn, fin).shown
        standings = read_place(conn, fin).standings
        issued = credentials_of(conn, fin)
    assert attempt is not None
    assert fact.subject == SLUG
    assert fact.body == {
        "attempt": attempt_id, "attempt_no": 1, "version": attempt.version_id,
        "num": 7, "den": 1, "maximum": 8, "passed": 1, "closed_by": "submit",
        "by_competency": {"C2": [3, 1, 4], "C10": [4, 1, 4]},
    }  # fmt: skip
    assert shown.reached == {SLUG}
    assert SLUG not in standings, "a review is no module"
    assert any('"unsupervised, open book"' in (one.snapshot or "") for one in issued)
    assert faults(engine, fin) == []


@pytest.mark.parametrize(
    ("wrong", "passes"),
    [
        ({}, True),
        ({"C2": 1}, True),
        ({"C2": 2}, False),  # 6 of 8 are below 80 %
        ({"C2": 1, "C10": 1}, False),
    ],
)
def test_it_passes_by_points(
    engine: Engine, site: Site, fin: int, wrong: dict[str, int], passes: bool
) -> None:
    with writing(engine) as conn:
        attempt_id = take(conn, fin, now=NOW, site=site, **wrong)
        attempt = attempts.find_attempt(conn, fin, attempt_id)
        assert attempt is not None
        assert attempt.passed is passes
        assert graded(conn, fin)[0].body["passed"] == int(passes)
        assert (SLUG in read_shown(conn, fin).shown.reached) is passes


@pytest.mark.parametrize(("missed", "passes"), [(2, True), (3, False)])
def test_enough_points_do_not_pass_with_less_than_half_in_a_competency(
    world: World, engine: Engine, site: Site, missed: int, passes: bool
) -> None:
    fin = world.cast.fin
    with writing(engine) as conn:  # 8 and 4 questions, of which 60 % are to be right
        open_to(conn, fin, now=NOW, site=site, draw={"C2": 4, "C10": 8}, mark=Fraction(3, 5))
        attempt_id = take(conn, fin, now=NOW, site=site, C2=missed)
        attempt = attempts.find_attempt(conn, fin, attempt_id)
        assert attempt is not None
        assert attempt.points == 12 - missed >= attempt.maximum * Fraction(3, 5)
        assert attempt.passed is passes
    assert faults(engine, fin) == []


def test_what_cannot_begin(world: World, engine: Engine, site: Site) -> None:
    ada, fin = world.cast.ada, world.cast.fin
    with writing(engine) as conn:
        assert begin(conn, fin, now=NOW, site=site) is None, "no such review yet"
        open_to(conn, ada, now=NOW, site=site)
        locked, stranger = (begin(conn, one, now=NOW, site=site) for one in (ada, fin))
        assert begin(conn, 999_999, now=NOW, site=site) is None
    assert (locked.reason.code, locked.reason.values["count"]) == ("review.locked", 2)
    assert (stranger.reason.code, stranger.opens_at) == ("review.not_enrolled", None)


def test_two_tries_in_seven_days_counted_from_their_starts(
    engine: Engine, site: Site, fin: int
) -> None:
    with writing(engine) as conn:
        first = take(conn, fin, now=NOW, site=site, C2=4)
        take(conn, fin, now=NOW + 2 * DAY, site=site, C2=4)
        refused = begin(conn, fin, now=NOW + 3 * DAY, site=site)
        assert isinstance(refused, Refused)
        assert refused.reason.code == "review.wait"
        assert refused.opens_at == NOW + 7 * DAY
        assert isinstance(begin(conn, fin, now=NOW + 7 * DAY - MINUTE, site=site), Refused)
        third = begin(conn, fin, now=NOW + 7 * DAY, site=site)
        assert isinstance(third, int)
        assert third != first
        assert begin(conn, fin, now=NOW + 7 * DAY + MINUTE, site=site) == third, "it goes on"


def test_an_open_one_whose_time_is_up_is_graded_and_counts(
    engine: Engine, site: Site, fin: int
) -> None:
    with writing(engine) as conn:
        begin(conn, fin, now=NOW, site=site)
        begin(conn, fin, now=NOW + DAY, site=site)
        (fact,) = graded(conn, fin)
        assert (fact.body["num"], fact.body["closed_by"]) == (0, "timeout")
        refused = begin(conn, fin, now=NOW + 2 * DAY, site=site)
        assert isinstance(refused, Refused)
    assert faults(engine, fin) == []


@pytest.mark.parametrize(("percent", "minutes"), [(0, 90), (25, 112.5), (50, 135), (100, 180)])
def test_the_clock_has_the_persons_extra_time(
    engine: Engine, site: Site, fin: int, percent: int, minutes: float
) -> None:
    with writing(engine) as conn:
        give_extra_time(conn, fin, percent, now=NOW, site=site)
        attempt = attempts.find_attempt(conn, fin, begin(conn, fin, now=NOW, site=site))
        assert attempt is not None
        assert attempt.deadline_at == NOW + minutes * MINUTE


def test_extra_time_given_meanwhile_moves_its_end(engine: Engine, site: Site, fin: int) -> None:
    with writing(engine) as conn:
        attempt_id = begin(conn, fin, now=NOW, site=site)
        give_extra_time(conn, fin, 50, now=NOW + 30 * MINUTE, site=site)
        attempt = attempts.find_attempt(conn, fin, attempt_id)
        assert attempt is not None
        assert attempt.deadline_at == NOW + 135 * MINUTE


def test_the_next_one_prefers_what_none_has_asked(engine: Engine, site: Site, fin: int) -> None:
    asked = []
    with writing(engine) as conn:
        bank = site.shelves.current(conn).reviews[SLUG].module.bank
        for number in range(2):
            attempt_id = take(conn, fin, now=NOW + number * DAY, site=site)
            asked.append({slot.question_id for slot in read_slots(conn, attempt_id)})
        assert seen_questions(conn, fin, SLUG, Purpose.REVIEW) == asked[0] | asked[1]
    for code, count in DRAW.items():
        pool = {one.id for one in bank.questions if one.competency == code}
        again = asked[0] & asked[1] & pool
        assert len(again) == max(0, 2 * count - len(pool))


def test_forty_starts_make_one_review(engine: Engine, site: Site, fin: int) -> None:
    def work(_number: int) -> Any:
        with writing(engine) as conn:
            return begin(conn, fin, now=NOW, site=site)

    assert len(set(together(work))) == 1
    with engine.connect() as conn:
        assert len(attempts.read_attempts(conn, fin, SLUG, Purpose.REVIEW)) == 1


def test_forty_starts_with_a_code_make_one_supervised_review(
    world: World, engine: Engine, site: Site, fin: int
) -> None:
    with writing(engine) as conn:
        code = session(conn, world.cast.ben, now=NOW, site=site).code

    def work(_number: int) -> Any:
        with writing(engine) as conn:
            return begin(conn, fin, now=NOW, site=site, code=code)

    (attempt_id,) = set(together(work))
    with engine.connect() as conn:
        rows = conn.execute(select(review_sitting)).all()
    assert [row.attempt_id for row in rows] == [attempt_id]


def test_a_code_binds_the_attempt_and_the_certificate_names_who_supervised(
    world: World, engine: Engine, site: Site, fin: int
) -> None:
    with writing(engine) as conn:
        opened = session(conn, world.cast.ben, now=NOW, site=site)
        typed = f" {opened.code.lower().replace('-', ' ')} "
        take(conn, fin, now=NOW + LASTS - MINUTE, site=site, code=typed)
        (fact,) = graded(conn, fin)
        assert fact.body["session"] == opened.id
        texts = [one.snapshot or "" for one in credentials_of(conn, fin)]
        (text,) = [one for one in texts if "supervised by" in one]
        (sitter,) = sitters_of(conn, [opened.id])
        stored = conn.execute(select(review_session.c.code_hash)).scalar_one()
    assert "supervised by Ben Okafor, Trainer, Rivermill" in text
    assert from_json(text).level is not None
    assert (sitter.name, sitter.started_at) == ("Fin Haddow", NOW + LASTS - MINUTE)
    assert opened.code.replace("-", "") not in stored.upper()
    assert faults(engine, fin) == []


def test_a_code_that_does_not_work_begins_nothing(
    world: World, engine: Engine, site: Site, fin: int
) -> None:
    with writing(engine) as conn:
        opened = session(conn, world.cast.ben, now=NOW, site=site)
        own = session(conn, fin, now=NOW, site=site)
        conn.execute(
            update(review_session).where(review_session.c.id == own.id).values(level=LEVEL)
        )
        told = {
            "unknown": begin(conn, fin, now=NOW, site=site, code="AAAA-AAAA"),
            "no code": begin(conn, fin, now=NOW, site=site, code="<b>"),
            "over": begin(conn, fin, now=NOW + LASTS, site=site, code=opened.code),
            "own": begin(conn, fin, now=NOW, site=site, code=own.code),
        }
        conn.execute(update(review_session).values(level="manager"))
        told["other level"] = begin(conn, fin, now=NOW, site=site, code=opened.code)
        assert attempts.read_attempts(conn, fin, SLUG, Purpose.REVIEW) == []
    codes = {name: one.code for name, one in told.items() if isinstance(one, Reason)}
    assert codes == {**dict.fromkeys(told, "review.code"), "own": "review.code.own"}


def test_a_code_ends_with_the_account_and_the_role_of_who_opened_it(
    world: World, engine: Engine, site: Site, fin: int
) -> None:
    """Else whoever leaves at noon would still be printed as the supervisor of the afternoon."""
    mine = role_grant.c.person_id == world.cast.ben
    with writing(engine) as conn:
        code = session(conn, world.cast.ben, now=NOW, site=site).code
        there = update(person).where(person.c.id == world.cast.ben)
        conn.execute(there.values(disabled_at=NOW))
        left = begin(conn, fin, now=NOW, site=site, code=code)
        conn.execute(there.values(disabled_at=None))
        conn.execute(role_grant.delete().where(mine))
        changed = begin(conn, fin, now=NOW, site=site, code=code)
        grant_role(conn, world.cast.ben, Role.INSTRUCTOR, now=NOW)
        again = begin(conn, fin, now=NOW, site=site, code=code)
    assert left == changed == Reason("review.code")
    assert isinstance(again, int)


def test_a_review_begun_alone_stays_alone(
    world: World, engine: Engine, site: Site, fin: int
) -> None:
    with writing(engine) as conn:
        alone = begin(conn, fin, now=NOW, site=site)
        code = session(conn, world.cast.ben, now=NOW, site=site).code
        assert begin(conn, fin, now=NOW + MINUTE, site=site, code=code) == alone
        answer(conn, fin, alone, now=NOW, site=site)
        assert "session" not in graded(conn, fin)[0].body


@pytest.mark.parametrize(
    "forgery",
    [
        ({"num": 3}, "does not say what the review"),
        ({"passed": 1}, "does not say what the review"),
        ({"by_competency": {"C2": [2, 1, 4], "C10": [4, 1, 4]}}, "not those of the marks"),
        ({"session": None}, "the session it names"),
        ({"session": 99}, "the session it names"),
        ({"attempt": 999_999}, "was changed or removed"),
        ({}, ""),
    ],
)
def test_a_forged_fact_is_found_although_the_chain_fits(
    world: World, engine: Engine, site: Site, fin: int, forgery: tuple[dict[str, Any], str]
) -> None:
    change, said = forgery
    with writing(engine) as conn:
        code = session(conn, world.cast.ben, now=NOW, site=site).code
        take(conn, fin, now=NOW, site=site, code=code, C2=3)
    forge(engine, fin, FactKind.REVIEW_GRADED, change)
    found = faults(engine, fin)
    assert any(said in one for one in found) if said else found == []


CHANGES: dict[str, Any] = {
    "the attempt": update(attempts.attempt)
    .where(attempts.attempt.c.module == SLUG)
    .values(points_num=8),
    "its start": update(attempts.attempt)
    .where(attempts.attempt.c.module == SLUG)
    .values(started_at=NOW - DAY),
    "a mark": update(responses.mark).where(responses.mark.c.num == 0).values(num=1),
    "who supervised": update(review_session).values(opened_by=1),
    "when": update(review_session).values(ends_at=NOW + DAY),
    "that it was supervised": review_sitting.delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_review_is_found(
    world: World, engine: Engine, site: Site, fin: int, change: str
) -> None:
    with writing(engine) as conn:
        code = session(conn, world.cast.ben, now=NOW, site=site).code
        take(conn, fin, now=NOW, site=site, code=code, C2=3)
    assert faults(engine, fin) == []
    with writing(engine) as conn:
        conn.execute(CHANGES[change])
    assert any("review it rests on" in one for one in faults(engine, fin))


def test_after_an_erasure_the_record_still_holds(
    world: World, engine: Engine, site: Site, fin: int
) -> None:
    with writing(engine) as conn:
        code = session(conn, world.cast.ben, now=NOW, site=site).code
        take(conn, fin, now=NOW, site=site, code=code)
        begin(conn, fin, now=NOW + DAY, site=site)
        erase_person(
            conn, world.cast.ben, reason=ErasureReason.IN_WRITING, now=NOW + DAY, site=site
        )
        (room,) = conn.execute(select(review_session)).all()
        assert (room.name, room.role, room.organization) == ("", "", "")
    assert faults(engine, fin) == []
    with writing(engine) as conn:
        erase_person(conn, fin, reason=ErasureReason.IN_WRITING, now=NOW + DAY, site=site)
        assert begin(conn, fin, now=NOW + 2 * DAY, site=site) is None
    assert faults(engine, fin) == []
    with writing(engine) as conn:
        conn.execute(review_sitting.delete())
    assert any("the attempt it rests on" in one for one in faults(engine, fin))
