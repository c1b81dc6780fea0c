"""What waits for somebody who confirms or assesses: one queue, the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from courseware.permissions import Permission
from courseware.records.a3_reviews import address_of, submissions_for
from courseware.records.open_ratings import open_ratings
from courseware.records.people import Who
from courseware.records.practice_entries import entries_on
from courseware.records.practice_sheets import sheets_of, sheets_to
from courseware.records.reach import read_reach
from courseware.records.sent_results import results_of, results_to


class WaitingKind(StrEnum):
    """What is asked of the one who looks."""

    PRACTICE = "practice"
    RESULT = "result"
    RATING = "rating"
    A3 = "a3"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits. `count`: how many entries; `is_for_other`: it was sent to somebody else."""

    kind: WaitingKind
    id: int
    learner: str
    since: datetime
    title: str = ""
    count: int = 1
    is_for_other: bool = False


def waiting_for(conn: Connection, who: Who) -> list[Waiting]:
    """Return all that waits for a person, the oldest first."""
    found = [
        *_practice(conn, who), *_results(conn, who), *_ratings(conn, who), *_a3s(conn, who),
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.is_for_other, one.since, one.id))


def _practice(conn: Connection, who: Who) -> list[Waiting]:
    """Return the sheets sent to this person, and those of their teams that wait for somebody else."""
    mine = sheets_to(conn, who.id)
    others = []
    if who.may(Permission.VERIFY):
        reach = read_reach(conn, who.id, Permission.VERIFY)
        known = {sheet.id for sheet in mine}
        sheets = sheets_of(conn, [one.id for one in reach.people])
        others = [sheet for sheet in sheets if sheet.id not in known]
    return [
        Waiting(
            WaitingKind.PRACTICE, sheet.id, sheet.learner, sheet.sent_at,
            count=len(entries_on(conn, sheet.id)), is_for_other=sheet in others,
        )
        for sheet in (*mine, *others)
    ]  # fmt: skip


def _results(conn: Connection, who: Who) -> list[Waiting]:
    """Return the results sent to this person, and those of their teams that wait for somebody else."""
    mine = [row for row in results_to(conn, who.id) if row.person_id != who.id]
    others = []
    if who.may(Permission.VERIFY):
        reach = read_reach(conn, who.id, Permission.VERIFY)
        known = {row.id for row in mine}
        rows = results_of(conn, [one.id for one in (*reach.people, *reach.left)])
        others = [row for row in rows if row.id not in known]
    return [
        Waiting(
            WaitingKind.RESULT, row.id, row.learner, row.sent_at or row.changed_at,
            title=row.draft.texts["measure"], is_for_other=row in others,
        )
        for row in (*mine, *others)
    ]  # fmt: skip


def _ratings(conn: Connection, who: Who) -> list[Waiting]:
    """Return the forms that this person was asked to fill in; nobody else may."""
    return [
        Waiting(WaitingKind.RATING, row.id, row.learner, row.asked_at)
        for row in open_ratings(conn, rater_id=who.id)
        if row.person_id != who.id
    ]


def _a3s(conn: Connection, who: Who) -> list[Waiting]:
    """Return the A3 reports that wait for another assessor: not one's own, not assessed by oneself."""
    if not who.may(Permission.ASSESS):
        return []
    return [
        Waiting(
            WaitingKind.A3, one.version.id, one.learner, one.version.sent_at,
            title=one.version.report.title,
        )
        for one in submissions_for(conn, who.id, address_of(conn, who.id))
    ]  # fmt: skip
