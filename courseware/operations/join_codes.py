"""Codes with which a group joins by itself: made and ended by operators, used once a place."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from courseware.codes import read_code, write_code
from courseware.operations.enrollments import enroll
from courseware.operations.people import NotPossible, join_team
from courseware.operations.site import Site
from courseware.records.join_codes import (
    JoinCodeRow,
    add_join_code,
    add_use,
    end_join_code,
    find_join_code,
    lock_join_code,
)
from courseware.records.people import team
from courseware.records.work import note

LENGTH = 8
"""Characters of a code: 40 bits, guessed at the pace of the throttle."""
MOST_USES = 1_000
LONGEST = timedelta(days=731)


def make_join_code(
    conn: Connection,
    *,
    team_id: int | None,
    pathway: str,
    most_uses: int,
    last_day: date,
    time_zone: str,
    now: datetime,
    site: Site,
    by_person: int,
) -> str:
    """Make a code for `most_uses` people, good until the end of `last_day` in that time zone."""
    if last_day > (now + LONGEST).date():
        raise NotPossible("A code lasts for two years at most. Choose an earlier last day.")
    ends = _end_of(last_day, time_zone)
    if ends <= now:
        raise NotPossible("The last day is over. Choose today or a later day.")
    if not 1 <= most_uses <= MOST_USES:
        raise NotPossible("A code is for 1 to 1000 people.")
    if team_id is not None and not conn.scalar(select(team.c.id).where(team.c.id == team_id)):
        raise NotPossible("There is no such team any more.")
    code = write_code(site.chance(5), LENGTH)
    made = add_join_code(
        conn,
        code=code,
        team_id=team_id,
        pathway=pathway,
        most_uses=most_uses,
        expires_at=ends,
        now=now,
        by_person=by_person,
    )
    details = {"team": str(team_id or ""), "pathway": pathway, "most_uses": str(most_uses)}
    note(conn, action="join_code.made", subject=f"join_code:{made}", details=details,
         by_person=by_person, now=now)  # fmt: skip
    return code


def _end_of(day: date, time_zone: str) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(time_zone)).astimezone(UTC)


def end_code(conn: Connection, join_code_id: int, *, now: datetime, by_person: int) -> bool:
    """End a code; whoever came with it stays. False if it has ended before or there is none."""
    if not end_join_code(conn, join_code_id, now=now):
        return False
    note(conn, action="join_code.ended", subject=f"join_code:{join_code_id}", details={},
         by_person=by_person, now=now)  # fmt: skip
    return True


def is_open(conn: Connection, typed: str, *, now: datetime) -> bool:
    """Say whether somebody may still come with a code as it was typed."""
    code = read_code(typed, LENGTH)
    found = None if code is None else find_join_code(conn, code)
    return found is not None and found.is_open(now)


def lock_place(conn: Connection, typed: str, *, now: datetime) -> JoinCodeRow | None:
    """Return the code with a place that nobody else can take until this write ends."""
    code = read_code(typed, LENGTH)
    found = None if code is None else lock_join_code(conn, code)
    return found if found is not None and found.is_open(now) else None


def fill_place(
    conn: Connection, place: JoinCodeRow, person_id: int, *, now: datetime, site: Site
) -> None:
    """Give the place to a person: they join its team and are put on its pathway."""
    add_use(conn, join_code_id=place.id, person_id=person_id, now=now)
    if place.team_id is not None:
        join_team(conn, person_id, place.team_id, now=now)
    if place.pathway:
        enroll(conn, person_id=person_id, pathway=place.pathway, now=now, site=site)
