"""A week of somebody's practice on one page: confirmed as a whole, single entries returned."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from courseware.confirming.face import blueprint
from courseware.confirming.sheet_view import entry_views
from courseware.operations.confirming import LONGEST_COMMENT, Confirmer, Decided, decide_sheet
from courseware.permissions import Permission
from courseware.records.evidence_files import find_file
from courseware.records.guests import Guest
from courseware.records.practice_entries import EntryRow, entries_on
from courseware.records.practice_sheets import SheetRow, find_sheet
from courseware.records.reach import reach_member
from courseware.web.database import now, read, site, write
from courseware.web.evidence import file_reply
from courseware.web.guards import me, requires
from courseware.web.ids import read_id
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once
from courseware.web.waiting import keeps_words


def sheet_for(person_id: int, sheet_id: int) -> SheetRow | None:
    """Return a sheet about which a person may decide: they were named, or they lead the learner."""
    sheet = find_sheet(read(), sheet_id)
    if sheet is None or sheet.person_id == person_id:
        return None
    if sheet.to_person == person_id:
        return sheet
    reached = reach_member(read(), person_id, Permission.VERIFY, sheet.person_id)
    return None if reached is None else sheet


def is_asked(person_id: int, *, sheet_id: int) -> bool:
    """Say whether a person may decide about a sheet: then words about it are theirs to send."""
    return sheet_for(person_id, sheet_id) is not None


def _sheet(sheet_id: int) -> SheetRow:
    return sheet_for(me().id, sheet_id) or abort(404)


def sheet_page(sheet: SheetRow, url: str, *, guest: Guest | None, problem: str = "") -> str:
    """Return a sheet with a form for each of its entries; `guest`: who looks at it through a link."""
    waiting = entries_on(read(), sheet.id)
    return page(
        "confirming/practice.html",
        sheet=sheet,
        guest=guest,
        entries=entry_views(waiting),
        url=url,
        file_url=request.path + "/files/",
        problem=problem,
        returned=returned_in(waiting),
        typed={one.id: _why(one) for one in waiting},
    )


def returned_in(waiting: Sequence[EntryRow]) -> dict[int, str]:
    """Return what was marked to go back in this post: number of the entry → why."""
    marked = {read_id(one) for one in request.form.getlist("back")}
    return {one.id: _why(one) for one in waiting if one.id in marked}


def _why(entry: EntryRow) -> str:
    return request.form.get(f"why-{entry.id}", "").strip()[:LONGEST_COMMENT]


def _seen() -> dict[int, int]:
    """Return the entries that stood on the page, with their revisions: "7:2"."""
    pairs = (one.partition(":") for one in request.form.getlist("seen"))
    read = ((read_id(entry), read_id(revision)) for entry, _colon, revision in pairs)
    return {entry: no for entry, no in read if entry is not None and no is not None}


def decide(sheet: SheetRow, by: Confirmer) -> Decided | str:
    """Decide what was posted; a text says what is still missing in it."""
    waiting = entries_on(read(), sheet.id)
    returned = returned_in(waiting)
    if any(not why for why in returned.values()):
        return _("Say in a few words what is not so, for each entry that you return.")
    if any(_why(one) for one in waiting if one.id not in returned):
        # Confirmed is for good: a mark that was forgotten must not confirm what is not so.
        return _("You wrote what is not so: mark that entry to return it, or empty the line.")
    with write() as conn:
        return decide_sheet(
            conn,
            sheet_id=sheet.id,
            by=by,
            returned=returned,
            seen=_seen(),
            now=now(),
            site=site(),
        )


def changed_meanwhile() -> str:
    """Return what is said to somebody whose page was overtaken."""
    return _("These entries were changed meanwhile. Please look again: this is how they are now.")


@blueprint.get("/confirming/practice/<int:sheet_id>")
@requires(Permission.LEARN)
def practice(sheet_id: int) -> str:
    """Show a sheet to somebody with an account."""
    sheet = _sheet(sheet_id)
    return sheet_page(sheet, url_for("confirming.decide_practice", sheet_id=sheet_id), guest=None)


@blueprint.post("/confirming/practice/<int:sheet_id>")
@requires(Permission.LEARN)
@keeps_words(is_asked)
def decide_practice(sheet_id: int) -> BaseResponse | tuple[str, int]:
    """Confirm a sheet but for what is returned."""
    sheet = _sheet(sheet_id)
    outcome = decide(sheet, Confirmer(person_id=me().id))
    if outcome is Decided.DONE:
        say_once(_("Thank you. %(name)s is told.") % {"name": sheet.learner})
        return redirect(url_for("confirming.queue"), 303)
    problem = outcome if not isinstance(outcome, Decided) else changed_meanwhile()
    status = 422 if not isinstance(outcome, Decided) else 409
    return sheet_page(sheet, request.path, guest=None, problem=problem), status


@blueprint.get("/confirming/practice/<int:sheet_id>/files/<int:file_id>")
@requires(Permission.LEARN)
def practice_file(sheet_id: int, file_id: int) -> Response:
    """Send a file of an entry that waits on the sheet."""
    return sheet_file(_sheet(sheet_id), file_id)


def sheet_file(sheet: SheetRow, file_id: int) -> Response:
    """Return a file of an entry that waits on a sheet."""
    found = find_file(read(), file_id)
    ids = {one.id for one in entries_on(read(), sheet.id)}
    if found is None or found[0].kind != "entries" or found[0].owner_id not in ids:
        abort(404)
    return file_reply(*found)
