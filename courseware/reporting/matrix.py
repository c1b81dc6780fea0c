"""People × modules: where each member of a manager's teams stands on one pathway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.content.model import Pathway
from courseware.permissions import Permission
from courseware.progress.route import Station, StationState
from courseware.records.plans import Routes, stops_of
from courseware.records.reports import (
    Progress,
    Reach,
    ReachedPerson,
    read_progress_of,
    read_reach,
)
from courseware.records.standings import read_standings_of
from courseware.reporting.cells import Cell, Words
from courseware.reporting.face import blueprint
from courseware.reporting.forms import FilterForm
from courseware.web.database import now, read, shelf
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page

SHOWN = 200
"""How many people one page shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the matrix."""

    name: str
    url: str
    cells: tuple[Cell, ...]
    group: str  # which tile counts them


@dataclass(frozen=True, slots=True)
class Tile:
    """One number above the matrix."""

    value: int
    text: str
    kind: str
    url: str | None = None


@blueprint.get("/reporting")
@requires(Permission.READ_RECORDS)
def home() -> Response:
    """Lead to the matrix, the first thing that a manager asks for."""
    return redirect(url_for("reporting.matrix"), 303)


@blueprint.get("/reporting/matrix")
@requires(Permission.READ_RECORDS)
def matrix() -> str:
    """Show the members of one team or of all, on one pathway."""
    reach = read_reach(read(), me().id, Permission.READ_RECORDS)
    people = _people(reach)
    if not reach.people or not shelf().pathways:
        return page("reporting/empty.html", reach=reach)
    start = _start(len(people))
    shown = people[start : start + SHOWN]
    ids = [one.id for one in shown]
    progress = read_progress_of(read(), ids)
    standings = read_standings_of(read(), ids)
    pathway = _pathway(progress)
    routes, words = Routes(shelf(), pathway), Words()
    rows = []
    for one in shown:
        stations = routes.of(standings[one.id], progress[one.id].trail)
        rows.append(_row(one, pathway, stations, progress[one.id], words))
    return page(
        "reporting/matrix.html",
        form=FilterForm.of_address(reach, shelf().pathways, pathway.id),
        pathway=pathway,
        columns=_columns(pathway),
        rows=rows,
        numbers=_tiles(rows),
        first=start + 1,
        number=len(people),
        pages=_pages(start, len(people)),
        as_of=now(),
    )


def _people(reach: Reach) -> Sequence[ReachedPerson]:
    """Return the people whom the address asks for; a team out of reach does not exist."""
    team_id = request.args.get("team", type=int)
    if team_id is None:
        return reach.people
    if all(one.id != team_id for one in reach.teams):
        abort(404)
    return reach.within(team_id)


def _start(number: int) -> int:
    """Return the place of the first person of the page that the address asks for."""
    last = max(number - 1, 0) // SHOWN
    return SHOWN * min(max(request.args.get("page", 1, int) - 1, 0), last)


def _pathway(progress: Mapping[int, Progress]) -> Pathway:
    """Return the pathway that the address asks for, or the one that most of them are on."""
    known = shelf().pathways
    asked = request.args.get("pathway", "")
    if asked:
        return known[asked] if asked in known else abort(404)
    counts = {
        one: sum(one in person.enrolled for person in progress.values()) for one in sorted(known)
    }
    return known[max(counts, key=counts.__getitem__)]


def _columns(pathway: Pathway) -> list[tuple[str, str]]:
    titles = [published.module.title for _slug, _after, published in stops_of(shelf(), pathway)]
    numbered = [f"{number} {title}" for number, title in enumerate(titles, start=1)]
    return [(title, title) for title in (*numbered, _("Certificate"))]


def _row(
    person: ReachedPerson,
    pathway: Pathway,
    stations: Sequence[Station],
    progress: Progress,
    words: Words,
) -> Row:
    is_enrolled = pathway.id in progress.enrolled
    cells = [words.module(station, is_enrolled=is_enrolled) for station in stations]
    return Row(
        name=person.name,
        url=url_for("reporting.person", person_id=person.id),
        cells=(*cells, words.certificate(pathway, stations, progress)),
        group=_group(pathway, stations, progress),
    )


def _group(pathway: Pathway, stations: Sequence[Station], progress: Progress) -> str:
    """Say which of the numbers above the matrix counts this person."""
    if pathway.id in progress.certified:
        return "certified"
    if pathway.id not in progress.enrolled:
        return "elsewhere"
    if any(_is_held_up(station) for station in stations):
        return "held_up"
    return "on_the_way" if any(station.standing for station in stations) else "not_started"


def _is_held_up(station: Station) -> bool:
    """Say whether a quiz was tried here and is not passed yet."""
    return (
        station.state in {StationState.NOW, StationState.OPEN}
        and station.best is not None
        and station.best < station.plan.pass_mark
    )


def _tiles(rows: Sequence[Row]) -> list[Tile]:
    words = {
        "certified": (_("hold the certificate"), "good"),
        "on_the_way": (_("are on the way"), ""),
        "held_up": (_("have a quiz to try again"), "warn"),
        "not_started": (_("have not started"), ""),
        "elsewhere": (_("are not on this pathway"), ""),
    }
    return [
        Tile(sum(row.group == group for row in rows), text, kind)
        for group, (text, kind) in words.items()
    ]


def _pages(start: int, number: int) -> list[tuple[str, str]]:
    """Return (words, address) of the page before and the page after, where there is one."""
    kept: dict[str, Any] = {
        name: request.args[name] for name in ("team", "pathway") if name in request.args
    }
    current = start // SHOWN + 1
    links = []
    if start:
        links.append((_("People before these"), current - 1))
    if start + SHOWN < number:
        links.append((_("People after these"), current + 1))
    return [(text, url_for("reporting.matrix", page=to, **kept)) for text, to in links]
