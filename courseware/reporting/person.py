"""One person's card: their routes in the words that they see themselves, and their record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import abort

from courseware.content.model import Pathway
from courseware.operations.attempts import next_try
from courseware.permissions import Permission
from courseware.progress.route import Station
from courseware.records import journal
from courseware.records.attempts import AttemptRow, read_all_attempts
from courseware.records.credentials import credentials_of
from courseware.records.enrollments import read_enrollments
from courseware.records.plans import TRAIL_KINDS, Routes, trail_of
from courseware.records.reach import reach_member
from courseware.records.reports import read_names
from courseware.records.standings import read_standings
from courseware.reporting.face import blueprint
from courseware.reporting.timeline import events_of
from courseware.web.database import now, read, shelf
from courseware.web.guards import me, requires
from courseware.web.language import say, when
from courseware.web.pages import page
from courseware.web.standings import StationView, station_view


@dataclass(frozen=True, slots=True)
class RouteView:
    """One pathway of the person with its stations."""

    pathway: Pathway
    stations: tuple[StationView, ...]


@blueprint.get("/reporting/people/<int:person_id>")
@requires(Permission.READ_RECORDS)
def person(person_id: int) -> str:
    """Show one member of a team within reach; nobody else exists here."""
    member = reach_member(read(), me().id, Permission.READ_RECORDS, person_id)
    if member is None:
        abort(404)
    facts = journal.read_facts(read(), member.id)
    staff = {fact.by_person for fact in facts if fact.by_person is not None}
    names = read_names(read(), sorted(staff)) if staff else {}
    return page(
        "reporting/person.html",
        member=member,
        routes=_routes(member.id, facts),
        certificates=credentials_of(read(), member.id),
        events=events_of(facts, shelf(), member.name, names),
    )


def _routes(person_id: int, facts: Sequence[journal.Entry]) -> list[RouteView]:
    trail = trail_of(
        (fact.kind, fact.subject, fact.recorded_at) for fact in facts if fact.kind in TRAIL_KINDS
    )
    standings = read_standings(read(), person_id)
    tries: dict[str, list[AttemptRow]] = {}
    for attempt in read_all_attempts(read(), person_id):
        tries.setdefault(attempt.module, []).append(attempt)
    known = shelf().pathways
    pathways = [
        known[one.pathway] for one in read_enrollments(read(), person_id) if one.pathway in known
    ]
    routes = []
    for pathway in pathways:
        stations = Routes(shelf(), pathway).of(standings, trail)
        routes.append(RouteView(pathway, tuple(_view(station, tries) for station in stations)))
    return routes


def _view(station: Station, tries: Mapping[str, Sequence[AttemptRow]]) -> StationView:
    """Return the learner's own station, with the wait that their quiz page tells them of."""
    view = station_view(station, None)
    plan = station.plan
    wait = next_try(tries.get(plan.module, ()), plan.pass_mark, now())
    if wait is None or station.locked:
        return view
    return replace(view, lines=(*view.lines, say(wait.told(when(wait.opens_at)))))
