"""A module and its lessons."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from courseware.content.model import Module
from courseware.learning.offers import offer_of
from courseware.learning.place import Place, blueprint, place_of
from courseware.learning.views import clock_of
from courseware.operations.lessons import mark_read
from courseware.operations.mending import next_try
from courseware.permissions import Permission
from courseware.progress.route import Station, StationState
from courseware.quizzes.terms import Purpose, terms_of
from courseware.records.attempts import AttemptRow, read_attempts, read_module_attempts
from courseware.records.module_records import Passed, passed_modules
from courseware.web.clock import Clock
from courseware.web.database import now, read, shelf, site, write
from courseware.web.guards import me, requires
from courseware.web.language import say
from courseware.web.mending import wait_values
from courseware.web.module_pages import Steps, Ways, lesson_values, module_values
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
    def is_passed(self) -> bool:
        """Say whether the module is passed."""
        return self.station is not None and self.station.state is StationState.PASSED

    @property
    def is_assessed(self) -> bool:
        """Say whether it was passed by assessment: lessons may be unread."""
        return self.station is not None and self.station.is_assessed

    @property
    def done(self) -> frozenset[str]:
        """Return the ids of the tasks that are done: lessons read, labs passed."""
        return self.place.done.get(self.module.slug, frozenset())


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
    station = place.station(pathway, slug)
    is_locked = station.state is StationState.LOCKED
    locked = tuple(say(reason) for reason in station.locked) if is_locked else ()
    return Visit(published.module, station, pathway.id, place, locked)


def locked_page(here: Visit) -> tuple[str, int]:
    """Say why a module is not open, and which pathways hold it."""
    slug, pathways = here.module.slug, shelf().pathways.values()
    offers = [one for one in pathways if one.place_of(slug) is not None]
    return page("learning/locked.html", visit=here, module=here.module, offers=offers), 403


@blueprint.get("/modules/<slug>")
@requires(Permission.LEARN)
def module(slug: str) -> str | tuple[str, int]:
    """Show what a module holds, what is done, and the quiz."""
    here = visit(slug)
    if not here.is_open:
        return locked_page(here)
    taken = read_module_attempts(read(), me().id, slug)
    tries = [one for one in taken if one.purpose == Purpose.QUIZ]
    challenges = [one for one in taken if one.purpose == Purpose.CHALLENGE]
    open_one = next((one for one in tries if one.is_open), None)
    wait = next_try(read(), here.module, tries, now=now(), site=site())
    return page(
        "pages/module.html",
        **module_values(
            here.module, Ways(slug), _steps(here), shelf().shared.tracks, me().extra_time
        ),
        back_url=url_for("learning.pathway", pathway=here.pathway),
        open_attempt=open_one,
        clock=None if open_one is None else _clock(open_one),
        tries=[_try(one) for one in reversed(tries) if not one.is_open],
        **wait_values(wait, slug),
        is_being_read=wait is not None and wait.opens_at is None,
        record=_record(here),
        is_passed=here.is_passed,
        is_assessed=here.is_assessed,
        challenge=offer_of(here.module, challenges, is_passed=here.is_passed),
    )


def _clock(attempt: AttemptRow) -> Clock | None:
    """Return the clock of the open attempt; None where none runs. It keeps the terms of its version."""
    quiz = site().shelves.version(read(), attempt.version_id).bank.quiz
    has_one = terms_of(quiz, Purpose(attempt.purpose)).minutes is not None
    return clock_of(attempt, now()) if has_one else None


def _record(here: Visit) -> Passed | None:
    """Return the pass with its record; None while the module is not passed."""
    standing = here.place.standings.get(here.module.slug)
    if standing is None or not standing.is_passed:
        return None
    return next(iter(passed_modules(read(), me().id, module=here.module.slug)), None)


def _steps(here: Visit) -> Steps:
    """Return how far this person is in an open module."""
    station = here.station
    if station is None:
        raise LookupError("a module that is open stands on a pathway of theirs")
    next_id = None if station.next_task is None else station.next_task[0]
    return Steps(station.number, station.steps_done, station.steps, next_id, here.done)


@dataclass(frozen=True, slots=True)
class Try:
    """A finished try as the module page lists it."""

    attempt: AttemptRow
    share: str


def _try(attempt: AttemptRow) -> Try:
    points = attempt.points or Fraction(0)
    return Try(attempt, percent(points / attempt.maximum))


@blueprint.get("/modules/<slug>/lessons/<lesson>")
@requires(Permission.LEARN)
def lesson(slug: str, lesson: str) -> str | tuple[str, int]:
    """Show a lesson. Looking at it changes nothing; "mark read" is a form of its own."""
    here = visit(slug)
    if not here.is_open:
        return locked_page(here)
    values = lesson_values(here.module, lesson, Ways(slug), here.done)
    if values is None:
        abort(404)
    return page("pages/lesson.html", **values, is_to_mend=_is_to_mend(here, lesson))


def _is_to_mend(here: Visit, lesson: str) -> bool:
    """Say whether reading this lesson again helps to open the quiz; nobody without tries is asked."""
    standing = here.place.standings.get(here.module.slug)
    if lesson not in here.done or standing is None or standing.best is None:
        return False
    tries = read_attempts(read(), me().id, here.module.slug)
    wait = next_try(read(), here.module, tries, now=now(), site=site())
    mend = None if wait is None else wait.mend
    return mend is not None and any(one == lesson for one, _title in mend.unread)


@blueprint.post("/modules/<slug>/lessons/<lesson>/reading")
@requires(Permission.LEARN)
def reading(slug: str, lesson: str) -> Response | tuple[str, int]:
    """Record that a lesson was read and go on to what comes next: the list it stood on, if any."""
    here = visit(slug)
    if not here.is_open:
        return locked_page(here)
    found = here.module.lesson(lesson)
    if found is None:
        abort(404)
    ways, is_again = Ways(slug), lesson in here.done
    with write() as conn:
        is_new = mark_read(
            conn, person_id=me().id, module=slug, lesson=lesson, now=now(), site=site()
        )
    return redirect(ways.quiz if is_again and is_new else ways.after(here.module, found.id), 303)
