"""Practice as tests log it: entries that lack nothing, weeks that are sent, people who confirm them."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection

from courseware.operations.confirming import Confirmer, Decided, decide_sheet
from courseware.operations.practice import monday_of, save, send_week
from courseware.operations.site import Site
from courseware.practice.categories import Category
from courseware.practice.entries import Written
from courseware.records.practice_entries import Verifier, entries_on
from courseware.records.practice_sheets import sheets_of

REFLECTION = (
    "I counted the jams with Amara and wrote each one on the board. Most came after the reel was "
    "changed, because the guide was set by eye. Next time I set it with the gauge first, and I will "
    "count again on Friday to see whether it helped."
)
GUEST = Verifier("Lupe Arriaga", "team leader", "lupe@plant.example")


def written(**changes: Any) -> Written:
    """Return an entry that lacks nothing."""
    values: dict[str, Any] = {
        "on": date(2026, 3, 2),
        "hours": Fraction(4),
        "category": Category.DATA,
        "did": "Counted the jams of the clip press through a shift",
        "observed": "14 jams in 8 h",
        "reflection": REFLECTION,
    }
    return Written(**{**values, **changes})


def log(
    conn: Connection, person_id: int, entry: Written, saw: Verifier, *, now: datetime, site: Site
) -> int:
    """Write an entry and return its number."""
    made = save(
        conn, person_id=person_id, entry_id=None, revision=0, written=entry, verifier=saw,
        today=now.date(), now=now, site=site,
    )  # fmt: skip
    assert isinstance(made, int), made
    return made


def send(conn: Connection, person_id: int, on: date, *, now: datetime, site: Site) -> int:
    """Send the week of a day and return the number of its (last) sheet."""
    sent = send_week(
        conn, person_id=person_id, week_on=monday_of(on), today=now.date(), now=now, site=site
    )
    assert sent is not None
    assert sent.entries, sent
    return sheets_of(conn, [person_id])[-1].id


def confirm(
    conn: Connection,
    sheet_id: int,
    by: int,
    *,
    now: datetime,
    site: Site,
    returned: dict[int, str] | None = None,
) -> Decided:
    """Confirm a sheet by an account, but for what is returned."""
    seen = {one.id: one.revision for one in entries_on(conn, sheet_id)}
    return decide_sheet(
        conn, sheet_id=sheet_id, by=Confirmer(person_id=by), returned=returned or {}, seen=seen,
        now=now, site=site,
    )  # fmt: skip
