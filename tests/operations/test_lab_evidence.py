"""What a run of a lab proves: what changes it is found, what is erased leaves the proof; on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, delete, update

from courseware.joining.leaving import ErasureReason
from courseware.labs.runs import PREDICT, WORK
from courseware.operations.erasure import erase_person
from courseware.operations.labs import Saved
from courseware.operations.site import Site
from courseware.operations.verification import rebuild_person
from courseware.records.lab_runs import lab_run
from courseware.records.own_data import copy_of
from courseware.records.places import read_place
from courseware.records.transaction import writing
from tests.conftest import NOW, World
from tests.labs.lab_examples import EXAMPLES
from tests.labs.publishing import LAB, SLUG, Page, publish_labs
from tests.operations.lab_story import LATER, TASKS, again, faults, pass_it, rows

OWN_WORDS = "canary: the third press stood still again"


@pytest.fixture
def ada(world: World, engine: Engine) -> int:
    """Ada, on a pathway of one module with one lab."""
    publish_labs(engine, now=NOW - timedelta(days=1))
    return world.cast.ada


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
        task(engine, site, ada)
    with writing(engine) as conn:
        before = read_place(conn, ada).standings
        rebuild_person(conn, ada)
        assert read_place(conn, ada).standings == before


@pytest.fixture
def writer(world: World, engine: Engine, site: Site) -> int:
    """Ada has passed a lab in which her own words stand."""
    text = EXAMPLES["builder"].replace("I checked 20 brackets at the press.", OWN_WORDS)
    publish_labs(engine, {LAB: text}, now=NOW - timedelta(days=1))
    pass_it(engine, site, world.cast.ada, text=text)
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
