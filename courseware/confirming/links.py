"""The door for people without an account: one link, one learner, and never the learner themselves."""

from __future__ import annotations

from flask import Response

from courseware.operations.guests import GuestPurpose, find_guest
from courseware.records.guests import Guest
from courseware.web.database import now, read, site
from courseware.web.pages import page
from courseware.web.sign_in import current_who
from courseware.web.unlisted import unlisted


def open_link(purpose: GuestPurpose, secret: str) -> Guest | Response:
    """Return who holds a link, or the page that says why nothing can be done with it here."""
    guest = find_guest(read(), purpose, secret, now=now(), site=site())
    if guest is None:
        return no_link()
    who = current_who()
    if who is not None and who.id == guest.person_id:
        return unlisted(page("confirming/own_link.html", name=who.name), 403)
    return guest


def no_link() -> Response:
    """Give the one answer to every link that does not work: unknown, used, taken back, run out."""
    return unlisted(page("confirming/no_link.html"), 404)


def done(title: str, text: str, *, is_kept: bool = True) -> Response:
    """Thank somebody whose link has done its work. `is_kept`: what they said stands on a record now."""
    return unlisted(page("confirming/link_done.html", thanks=title, text=text, is_kept=is_kept))
