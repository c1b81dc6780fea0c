"""Teams: who is below whom decides whose records a manager reads."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from courseware.admin.face import blueprint, writing_for
from courseware.admin.forms import TeamForm
from courseware.operations.people import add_team
from courseware.permissions import Permission
from courseware.records.people import list_teams
from courseware.web.database import now, read
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once


def _form(data: MultiDict[str, str] | None = None) -> TeamForm:
    return TeamForm(data).offer(name for _id, name, _parent, _members in list_teams(read()))


def _list(form: TeamForm) -> str:
    teams = list_teams(read())
    names = {team_id: name for team_id, name, _parent, _members in teams}
    rows = [
        (team_id, name, "" if parent is None else names[parent], members)
        for team_id, name, parent, members in teams
    ]
    return page("admin/teams.html", rows=rows, form=form)


@blueprint.get("/admin/teams")
@requires(Permission.MANAGE_PEOPLE)
def teams() -> str:
    """List the teams."""
    return _list(_form())


@blueprint.post("/admin/teams")
@requires(Permission.MANAGE_PEOPLE)
def teams_create() -> Response | tuple[str, int]:
    """Add a team, below another or on its own."""
    form = _form(request.form)
    if form.validate():
        with writing_for(form) as conn:
            add_team(
                conn,
                form.name.data or "",
                parent=form.parent.data or None,
                now=now(),
                by_person=me().id,
            )
    if form.errors:
        return _list(form), 422
    say_once(_("The team is added. Put people in it on their own pages."))
    return redirect(url_for("admin.teams"), 303)
