"""A quiz taken: start, answer, check, submit, result."""

from __future__ import annotations

import re
from secrets import token_urlsafe

from flask import Response as FlaskResponse
from flask import abort, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.learning.lessons import visit
from courseware.learning.place import blueprint
from courseware.learning.results import result_of
from courseware.learning.views import slot_of
from courseware.operations.attempts import Receipt, Turned, save_answers, submit_attempt
from courseware.operations.starting import start_attempt
from courseware.permissions import Permission
from courseware.quizzes.attempts import Refused
from courseware.quizzes.terms import Purpose
from courseware.records.sheets import Sheet, read_sheet
from courseware.web.answers import read_answers
from courseware.web.database import now, read, site, write
from courseware.web.errors import wants_json
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import moment, say, when
from courseware.web.module_pages import Ways
from courseware.web.pages import page, say_once
from courseware.web.quiz_pages import Sitting, question_of
from courseware.web.unsent import kept_for_me
from courseware.web.waiting import keeps_words

_QUESTION = re.compile(r"q-\d{1,3}")


def is_theirs(person_id: int, attempt_id: int) -> bool:
    """Say whether an attempt is this person's."""
    return read_sheet(read(), person_id, attempt_id) is not None


def _own(attempt_id: int) -> Sheet:
    sheet = read_sheet(read(), me().id, attempt_id)
    if sheet is None:
        abort(404)
    return sheet


def _sitting(sheet: Sheet) -> Sitting:
    attempt = sheet.attempt
    module = site().shelves.version(read(), attempt.version_id)
    return Sitting(
        module=module,
        questions=tuple(question_of(slot_of(module, row)) for row in sheet.rows),
        maximum=attempt.maximum,
        deadline_at=attempt.deadline_at,
        url=url_for("learning.attempt", attempt_id=attempt.id),
        seq=sheet.seq,
        saved_at=sheet.saved_at,
        purpose=Purpose(attempt.purpose),
    )


@blueprint.post("/modules/<slug>/attempts")
@requires(Permission.LEARN)
def attempts(slug: str) -> Response:
    """Start a try, or go on with the open one."""
    here = visit(slug)
    if not here.is_open:
        return redirect(url_for("learning.module", slug=slug), 303)
    with write() as conn:
        started = start_attempt(conn, person_id=me().id, module=slug, now=now(), site=site())
    if started is None:
        abort(404)
    if isinstance(started, Refused):
        say_once(say(started.told(when(started.opens_at))), "note")
        return redirect(url_for("learning.module", slug=slug) + "#quiz", 303)
    return redirect(url_for("learning.attempt", attempt_id=started), 303)


@blueprint.get("/attempts/<int:attempt_id>")
@requires(Permission.LEARN)
def attempt(attempt_id: int) -> str | Response:
    """Show the questions; a closed try leads to its result."""
    own = _own(attempt_id)
    if not own.attempt.is_open:
        return redirect(url_for("learning.result", attempt_id=attempt_id), 303)
    sitting = _sitting(own)
    if sitting.deadline_at < now():
        return page("learning/time_up.html", sitting=sitting, attempt_id=attempt_id)
    return page(
        "pages/attempt.html",
        sitting=sitting,
        attempt_id=attempt_id,
        ways=Ways(sitting.module.slug),
        key=token_urlsafe(16),
        keeping=kept_for_me(),
    )


@blueprint.post("/attempts/<int:attempt_id>/answers")
@requires(Permission.LEARN)
@keeps_words(is_theirs)
def answers(attempt_id: int) -> Response | FlaskResponse | str | tuple[str, int]:
    """Save answers: a script gets a receipt, a plain form the page to check them."""
    given = read_answers(request.form)
    if given is None:
        _own(attempt_id)  # somebody else's attempt does not exist, whatever was sent
        abort(400)
    with write() as conn:
        outcome = save_answers(
            conn,
            person_id=me().id,
            attempt_id=attempt_id,
            key=given.key,
            answers=given.answers,
            now=now(),
            site=site(),
        )
    if outcome is None:
        abort(404)
    if wants_json():
        return _receipt(outcome)
    if isinstance(outcome, Turned):
        say_once(say(outcome.reason), "note")
        return redirect(url_for("learning.attempt", attempt_id=attempt_id), 303)
    target = request.form.get("go", "check")
    if target == "check":
        return _check_page(_own(attempt_id))
    say_once(_("Saved %(when)s") % {"when": moment(outcome.saved_at, "clock")})
    anchor = f"#{target}" if _QUESTION.fullmatch(target) else ""
    return redirect(url_for("learning.attempt", attempt_id=attempt_id) + anchor, 303)


def _receipt(outcome: Receipt | Turned) -> FlaskResponse:
    if isinstance(outcome, Turned):
        reply = jsonify({"message": say(outcome.reason)})
        reply.status_code = 409
        return reply
    return jsonify(
        {
            "key": outcome.key,
            "seq": outcome.seq,
            "digest": outcome.digest,
            "saved_at": outcome.saved_at.isoformat(),
            "shown": moment(outcome.saved_at, "clock"),
        }
    )


def _check_page(own: Sheet) -> str:
    return page("pages/check.html", sitting=_sitting(own), attempt_id=own.attempt.id)


@blueprint.get("/attempts/<int:attempt_id>/check")
@requires(Permission.LEARN)
def check(attempt_id: int) -> str | Response:
    """List the answers before they are submitted."""
    own = _own(attempt_id)
    if not own.attempt.is_open:
        return redirect(url_for("learning.result", attempt_id=attempt_id), 303)
    return _check_page(own)


@blueprint.post("/attempts/<int:attempt_id>/submission")
@requires(Permission.LEARN)
@keeps_words(is_theirs)
def submission(attempt_id: int) -> Response:
    """Submit once; whoever comes second sees the same result."""
    with write() as conn:
        done = submit_attempt(
            conn, person_id=me().id, attempt_id=attempt_id, now=now(), site=site()
        )
    if done is None:
        abort(404)
    return redirect(url_for("learning.result", attempt_id=attempt_id), 303)


@blueprint.get("/attempts/<int:attempt_id>/result")
@requires(Permission.LEARN)
def result(attempt_id: int) -> str | Response:
    """Show the points, the feedback and what comes next; an open try leads back to it."""
    own = _own(attempt_id)
    if own.attempt.is_open:
        return redirect(url_for("learning.attempt", attempt_id=attempt_id), 303)
    return page("pages/result.html", **result_of(own))
