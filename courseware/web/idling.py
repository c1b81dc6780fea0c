"""What follows on a shared terminal: in use, its sign-in goes on; left alone, it is over for good."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, g, request, url_for
from sqlalchemy.exc import OperationalError

from courseware.joining.owners import owner_tag
from courseware.records.sign_ins import end_sign_in
from courseware.web import terminal
from courseware.web.database import now, site, write
from courseware.web.sign_in import current_who

GRACE = 5
"""Seconds after which a page without scripts looks again: by then the server has ended the sign-in."""
_SAFE = {"GET", "HEAD", "OPTIONS"}
_FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\".*?</form>", re.DOTALL)
_FIELD = re.compile(r"<(?:textarea|select)\b|<input\b(?![^>]*\btype=\"(?:hidden|submit)\")")


@dataclass(frozen=True, slots=True)
class Strip:
    """What the strip at the head of each page of a shared terminal needs to know."""

    idle_after: int
    leave_url: str
    """Where the page goes when nobody is there any more; only the same person comes back to it."""
    refresh_after: int

    @staticmethod
    def has_fields(html: str) -> bool:
        """Say whether a page asks for something that would be lost if it went away by itself."""
        return any(_FIELD.search(form) for form in _FORM.findall(html))


def sign_in_address(path: str) -> str:
    """Return the address of the sign-in form that leads back to `path`.

    On a shared terminal whose person has left, only the same person is led back.
    """
    left_by: int | None = g.get("left_by")
    whose = None if left_by is None else _tag(left_by)
    return url_for("accounts.sign_in", next=path, whose=whose)


def is_for(whose: str | None, person_id: int) -> bool:
    """Say whether a way back is for this person; one that names nobody is for everybody."""
    return not whose or whose == _tag(person_id)


def _tag(person_id: int) -> str:
    return owner_tag(person_id, "next", site_secret=site().secret)


def _strip() -> dict[str, Any]:
    """Give the templates the strip of a shared terminal; None on a device of one's own."""
    who = current_who() if "shared_token" in g else None
    if who is None or who.idle_after is None:
        return {"terminal": None}
    here = request.full_path.rstrip("?") if request.method in _SAFE else None
    leave_url = url_for("accounts.sign_in", next=here, whose=_tag(who.id))
    return {"terminal": Strip(who.idle_after, leave_url, who.idle_after + GRACE)}


def _settle(response: Response) -> Response:
    """Renew the time of the last request, or end what was left alone for too long.

    A GET changes nothing, so it only finds the door closed; the row is ended by the next unsafe
    request, which is at the latest the sign-in of the next person.
    """
    shared, idle = g.pop("shared_token", None), g.pop("idle_token", None)
    if shared is not None:
        terminal.keep_seen(response, shared)
    elif idle is not None and request.method not in _SAFE:
        try:
            with write() as conn:
                end_sign_in(conn, token=idle, now=now())
        except OperationalError:
            # It opens nothing in any case; the next request ends it.
            current_app.logger.warning("A sign-in that was left alone could not be ended yet.")
    return response


def init_app(app: Flask) -> None:
    """Look after shared terminals, before and after each page."""
    app.context_processor(_strip)
    app.after_request(_settle)
