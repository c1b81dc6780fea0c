"""A terminal that people share: the next person's turn, and the sign that somebody is still there."""

from __future__ import annotations

from flask import Response, make_response, redirect, url_for

from courseware.permissions import Permission
from courseware.web import sign_in as signing
from courseware.web.blueprints import blueprint as make
from courseware.web.guards import public, requires

blueprint = make("terminal", __name__, __file__)


@blueprint.post("/switch-person")
@public
def switch() -> Response:
    """Sign this person out and ask for the next one; nothing leads back to the page before."""
    response = make_response(redirect(url_for("accounts.sign_in"), 303))
    signing.end(response)
    return response


@blueprint.post("/still-here")
@requires(Permission.LEARN)
def still_here() -> Response:
    """Hear from a page that somebody reads it: the reply renews the time of the last request."""
    return make_response("", 204)
