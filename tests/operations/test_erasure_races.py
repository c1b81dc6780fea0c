"""Erasing while something else happens to the same person, on both databases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, update

from courseware.cli.key_ring import KeyRing
from courseware.cli.signing_desk import SigningDesk
from courseware.joining.leaving import ErasureReason
from courseware.operations.attempts import save_answers, submit_attempt
from courseware.operations.credentials import issue_waiting
from courseware.operations.enrollments import enroll
from courseware.operations.erasure import erase_person
from courseware.operations.lessons import mark_read
from courseware.operations.module_records import store_records
from courseware.operations.people import (
    NotPossible,
    accept_invitation,
    confirm_certificate_name,
    grant_role,
    invite,
)
from courseware.operations.site import Site
from courseware.operations.starting import start_attempt
from courseware.operations.verification import verify_person
from courseware.permissions import Role
from courseware.quizzes.answers import Answer
from courseware.records.credentials import add_files, credentials_of
from courseware.records.module_records import records_of
from courseware.records.people import person
from courseware.records.sign_ins import create_sign_in
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.operations.test_races import THREADS, together
from tests.steps import start

CP1, MP1 = "cp1-start-here", "mp1-factory-systems"
LATER = NOW + timedelta(minutes=1)
Work = Callable[[Connection, int], Any]


def erase(conn: Connection, person_id: int, site: Site) -> bool:
    return erase_person(conn, person_id, reason=ErasureReason.IN_WRITING, now=LATER, site=site)


def race(engine: Engine, site: Site, person_id: int, work: Work) -> list[Any]:
    """Run `work` in all threads but one, which erases in the middle of them."""

    def run(number: int) -> Any:
        with writing(engine) as conn:
            if number == THREADS // 2:
                return erase(conn, person_id, site)
            return work(conn, number)

    return together(run)


def assert_closed(engine: Engine, person_id: int) -> None:
    with engine.connect() as conn:
        assert list(verify_person(conn, person_id)) == []


def test_forty_at_once_erase_once(world: World, engine: Engine, site: Site) -> None:
    def run(_number: int) -> bool:
        with writing(engine) as conn:
            return erase(conn, world.cast.fin, site)

    assert Counter(together(run)) == {True: 1, False: THREADS - 1}
    assert_closed(engine, world.cast.fin)


def test_what_is_handed_in_at_that_moment_is_graded_before_or_not_at_all(
    world: World, engine: Engine, site: Site
) -> None:
    fin = world.cast.fin
    with writing(engine) as conn:
        attempt_id = start(conn, fin, CP1, now=NOW, site=site)

    def work(conn: Connection, number: int) -> Any:
        if number % 3 == 0:
            return submit_attempt(conn, person_id=fin, attempt_id=attempt_id, now=NOW, site=site)
        if number % 3 == 1:
            return start_attempt(conn, person_id=fin, module=MP1, now=NOW, site=site)
        return save_answers(
            conn, person_id=fin, attempt_id=attempt_id, key=f"key-in-race-{number}",
            answers={1: Answer(number, {"": ["9"]})}, now=NOW, site=site,
        )  # fmt: skip

    race(engine, site, fin, work)
    assert_closed(engine, fin)


def test_reading_enrolling_confirming_and_signing_in_leave_nothing_behind(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with engine.connect() as conn:
        lessons = site.shelves.current(conn).modules[CP1].module.lessons

    def work(conn: Connection, number: int) -> Any:
        if number % 4 == 0:
            lesson = lessons[number // 4 % len(lessons)].id
            return mark_read(conn, person_id=ada, module=CP1, lesson=lesson, now=NOW, site=site)
        if number % 4 == 1:
            return enroll(conn, person_id=ada, pathway="first-steps", now=NOW, site=site)
        if number % 4 == 2:
            return confirm_certificate_name(conn, ada, "Ada again", now=NOW)
        return create_sign_in(conn, person_id=ada, token=f"t{number}", device="d", now=NOW)

    race(engine, site, ada, work)
    assert_closed(engine, ada)


def test_a_link_used_at_that_moment_sets_no_password(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        made = invite(conn, ada, now=NOW, site=site)

    def work(conn: Connection, _number: int) -> Any:
        return accept_invitation(
            conn, person_id=ada, secret=made.secret, password_hash="hash", now=NOW, site=site
        )

    race(engine, site, ada, work)
    assert_closed(engine, ada)


def test_a_record_and_a_pdf_made_for_somebody_who_is_erased_meanwhile_are_not_stored(
    world: World, engine: Engine, site: Site
) -> None:
    fin = world.cast.fin
    ((_fin, signed),) = SigningDesk(KeyRing(engine, site, lambda: NOW)).signed(Counter())
    with engine.connect() as conn:
        (certificate,) = credentials_of(conn, fin)

    def work(conn: Connection, number: int) -> Any:
        if number % 2:
            return store_records(conn, signed, now=NOW, site=site)
        return add_files(conn, certificate.id, {"pdf": (b"%PDF of Fin", "d")}, now=NOW)

    race(engine, site, fin, work)
    assert_closed(engine, fin)
    with writing(engine) as conn:
        stored = len(records_of(conn, fin))
        assert store_records(conn, signed, now=LATER, site=site) == 0
        assert not add_files(conn, certificate.id, {"pdf": (b"%PDF of Fin", "d")}, now=LATER)
        assert len(records_of(conn, fin)) == stored
    assert_closed(engine, fin)


def test_nothing_is_added_to_an_erased_record(world: World, engine: Engine, site: Site) -> None:
    ada = world.cast.ada
    with writing(engine) as conn:
        attempt_id = start(conn, ada, CP1, now=NOW, site=site)
        erase(conn, ada, site)
    with writing(engine) as conn:
        lesson = site.shelves.current(conn).modules[CP1].module.lessons[0].id
        assert not mark_read(conn, person_id=ada, module=CP1, lesson=lesson, now=LATER, site=site)
        assert start_attempt(conn, person_id=ada, module=CP1, now=LATER, site=site) is None
        assert not enroll(conn, person_id=ada, pathway="first-steps", now=LATER, site=site)
        assert not submit_attempt(conn, person_id=ada, attempt_id=attempt_id, now=LATER, site=site)
        confirm_certificate_name(conn, ada, "Ada again", now=LATER)
        assert issue_waiting(conn, ada, now=LATER, site=site) == 0
        create_sign_in(conn, person_id=ada, token="late", device="d", now=LATER)
    assert_closed(engine, ada)


def test_two_operators_who_erase_each_other_leave_one(
    world: World, engine: Engine, site: Site
) -> None:
    eve, ben = world.cast.eve, world.cast.ben
    with writing(engine) as conn:
        grant_role(conn, ben, Role.OPERATOR, now=NOW)

    def run(number: int) -> bool | None:
        try:
            with writing(engine) as conn:
                return erase(conn, (eve, ben)[number % 2], site)
        except NotPossible:
            return None

    assert Counter(together(run))[True] == 1
    with engine.connect() as conn:
        left = [one for one in (eve, ben) if list(verify_person(conn, one)) == []]
    assert left == [eve, ben], "both records hold: one erased, one living"


def test_somebody_who_came_back_is_not_erased_for_having_left(
    world: World, engine: Engine, site: Site
) -> None:
    ada = world.cast.ada
    for left_at, is_due in ((None, False), (NOW, False), (NOW - timedelta(seconds=1), True)):
        with writing(engine) as conn:
            conn.execute(update(person).where(person.c.id == ada).values(disabled_at=left_at))
            done = erase_person(
                conn, ada, reason=ErasureReason.RETENTION, now=LATER, site=site, left_before=NOW
            )
        assert done is is_due


@pytest.mark.parametrize("number", [0, 999_999])
def test_nobody_cannot_be_erased(engine: Engine, site: Site, number: int) -> None:
    with pytest.raises(NotPossible, match="no such person"), writing(engine) as conn:
        erase(conn, number, site)
