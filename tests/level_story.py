"""Ada on the way to the Foundation level: everything but the gate that a test is about."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

from sqlalchemy import Connection

from courseware.operations.enrollments import enroll
from courseware.operations.reviews import start_review
from courseware.operations.site import Site
from courseware.practice.categories import Category
from courseware.records.practice_entries import Verifier
from tests.practice_story import log, send, written
from tests.reviewing import answer
from tests.steps import pass_module

PATHWAY, LEVEL = "production-manager", "foundation"
SUBJECT = f"{PATHWAY}/{LEVEL}"
KINDS = (Category.SAFETY, Category.DATA, Category.MATERIALS)


def pass_modules(conn: Connection, person_id: int, *, now: datetime, site: Site) -> None:
    """Put a person on the pathway and pass all modules of the level."""
    enroll(conn, person_id=person_id, pathway=PATHWAY, now=now, site=site)
    pathway = site.shelves.current(conn).pathways[PATHWAY]
    level = pathway.level(LEVEL)
    assert level is not None
    for slug in pathway.modules_of(level):
        pass_module(conn, person_id, slug, now=now, site=site)


def pass_review(
    conn: Connection, person_id: int, *, now: datetime, site: Site, points: int = 40
) -> None:
    """Take the level review; at most one question is missed in each competency."""
    level = site.shelves.current(conn).pathways[PATHWAY].level(LEVEL)
    assert level is not None
    assert level.review is not None
    attempt_id = start_review(
        conn, person_id=person_id, pathway=PATHWAY, level=LEVEL, code="", now=now, site=site
    )
    assert isinstance(attempt_id, int), attempt_id
    missed = list(level.review.draw)[: level.review.items - points]
    answer(conn, person_id, attempt_id, now=now, site=site, **dict.fromkeys(missed, 1))


def send_hours(
    conn: Connection, person_id: int, saw: int, count: int, *, now: datetime, site: Site
) -> list[int]:
    """Send `count` entries of an hour, each on a sheet of its own week; return the sheets."""
    sheets = []
    for no in range(count):
        on = date(now.year, now.month, now.day) - timedelta(weeks=no)
        entry = written(on=on, hours=Fraction(1), category=KINDS[no % 3])
        log(conn, person_id, entry, Verifier(person_id=saw), now=now, site=site)
        sheets.append(send(conn, person_id, on, now=now, site=site))
    return sheets
