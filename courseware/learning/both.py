"""Two answers to one question: both are shown, and the learner chooses which one counts."""

from __future__ import annotations

import re

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.learning.place import blueprint
from courseware.learning.sittings import is_theirs, own_sheet, sitting_of
from courseware.operations.attempts import Turned
from courseware.operations.choosing import choose_answer
from courseware.permissions import Permission
from courseware.web.database import now, site, write
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.web.pages import page, say_once
from courseware.web.waiting import keeps_words

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


@blueprint.get("/attempts/<int:attempt_id>/both")
@requires(Permission.LEARN)
def both(attempt_id: int) -> str | Response:
    """Show the questions with two answers; with none, or when time is up, the attempt itself."""
    own = own_sheet(attempt_id)
    sitting = sitting_of(own)
    if not own.attempt.is_open or not sitting.contested or sitting.deadline_at < now():
        return redirect(sitting.url, 303)
    return page("learning/both.html", sitting=sitting, attempt_id=attempt_id)


@blueprint.post("/attempts/<int:attempt_id>/both")
@requires(Permission.LEARN)
@keeps_words(is_theirs)
def choice(attempt_id: int) -> Response:
    """Let one of two answers count."""
    slot, seq = (request.form.get(name, "") for name in ("slot", "seq"))
    if _NUMBER.fullmatch(slot) is None or _NUMBER.fullmatch(seq) is None:
        own_sheet(attempt_id)  # somebody else's attempt does not exist, whatever was sent
        abort(400)
    with write() as conn:
        outcome = choose_answer(
            conn,
            person_id=me().id,
            attempt_id=attempt_id,
            slot=int(slot),
            seq=int(seq),
            now=now(),
            site=site(),
        )
    if outcome is None:
        abort(404)
    if outcome is False:  # the page there shows what stands now; without a choice it leads back
        return redirect(url_for("learning.both", attempt_id=attempt_id), 303)
    if isinstance(outcome, Turned):
        say_once(say(outcome.reason), "note")
        return redirect(url_for("learning.attempt", attempt_id=attempt_id), 303)
    say_once(_("Your choice is saved: question %(no)s has one answer now.") % {"no": slot})
    return redirect(url_for("learning.attempt", attempt_id=attempt_id) + f"#q-{slot}", 303)
