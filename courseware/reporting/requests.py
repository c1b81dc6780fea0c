"""Requests for pathways of the people within a manager's reach, and the answers to them."""

from __future__ import annotations

from flask import redirect, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from courseware.permissions import Permission
from courseware.records.pathway_requests import list_requests
from courseware.records.reach import Reach, reach_member, read_reach
from courseware.reporting.face import blueprint
from courseware.web.asking import LATELY, Faces, decide, decided_rows, open_views
from courseware.web.database import now, read
from courseware.web.guards import me, requires
from courseware.web.pages import page


@blueprint.get("/reporting/requests")
@requires(Permission.ENROLL)
def requests() -> str:
    """Show who asks for which pathway, the oldest request first, and what was decided lately."""
    reach = read_reach(read(), me().id, Permission.ENROLL)
    teams = [one.id for one in reach.teams]
    waiting, decided, are_more = list_requests(
        read(), since=now() - LATELY, teams=teams, me=me().id
    )
    return page(
        "reporting/requests.html",
        reach=reach,
        waiting=open_views(waiting, _faces(reach)),
        decided=decided_rows(decided),
        are_more=are_more,
        days=LATELY.days,
    )


def _faces(reach: Reach) -> Faces:
    people = {one.id: one for one in reach.people}
    return Faces(
        person_url=lambda one: url_for("reporting.person", person_id=one),
        teams=lambda one: reach.teams_of(people[one]) if one in people else [],
    )


@blueprint.post("/reporting/requests/<int:request_id>/decision")
@requires(Permission.ENROLL)
def decision(request_id: int) -> Response:
    """Say yes or not now to somebody within reach."""

    def reaches(conn: Connection, person_id: int) -> bool:
        return reach_member(conn, me().id, Permission.ENROLL, person_id) is not None

    decide(request_id, reaches)
    return redirect(url_for("reporting.requests"), 303)
