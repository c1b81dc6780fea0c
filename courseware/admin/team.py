"""One team: who is in it, what stands above and below, what its people are on; and a pathway for all."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from courseware.admin.face import blueprint
from courseware.operations.assignments import assign_team
from courseware.operations.people import NotPossible
from courseware.permissions import Permission
from courseware.records.candidates import read_candidates
from courseware.records.reach import ReachedTeam, ids_below
from courseware.records.team_cards import read_team_people, read_teams
from courseware.web.database import now, read, shelf, site, write
from courseware.web.enrolling import (
    Preview,
    TeamPathwayForm,
    confirm,
    done_words,
    preview_of,
)
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once


def _team(teams: tuple[ReachedTeam, ...], team_id: int) -> ReachedTeam:
    found = next((one for one in teams if one.id == team_id), None)
    return abort(404) if found is None else found


@blueprint.get("/admin/teams/<int:team_id>")
@requires(Permission.MANAGE_PEOPLE)
def team(team_id: int) -> str:
    """Show one team. How far its people are is for their managers, not for operators."""
    teams = read_teams(read())
    chosen = _team(teams, team_id)
    people = read_team_people(read(), team_id, ids_below(teams, team_id))
    known = shelf().pathways
    return page(
        "admin/team.html",
        team=chosen,
        above=next((one for one in teams if one.id == chosen.parent_id), None),
        below=[one for one in teams if one.parent_id == team_id],
        people=people,
        pathways=[
            (known[one].title if one in known else one, number)
            for one, number in sorted(people.on_pathways.items())
        ],
        form=TeamPathwayForm().offer_pathways(),
    )


def _preview(conn: Connection, team_id: int, pathway: str) -> Preview:
    teams = read_teams(conn)
    chosen, known = _team(teams, team_id), shelf().pathways.get(pathway)
    if known is None:
        abort(404)
    members = read_candidates(conn, ids_below(teams, team_id), known.id)
    return preview_of(team_id, chosen.name, known, members)


def _show(preview: Preview, *, refused: str = "") -> str:
    return page("admin/team_enrollments.html", chosen=preview, refused=refused)


@blueprint.get("/admin/teams/<int:team_id>/enrollments")
@requires(Permission.MANAGE_PEOPLE)
def team_enrollments(team_id: int) -> str:
    """Show whom it would put on the pathway of the address."""
    return _show(_preview(read(), team_id, request.args.get("pathway", "").strip()))


@blueprint.post("/admin/teams/<int:team_id>/enrollments")
@requires(Permission.MANAGE_PEOPLE)
def team_enrollments_create(team_id: int) -> Response | tuple[str, int]:
    """Put those on the pathway who were shown; if they are others by now, show them first."""
    pathway, seal = request.form.get("pathway", ""), request.form.get("seal", "")
    try:
        with write() as conn:
            preview = _preview(conn, team_id, pathway)
            confirm(preview, seal)
            done = assign_team(
                conn, team_id, preview.ids, preview.pathway.id,
                now=now(), site=site(), by_person=me().id,
            )  # fmt: skip
    except NotPossible as refusal:
        return _show(preview, refused=_(str(refusal))), 422
    say_once(done_words(done, preview))
    return redirect(url_for("admin.team", team_id=team_id), 303)
