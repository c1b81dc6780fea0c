"""The look of the pages in this browser: light, dark, or as the device says. No account is needed."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.accounts.addresses import own_path
from courseware.web.blueprints import blueprint as make
from courseware.web.guards import public
from courseware.web.look import keep_look
from courseware.web.pages import page

blueprint = make("look", __name__, __file__)


@blueprint.get("/look")
@public
def show() -> str:
    """Offer the choice to visitors: a form in their footer would set a cookie on every page."""
    return page("accounts/look.html", here=_back())


@blueprint.post("/look")
@public
def choose() -> Response:
    """Keep the choice and go back to the page on which it was made."""
    response = redirect(_back(), 303)
    keep_look(response, request.form.get("look", ""))
    return response


def _back() -> str:
    return own_path(request.values.get("next")) or url_for("learning.front")
