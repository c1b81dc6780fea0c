"""A learner asks people who know their work to rate it, takes a question back, comments on an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from courseware.joining.folding import fold_name
from courseware.letters import Letter
from courseware.operations.guests import GuestPurpose
from courseware.operations.site import Site
from courseware.operations.witnesses import ask, asked_faults, name_of, settled
from courseware.practice.ratings import LONGEST, MOST_OPEN, Fault
from courseware.records import attestations, guests, journal
from courseware.records.attestations import RatingRow
from courseware.records.colleagues import raters_of
from courseware.records.people import is_erased
from courseware.records.practice_entries import Verifier
from courseware.words import Reason

KIND = "ratings"
"""How facts and links name a form."""


def ask_rating(
    conn: Connection,
    *,
    person_id: int,
    pathway: str,
    level: str,
    asked: Verifier,
    second_to: int | None = None,
    now: datetime,
    site: Site,
) -> list[Fault]:
    """Ask somebody to rate a learner for a level; return what is wrong with it, else nothing.

    `second_to`: the form which it shall stand beside, if it is one of theirs for this level.
    """
    if _lock(conn, person_id) is None:
        return [("who", Reason("asked.who.blank"))]
    raters = raters_of(conn, person_id)
    faults = asked_faults(conn, person_id, asked, raters, now=now)
    if faults:
        return faults
    goes_to = settled(conn, asked)
    there = attestations.read_ratings(conn, person_id)
    faults = _crowded(conn, person_id, goes_to, there, level=level, now=now)
    if faults:
        return faults
    if goes_to.person_id is not None and not goes_to.name:
        goes_to = replace(goes_to, name=name_of(conn, goes_to.person_id))
    number = attestations.add_rating(
        conn, person_id, pathway=pathway, level=level, rater_id=goes_to.person_id,
        name=goes_to.name, role=goes_to.role, second_to=_beside(there, second_to, level), now=now,
    )  # fmt: skip
    guest_id = ask(
        conn, GuestPurpose.RATING, goes_to, learner=person_id, subject=f"{KIND}/{number}",
        letters=(Letter.RATING_WAITS, Letter.RATING_GUEST), details={}, now=now, site=site,
    )  # fmt: skip
    if guest_id is not None:
        attestations.link_rating(conn, number, guest_id)
    return []


def _crowded(
    conn: Connection,
    person_id: int,
    asked: Verifier,
    there: list[RatingRow],
    *,
    level: str,
    now: datetime,
) -> list[Fault]:
    """Say if this person is asked already, or too many are. A link that ran out asks nobody."""
    live = {
        one.id: one.address
        for one in guests.read_guests(conn, person_id, GuestPurpose.RATING.value, now=now)
    }
    waiting = [one for one in there if one.is_open and (one.rater_id or one.guest_id in live)]
    field = "contact" if asked.contact else "who"
    if len(waiting) >= MOST_OPEN:
        return [(field, Reason("rating.many", {"most": MOST_OPEN}))]
    address = fold_name(asked.contact)
    for one in waiting:
        is_same = (
            one.rater_id == asked.person_id if one.rater_id else live[one.guest_id or 0] == address
        )
        if one.level == level and is_same:
            return [(field, Reason("rating.open"))]
    return []


def _beside(there: list[RatingRow], second_to: int | None, level: str) -> int | None:
    known = {one.id for one in there if one.given_at is not None and one.level == level}
    return second_to if second_to in known else None


def take_back(conn: Connection, *, person_id: int, rating_id: int, now: datetime) -> bool:
    """Take a question back that is not answered yet: its link ends."""
    if _lock(conn, person_id) is None:
        return False
    row = attestations.find_rating(conn, person_id, rating_id)
    if row is None or not attestations.end_rating(conn, row, is_declined=False, now=now):
        return False
    if row.guest_id is not None:
        guests.end_guest(conn, person_id, row.guest_id, now=now)
    return True


def comment(
    conn: Connection, *, person_id: int, rating_id: int, text: str, now: datetime
) -> Reason | None:
    """Add the learner's comment to a given form, once; return why not. A second one changes nothing."""
    if not text.strip():
        return Reason("rating.comment.blank")
    if len(text) > LONGEST:
        return Reason("entry.long", {"most": LONGEST, "count": len(text)})
    if _lock(conn, person_id) is None:
        return None
    row = attestations.find_rating(conn, person_id, rating_id)
    if row is not None:
        attestations.comment_on(conn, row, text.strip(), now=now)
    return None


def _lock(conn: Connection, person_id: int) -> journal.Lock | None:
    lock = journal.lock_learner(conn, person_id)
    return None if lock is None or is_erased(conn, person_id) else lock
