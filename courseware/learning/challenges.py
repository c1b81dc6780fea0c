"""Taking a challenge: one sitting that passes a module for somebody who knows it already."""

from __future__ import annotations

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from courseware.learning.lessons import visit
from courseware.learning.place import blueprint
from courseware.operations.starting import start_attempt
from courseware.permissions import Permission
from courseware.quizzes.attempts import Refused
from courseware.quizzes.terms import Purpose
from courseware.web.database import now, site, write
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import say_once
from courseware.web.refusals import refusal_words


@blueprint.post("/modules/<slug>/challenge")
@requires(Permission.LEARN)
def challenge(slug: str) -> Response:
    """Start the challenge of a module, or go on with the open one; 404 if the module has none."""
    here = visit(slug)
    back = redirect(url_for("learning.module", slug=slug), 303)
    if not here.is_open:
        return back
    with write() as conn:
        started = start_attempt(
            conn,
            person_id=me().id,
            module=slug,
            now=now(),
            site=site(),
            purpose=Purpose.CHALLENGE,
        )
    if isinstance(started, Refused):
        say_once(refusal_words(started), "note")
        return redirect(url_for("learning.module", slug=slug) + "#challenge", 303)
    if started is None and not here.is_passed:
        abort(404)
    if started is None:
        say_once(_("You have passed this module already."), "note")
        return back
    return redirect(url_for("learning.attempt", attempt_id=started), 303)
