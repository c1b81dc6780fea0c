"""Ada on the way to the Foundation level: everything but the gate that a test is about."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

from sqlalchemy import Connection

from courseware.operations.enrollments import enroll
from courseware.operations.levels import settle_levels
from courseware.operations.site import Site
from courseware.practice.categories import Category
from courseware.progress.facts import FactKind
from courseware.records import journal
from courseware.records.practice_entries import Verifier
from tests.practice_story import log, send, written
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
    conn: Connection, person_id: int, *, now: datetime, site: Site, points: int = 36
) -> None:
    """Append the fact of a graded review, as its attempt would, and settle what follows.

    At most one point is missed in each competency.
    """
    level = site.shelves.current(conn).pathways[PATHWAY].level(LEVEL)
    assert level is not None
    assert level.review is not None
    lock = journal.lock_learner(conn, person_id)
    assert lock is not None
    missed = level.review.items - points
    by = {
        code: [items - (no < missed), 1, items]
        for no, (code, items) in enumerate(level.review.draw.items())
    }
    body = {"attempt": 0, "attempt_no": 1, "version": 0, "num": points, "den": 1, "maximum": 40,
            "passed": 1, "closed_by": "submit", "by_competency": by}  # fmt: skip
    journal.append(lock, kind=FactKind.REVIEW_GRADED, subject=SUBJECT, body=body,
                   salt=site.chance(16), now=now)  # fmt: skip
    settle_levels(conn, lock, now=now, site=site)
    journal.save(conn, lock)


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
