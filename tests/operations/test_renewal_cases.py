"""Renewals beside other things: withdrawn, issued again, twice at once, waiting, a pathway that grew."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, select

from courseware.credentials.ending import Ending
from courseware.credentials.snapshot import Snapshot, from_json
from courseware.operations.attempts import save_answers, submit_attempt
from courseware.operations.people import confirm_certificate_name
from courseware.operations.reissues import reissue
from courseware.operations.renewals import expiring, people_to_renew, renew_waiting
from courseware.operations.revocations import revoke
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.progress.facts import FactKind
from courseware.quizzes.answers import Answer
from courseware.records.credentials import credentials_of, issuer_profile
from courseware.records.journal import read_facts
from courseware.records.people import person
from courseware.records.transaction import reading, writing
from tests.conftest import World
from tests.expiring import make_expiring
from tests.people import PATHWAY
from tests.steps import answers_of, pass_labs, read_all_lessons, start, take_quiz

FIRST, SECOND, THIRD = "cp1-start-here", "mp1-factory-systems", "mp2-safety-first"
IN_WINDOW, LATER = datetime(2028, 2, 10, 9, tzinfo=UTC), datetime(2028, 2, 12, 9, tzinfo=UTC)
END = date(2028, 3, 4)


@pytest.fixture
def holder(engine: Engine, world: World, site: Site) -> int:
    """Ada, with a certificate of March 2026 that is valid for two years."""
    with writing(engine) as conn:
        make_expiring(conn, PATHWAY)
        conn.execute(person.update().values(time_zone="Pacific/Auckland"))
    first, second = datetime(2026, 3, 3, 8, tzinfo=UTC), datetime(2026, 3, 4, 8, tzinfo=UTC)
    for module, now in ((FIRST, first), (SECOND, second)):
        with writing(engine) as conn:
            finish(conn, world.cast.ada, module, now=now, site=site)
    return world.cast.ada


def finish(conn: Connection, person_id: int, module: str, *, now: datetime, site: Site) -> None:
    read_all_lessons(conn, person_id, module, now=now, site=site)
    pass_labs(conn, person_id, module, now=now, site=site)
    take_quiz(conn, person_id, module, now=now, site=site)


def retake(
    engine: Engine,
    person_id: int,
    site: Site,
    *modules: str,
    now: datetime,
    right: int | None = None,
) -> None:
    for module in modules:
        with writing(engine) as conn:
            take_quiz(conn, person_id, module, now=now, site=site, right=right)


def held(engine: Engine, person_id: int) -> list[tuple[int, int, date | None]]:
    """Return cycle, issue and last day of each certificate, in the order of their issue."""
    with reading(engine) as conn:
        rows = credentials_of(conn, person_id)
        assert [one.message for one in verify_person(conn, person_id)] == []
    return [(one.cycle, one.issue, stated(one.snapshot).valid_until) for one in rows]


def stated(snapshot: str | None) -> Snapshot:
    assert snapshot
    return from_json(snapshot)


def test_days_are_the_holders_own_and_points_and_version_those_of_the_new_tries(
    engine: Engine, holder: int, site: Site
) -> None:
    evening = datetime(2028, 2, 10, 20, tzinfo=UTC)  # the next morning in Auckland
    retake(engine, holder, site, FIRST, SECOND, now=evening, right=9)
    with reading(engine) as conn:
        old, new = (stated(one.snapshot) for one in credentials_of(conn, holder))
    assert (old.valid_until, new.valid_until) == (END, date(2030, 3, 4))
    assert [one.passed_on for one in new.modules] == [date(2028, 2, 11)] * 2
    assert new.issued_on == date(2028, 2, 11)
    assert [one.points for one in old.modules] != [one.points for one in new.modules] == [9, 9]
    assert [one.version for one in old.modules] == [one.version for one in new.modules]
    assert old.statement == new.statement


def test_each_cycle_is_one_fact(engine: Engine, holder: int, site: Site) -> None:
    retake(engine, holder, site, FIRST, SECOND, now=IN_WINDOW)
    with reading(engine) as conn:
        facts = read_facts(conn, holder, kinds=[FactKind.CREDENTIAL_ISSUED])
    bodies = [one.body for one in facts]
    assert bodies == [
        {"pathway": PATHWAY, "level": "", "cycle": cycle, "issue": 1} for cycle in (1, 2)
    ]


def test_what_was_withdrawn_is_not_renewed_nor_what_stood_before_it(
    engine: Engine, holder: int, site: Site
) -> None:
    retake(engine, holder, site, FIRST, SECOND, now=IN_WINDOW)
    with writing(engine) as conn:
        last = credentials_of(conn, holder)[-1]
        revoke(conn, last.public_id, reason=Ending.MISTAKE, now=LATER, site=site)
    retake(engine, holder, site, FIRST, SECOND, now=LATER)
    assert [one[:2] for one in held(engine, holder)] == [(1, 1), (2, 1)]
    with reading(engine) as conn:
        assert list(expiring(conn, holder, site.shelves.current(conn))) == []


def test_an_old_one_that_was_issued_again_later_is_not_the_one_to_renew(
    engine: Engine, holder: int, site: Site
) -> None:
    retake(engine, holder, site, FIRST, SECOND, now=IN_WINDOW)
    with writing(engine) as conn:
        first, _second = credentials_of(conn, holder)
        confirm_certificate_name(conn, holder, "Ada Marsh-Hill", now=LATER)
    with writing(engine) as conn:
        if credentials_of(conn, holder)[0].revoked_at is None:
            reissue(conn, first.public_id, now=LATER, site=site)
    with reading(engine) as conn:
        (one,) = expiring(conn, holder, site.shelves.current(conn))
    assert (one.row.cycle, one.snapshot.valid_until) == (2, date(2030, 3, 4))
    assert (1, 2, END) in held(engine, holder), "issued again with the same end"


def test_the_last_quiz_submitted_twice_at_once_renews_once(
    engine: Engine, holder: int, site: Site
) -> None:
    retake(engine, holder, site, FIRST, now=IN_WINDOW)
    with writing(engine) as conn:
        attempt = start(conn, holder, SECOND, now=IN_WINDOW, site=site)
        raws = answers_of(conn, attempt, SECOND, site)
        save_answers(
            conn, person_id=holder, attempt_id=attempt, key="all-of-it", now=IN_WINDOW, site=site,
            answers={no: Answer(1, raw) for no, raw in raws.items()},
        )  # fmt: skip
    gate = threading.Barrier(4)

    def submit() -> None:
        gate.wait()
        with writing(engine) as conn:
            submit_attempt(conn, person_id=holder, attempt_id=attempt, now=IN_WINDOW, site=site)

    threads = [threading.Thread(target=submit) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert held(engine, holder) == [(1, 1, END), (2, 1, date(2030, 3, 4))]


def test_a_renewal_that_could_not_be_issued_waits_for_the_jobs_process(
    engine: Engine, holder: int, site: Site
) -> None:
    with writing(engine) as conn:
        kept = [dict(row._mapping) for row in conn.execute(select(issuer_profile))]
        conn.execute(issuer_profile.delete())
    retake(engine, holder, site, FIRST, SECOND, now=IN_WINDOW)
    assert held(engine, holder) == [(1, 1, END)], "the submission stands, the certificate waits"
    with writing(engine) as conn:
        conn.execute(issuer_profile.insert(), kept)
    with writing(engine) as conn:
        assert people_to_renew(conn, now=LATER, site=site) == [holder]
        assert renew_waiting(conn, holder, now=LATER, site=site) == 1
    with writing(engine) as conn:
        assert people_to_renew(conn, now=LATER, site=site) == []
        assert renew_waiting(conn, holder, now=LATER, site=site) == 0
    assert held(engine, holder) == [(1, 1, END), (2, 1, date(2030, 3, 4))]


def test_a_module_that_the_pathway_got_since_is_asked_and_stated(
    engine: Engine, holder: int, site: Site
) -> None:
    with writing(engine) as conn:
        make_expiring(conn, PATHWAY, change=add_stop)
    retake(engine, holder, site, FIRST, SECOND, now=IN_WINDOW)
    assert held(engine, holder) == [(1, 1, END)]
    with writing(engine) as conn:
        take_quiz(conn, holder, THIRD, now=IN_WINDOW, site=site)  # before its lessons
    assert held(engine, holder) == [(1, 1, END)], "the quiz alone does not pass a new module"
    with writing(engine) as conn:
        read_all_lessons(conn, holder, THIRD, now=LATER, site=site)
        pass_labs(conn, holder, THIRD, now=LATER, site=site)
    with writing(engine) as conn:
        for person_id in people_to_renew(conn, now=LATER, site=site):
            renew_waiting(conn, person_id, now=LATER, site=site)
    with reading(engine) as conn:
        new = stated(credentials_of(conn, holder)[-1].snapshot)
    assert [one.slug for one in new.modules] == [FIRST, SECOND, THIRD]


def add_stop(compiled: dict[str, Any]) -> None:
    compiled["stops"] = [*compiled["stops"], {"module": THIRD}]


@contextmanager
def counting(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements that are asked meanwhile."""
    asked: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def test_who_holds_nothing_that_expires_asks_one_statement_more_at_most(
    engine: Engine, world: World, site: Site
) -> None:
    counts = {}
    for name, module in (("nothing expires here", FIRST), ("something does", SECOND)):
        if module == SECOND:
            with writing(engine) as conn:
                make_expiring(conn, "lean-start")
        for right in (1, None):
            with writing(engine) as conn:
                now = IN_WINDOW
                attempt = start(conn, world.cast.fin, module, now=now, site=site)
                raws = answers_of(conn, attempt, module, site, right=right)
                save_answers(
                    conn, person_id=world.cast.fin, attempt_id=attempt, key=f"all-of-{attempt}",
                    answers={no: Answer(1, raw) for no, raw in raws.items()}, now=now, site=site,
                )  # fmt: skip
            with writing(engine) as conn, counting(engine) as asked:
                submit_attempt(
                    conn, person_id=world.cast.fin, attempt_id=attempt, now=now, site=site
                )
            counts[name, right is None] = len(asked)
    assert counts["something does", False] == counts["nothing expires here", False], "a failed try"
    assert counts["something does", True] <= counts["nothing expires here", True] + 1
