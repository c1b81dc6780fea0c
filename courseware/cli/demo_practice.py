"""Practice of the demonstration: logged, sent to the manager, confirmed."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from sqlalchemy import Connection

from courseware.cli.demo_story import Practice
from courseware.operations.confirming import Confirmer, decide_sheet
from courseware.operations.people import NotPossible
from courseware.operations.practice import monday_of, save, send_week
from courseware.operations.site import Site
from courseware.practice.categories import Category
from courseware.practice.entries import Written
from courseware.records.practice_entries import Verifier, entries_on
from courseware.records.practice_sheets import sheets_of


def log_practice(
    conn: Connection, person_id: int, step: Practice, lead: int, *, now: datetime, site: Site
) -> None:
    """Log an entry, send its week to who saw it, and have it confirmed if the story says so."""
    day = now.date()
    entry = Written(
        on=day,
        hours=Fraction(step.hours),
        category=Category(step.category),
        did=step.did,
        observed=step.observed,
        reflection=step.reflection,
    )
    saved = save(
        conn, person_id=person_id, entry_id=None, revision=0, written=entry,
        verifier=Verifier(person_id=lead), today=day, now=now, site=site,
    )  # fmt: skip
    sent = send_week(
        conn, person_id=person_id, week_on=monday_of(day), today=day, now=now, site=site
    )
    if not isinstance(saved, int) or sent is None or not sent.entries:
        raise NotPossible("The demonstration cannot log its practice.")
    if step.is_confirmed:
        sheet = sheets_of(conn, [person_id])[-1]
        seen = {one.id: one.revision for one in entries_on(conn, sheet.id)}
        decide_sheet(
            conn, sheet_id=sheet.id, by=Confirmer(person_id=lead), returned={}, seen=seen, now=now,
            site=site,
        )  # fmt: skip
