"""Join codes: with one, a group makes its accounts by itself and lands in its team and pathway."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms import DateField, SelectField, StringField
from wtforms.validators import InputRequired, Regexp

from courseware.admin.face import blueprint, writing_for
from courseware.joining.registration import Registration
from courseware.operations.join_codes import end_code, make_join_code
from courseware.permissions import Permission
from courseware.records.join_codes import list_join_codes
from courseware.records.people import list_teams
from courseware.web.choices import choices
from courseware.web.database import now, read, shelf, site, site_settings, write
from courseware.web.forms import BaseForm
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once

NEW_LASTS = timedelta(days=30)
"""What the form proposes as the last day."""


class JoinCodeForm(BaseForm):
    """A new code."""

    team = SelectField(_("They join the team"))
    pathway = SelectField(_("They are put on the pathway"))
    most_uses = StringField(
        _("For how many people"),
        [Regexp(r"[1-9][0-9]{0,3}\Z", message=_("Type a whole number from 1 to 1000."))],
    )
    last_day = DateField(_("Last day"), [InputRequired(_("Choose the last day."))])

    def offer(self) -> JoinCodeForm:
        """Fill the choices."""
        teams = [(str(team_id), name) for team_id, name, _parent, _members in list_teams(read())]
        pathways = [(one.id, one.title) for one in shelf().pathways.values()]
        self.team.choices = choices([("", _("No team")), *teams])
        self.pathway.choices = choices([("", _("No pathway")), *pathways])
        return self


def _new_form() -> JoinCodeForm:
    today = now().astimezone(ZoneInfo(site_settings().time_zone)).date()
    return JoinCodeForm(data={"most_uses": "20", "last_day": today + NEW_LASTS}).offer()


def _list(form: JoinCodeForm) -> str:
    return page(
        "admin/join_codes.html",
        codes=list_join_codes(read()),
        titles={one.id: one.title for one in shelf().pathways.values()},
        form=form,
        at=now(),
        day_before=timedelta(seconds=1),
        is_in_use=site_settings().registration is Registration.CODE,
        address=site().base_url + url_for("registration.show"),
    )


@blueprint.get("/admin/join-codes")
@requires(Permission.MANAGE_PEOPLE)
def join_codes() -> str:
    """List the codes with their uses."""
    return _list(_new_form())


@blueprint.post("/admin/join-codes")
@requires(Permission.MANAGE_PEOPLE)
def join_codes_create() -> Response | tuple[str, int]:
    """Make a code."""
    form = JoinCodeForm(request.form).offer()
    if form.validate():
        with writing_for(form) as conn:
            code = make_join_code(
                conn,
                team_id=int(form.team.data) if form.team.data else None,
                pathway=form.pathway.data,
                most_uses=int(form.most_uses.data or 0),
                last_day=form.last_day.data or now().date(),
                time_zone=site_settings().time_zone,
                now=now(),
                site=site(),
                by_person=me().id,
            )
    if form.errors:
        return _list(form), 422
    say_once(_("The code %(code)s is made.") % {"code": code})
    return redirect(url_for("admin.join_codes"), 303)


@blueprint.post("/admin/join-codes/<int:code_id>/ending")
@requires(Permission.MANAGE_PEOPLE)
def join_code_ending(code_id: int) -> Response:
    """End a code; whoever came with it stays."""
    with write() as conn:
        is_ended = end_code(conn, code_id, now=now(), by_person=me().id)
    if not is_ended:
        abort(404)
    say_once(_("The code no longer works. Whoever came with it stays."))
    return redirect(url_for("admin.join_codes"), 303)
