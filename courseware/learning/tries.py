"""One answer checked before the end: the button "Check" below a question."""

from __future__ import annotations

import re

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from courseware.learning.place import blueprint
from courseware.learning.sittings import is_theirs
from courseware.operations.attempts import Receipt, Turned, save_answers
from courseware.operations.tries import hand_in
from courseware.permissions import Permission
from courseware.web.answers import read_answers
from courseware.web.database import now, site, write
from courseware.web.errors import wants_json
from courseware.web.guards import me, requires
from courseware.web.language import say
from courseware.web.pages import say_once
from courseware.web.waiting import keeps_words

_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


def _pressed() -> tuple[int, int] | None:
    """Return which question is to be checked and which try the form takes it for; None for no such form."""
    slot = request.form.get("check", "")
    try_no = request.form.get(f"try-{slot}", "")
    if _NUMBER.fullmatch(slot) is None or _NUMBER.fullmatch(try_no) is None:
        return None
    return int(slot), int(try_no)


@blueprint.post("/attempts/<int:attempt_id>/tries")
@requires(Permission.LEARN)
@keeps_words(is_theirs)
def tries(attempt_id: int) -> ResponseReturnValue:
    """Save what the form holds, and check the answer to one question (`check`, `try-<question>`)."""
    if not is_theirs(me().id, attempt_id):
        abort(404)
    given, pressed = read_answers(request.form), _pressed()
    if given is None or pressed is None:
        abort(400)
    slot_no, try_no = pressed
    answer = given.answers.get(slot_no)
    with write() as conn:
        outcome = save_answers(
            conn, person_id=me().id, attempt_id=attempt_id, key=given.form_key,
            answers=given.answers, now=now(), site=site(),
        )  # fmt: skip
        if isinstance(outcome, Receipt):
            outcome = hand_in(
                conn, person_id=me().id, attempt_id=attempt_id, slot_no=slot_no, try_no=try_no,
                raw={} if answer is None else answer.raw, key=f"{given.form_key}.{slot_no}",
                now=now(), site=site(),
            )  # fmt: skip
    if isinstance(outcome, Turned):
        if wants_json():
            return {"message": say(outcome.reason)}, 409
        say_once(say(outcome.reason), f"q-{slot_no}")  # shown beside the question
    return redirect(url_for("learning.attempt", attempt_id=attempt_id) + f"#q-{slot_no}", 303)
