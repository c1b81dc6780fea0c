"""What the jobs process does about people who left: erase them when the site's time is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from courseware.joining.leaving import ErasureReason, left_before
from courseware.operations.erasure import erase_person
from courseware.operations.site import Site
from courseware.records.erasing import people_due, was_erased_since
from courseware.records.site_settings import read_settings
from courseware.records.transaction import forget_freed, reading

PEOPLE_A_ROUND = 20
LOG_WATCHED = timedelta(hours=1)
"""How long after an erasure the database's log is emptied in each round: a reader may be in the way."""


def people_to_erase(engine: Engine, now: datetime) -> list[int]:
    """Return some of those who left longer ago than the site keeps; nobody if it keeps for ever."""
    with reading(engine) as conn:
        before = left_before(now, read_settings(conn).keep_years)
        return [] if before is None else people_due(conn, before=before, limit=PEOPLE_A_ROUND)


def erase_leaver(site: Site, person_id: int, conn: Connection, now: datetime) -> int:
    """Erase somebody if the setting and they are still as they were; return 1 if it was done."""
    before = left_before(now, read_settings(conn).keep_years)
    if before is None:
        return 0
    return int(
        erase_person(
            conn,
            person_id,
            reason=ErasureReason.RETENTION,
            now=now,
            site=site,
            left_before=before,
        )
    )


def empty_log(engine: Engine, now: datetime) -> None:
    """Empty the database's log if somebody was erased lately, here or on a page."""
    with reading(engine) as conn:
        is_due = was_erased_since(conn, now - LOG_WATCHED)
    if is_due:
        forget_freed(engine)
