"""The practice log: its weeks, sending them, taking them back."""

from __future__ import annotations

from datetime import date

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.learning.place import blueprint, place_of
from courseware.learning.practice_views import SHOWN_WEEKS, Known, weeks_of
from courseware.operations.practice import send_week, take_back
from courseware.permissions import Permission
from courseware.records.evidence_files import files_of
from courseware.records.practice_entries import read_entries
from courseware.records.practice_sheets import SheetRow, sheets_of
from courseware.records.reports import read_names
from courseware.records.sign_offs import read_sign_offs
from courseware.web.database import now, read, shelf, site, write
from courseware.web.days import today
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import ngettext, say
from courseware.web.pages import page, say_once
from courseware.web.readiness import levels_of, next_level


@blueprint.get("/practicum")
@requires(Permission.LEARN)
def practicum() -> str:
    """Show the log by weeks, the latest first."""
    who = me()
    rows = read_entries(read(), who.id)
    acts = read_sign_offs(read(), who.id, "entries")
    sheets: dict[int | None, SheetRow] = {one.id: one for one in sheets_of(read(), [who.id])}
    people = {act.by_person for found in acts.values() for act in found if act.by_person}
    people |= {one.to_person for one in sheets.values() if one.to_person}
    known = Known(
        acts=acts,
        files=files_of(read(), "entries", [one.id for one in rows]),
        sheets=sheets,
        names=read_names(read(), sorted(people)) if people else {},
        cases={one.id: one.lab.title for one in shelf().practice.cases},
    )
    weeks = weeks_of(rows, known)
    is_all = "all" in request.args
    shown = [
        one for no, one in enumerate(weeks) if is_all or no < SHOWN_WEEKS or not one.is_settled
    ]
    return page(
        "learning/practicum.html",
        weeks=shown,
        hidden=len(weeks) - len(shown),
        coming=next_level(levels_of(who.id, place_of(who.id).pathways)),
        has_cases=bool(shelf().practice.cases),
    )


@blueprint.post("/practicum/weeks/<day>/sending")
@requires(Permission.LEARN)
def send(day: str) -> Response:
    """Send a week to who saw it; what lacks something stays, and is named."""
    try:
        monday = date.fromisoformat(day)
    except ValueError:
        abort(404)
    with write() as conn:
        sent = send_week(
            conn, person_id=me().id, week_on=monday, today=today(), now=now(), site=site()
        )
    if sent is None:
        abort(404)
    if sent.entries:
        text = ngettext(
            "%(n)s entry is on its way.", "%(n)s entries are on their way.", sent.entries
        )
        say_once(text % {"n": sent.entries})
    for _entry_id, faults in sorted(sent.open.items()):
        values = {"what": " ".join(dict.fromkeys(say(reason) for _name, reason in faults))}
        say_once(_("One entry stays a draft. %(what)s") % values, "bad")
    return redirect(url_for("learning.practicum") + f"#week-{day}", 303)


@blueprint.post("/practicum/sheets/<int:sheet_id>/taking-back")
@requires(Permission.LEARN)
def take_sheet_back(sheet_id: int) -> Response:
    """Take entries back that nobody has decided yet."""
    with write() as conn:
        is_back = take_back(conn, person_id=me().id, sheet_id=sheet_id, now=now())
    if is_back:
        say_once(_("The entries are drafts again. The link that was sent works no longer."))
    else:
        say_once(_("That was decided meanwhile."), "bad")
    return redirect(url_for("learning.practicum"), 303)
