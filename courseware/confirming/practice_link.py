"""A week of somebody's practice, confirmed through a link by whoever saw the work."""

from __future__ import annotations

from flask import Response, request

from courseware.confirming.face import blueprint
from courseware.confirming.guest_words import is_open_to
from courseware.confirming.links import done, no_link, open_link
from courseware.confirming.practice import (
    changed_meanwhile,
    decide,
    sheet_file,
    sheet_page,
)
from courseware.operations.confirming import Confirmer, Decided
from courseware.operations.guests import GuestPurpose
from courseware.records.guests import Guest
from courseware.records.practice_sheets import SheetRow, sheet_of_guest
from courseware.web.database import read
from courseware.web.guards import public
from courseware.web.language import gettext as _
from courseware.web.unlisted import unlisted
from courseware.web.waiting import keeps_words_of_guests

REFUSED, OVERTAKEN = 422, 409


def _sheet_behind(secret: str) -> tuple[Guest, SheetRow] | Response:
    """Return guest and sheet behind a link, or the page that says it works no more."""
    guest = open_link(GuestPurpose.PRACTICE, secret)
    if isinstance(guest, Response):
        return guest
    sheet = sheet_of_guest(read(), guest.id)
    return no_link() if sheet is None else (guest, sheet)


@blueprint.get("/confirm/practice/<secret>")
@public
def guest_practice(secret: str) -> Response:
    """Show a sheet to whoever holds its link."""
    found = _sheet_behind(secret)
    if isinstance(found, Response):
        return found
    guest, sheet = found
    return unlisted(sheet_page(sheet, request.path, guest=guest))


@blueprint.post("/confirm/practice/<secret>")
@public
@keeps_words_of_guests(is_open_to(GuestPurpose.PRACTICE))
def guest_decide(secret: str) -> Response:
    """Decide with the link, which is used up by it."""
    found = _sheet_behind(secret)
    if isinstance(found, Response):
        return found
    guest, sheet = found
    outcome = decide(sheet, Confirmer(guest=guest))
    if outcome is Decided.DONE:
        return done(
            _("Thank you, %(name)s") % {"name": guest.name},
            _("%(name)s is told. You can close this page; the link has done its work.")
            % {"name": guest.learner},
        )
    if not isinstance(outcome, Decided):
        return unlisted(sheet_page(sheet, request.path, guest=guest, problem=outcome), REFUSED)
    # Nothing was decided: it was changed or taken back meanwhile, or the link is the learner's own.
    again = no_link() if outcome is Decided.OWN else _sheet_behind(secret)
    if isinstance(again, Response):
        return again
    page = sheet_page(again[1], request.path, guest=guest, problem=changed_meanwhile())
    return unlisted(page, OVERTAKEN)


@blueprint.get("/confirm/practice/<secret>/files/<int:file_id>")
@public
def guest_file(secret: str, file_id: int) -> Response:
    """Send a file of an entry on the sheet behind a link."""
    found = _sheet_behind(secret)
    return found if isinstance(found, Response) else sheet_file(found[1], file_id)
