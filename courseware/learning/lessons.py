"""A module and its lessons."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from courseware.content.model import Lesson, Module
from courseware.formulas.cards import CARDS
from courseware.learning.cards import formula_card
from courseware.learning.place import Place, blueprint, place_of
from courseware.operations.attempts import next_try
from courseware.operations.lessons import mark_read
from courseware.permissions import Permission
from courseware.progress.route import Station, StationState
from courseware.records.attempts import AttemptRow, read_attempts
from courseware.records.module_records import Passed, passed_modules
from courseware.web.database import now, read, shelf, site, write
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import say, when
from courseware.web.pages import page
from courseware.words import Reason, percent


@dataclass(frozen=True, slots=True)
class Visit:
    """One person at one module: where it stands on their route, and whether it is open."""

    module: Module
    station: Station | None
    pathway: str | None
    place: Place
    locked: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Say whether lessons and quiz may be used."""
        return not self.locked

    @property
    def read_lessons(self) -> frozenset[str]:
        """Return the ids of the lessons that were read."""
        return self.place.lessons_read.get(self.module.slug, frozenset())


def visit(slug: str) -> Visit:
    """Load a person's visit to a module; 404 for an unknown one."""
    published = shelf().modules.get(slug)
    if published is None:
        abort(404)
    place = place_of(me().id)
    pathway = place.pathway_of(slug)
    if pathway is None:
        unknown = say(Reason("locked.not_enrolled"))
        return Visit(published.module, None, None, place, (unknown,))
    station = next(one for one in place.route(pathway) if one.plan.module == slug)
    is_locked = station.state is StationState.LOCKED
    locked = tuple(say(reason) for reason in station.locked) if is_locked else ()
    return Visit(published.module, station, pathway.id, place, locked)


def _locked_page(here: Visit) -> tuple[str, int]:
    offers = [
        one
        for one in shelf().pathways.values()
        if any(s.module == here.module.slug for s in one.stops)
    ]
    return page("learning/locked.html", visit=here, module=here.module, offers=offers), 403


@blueprint.get("/modules/<slug>")
@requires(Permission.LEARN)
def module(slug: str) -> str | tuple[str, int]:
    """Show what a module holds, what is done, and the quiz."""
    here = visit(slug)
    if not here.is_open:
        return _locked_page(here)
    tries = read_attempts(read(), me().id, slug)
    wait = next_try(tries, here.module.bank.quiz.pass_mark, now())
    return page(
        "learning/module.html",
        visit=here,
        module=here.module,
        track=shelf().shared.tracks.get(here.module.track, here.module.track),
        open_attempt=next((one for one in tries if one.is_open), None),
        tries=[_try(one) for one in reversed(tries) if not one.is_open],
        wait=None if wait is None else say(wait.told(when(wait.opens_at))),
        points_needed=points_needed(here.module),
        record=_record(here),
    )


def _record(here: Visit) -> Passed | None:
    """Return the pass with its record; None while the module is not passed."""
    standing = here.place.standings.get(here.module.slug)
    if standing is None or not standing.is_passed:
        return None
    return next(iter(passed_modules(read(), me().id, module=here.module.slug)), None)


def points_needed(module: Module) -> int:
    """Return the least whole number of points that passes: "You need 8 of 10"."""
    need = module.bank.quiz.pass_mark * module.bank.quiz.points
    return -(-need.numerator // need.denominator)


@dataclass(frozen=True, slots=True)
class Try:
    """A finished try as the module page lists it."""

    attempt: AttemptRow
    share: str


def _try(attempt: AttemptRow) -> Try:
    points = attempt.points or Fraction(0)
    return Try(attempt, percent(points / attempt.maximum))


def _lesson(here: Visit, lesson_id: str) -> tuple[int, Lesson]:
    for number, lesson in enumerate(here.module.lessons, start=1):
        if lesson.id == lesson_id:
            return number, lesson
    return abort(404)


def _contents(here: Visit, current: str) -> list[dict[str, object]]:
    """Return the steps of the module as the list beside a lesson shows them."""
    slug = here.module.slug
    steps: list[dict[str, object]] = []
    for one in here.module.lessons:
        state = "done" if one.id in here.read_lessons else "open"
        url = url_for("learning.lesson", slug=slug, lesson=one.id)
        steps.append(
            {"title": one.title, "url": url, "state": "now" if one.id == current else state}
        )
    quiz = url_for("learning.module", slug=slug) + "#quiz"
    steps.append({"title": _("Quiz"), "url": quiz, "state": "open"})
    return steps


@blueprint.get("/modules/<slug>/lessons/<lesson>")
@requires(Permission.LEARN)
def lesson(slug: str, lesson: str) -> str | tuple[str, int]:
    """Show a lesson. Looking at it changes nothing; "mark read" is a form of its own."""
    here = visit(slug)
    if not here.is_open:
        return _locked_page(here)
    number, found = _lesson(here, lesson)
    lessons = here.module.lessons
    return page(
        "learning/lesson.html",
        visit=here,
        module=here.module,
        lesson=found,
        number=number,
        is_read=found.id in here.read_lessons,
        before=lessons[number - 2] if number > 1 else None,
        after=lessons[number] if number < len(lessons) else None,
        cards=[formula_card(one) for one in found.formulas if one in CARDS],
        steps=_contents(here, found.id),
    )


@blueprint.post("/modules/<slug>/lessons/<lesson>/reading")
@requires(Permission.LEARN)
def reading(slug: str, lesson: str) -> Response | tuple[str, int]:
    """Record that a lesson was read and go on to what comes next."""
    here = visit(slug)
    if not here.is_open:
        return _locked_page(here)
    number, found = _lesson(here, lesson)
    with write() as conn:
        mark_read(conn, person_id=me().id, module=slug, lesson=found.id, now=now(), site=site())
    lessons = here.module.lessons
    if number < len(lessons):
        return redirect(url_for("learning.lesson", slug=slug, lesson=lessons[number].id), 303)
    return redirect(url_for("learning.module", slug=slug) + "#quiz", 303)
