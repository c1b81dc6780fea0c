"""Pathways: the list for everybody, the route of one, and starting it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from courseware.content.model import Module, Pathway
from courseware.learning.asking import asking_of, open_requests_of
from courseware.learning.place import OPEN, blueprint, place_of, published_pathway
from courseware.learning.views import next_step, station_view
from courseware.operations.credentials import what_it_waits_for
from courseware.operations.enrollments import enroll
from courseware.permissions import Permission
from courseware.progress.route import is_completed
from courseware.records.credentials import CredentialRow, credentials_of
from courseware.records.enrollments import read_enrollments
from courseware.records.plans import optional_of, stops_of
from courseware.web.clock import study_time
from courseware.web.database import now, read, shelf, site, write
from courseware.web.guards import me, public, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once
from courseware.web.sign_in import current_who


@dataclass(frozen=True, slots=True)
class Listed:
    """A pathway as everybody may see it, with its published modules."""

    pathway: Pathway
    modules: Sequence[Module]
    optional: Sequence[Module] = ()

    @property
    def time(self) -> str:
        """Say how long all modules of the route take."""
        return study_time(sum(module.minutes for module in self.modules))

    @property
    def is_open(self) -> bool:
        """Say whether everybody with an account may start it."""
        return self.pathway.enrollment == OPEN


def listed_pathways() -> list[Listed]:
    """Return every pathway that is published here."""
    return [
        Listed(
            one,
            [published.module for _slug, _after, published in stops_of(shelf(), one)],
            [published.module for published in optional_of(shelf(), one)],
        )
        for one in shelf().pathways.values()
    ]


@blueprint.get("/pathways")
@public
def pathways() -> str:
    """List every pathway with its modules; to somebody signed in it says where they stand."""
    who = current_who()
    if who is None:
        return page("learning/pathways.html", pathways=listed_pathways())
    return page(
        "learning/pathways.html",
        pathways=listed_pathways(),
        taken={one.pathway for one in read_enrollments(read(), who.id)},
        asked=open_requests_of(who.id),
    )


@blueprint.get("/pathways/<pathway>")
@requires(Permission.LEARN)
def pathway(pathway: str) -> str:
    """Show one pathway as the person's own route."""
    who = me()
    found, place = published_pathway(pathway), place_of(who.id)
    stations = place.route(found)
    is_enrolled = any(one.id == found.id for one in place.pathways)
    done = is_completed([stop.module for stop in found.stops], place.standings)
    mine = _certificates(who.id, found) if is_enrolled else []
    is_asked_for = not is_enrolled and found.enrollment != OPEN
    return page(
        "learning/pathway.html",
        pathway=found,
        stations=[station_view(one) for one in stations],
        optional=[station_view(one) for one in place.beside(found)],
        step=next_step(stations) if is_enrolled else None,
        is_enrolled=is_enrolled,
        may_start=found.enrollment == OPEN,
        asking=asking_of(who.id, found) if is_asked_for else None,
        time=study_time(sum(one.plan.minutes for one in stations)),
        is_done=done and is_enrolled,
        certificates=mine,
        waits=what_it_waits_for(read(), who.id) if done and is_enrolled and not mine else None,
    )


def _certificates(person_id: int, found: Pathway) -> list[CredentialRow]:
    return [one for one in credentials_of(read(), person_id) if one.pathway == found.id]


@blueprint.post("/pathways/<pathway>/enrollment")
@requires(Permission.LEARN)
def enrollment(pathway: str) -> Response:
    """Start a pathway that is open to everybody."""
    found = published_pathway(pathway)
    if found.enrollment != OPEN:
        abort(403)
    with write() as conn:
        started = enroll(conn, person_id=me().id, pathway=found.id, now=now(), site=site())
    if started:
        say_once(_("You have started this pathway."))
    return redirect(url_for("learning.pathway", pathway=found.id), 303)
