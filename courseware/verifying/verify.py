"""The public check of a certificate: every printed field again, and its state in words."""

from __future__ import annotations

import logging

from flask import Response, abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from courseware.credentials.identifiers import read_public_id
from courseware.credentials.printed import printed_fields
from courseware.credentials.snapshot import from_json
from courseware.operations.verification import is_as_issued
from courseware.records.credentials import CredentialRow, find_credential
from courseware.records.throttle import add_try, count_tries
from courseware.web.blueprints import blueprint as make
from courseware.web.database import now, read, shelf, write
from courseware.web.guards import public
from courseware.web.language import gettext as _
from courseware.web.networks import network
from courseware.web.pages import page
from courseware.web.sign_in import WINDOW

log = logging.getLogger(__name__)
blueprint = make("verifying", __name__, __file__)

UNKNOWN_TRIES = 30
"""How many unknown numbers one network may ask for in a quarter of an hour."""


@blueprint.get("/verify")
@public
def verify() -> str | BaseResponse:
    """Ask for the number; a typed one leads to its page."""
    typed = request.args.get("number", "").strip()
    if not typed:
        return page("verifying/verify.html", typed="", error=None)
    public_id = read_public_id(typed)
    if public_id is None:
        error = _("A certificate number has 20 letters and digits, in groups of four.")
        return page("verifying/verify.html", typed=typed[:60], error=error)
    return redirect(url_for("verifying.credential", code=public_id), 303)


def _throttle_key() -> str:
    return f"verify:{network()}"


@blueprint.get("/verify/<code>")
@public
def credential(code: str) -> Response | BaseResponse:
    """Show a certificate; every unknown number gets the same answer."""
    if count_tries(read(), key=_throttle_key(), since=now() - WINDOW) >= UNKNOWN_TRIES:
        abort(429)
    public_id = read_public_id(code)
    if public_id is not None and public_id != code:
        return redirect(url_for("verifying.credential", code=public_id), 303)
    found = None if public_id is None else find_credential(read(), public_id)
    if found is None:
        with write() as conn:
            add_try(conn, key=_throttle_key(), now=now())
        return _page(page("verifying/unknown.html"), 404)
    if found.snapshot is None:
        return _page(page("verifying/erased.html", credential=found), 410)
    if not is_as_issued(read(), found.person_id, found.public_id):
        log.error("Certificate %s is not what was issued: its row was changed", found.public_id)
        return _page(page("verifying/changed.html", credential=found, checked_at=now()), 200)
    snapshot = from_json(found.snapshot)
    html = page(
        "verifying/credential.html",
        credential=found,
        snapshot=snapshot,
        fields=printed_fields(snapshot),
        tracks=[_track(module.slug) for module in snapshot.modules],
        state=_state(found),
        checked_at=now(),
    )
    return _page(html, 200)


def _track(slug: str) -> str:
    """Return the track whose color the module's station takes; it is not printed."""
    published = shelf().modules.get(slug)
    return "none" if published is None else published.module.track


def _state(found: CredentialRow) -> str:
    if found.revoked_at is not None:
        return "revoked"
    return "demonstration" if found.is_demonstration else "valid"


def _page(html: str, status: int) -> Response:
    response = make_response(html, status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
