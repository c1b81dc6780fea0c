"""A manager puts a team, or one of its people, on a pathway."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from courseware.operations.assignments import assign_pathway, assign_team
from courseware.operations.people import NotPossible
from courseware.permissions import Permission
from courseware.records.candidates import read_candidates
from courseware.records.reach import Reach, reach_member, read_reach
from courseware.reporting.face import blueprint
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


def _reach(conn: Connection) -> Reach:
    return read_reach(conn, me().id, Permission.ENROLL)


def _preview(conn: Connection, reach: Reach, team: str, pathway: str) -> Preview:
    """Return who would be put on what. A team out of reach and an unknown pathway do not exist."""
    chosen = next((one for one in reach.teams if str(one.id) == team), None)
    known = shelf().pathways.get(pathway)
    if chosen is None or known is None:
        abort(404)
    members = read_candidates(conn, reach.below(chosen.id), known.id, without=me().id)
    return preview_of(chosen.id, chosen.name, known, members)


def _show(reach: Reach, preview: Preview | None, *, refused: str = "") -> str:
    data = {} if preview is None else {"team": preview.team_id, "pathway": preview.pathway.id}
    form = TeamPathwayForm(data=data).offer((one.id, one.name) for one in reach.teams)
    return page("reporting/enrollments.html", form=form, chosen=preview, refused=refused)


@blueprint.get("/reporting/enrollments")
@requires(Permission.ENROLL)
def enrollments() -> str:
    """Ask for a team and a pathway; with both in the address show who it would be."""
    reach = _reach(read())
    team, pathway = (request.args.get(name, "").strip() for name in ("team", "pathway"))
    preview = _preview(read(), reach, team, pathway) if team and pathway else None
    return _show(reach, preview)


@blueprint.post("/reporting/enrollments")
@requires(Permission.ENROLL)
def enrollments_create() -> Response | tuple[str, int]:
    """Put those on the pathway who were shown; if they are others by now, show them first."""
    team, pathway, seal = (request.form.get(name, "") for name in ("team", "pathway", "seal"))
    if not (team and pathway):
        return _show(_reach(read()), None, refused=_("Choose a team and a pathway.")), 422
    try:
        with write() as conn:
            reach = _reach(conn)
            preview = _preview(conn, reach, team, pathway)
            confirm(preview, seal)
            done = assign_team(
                conn, preview.team_id, preview.ids, preview.pathway.id,
                now=now(), site=site(), by_person=me().id,
            )  # fmt: skip
    except NotPossible as refusal:
        return _show(reach, preview, refused=_(str(refusal))), 422
    say_once(done_words(done, preview))
    return redirect(url_for("reporting.enrollments", team=team, pathway=pathway), 303)


@blueprint.post("/reporting/people/<int:person_id>/enrollments")
@requires(Permission.ENROLL)
def person_enrollments_create(person_id: int) -> Response:
    """Put one person within reach on a pathway."""
    pathway = request.form.get("pathway", "")
    try:
        with write() as conn:
            found = reach_member(conn, me().id, Permission.ENROLL, person_id)
            if found is None or pathway not in shelf().pathways:
                abort(404)
            assign_pathway(conn, person_id, pathway, now=now(), site=site(), by_person=me().id)
    except NotPossible as refusal:
        say_once(_(str(refusal)), "note")
    else:
        values = {"name": found[1].name, "pathway": shelf().pathways[pathway].title}
        say_once(_("%(name)s is on “%(pathway)s” now, and is told.") % values)
    return redirect(url_for("reporting.person", person_id=person_id), 303)
