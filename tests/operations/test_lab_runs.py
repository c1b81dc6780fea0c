"""Runs of labs on both databases: begun, changed, checked, passed, gone on with."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine

from courseware.labs.runs import CHECK, PREDICT, WORK
from courseware.operations.labs import Saved
from courseware.operations.site import Site
from courseware.progress.facts import FactKind
from courseware.progress.requirements import AppliesTo
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.labs.publishing import LAB, SLUG, Page, publish_labs
from tests.operations.lab_story import (
    LATER,
    RIGHT,
    TASKS,
    again,
    facts,
    faults,
    pass_it,
    passed,
    rows,
)
from tests.steps import read_all_lessons, take_quiz


@pytest.fixture
def ada(world: World, engine: Engine) -> int:
    """Ada, on a pathway of one module with one lab."""
    publish_labs(engine, now=NOW - timedelta(days=1))
    return world.cast.ada


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
    page = Page(engine, site, ada)
    page.post(CHECK, *RIGHT, now=NOW)
    page.post(PREDICT, ("predict", "1"), *RIGHT, now=NOW)
    page.post(WORK, *RIGHT, now=NOW)
    page.post("checked", *RIGHT, now=NOW)
    assert facts(engine, ada) == []
    page.post(CHECK, *RIGHT, now=NOW)
    assert len(facts(engine, ada)) == 1


def test_a_pass_is_one_fact_that_rests_on_the_run(engine: Engine, site: Site, ada: int) -> None:
    assert pass_it(engine, site, ada) is Saved.STORED
    (run,), (fact,) = rows(engine, ada), facts(engine, ada)
    assert run.passed_at == LATER
    assert (fact.subject, fact.recorded_at) == (f"{SLUG}/labs/{LAB}", LATER)
    assert fact.evidence
    assert faults(engine, ada) == []
    assert not passed(engine, ada), "its lesson is not read and its quiz not taken"


@pytest.mark.parametrize(
    "order", [("lessons", "lab", "quiz"), ("quiz", "lessons", "lab"), ("lab", "quiz", "lessons")]
)
def test_the_last_of_all_tasks_passes_the_module(
    engine: Engine, site: Site, ada: int, order: tuple[str, ...]
) -> None:
    for task in order:
        assert not passed(engine, ada)
        TASKS[task](engine, site, ada)
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


def test_what_a_late_page_had_set_stands_in_the_new_run_whatever_its_case(
    engine: Engine, site: Site, ada: int
) -> None:
    for weld in range(40, 48):
        pass_it(engine, site, ada)
        assert again(engine, site, Page(engine, site, ada), [("in.weld", str(weld))])
        with engine.connect() as conn:
            state = Page(engine, site, ada).bench(conn).state
        assert (state.predicted, state.inputs["weld"]) == ("1", {"": (str(weld),)})
    assert len({row.seed % 2 for row in rows(engine, ada)}) == 2, "both cases were drawn"
    assert not again(engine, site, Page(engine, site, ada), [("in.weld", "20")]), "a run is open"


def test_a_page_of_an_earlier_run_overwrites_nothing_in_a_later_one(
    engine: Engine, site: Site, ada: int
) -> None:
    old = Page(engine, site, ada)
    old.post(PREDICT, ("predict", "1"), now=NOW)
    old.post(WORK, ("in.weld", "31"), now=NOW)
    pass_it(engine, site, ada)
    again(engine, site, Page(engine, site, ada))
    for more in range(3):
        Page(engine, site, ada).post(WORK, ("in.weld", str(40 + more)), now=LATER)
        before = rows(engine, ada)
        assert old.revision < before[-1].revision
        assert old.post(WORK, ("in.weld", "20"), now=LATER) is Saved.STALE
        assert rows(engine, ada) == before


def test_two_checks_at_once_are_one_pass(engine: Engine, site: Site, ada: int) -> None:
    page = Page(engine, site, ada)
    page.post(PREDICT, ("predict", "1"), now=NOW)
    barrier = Barrier(8)

    def check(_number: int) -> Saved:
        mine = Page(engine, site, ada)
        barrier.wait()
        return mine.post(CHECK, *RIGHT, now=LATER)

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
