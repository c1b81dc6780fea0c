"""A list of people becomes people: planned first, then applied in one write, all or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from courseware.joining.folding import fold_name
from courseware.joining.people_file import PeopleFile
from courseware.joining.people_plan import Choices, Known, Plan, Presence, Step
from courseware.joining.people_planning import make_plan
from courseware.operations.bulk_enrollments import enroll_many
from courseware.operations.people import NotPossible, add_team
from courseware.operations.people_list import known_here
from courseware.operations.site import Site
from courseware.records.people_imports import ADDED, note_import
from courseware.records.people_lists import (
    add_people,
    change_members,
    change_people,
    end_access,
    give_access_back,
    note_many,
    queue_for_lists,
)
from courseware.records.site_settings import SiteSettings


@dataclass(frozen=True, slots=True)
class Import:
    """What was done, or (`import_id` None) what still is to be confirmed."""

    plan: Plan
    import_id: int | None


def plan_import(
    conn: Connection,
    file: PeopleFile,
    choices: Choices,
    *,
    today: date,
    site: Site,
    by_person: int | None = None,
) -> Plan:
    """Return what importing this list would do; nothing is stored."""
    return make_plan(file, known_here(conn, site), choices, today=today, me=by_person)


def apply_import(
    conn: Connection,
    file: PeopleFile,
    choices: Choices,
    *,
    confirmed: str | None,
    settings: SiteSettings,
    today: date,
    now: datetime,
    site: Site,
    by_person: int | None = None,
) -> Import:
    """Apply the plan if it still is the one that was confirmed (its digest; None: whatever it is).

    A plan with errors, or without anything to do, is returned and nothing is stored. So the same
    list twice is one import. Two imports at once queue: the second one finds the first one's people.
    """
    queue_for_lists(conn)
    known = known_here(conn, site)
    plan = make_plan(file, known, choices, today=today, me=by_person)
    if plan.errors or not plan.steps or (confirmed is not None and plan.digest != confirmed):
        return Import(plan, None)
    import_id = note_import(conn, plan.counts, now=now, by_person=by_person)
    details = {"import": str(import_id)}
    one = _Applying(
        conn=conn,
        plan=plan,
        known=known,
        details=details,
        settings=settings,
        now=now,
        site=site,
        by_person=by_person,
    )
    try:
        one.apply()
    except IntegrityError as fault:
        raise NotPossible(
            "Somebody else added one of these people at this moment. Nothing was stored: try again."
        ) from fault
    return Import(plan, import_id)


@dataclass(frozen=True, slots=True)
class _Applying:
    """One import in its write."""

    conn: Connection
    plan: Plan
    known: Known
    details: dict[str, str]
    settings: SiteSettings
    now: datetime
    site: Site
    by_person: int | None

    def apply(self) -> None:
        conn, plan, now = self.conn, self.plan, self.now
        teams = {name: team_id for team_id, name in self.known.teams.items()}
        for name in plan.new_teams:
            teams[name] = add_team(conn, name, parent=None, now=now, by_person=self.by_person)
        ids = add_people(conn, [self._new_row(one) for one in plan.added])
        known = [(one.person_id, one) for one in plan.steps if one.person_id is not None]
        change_people(conn, [(one, dict(step.values)) for one, step in known if step.values])
        steps = [*zip(ids, plan.added, strict=True), *known]
        joined = [(one, teams[name]) for one, step in steps for name in step.joins]
        quit_ = [(one, team_id) for one, step in steps for team_id in step.quits]
        change_members(conn, joined, quit_, now=now)
        end_access(conn, _ids(steps, Presence.LEAVES), now=now)
        give_access_back(conn, _ids(steps, Presence.RETURNS))
        self._enroll(steps)
        notes = self._notes(steps, joined, quit_)
        note_many(conn, notes, by_person=self.by_person, now=now)

    def _new_row(self, step: Step) -> dict[str, Any]:
        said: dict[str, Any] = dict(step.values)
        email = said.get("email")
        return {
            "user_name": step.user_name,
            "user_name_key": fold_name(step.user_name),
            "email": email,
            "email_key": fold_name(email) if email else None,
            "name": step.name,
            "job_role": said.get("job_role", ""),
            "site": said.get("site", ""),
            "shift": said.get("shift", ""),
            "line": said.get("line", ""),
            "started_on": said.get("started_on"),
            "time_zone": said.get("time_zone", self.settings.time_zone),
            "locale": self.settings.language,
            "created_at": self.now,
        }

    def _enroll(self, steps: Sequence[tuple[int, Step]]) -> None:
        starting: dict[str, list[int]] = defaultdict(list)
        for one, step in steps:
            for pathway in step.starts:
                starting[pathway].append(one)
        for pathway, ids in sorted(starting.items()):
            enroll_many(self.conn, ids, pathway, now=self.now, site=self.site,
                        by_person=self.by_person)  # fmt: skip

    def _notes(
        self,
        steps: Sequence[tuple[int, Step]],
        joined: Sequence[tuple[int, int]],
        left: Sequence[tuple[int, int]],
    ) -> Iterator[tuple[str, int, dict[str, str]]]:
        """Yield what is written down of each person: ids and names of columns, never what is in them."""
        for one, step in steps:
            if step.person_id is None:
                yield ADDED, one, self.details
            elif step.values:
                columns = ",".join(column for column, _value in step.values)
                yield "person.changed", one, {**self.details, "columns": columns}
            if step.presence is Presence.LEAVES:
                yield "person.disabled", one, self.details
            if step.presence is Presence.RETURNS:
                yield "person.enabled", one, self.details
            for pathway in step.starts:
                yield "pathway.assigned", one, {**self.details, "pathway": pathway}
        for action, pairs in (("team.joined", joined), ("team.left", left)):
            for one, team_id in pairs:
                yield action, one, {**self.details, "team": str(team_id)}


def _ids(steps: Sequence[tuple[int, Step]], presence: Presence) -> list[int]:
    return [one for one, step in steps if step.presence is presence]
