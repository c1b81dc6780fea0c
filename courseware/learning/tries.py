"""A step of a question handed in during an attempt; everything else on the page is saved with it."""

from __future__ import annotations

import re

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.learning.attempts import is_theirs
from courseware.learning.place import blueprint
from courseware.operations.attempts import Receipt, Turned, save_answers
from courseware.operations.tries import hand_in
from courseware.permissions import Permission
from courseware.web.answers import read_answers
from courseware.web.database import now, site, write
from courseware.web.guards import me, requires
from courseware.web.language import say
from courseware.web.pages import say_once
from courseware.web.waiting import keeps_words

_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


@blueprint.post("/attempts/<int:attempt_id>/tries")
@requires(Permission.LEARN)
@keeps_words(is_theirs)
def tries(attempt_id: int) -> Response:
    """Save what the form holds, hand in the open step of one question (`check`), show the next one."""
    if not is_theirs(me().id, attempt_id):
        abort(404)
    given, no = read_answers(request.form), request.form.get("check", "")
    try_no = request.form.get(f"try-{no}", "")
    if given is None or _NUMBER.fullmatch(no) is None or _NUMBER.fullmatch(try_no) is None:
        abort(400)
    who, moment = me().id, now()
    with write() as conn:
        outcome: Receipt | Turned | None = save_answers(
            conn,
            person_id=who,
            attempt_id=attempt_id,
            key=given.key,
            answers=given.answers,
            now=moment,
            site=site(),
        )
        if isinstance(outcome, Receipt):
            outcome = hand_in(
                conn,
                person_id=who,
                attempt_id=attempt_id,
                slot_no=int(no),
                try_no=int(try_no),
                raw=given.answers[int(no)].raw if int(no) in given.answers else {},
                key=f"{given.key}.try",
                now=moment,
                site=site(),
            )
    if outcome is None:
        abort(404)
    if isinstance(outcome, Turned):
        say_once(say(outcome.reason), "note")
    return redirect(f"{url_for('learning.attempt', attempt_id=attempt_id)}#q-{no}", 303)
