"""The learner's home: the next step, the largest thing on the page."""

from __future__ import annotations

from courseware.learning.place import blueprint, place_of
from courseware.learning.views import next_step, station_view
from courseware.operations.credentials import what_it_waits_for
from courseware.permissions import Permission
from courseware.progress.route import is_completed
from courseware.records.credentials import credentials_of
from courseware.records.marking import read_own_waiting
from courseware.web.database import read
from courseware.web.guards import me, requires
from courseware.web.pages import page
from courseware.web.readiness import levels_of, next_level
from courseware.web.unsent import own_tag


@blueprint.get("/home")
@requires(Permission.LEARN)
def home() -> str:
    """Show what comes next on each pathway."""
    who = me()
    place = place_of(who.id)
    waiting = read_own_waiting(read(), who.id)
    routes = []
    for pathway in place.pathways:
        stations = place.route(pathway)
        done = is_completed([stop.module for stop in pathway.stops], place.standings)
        views = [station_view(one) for one in stations]
        optional = [station_view(one) for one in place.beside(pathway)]
        routes.append((pathway, views, optional, next_step(stations, waiting), done))
    levels = levels_of(who.id, place.pathways)
    is_done = any(done for *_rest, done in routes)
    certificates = credentials_of(read(), who.id) if is_done else []
    waits = what_it_waits_for(read(), who.id) if is_done and not certificates else None
    return page(
        "learning/home.html",
        routes=routes,
        certificates=certificates,
        waits=waits,
        coming=next_level(levels),
        own_tag=own_tag(),
    )
