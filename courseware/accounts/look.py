"""The look of the pages in this browser: light, dark, or as the device says. No account is needed."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.accounts.addresses import own_path
from courseware.web.blueprints import blueprint as make
from courseware.web.guards import public
from courseware.web.look import keep_look

blueprint = make("look", __name__, __file__)


@blueprint.post("/look")
@public
def choose() -> Response:
    """Keep the choice and go back to the page on which it was made."""
    back = own_path(request.form.get("next")) or url_for("learning.front")
    response = redirect(back, 303)
    keep_look(response, request.form.get("look", ""))
    return response
