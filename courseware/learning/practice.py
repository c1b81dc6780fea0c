"""Practice: five questions of a module with feedback at once, as often as one likes, never on the record."""

from __future__ import annotations

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from courseware.learning.lessons import locked_page, visit
from courseware.learning.place import blueprint
from courseware.operations.starting import start_attempt
from courseware.permissions import Permission
from courseware.quizzes.drawing import PRACTICE_ITEMS
from courseware.quizzes.terms import PRACTICE_TRIES, Purpose
from courseware.records.attempts import read_attempts
from courseware.web.database import now, read, site, write
from courseware.web.guards import me, requires
from courseware.web.module_pages import Ways
from courseware.web.pages import page

EARLIER = 10
"""How many earlier rounds the page lists."""


@blueprint.get("/practice/<slug>")
@requires(Permission.LEARN)
def practice(slug: str) -> str | tuple[str, int]:
    """Say what practice is, offer to start or to go on, and list earlier rounds."""
    here = visit(slug)
    if not here.is_open:
        return locked_page(here)
    rounds = read_attempts(read(), me().id, slug, Purpose.PRACTICE)
    return page(
        "learning/practice.html",
        module=here.module,
        ways=Ways(slug),
        items=PRACTICE_ITEMS,
        tries=PRACTICE_TRIES,
        open_round=next((one for one in rounds if one.is_open and one.deadline_at >= now()), None),
        earlier=[one for one in reversed(rounds) if one.submitted_at is not None][:EARLIER],
    )


@blueprint.post("/practice/<slug>")
@requires(Permission.LEARN)
def practice_create(slug: str) -> Response:
    """Start a round, or go on with the open one."""
    here = visit(slug)
    if not here.is_open:
        return redirect(url_for("learning.practice", slug=slug), 303)
    with write() as conn:
        started = start_attempt(
            conn, person_id=me().id, module=slug, now=now(), site=site(), purpose=Purpose.PRACTICE
        )
    if not isinstance(started, int):
        abort(404)
    return redirect(url_for("learning.attempt", attempt_id=started), 303)
