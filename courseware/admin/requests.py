"""Requests for pathways of everybody, also of those whom no manager reaches."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from courseware.admin.face import blueprint
from courseware.permissions import Permission
from courseware.records.candidates import teams_of_people
from courseware.records.pathway_requests import list_requests
from courseware.web.asking import LATELY, Faces, decide, decided_rows, open_views
from courseware.web.database import now, read
from courseware.web.guards import me, requires
from courseware.web.pages import page


@blueprint.get("/admin/requests")
@requires(Permission.MANAGE_PEOPLE)
def requests() -> str:
    """Show who asks for which pathway, the oldest request first, and what was decided lately."""
    waiting, decided, are_more = list_requests(read(), since=now() - LATELY, me=me().id)
    teams = teams_of_people(read(), [one.person_id for one in waiting]) if waiting else {}
    faces = Faces(
        person_url=lambda one: url_for("admin.person", person_id=one),
        teams=lambda one: teams.get(one, ()),
    )
    return page(
        "admin/requests.html",
        waiting=open_views(waiting, faces),
        decided=decided_rows(decided),
        are_more=are_more,
        days=LATELY.days,
    )


@blueprint.post("/admin/requests/<int:request_id>/decision")
@requires(Permission.MANAGE_PEOPLE)
def decision(request_id: int) -> Response:
    """Say yes or not now to anybody but oneself."""
    decide(request_id, lambda _conn, _person_id: True)
    return redirect(url_for("admin.requests"), 303)
