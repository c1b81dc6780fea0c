"""A quiz taken: start, answer, check, submit, result."""

from __future__ import annotations

import re
from secrets import token_urlsafe

from flask import Response as FlaskResponse
from flask import abort, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.learning.lessons import visit
from courseware.learning.place import blueprint
from courseware.learning.results import practiced_of, result_of
from courseware.learning.review_results import review_result_of
from courseware.learning.sittings import is_theirs, own_sheet, sitting_of
from courseware.operations.attempts import Receipt, Turned, save_answers, submit_attempt
from courseware.operations.starting import start_attempt
from courseware.permissions import Permission
from courseware.quizzes.attempts import Refused
from courseware.quizzes.terms import Purpose
from courseware.records.sheets import Sheet
from courseware.web.answers import read_answers
from courseware.web.database import now, site, write
from courseware.web.errors import wants_json
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import moment, say
from courseware.web.module_pages import ways_of
from courseware.web.pages import page, say_once, take_said
from courseware.web.refusals import refusal_words
from courseware.web.unsent import kept_for_me
from courseware.web.waiting import keeps_words

_QUESTION = re.compile(r"q-\d{1,3}")


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
        say_once(refusal_words(started), "note")
        return redirect(url_for("learning.module", slug=slug) + "#quiz", 303)
    return redirect(url_for("learning.attempt", attempt_id=started), 303)


@blueprint.get("/attempts/<int:attempt_id>")
@requires(Permission.LEARN)
def attempt(attempt_id: int) -> str | Response:
    """Show the questions; a closed try leads to its result."""
    own = own_sheet(attempt_id)
    if not own.attempt.is_open:
        return redirect(url_for("learning.result", attempt_id=attempt_id), 303)
    sitting = sitting_of(own)
    if sitting.deadline_at < now():
        return page("learning/time_up.html", sitting=sitting, attempt_id=attempt_id)
    asked_back, messages = take_said("q-")
    return page(
        "pages/attempt.html",
        asked_back=asked_back,
        messages=messages,
        sitting=sitting,
        attempt_id=attempt_id,
        ways=ways_of(sitting.module.slug),
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
        own_sheet(attempt_id)  # somebody else's attempt does not exist, whatever was sent
        abort(400)
    with write() as conn:
        outcome = save_answers(
            conn,
            person_id=me().id,
            attempt_id=attempt_id,
            key=given.key if wants_json() else given.form_key,
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
    if outcome.aside:
        return redirect(url_for("learning.both", attempt_id=attempt_id), 303)
    target = request.form.get("go", "check")
    if target == "check":
        return _check_page(own_sheet(attempt_id))
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
            "counter": outcome.counter,
            "aside": outcome.aside,
        }
    )


def _check_page(own: Sheet) -> str:
    return page("pages/check.html", sitting=sitting_of(own), attempt_id=own.attempt.id)


@blueprint.get("/attempts/<int:attempt_id>/check")
@requires(Permission.LEARN)
def check(attempt_id: int) -> str | Response:
    """List the answers before they are submitted."""
    own = own_sheet(attempt_id)
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
    own = own_sheet(attempt_id)
    if own.attempt.is_open:
        return redirect(url_for("learning.attempt", attempt_id=attempt_id), 303)
    if own.attempt.purpose == Purpose.PRACTICE:
        return page("learning/practiced.html", **practiced_of(own))
    if own.attempt.purpose == Purpose.REVIEW:
        return page("learning/review_result.html", **review_result_of(own))
    return page("pages/result.html", **result_of(own))
