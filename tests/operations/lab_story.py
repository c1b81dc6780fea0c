"""Ada in the lab of a module, at the level of operations: what stands in the database after each step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, select

from courseware.operations.labs import Saved, go_on
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.progress.facts import FactKind
from courseware.records import journal
from courseware.records.lab_runs import lab_run
from courseware.records.places import read_place
from courseware.records.transaction import writing
from tests.conftest import NOW
from tests.labs.lab_examples import EXAMPLES
from tests.labs.publishing import SLUG, Page
from tests.steps import read_all_lessons, take_quiz

LATER = NOW + timedelta(hours=1)
RIGHT = (("in.press", "60"), ("in.weld", "60"), ("in.wip", "9"), ("so-what", "1"))
"""What passes the lab, once something is predicted."""


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


def pass_it(
    engine: Engine,
    site: Site,
    person_id: int,
    *,
    text: str = EXAMPLES["explorer"],
    passes: bool = True,
) -> Saved:
    """Work in the lab as a key of its file says, and check it."""
    return Page(engine, site, person_id).work_through(text, now=LATER, passes=passes)


def again(engine: Engine, site: Site, page: Page, fields: Sequence[tuple[str, str]] = ()) -> bool:
    """Begin a new run after a passed one; say whether one was begun."""
    with writing(engine) as conn:
        published = page.published(conn)
        lab = published.module.lab(page.lab)
        assert lab is not None
        return go_on(
            conn, person_id=page.person_id, published=published, lab=lab, now=LATER, site=site,
            fields=fields,
        )  # fmt: skip


def read_it(engine: Engine, site: Site, person_id: int) -> None:
    with writing(engine) as conn:
        read_all_lessons(conn, person_id, SLUG, now=LATER, site=site)


def answer_it(engine: Engine, site: Site, person_id: int) -> None:
    with writing(engine) as conn:
        take_quiz(conn, person_id, SLUG, now=LATER, site=site)


TASKS: dict[str, Callable[[Engine, Site, int], object]] = {
    "lessons": read_it,
    "lab": pass_it,
    "quiz": answer_it,
}
