"""What the learner's pages show: stations and the next step in words, a stored slot as asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from flask import url_for
from sqlalchemy import Row

from courseware.content.model import Module, is_lab
from courseware.operations.grades import variant_of
from courseware.progress.route import Plan, Station, StationState
from courseware.quizzes.attempts import being_read, seconds_left
from courseware.quizzes.checking import Asked, close
from courseware.quizzes.posts import Raw
from courseware.quizzes.terms import Terms
from courseware.records import responses
from courseware.records.attempts import AttemptRow
from courseware.web import standings
from courseware.web.clock import Clock, run_text
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.web.module_pages import Ways
from courseware.web.quiz_pages import Slot, Stored
from courseware.web.standings import StationView
from courseware.words import percent


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do next."""

    over: str
    title: str
    text: str
    steps_done: int
    steps: int
    action_label: str
    action_url: str


def station_view(station: Station) -> StationView:
    """Turn a station into words; an open one leads to its module."""
    is_locked = station.state is StationState.LOCKED
    url = None if is_locked else url_for("learning.module", slug=station.plan.module)
    return standings.station_view(station, url)


def next_step(
    stations: Sequence[Station], waiting: Mapping[str, Sequence[int]] = MappingProxyType({})
) -> NextStep | None:
    """Return the next step on a route; None when every module is passed.

    `waiting`: modules whose quiz is handed in → the questions that a person has yet to mark.
    """
    station = next((one for one in stations if one.state is StationState.NOW), None)
    if station is None:
        return None
    plan = station.plan
    over = _("Module %(n)s of %(all)s · about %(minutes)s minutes in all") % {
        "n": station.number,
        "all": len(stations),
        "minutes": plan.minutes,
    }
    if station.next_task is not None:
        text, label = _task_words(station.next_task, plan)
        url = Ways(plan.module).task(station.next_task[0])
    else:
        text, url = _quiz_text(station), url_for("learning.module", slug=plan.module) + "#quiz"
        label = _("Go to the quiz")
        if plan.module in waiting:
            text = say(being_read(waiting[plan.module]).reason)
    return NextStep(over, plan.title, text, station.steps_done, station.steps, label, url)


def _task_words(task: tuple[str, str], plan: Plan) -> tuple[str, str]:
    """Return what a lesson or lab is, and the words of the button that leads to it."""
    name, title = task
    if is_lab(name):
        return _("Lab: %(title)s") % {"title": title}, _("Go to the lab")
    lessons = [one for one, _title in plan.tasks if not is_lab(one)]
    number = 1 + lessons.index(name)
    values = {"n": number, "all": len(lessons), "title": title}
    text = _("Lesson %(n)s of %(all)s: %(title)s") % values
    is_first = number == 1
    return text, _("Start the first lesson") if is_first else _(
        "Continue with lesson %(n)s"
    ) % values


def _quiz_text(station: Station) -> str:
    if station.best is None:
        return _("All before it is done. The quiz is the last step.")
    return _("All before it is done. Your best try is %(best)s; you need %(mark)s.") % {
        "best": percent(station.best),
        "mark": percent(station.plan.pass_mark),
    }


def clock_of(attempt: AttemptRow, now: datetime) -> Clock:
    """Return the clock of an attempt that has one."""
    return Clock(seconds_left(attempt.deadline_at, now))


def limit_of(attempt: AttemptRow) -> str:
    """Return how long the clock of an attempt runs in all, its extra time with it."""
    return run_text((attempt.deadline_at - attempt.started_at) // timedelta(minutes=1))


def slot_of(module: Module, row: Row[Any], handed: Sequence[Raw] = ()) -> Slot:
    """Return a stored slot with what was saved last, and all that was handed in before the end."""
    kind, variant, order = variant_of(module, row)
    raw, two = responses.raw_of(row), None
    if row.aside_seq is not None:
        other = Stored(row.aside_seq, responses.read_raw(row.aside_raw), row.aside_at)
        two = (Stored(row.raw_seq, raw, row.raw_at), other)
    return Slot(
        no=row.no,
        question_id=row.question_id,
        kind=kind,
        variant=variant,
        order=order,
        raw=raw,
        shown=row.raw or "",
        tries=tuple(handed),
        two=two,
    )


def graded_slot(module: Module, row: Row[Any], handed: Sequence[Raw], terms: Terms) -> Slot:
    """Return a slot of a graded try with the answer that counted in the end."""
    slot = slot_of(module, row, handed)
    asked = Asked(slot.kind, slot.variant, slot.order)
    ended = close(asked, terms, handed, slot.raw)
    if not ended.raws:
        return slot
    if not asked.is_checked(terms):
        return replace(slot, raw=ended.raws[-1])
    return replace(slot, raw=ended.raws[-1], judged=ended.last, checks=len(handed))
