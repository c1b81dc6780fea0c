"""Slips to print, for managers: for members of their teams, also for a forgotten password."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, request, url_for

from courseware.operations.people import NotPossible
from courseware.operations.slips import Slip, make_slips
from courseware.operations.tokens import Purpose
from courseware.permissions import Permission
from courseware.records.reach import Reach, read_reach
from courseware.records.slips import Holder, operator_names, read_holders
from courseware.reporting.face import blueprint
from courseware.web.database import now, read, site, write
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import moment
from courseware.web.pages import page
from courseware.web.slips import slips_page

SHOWN = 200
"""How many people the page lists at most; team and name find the others."""


def _reach() -> Reach:
    return read_reach(read(), me().id, Permission.GIVE_ACCESS)


def _state(one: Holder) -> tuple[str, str]:
    """Return the mark and the words for where somebody stands."""
    if one.has_left:
        return "locked", _("Left")
    if one.has_password:
        return "done", _("Has a password")
    if one.works_until is not None:
        until = moment(one.works_until, "date")
        return "part", _("A link or slip works until %(until)s") % {"until": until}
    return "open", _("No password yet")


def _page(reach: Reach, refusal: str = "", chosen: Sequence[int] = ()) -> str:
    team_id = request.args.get("team", type=int)
    known = any(one.id == team_id for one in reach.teams)
    people = reach.within(team_id) if team_id is not None and known else reach.people
    typed = " ".join(request.args.get("name", "").split())[:100]
    ids = [one.id for one in people if typed.casefold() in one.name.casefold()]
    asked = request.args.get("person", type=int)
    if asked is not None:
        ids = [one for one in ids if one == asked]
        chosen = chosen or ids
    holders = read_holders(read(), ids, purpose=Purpose.INVITATION, now=now())
    return page(
        "reporting/slips.html",
        reach=reach,
        people=[(one, *_state(one)) for one in holders[:SHOWN]],
        are_more=len(holders) > SHOWN,
        team_id=team_id if known else None,
        typed=typed,
        chosen=set(chosen),
        refusal=refusal,
        operators=", ".join(operator_names(read())),
    )


@blueprint.get("/reporting/slips")
@requires(Permission.GIVE_ACCESS)
def slips() -> str:
    """List the members of one's teams, and say what stops working."""
    return _page(_reach())


@blueprint.post("/reporting/slips")
@requires(Permission.GIVE_ACCESS)
def slips_create() -> str | tuple[str, int]:
    """Make codes for the people who were chosen; whoever is out of reach does not exist (404)."""
    reach = _reach()
    members = {str(one.id): one.id for one in (*reach.people, *reach.left)}
    asked = request.form.getlist("person")
    if any(one not in members for one in asked):
        abort(404)
    chosen = [members[one] for one in dict.fromkeys(asked)]
    if not chosen:
        return _page(reach, _("Choose at least one person.")), 422
    made: list[Slip] = []
    try:
        with write() as conn:
            made = make_slips(
                conn, chosen, now=now(), site=site(), by_person=me().id, learners_only=True
            )
    except NotPossible as refused:
        return _page(reach, _(str(refused)), chosen), 422
    return slips_page(made, back_label=_("Slips"), back_url=url_for("reporting.slips"))
