"""Runs of labs on both databases: begun, changed, checked, passed, gone on with; verified and erased."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, delete, select, update

from courseware.joining.leaving import ErasureReason
from courseware.labs.runs import CHECK, PREDICT, WORK
from courseware.operations.erasure import erase_person
from courseware.operations.labs import Saved, go_on
from courseware.operations.site import Site
from courseware.operations.verification import rebuild_person, verify_person
from courseware.progress.facts import FactKind
from courseware.progress.requirements import AppliesTo
from courseware.records import journal
from courseware.records.lab_runs import lab_run
from courseware.records.own_data import copy_of
from courseware.records.places import read_place
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.labs.lab_examples import EXAMPLES
from tests.labs.publishing import LAB, SLUG, Page, publish_labs
from tests.steps import pass_lab, read_all_lessons, take_quiz

LATER = NOW + timedelta(hours=1)
OWN_WORDS = "canary: the third press stood still again"


@pytest.fixture
def ada(world: World, engine: Engine) -> int:
    """Ada, on a pathway of one module with one lab."""
    publish_labs(engine, now=NOW - timedelta(days=1))
    return world.cast.ada


def rows(engine: Engine, person_id: int) -> Any:
    with engine.connect() as conn:
        query = select(lab_run).where(lab_run.c.person_id == person_id, lab_run.c.module == SLUG)
        return conn.execute(query.order_by(lab_run.c.run_no)).all()


def facts(engine: Engine, person_id: int, kind: FactKind = FactKind.LAB_PASSED) -> list[Any]:
    with engine.connect() as conn:
        query = select(journal.journal).where(
            journal.journal.c.person_id == person_id, journal.journal.c.kind == kind
        )
        return [row for row in conn.execute(query) if row.subject.startswith(SLUG)]


def faults(engine: Engine, person_id: int) -> list[str]:
    with engine.connect() as conn:
        return [one.message for one in verify_person(conn, person_id)]


def passed(engine: Engine, person_id: int) -> bool:
    with engine.connect() as conn:
        found = read_place(conn, person_id).standings.get(SLUG)
        return found is not None and found.is_passed


def pass_it(engine: Engine, site: Site, person_id: int, *, passes: bool = True) -> Saved:
    with writing(engine) as conn:
        return pass_lab(conn, person_id, SLUG, LAB, now=LATER, site=site, passes=passes)


def again(engine: Engine, site: Site, page: Page) -> bool:
    with writing(engine) as conn:
        published = page.published(conn)
        lab = published.module.lab(page.lab)
        assert lab is not None
        return go_on(
            conn, person_id=page.person_id, published=published, lab=lab, now=LATER, site=site
        )


def test_looking_stores_nothing_and_the_first_post_begins(
    engine: Engine, site: Site, ada: int
) -> None:
    page = Page(engine, site, ada)
    assert rows(engine, ada) == []
    assert page.post(PREDICT, ("predict", "1"), now=NOW) is Saved.STORED
    (run,) = rows(engine, ada)
    assert (run.run_no, run.revision, run.passed_at) == (1, 1, None)
    assert (run.started_at, run.changed_at) == (NOW, NOW)


def test_what_was_set_is_there_again(engine: Engine, site: Site, ada: int) -> None:
    page = Page(engine, site, ada)
    page.post(PREDICT, ("predict", "1"), now=NOW)
    assert page.post(WORK, ("in.weld", "31"), ("in.press", "wrong"), now=LATER) is Saved.STORED
    with engine.connect() as conn:
        state = Page(engine, site, ada).bench(conn).state
    assert state.inputs["weld"] == {"": ("31",)}
    assert state.inputs["press"] == {"": ("wrong",)}, "what cannot be read is kept for mending"
    assert rows(engine, ada)[0].started_at == NOW


def test_a_page_that_knew_less_overwrites_nothing(engine: Engine, site: Site, ada: int) -> None:
    old, new = Page(engine, site, ada), Page(engine, site, ada)
    new.post(PREDICT, ("predict", "1"), now=NOW)
    new.post(WORK, ("in.weld", "35"), now=NOW)
    before = rows(engine, ada)
    for purpose in (WORK, CHECK, "", "again"):
        assert old.post(purpose, ("in.weld", "20"), now=LATER) is Saved.STALE
    assert rows(engine, ada) == before


@pytest.mark.parametrize("revision", [-1, 3, 999_999_999])
def test_a_made_up_revision_overwrites_nothing(
    engine: Engine, site: Site, ada: int, revision: int
) -> None:
    page = Page(engine, site, ada)
    page.revision = revision
    assert page.post(PREDICT, ("predict", "1"), now=NOW) is Saved.STALE
    assert rows(engine, ada) == []


def test_the_same_form_sent_twice_is_no_quarrel(engine: Engine, site: Site, ada: int) -> None:
    """Somebody presses a button twice: the second form knows nothing of the first."""
    page = Page(engine, site, ada)
    page.post(PREDICT, ("predict", "1"), now=NOW)
    before = page.revision
    for _press in range(2):
        page.revision = before
        assert page.post(CHECK, ("in.weld", "31"), now=NOW) is Saved.STORED
    assert rows(engine, ada)[0].revision == before + 1


def test_a_check_that_fails_is_kept_and_records_nothing(
    engine: Engine, site: Site, ada: int
) -> None:
    assert pass_it(engine, site, ada, passes=False) is Saved.STORED
    (run,) = rows(engine, ada)
    assert run.passed_at is None
    assert facts(engine, ada) == []


def test_nothing_passes_without_a_check_or_before_the_prediction(
    engine: Engine, site: Site, ada: int
) -> None:
    right = (("in.press", "60"), ("in.weld", "60"), ("in.wip", "9"), ("so-what", "1"))
    page = Page(engine, site, ada)
    page.post(CHECK, *right, now=NOW)
    page.post(PREDICT, ("predict", "1"), *right, now=NOW)
    page.post(WORK, *right, now=NOW)
    page.post("checked", *right, now=NOW)
    assert facts(engine, ada) == []
    page.post(CHECK, *right, now=NOW)
    assert len(facts(engine, ada)) == 1


def test_a_pass_is_one_fact_that_rests_on_the_run(engine: Engine, site: Site, ada: int) -> None:
    assert pass_it(engine, site, ada) is Saved.STORED
    (run,), (fact,) = rows(engine, ada), facts(engine, ada)
    assert run.passed_at == LATER
    assert (fact.subject, fact.recorded_at) == (f"{SLUG}/labs/{LAB}", LATER)
    assert fact.evidence
    assert faults(engine, ada) == []
    assert not passed(engine, ada), "its lesson is not read and its quiz not taken"


TASKS: dict[str, Callable[[Connection, int, Site], object]] = {
    "lessons": lambda conn, ada, site: read_all_lessons(conn, ada, SLUG, now=LATER, site=site),
    "lab": lambda conn, ada, site: pass_lab(conn, ada, SLUG, LAB, now=LATER, site=site),
    "quiz": lambda conn, ada, site: take_quiz(conn, ada, SLUG, now=LATER, site=site),
}


@pytest.mark.parametrize(
    "order", [("lessons", "lab", "quiz"), ("quiz", "lessons", "lab"), ("lab", "quiz", "lessons")]
)
def test_the_last_of_all_tasks_passes_the_module(
    engine: Engine, site: Site, ada: int, order: tuple[str, ...]
) -> None:
    for task in order:
        assert not passed(engine, ada)
        with writing(engine) as conn:
            TASKS[task](conn, ada, site)
    assert passed(engine, ada)
    assert len(facts(engine, ada, FactKind.MODULE_PASSED)) == 1
    assert faults(engine, ada) == []


def test_a_passed_run_is_closed(engine: Engine, site: Site, ada: int) -> None:
    pass_it(engine, site, ada)
    before = rows(engine, ada)
    page = Page(engine, site, ada)
    for purpose in (WORK, CHECK, PREDICT):
        assert page.post(purpose, ("in.weld", "20"), now=LATER) is Saved.CLOSED
    assert rows(engine, ada) == before
    assert faults(engine, ada) == []


def test_one_goes_on_in_a_new_run_and_a_second_pass_is_no_second_fact(
    engine: Engine, site: Site, ada: int
) -> None:
    assert not again(engine, site, Page(engine, site, ada)), "nothing is passed yet"
    pass_it(engine, site, ada)
    first = rows(engine, ada)[0]
    assert again(engine, site, Page(engine, site, ada))
    assert not again(engine, site, Page(engine, site, ada)), "a run is open"
    old, new = rows(engine, ada)
    assert (old, new.run_no, new.passed_at) == (first, 2, None)
    assert pass_it(engine, site, ada) is Saved.STORED
    assert [row.passed_at for row in rows(engine, ada)] == [LATER, LATER]
    assert len(facts(engine, ada)) == 1
    assert faults(engine, ada) == []


def test_two_checks_at_once_are_one_pass(engine: Engine, site: Site, ada: int) -> None:
    page = Page(engine, site, ada)
    page.post(PREDICT, ("predict", "1"), now=NOW)
    barrier = Barrier(8)
    right = (("in.press", "60"), ("in.weld", "60"), ("in.wip", "9"), ("so-what", "1"))

    def check(_number: int) -> Saved:
        mine = Page(engine, site, ada)
        barrier.wait()
        return mine.post(CHECK, *right, now=LATER)

    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(check, range(8)))
    assert saved.count(Saved.STORED) == 1
    assert set(saved) == {Saved.STORED, Saved.CLOSED}
    assert len(facts(engine, ada)) == len(rows(engine, ada)) == 1
    assert faults(engine, ada) == []


def test_eight_pages_begin_one_run(engine: Engine, site: Site, ada: int) -> None:
    barrier = Barrier(8)

    def begin(number: int) -> Saved:
        page = Page(engine, site, ada)
        barrier.wait()
        return page.post(PREDICT, ("predict", str(number % 2 + 1)), now=NOW)

    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(begin, range(8)))
    assert saved.count(Saved.STORED) >= 1
    assert set(saved) <= {Saved.STORED, Saved.STALE}
    (run,) = rows(engine, ada)
    assert run.revision == 1


CHANGES: dict[str, dict[str, Any]] = {
    "what stood in it": {"state": '{"inputs":{},"is_checked":true,"predicted":"1","so_what":"1"}'},
    "its digest": {"state_digest": "0" * 64},
    "its salt": {"salt": "00"},
    "its seed": {"seed": 7},
    "its lab": {"lab": "another"},
    "its version": {"run_no": 9},
    "when it passed": {"passed_at": NOW},
    "that it passed": {"passed_at": None},
}


@pytest.mark.parametrize("change", CHANGES)
def test_verify_finds_a_run_that_was_changed(
    engine: Engine, site: Site, ada: int, change: str
) -> None:
    pass_it(engine, site, ada)
    with engine.begin() as conn:
        conn.execute(update(lab_run).where(lab_run.c.module == SLUG).values(**CHANGES[change]))
    assert faults(engine, ada)


def test_verify_finds_a_run_that_was_removed(engine: Engine, site: Site, ada: int) -> None:
    pass_it(engine, site, ada)
    with engine.begin() as conn:
        conn.execute(delete(lab_run).where(lab_run.c.module == SLUG))
    assert faults(engine, ada) == ["the run of the lab that it rests on was changed or removed"]


def test_a_rebuild_gives_the_same_standing(engine: Engine, site: Site, ada: int) -> None:
    for task in TASKS.values():
        with writing(engine) as conn:
            task(conn, ada, site)
    with writing(engine) as conn:
        before = read_place(conn, ada).standings
        rebuild_person(conn, ada)
        assert read_place(conn, ada).standings == before


@pytest.fixture
def writer(world: World, engine: Engine, site: Site) -> int:
    """Ada has passed a lab in which her own words stand."""
    text = EXAMPLES["builder"].replace("I checked 20 brackets at the press.", OWN_WORDS)
    publish_labs(engine, {LAB: text}, now=NOW - timedelta(days=1))
    pass_it(engine, site, world.cast.ada)
    return world.cast.ada


def test_a_copy_of_ones_own_data_holds_ones_words(engine: Engine, writer: int) -> None:
    with engine.connect() as conn:
        (runs,) = [one for one in copy_of(conn, writer) if one.part.table is lab_run]
    assert any(OWN_WORDS in str(row["state"]) for row in runs.rows)


def test_an_erasure_takes_the_words_and_leaves_the_proof(
    world: World, engine: Engine, site: Site, writer: int
) -> None:
    before = rows(engine, writer)[0]
    assert OWN_WORDS in before.state
    with writing(engine) as conn:
        erase_person(
            conn, writer, reason=ErasureReason.IN_WRITING, now=LATER, by_person=world.cast.eve,
            site=site,
        )  # fmt: skip
    (after,) = rows(engine, writer)
    assert (after.state, after.salt) == (None, None)
    assert (after.state_digest, after.passed_at) == (before.state_digest, before.passed_at)
    assert faults(engine, writer) == []
    page = Page(engine, site, writer)
    assert page.post(WORK, ("in.did", "a ghost writes"), now=LATER) is Saved.CLOSED
    assert not again(engine, site, page)
    assert rows(engine, writer) == [after]
    with engine.begin() as conn:
        conn.execute(update(lab_run).where(lab_run.c.module == SLUG).values(seed=after.seed + 1))
    assert faults(engine, writer), "the digest is held by the fact, after an erasure too"


@pytest.mark.parametrize("applies_to", AppliesTo)
def test_a_lab_that_is_added_is_asked_of_everybody_who_has_not_passed(
    world: World, engine: Engine, site: Site, applies_to: AppliesTo
) -> None:
    ada, fin = world.cast.ada, world.cast.fin
    publish_labs(engine, {}, now=NOW - timedelta(days=2))
    with writing(engine) as conn:
        read_all_lessons(conn, ada, SLUG, now=NOW, site=site)
        read_all_lessons(conn, fin, SLUG, now=NOW, site=site)
        take_quiz(conn, fin, SLUG, now=NOW, site=site)
    assert passed(engine, fin)
    publish_labs(engine, now=LATER, applies_to=applies_to)
    with writing(engine) as conn:
        take_quiz(conn, ada, SLUG, now=LATER + timedelta(hours=1), site=site)
    assert not passed(engine, ada)
    assert passed(engine, fin), "finished stays finished"
    pass_it(engine, site, ada)
    assert passed(engine, ada)
    assert faults(engine, ada) == faults(engine, fin) == []


def test_a_form_on_its_way_while_its_person_is_erased_stores_nothing(
    world: World, engine: Engine, site: Site, ada: int
) -> None:
    """They had no run of this lab yet: nothing in the database says that there was one."""
    page = Page(engine, site, ada)
    with writing(engine) as conn:
        erase_person(
            conn,
            ada,
            reason=ErasureReason.IN_WRITING,
            now=LATER,
            by_person=world.cast.eve,
            site=site,
        )
    assert page.post(PREDICT, ("predict", "1"), now=LATER) is Saved.CLOSED
    assert rows(engine, ada) == []
