"""Who may assess A3 reports: not the author, nobody twice, and who scores the models as they are scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from courseware.operations.a3_guests import is_of_learner, subject_of
from courseware.operations.site import Site
from courseware.practice.rubric import IDS, MOST, Scores, is_calibrated, is_near
from courseware.records.a3_reviews import Assessor, Submission, address_of, has_reviewed
from courseware.records.a3_tries import add_try, tries_of
from courseware.records.guests import Guest
from courseware.words import Reason


@dataclass(frozen=True, slots=True)
class By:
    """Who assesses: an account (`person_id`), or the holder of a link."""

    assessor: Assessor
    guest: Guest | None = None


def by_account(conn: Connection, person_id: int, name: str) -> By:
    """Return an account as an assessor."""
    return By(Assessor(name, person_id=person_id, address=address_of(conn, person_id)))


def by_guest(guest: Guest) -> By:
    """Return the holder of a link as an assessor."""
    return By(Assessor(guest.name, guest.role, guest_id=guest.id, address=guest.address), guest)


def calibrate(
    conn: Connection, *, by: By, scores: Mapping[str, Scores], now: datetime, site: Site
) -> bool:
    """Store how an assessor scored the models, and say whether all came near."""
    models = site.shelves.current(conn).practice.models
    for one in models:
        refuse_incomplete(scores[one.id])
    is_good = bool(models) and all(is_near(scores[one.id], one.scores) for one in models)
    mine = {one.id: scores[one.id] for one in models}
    add_try(conn, by.assessor, mine, is_near=is_good, now=now)
    return is_good


def refusal(
    conn: Connection, there: Submission, by: By, *, now: datetime, site: Site
) -> Reason | None:
    """Say why somebody cannot assess a version now; None if they can."""
    who, guest = by.assessor, by.guest
    is_own = who.person_id == there.person_id
    if guest is not None:
        is_own = is_of_learner(conn, guest)
        if (guest.person_id, guest.subject) != (there.person_id, subject_of(there.version.a3_id)):
            raise ValueError("the link is about another report")
    if is_own:
        return Reason("a3.own")
    if has_reviewed(conn, there.version.id, who):
        return Reason("a3.twice")
    if there.version.is_withdrawn:
        return Reason("a3.withdrawn")
    if not there.version.is_open:
        return Reason("a3.decided")
    if not site.shelves.current(conn).practice.models:
        return Reason("a3.no_models")
    near_at = tries_of(conn, who).near_at
    return None if is_calibrated(near_at, now) else Reason("a3.uncalibrated")


def refuse_incomplete(scores: Scores) -> None:
    """Raise for scores that no form of ours can have posted."""
    if set(scores) != set(IDS) or not all(0 <= one <= MOST for one in scores.values()):
        raise ValueError("there is one score from 0 to 4 for each criterion")
