"""Everybody as a list that can be imported again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from courseware.joining.people_columns import BETWEEN
from courseware.joining.people_file import PersonLine
from courseware.joining.people_plan import Known
from courseware.operations.site import Site
from courseware.records.people_lists import read_known
from courseware.records.work import note


def known_here(conn: Connection, site: Site) -> Known:
    """Return what the site knows of people, teams and pathways."""
    pathways = site.shelves.current(conn).pathways.values()
    return read_known(conn, {one.id: one.title for one in pathways})


def list_everybody(conn: Connection, site: Site) -> list[PersonLine]:
    """Return everybody as a list that, imported again, changes nothing; erased people are not in it."""
    known = known_here(conn, site)
    return [
        PersonLine(
            row=row,
            user_name=one.user_name,
            name=one.name,
            email=one.email,
            team=f" {BETWEEN} ".join(sorted(known.teams[team] for team in one.teams)),
            job_role=one.job_role,
            site=one.site,
            shift=one.shift,
            line=one.line,
            started_on=one.started_on,
            time_zone=one.time_zone,
            pathway=f" {BETWEEN} ".join(sorted(one.pathways & known.pathways.keys())),
            left_on=one.left_on,
        )
        for row, one in enumerate((each for each in known.people if not each.is_erased), start=2)
    ]


def note_list(conn: Connection, people: int, *, now: datetime, by_person: int) -> None:
    """Note that somebody took the list of everybody."""
    note(conn, action="people.exported", subject="people", details={"people": str(people)},
         by_person=by_person, now=now)  # fmt: skip
