"""A quiz taken: start, answer, check, submit, result."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from flask import Response as FlaskResponse
from flask import abort, jsonify, redirect, request, url_for
from markupsafe import Markup
from sqlalchemy import Row
from werkzeug.wrappers import Response

from courseware.content.model import Module
from courseware.learning.answers import read_answers
from courseware.learning.lessons import points_needed, visit
from courseware.learning.place import blueprint
from courseware.learning.results import result_of
from courseware.operations.attempts import (
    Receipt,
    Turned,
    save_answers,
    start_attempt,
    submit_attempt,
)
from courseware.operations.grades import variant_of
from courseware.permissions import Permission
from courseware.quizzes.attempts import Refused
from courseware.quizzes.kinds.kind import PublicQuestion
from courseware.quizzes.kinds.registry import KINDS
from courseware.records import attempts as records
from courseware.records import responses
from courseware.records.attempts import AttemptRow
from courseware.records.sheets import read_sheet
from courseware.web.database import now, read, site, write
from courseware.web.errors import wants_json
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import moment, say, when
from courseware.web.pages import page, say_once
from courseware.words import Reason

SHORT = 110
_QUESTION = re.compile(r"q-\d{1,3}")


@dataclass(frozen=True, slots=True)
class Question:
    """One question on the page with what was saved for it. Holds nothing that reveals the key."""

    public: PublicQuestion
    raw: responses.Raw
    shown: str  # JSON of what the page shows as saved, to tell what the learner changed
    problem: str | None  # why the saved answer cannot be read; None if it can or is blank
    is_blank: bool

    @property
    def state(self) -> str:
        """Return answered, unclear or blank."""
        if self.is_blank:
            return "blank"
        return "answered" if self.problem is None else "unclear"


@dataclass(frozen=True, slots=True)
class Sitting:
    """An attempt as its pages use it."""

    attempt: AttemptRow
    module: Module
    questions: tuple[Question, ...]
    seq: int
    saved_at: datetime | None

    @property
    def unanswered(self) -> int:
        """Return how many questions would earn nothing as they stand."""
        return sum(one.is_blank or one.problem is not None for one in self.questions)

    @property
    def slots(self) -> list[dict[str, object]]:
        """Return the lines of the page that is read before submitting."""
        url = url_for("learning.attempt", attempt_id=self.attempt.id)
        return [
            {
                "no": one.public.no,
                "ask": short_text(one.public.ask),
                "state": one.state,
                "text": one.problem,
                "url": f"{url}#q-{one.public.no}",
            }
            for one in self.questions
        ]


def short_text(html: str) -> str:
    """Return the beginning of a question as plain text."""
    text = " ".join(Markup(html).striptags().split())  # noqa: S704 - compiled HTML, only its text is kept
    return text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + " …"


def _own(attempt_id: int) -> AttemptRow:
    attempt = records.find_attempt(read(), me().id, attempt_id)
    if attempt is None:
        abort(404)
    return attempt


def _sitting(attempt: AttemptRow) -> Sitting:
    module = site().shelves.version(read(), attempt.version_id)
    sheet = read_sheet(read(), attempt.id)
    questions = tuple(_question(module, slot) for slot in sheet.rows)
    return Sitting(attempt, module, questions, sheet.seq, sheet.saved_at)


def _question(module: Module, slot: Row[Any]) -> Question:
    kind_name, variant, order = variant_of(module, slot)
    kind, raw = KINDS[kind_name], responses.raw_of(slot)
    is_blank = not any(text.strip() for part, texts in raw.items() if part == "" for text in texts)
    answer = None if is_blank else kind.parse(variant, order, raw)
    return Question(
        public=kind.show(variant, order, slot.no),
        raw=raw,
        shown=slot.raw or "",
        problem=say(answer) if isinstance(answer, Reason) else None,
        is_blank=is_blank,
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
    if not own.is_open:
        return redirect(url_for("learning.result", attempt_id=attempt_id), 303)
    sitting = _sitting(own)
    if own.deadline_at < now():
        return page("learning/time_up.html", sitting=sitting)
    return page(
        "learning/attempt.html",
        sitting=sitting,
        points_needed=points_needed(sitting.module),
        key=token_urlsafe(16),
    )


@blueprint.post("/attempts/<int:attempt_id>/answers")
@requires(Permission.LEARN)
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


def _check_page(own: AttemptRow) -> str:
    return page("learning/check.html", sitting=_sitting(own))


@blueprint.get("/attempts/<int:attempt_id>/check")
@requires(Permission.LEARN)
def check(attempt_id: int) -> str | Response:
    """List the answers before they are submitted."""
    own = _own(attempt_id)
    if not own.is_open:
        return redirect(url_for("learning.result", attempt_id=attempt_id), 303)
    return _check_page(own)


@blueprint.post("/attempts/<int:attempt_id>/submission")
@requires(Permission.LEARN)
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
    tries = records.read_tries_beside(read(), me().id, attempt_id)
    own = next((one for one in tries if one.id == attempt_id), None)
    if own is None:
        abort(404)
    if own.is_open:
        return redirect(url_for("learning.attempt", attempt_id=attempt_id), 303)
    values: Mapping[str, Any] = result_of(own, tries)
    return page("learning/result.html", **values)
