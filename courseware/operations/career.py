"""A learner writes their career plan. It is their own note: nothing of it goes on the record."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from courseware.practice.career import MOST_ITEMS, Kind, State, Written
from courseware.records import career, journal
from courseware.records.people import is_erased
from courseware.words import Reason


def add_item(
    conn: Connection, *, person_id: int, line: Written, reference: str = "", now: datetime
) -> Reason | None:
    """Add a line that the rules found sound; say why not if there is no room for it."""
    if not _is_there(conn, person_id):
        return None
    if career.count_items(conn, person_id) >= MOST_ITEMS:
        return Reason("career.many", {"most": MOST_ITEMS})
    career.add_item(conn, person_id, line, reference=reference, now=now)
    return None


def change_item(
    conn: Connection, *, person_id: int, item_id: int, line: Written, now: datetime
) -> bool:
    """Change a line; False if it is not this person's, or gone meanwhile."""
    return _is_there(conn, person_id) and career.save_item(conn, person_id, item_id, line, now=now)


def finish_step(conn: Connection, *, person_id: int, item_id: int, now: datetime) -> bool:
    """Mark a step done; False if there is no such step of this person that is still to do."""
    return _is_there(conn, person_id) and career.finish_step(conn, person_id, item_id, now=now)


def remove_item(conn: Connection, *, person_id: int, item_id: int) -> bool:
    """Remove a line; False if it is not this person's, or gone already."""
    return _is_there(conn, person_id) and career.drop_item(conn, person_id, item_id)


def stand_at(
    conn: Connection, *, person_id: int, stop: str, title: str, today: date, now: datetime
) -> None:
    """Mark the one station of the road at which a person stands; "" takes the mark away."""
    if not _is_there(conn, person_id):
        return
    career.drop_station(conn, person_id)
    if stop:
        line = Written(Kind.STEP, title, state=State.HELD, on=today)
        career.add_item(conn, person_id, line, reference=stop, now=now)


def _is_there(conn: Connection, person_id: int) -> bool:
    """Lock the learner, and say whether there is still somebody whose plan it is."""
    lock = journal.lock_learner(conn, person_id)
    return lock is not None and not is_erased(conn, person_id)
