"""Records that leave the site in a file: who took them, and which; no name of anybody else."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from courseware.records.work import note


def note_export(
    conn: Connection,
    *,
    what: str,
    pathway: str,
    team_id: int | None,
    state: str,
    people: int,
    now: datetime,
    by_person: int,
) -> None:
    """Note that somebody took `what` of so many people; `team_id` None stands for all their teams."""
    whose = "all" if team_id is None else str(team_id)
    details = {"what": what, "team": whose, "state": state, "people": str(people)}
    note(
        conn,
        action="records.exported",
        subject=f"pathway:{pathway}",
        details=details,
        by_person=by_person,
        now=now,
    )
