"""One person's card: their routes in the words that they see themselves, and their record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import abort

from courseware.content.model import Pathway
from courseware.operations.mending import next_try
from courseware.permissions import Permission
from courseware.progress.route import Station
from courseware.quizzes.attempts import Refused
from courseware.quizzes.terms import Purpose
from courseware.records import journal
from courseware.records.attempts import AttemptRow, read_all_attempts
from courseware.records.credentials import CredentialRow, credentials_of
from courseware.records.places import read_place
from courseware.records.plans import kept_routes
from courseware.records.reach import reach_member
from courseware.records.reports import read_names
from courseware.reporting.face import blueprint
from courseware.reporting.helping import next_line
from courseware.reporting.timeline import events_of
from courseware.reporting.tries import Tries, tries_of
from courseware.web.database import now, read, shelf, site
from courseware.web.enrolling import TeamPathwayForm
from courseware.web.guards import me, requires
from courseware.web.pages import page
from courseware.web.readiness import levels_of
from courseware.web.refusals import refusal_words
from courseware.web.standings import StationView, station_view


@dataclass(frozen=True, slots=True)
class RouteView:
    """One pathway of the person: what would help next, stations, tries at its quizzes and challenges."""

    pathway: Pathway
    next: str
    stations: tuple[StationView, ...]
    tries: tuple[Tries, ...]


@blueprint.get("/reporting/people/<int:person_id>")
@requires(Permission.READ_RECORDS)
def person(person_id: int) -> str:
    """Show one member of a team within reach; nobody else exists here."""
    found = reach_member(read(), me().id, Permission.READ_RECORDS, person_id)
    if found is None:
        abort(404)
    reach, member = found
    facts = journal.read_facts(read(), member.id)
    staff = {fact.by_person for fact in facts if fact.by_person is not None}
    names = read_names(read(), sorted(staff)) if staff else {}
    certificates = credentials_of(read(), member.id)
    routes = _routes(member.id, certificates)
    return page(
        "reporting/person.html",
        member=member,
        teams=reach.teams_of(member),
        routes=routes,
        levels=levels_of(member.id, [one.pathway for one in routes]),
        certificates=certificates,
        events=events_of(facts, shelf(), member.name, names),
        form=TeamPathwayForm().offer_pathways(without=[one.pathway.id for one in routes]),
        may_enroll=me().may(Permission.ENROLL),
        as_of=now(),
    )


def _routes(person_id: int, certificates: Sequence[CredentialRow]) -> list[RouteView]:
    place = read_place(read(), person_id)
    attempts: dict[str, list[AttemptRow]] = {}
    challenges: dict[str, list[AttemptRow]] = {}
    for attempt in read_all_attempts(read(), person_id):
        if attempt.purpose == Purpose.QUIZ:
            attempts.setdefault(attempt.module, []).append(attempt)
        elif attempt.purpose == Purpose.CHALLENGE:
            challenges.setdefault(attempt.module, []).append(attempt)
    issued = {one.pathway: one.issued_at for one in certificates if one.revoked_at is None}
    known = shelf().pathways
    return [
        _route(
            known[one.pathway],
            kept_routes(shelf(), one.pathway).of(place.standings, place.trail),
            attempts,
            challenges,
            issued.get(one.pathway),
        )
        for one in place.enrollments
        if one.pathway in known
    ]


def _route(
    pathway: Pathway,
    stations: Sequence[Station],
    attempts: Mapping[str, Sequence[AttemptRow]],
    challenges: Mapping[str, Sequence[AttemptRow]],
    issued_at: datetime | None,
) -> RouteView:
    waits = {
        one.plan.module: wait
        for one in stations
        if (wait := _wait(one, attempts.get(one.plan.module, ()))) is not None
    }
    return RouteView(
        pathway,
        next_line(stations, waits, issued_at),
        tuple(_view(one, waits.get(one.plan.module)) for one in stations),
        tries_of(stations, attempts, challenges),
    )


def _wait(station: Station, attempts: Sequence[AttemptRow]) -> Refused | None:
    """Return the wait that the learner's quiz page tells them of; a locked module tells of none."""
    published = shelf().modules.get(station.plan.module)
    if station.locked or published is None:
        return None
    return next_try(read(), published.module, attempts, now=now(), site=site())


def _view(station: Station, wait: Refused | None) -> StationView:
    """Return the learner's own station, with the wait."""
    view = station_view(station, None)
    if wait is None:
        return view
    return replace(view, lines=(*view.lines, refusal_words(wait)))
