"""The level review: its start page, and beginning it, alone or with the code of a supervised session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import Length

from courseware.content.composed import review_slug
from courseware.content.model import Pathway
from courseware.learning.place import blueprint
from courseware.learning.review_results import in_order, name_of
from courseware.learning.views import clock_of
from courseware.operations.reviews import level_of, next_review, start_review
from courseware.permissions import Permission
from courseware.practice.gates import Level, ReviewGate
from courseware.quizzes.attempts import Refused
from courseware.quizzes.terms import Purpose, terms_of
from courseware.records.attempts import AttemptRow, read_attempts
from courseware.records.catalog import PublishedModule
from courseware.records.review_sessions import session_of
from courseware.records.throttle import Limit, digest, forget_tries
from courseware.web.clock import limit_text, own_minutes
from courseware.web.database import now, read, shelf, site, write
from courseware.web.forms import BaseForm
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.web.networks import network
from courseware.web.pages import page, say_once
from courseware.web.refusals import refusal_words
from courseware.web.standings import points_text
from courseware.web.throttle import count_try
from courseware.words import Reason, hours_text, percent

CODE_TRIES = 10
"""Codes that one person may type in a quarter of an hour."""
NETWORK_TRIES = 200
"""The same for a network: a whole class types its code at the same moment."""


class CodeForm(BaseForm):
    """The code of a supervised session, which may be left empty."""

    code = StringField(
        _("Code of a supervised session (optional)"),
        [Length(max=40, message=_("A code has eight letters and digits."))],
    )


@dataclass(frozen=True, slots=True)
class Visit:
    """A level review that is published, as one person asks for it."""

    pathway: Pathway
    level: Level
    gate: ReviewGate
    published: PublishedModule
    past: Sequence[AttemptRow]


def _visit(pathway: str, level: str) -> Visit:
    """Load a level review; 404 where there is none."""
    found = level_of(shelf(), pathway, level)
    published = shelf().reviews.get(review_slug(pathway, level))
    if found is None or published is None:
        abort(404)
    past = read_attempts(read(), me().id, published.module.slug, Purpose.REVIEW)
    return Visit(*found, published, past)


def _page(here: Visit, form: CodeForm) -> str:
    open_one = next((one for one in here.past if one.is_open), None)
    refused = None
    if open_one is None:
        found = (here.pathway, here.level, here.gate)
        refused = next_review(read(), me().id, found, here.past, now=now())
    return page(
        "learning/review.html",
        pathway=here.pathway,
        level=here.level,
        form=form,
        asks=_asks(here),
        lines=_lines(here),
        minutes=_minutes(here),
        open_attempt=open_one,
        clock=None if open_one is None else clock_of(open_one, now()),
        refused=None if refused is None else refusal_words(refused),
        is_passed=any(one.passed for one in here.past),
        is_locked=refused is not None and refused.opens_at is None,
        tries=[_try(one) for one in reversed(here.past) if one.points is not None],
    )


def _minutes(here: Visit) -> int:
    """Return how long the clock runs for the reader, as the published bank says."""
    quiz = here.published.module.bank.quiz
    return own_minutes(terms_of(quiz, Purpose.REVIEW).minutes or here.gate.minutes, me().extra_time)


def _lines(here: Visit) -> list[str]:
    """Return what one should know before one starts."""
    gate = here.gate
    least = {"needed": hours_text(gate.mark * gate.items), "items": gate.items}
    half = {"share": percent(gate.competency_mark), "least": gate.least_items}
    window = {"tries": gate.tries, "days": gate.days}
    return [
        _("%(items)s questions, one point each. You need %(needed)s points.") % least,
        _(
            "You also need %(share)s of the points in each competency with %(least)s or more questions."
        )
        % half,
        limit_text(here.published.module.bank.quiz.minutes, me().extra_time),
        _("Open book: use the lessons, the formulas beside the questions and a calculator."),
        _("At most %(tries)s tries in any %(days)s days. Another try brings other questions.")
        % window,
        _(
            "After it you see your points by competency and what to read again. The questions are kept for later reviews, so they are not explained."
        ),
    ]


def _asks(here: Visit) -> list[tuple[str, int]]:
    """Return how many questions each competency gives."""
    return [(name_of(code), count) for code, count in in_order(here.gate.draw)]


@dataclass(frozen=True, slots=True)
class Try:
    """A finished review as the page lists it."""

    attempt: AttemptRow
    points: str
    is_supervised: bool


def _try(attempt: AttemptRow) -> Try:
    is_supervised = session_of(read(), attempt.id) is not None
    return Try(attempt, points_text(attempt.points or Fraction(0)), is_supervised)


@blueprint.get("/pathways/<pathway>/levels/<level>/review")
@requires(Permission.LEARN)
def review(pathway: str, level: str) -> str:
    """Say what the review asks, whether it is open, and how earlier ones went."""
    return _page(_visit(pathway, level), CodeForm())


@blueprint.post("/pathways/<pathway>/levels/<level>/attempts")
@requires(Permission.LEARN)
def review_attempts(pathway: str, level: str) -> Response | tuple[str, int]:
    """Begin a review, or go on with the open one. A code that does not work begins nothing."""
    here, form = _visit(pathway, level), CodeForm(request.form)
    if not form.validate():
        return _page(here, form), 422
    started = _start(pathway, level, form.code.data or "")
    if started is None:
        abort(404)
    if isinstance(started, Reason):
        form.code.errors = [say(started)]
        return _page(here, form), 422
    if isinstance(started, Refused):
        say_once(refusal_words(started), "note")
        return redirect(url_for("learning.review", pathway=pathway, level=level), 303)
    return redirect(url_for("learning.attempt", attempt_id=started), 303)


def _start(pathway: str, level: str, code: str) -> int | Refused | Reason | None:
    """Begin it. A typed code counts as a try before it is known to be right, and is forgotten then."""
    counted: Sequence[int] = ()
    if code:
        mine = Limit(f"review:code:{digest(f'person {me().id}')}", CODE_TRIES)
        counted = count_try(mine, Limit(f"review:network:{network()}", NETWORK_TRIES))
    with write() as conn:
        started = start_review(
            conn,
            person_id=me().id,
            pathway=pathway,
            level=level,
            code=code,
            now=now(),
            site=site(),
        )
        if counted and not isinstance(started, Reason):
            forget_tries(conn, ids=counted, key="")
    return started
