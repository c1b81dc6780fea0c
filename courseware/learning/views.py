"""What the learner's pages show: stations and the next step in words, a stored slot as asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import url_for
from sqlalchemy import Row

from courseware.content.model import Module
from courseware.operations.grades import variant_of
from courseware.progress.route import Station, StationState
from courseware.quizzes.attempts import seconds_left
from courseware.records import responses
from courseware.records.attempts import AttemptRow
from courseware.web import standings
from courseware.web.clock import Clock, run_text
from courseware.web.language import gettext as _
from courseware.web.quiz_pages import Slot
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


def next_step(stations: Sequence[Station]) -> NextStep | None:
    """Return the next step on a route; None when every module is passed."""
    station = next((one for one in stations if one.state is StationState.NOW), None)
    if station is None:
        return None
    plan = station.plan
    over = _("Module %(n)s of %(all)s · about %(minutes)s minutes in all") % {
        "n": station.number,
        "all": len(stations),
        "minutes": plan.minutes,
    }
    if station.next_lesson is not None:
        lesson, title = station.next_lesson
        number = 1 + [one[0] for one in plan.lessons].index(lesson)
        text = _("Lesson %(n)s of %(all)s: %(title)s") % {
            "n": number,
            "all": len(plan.lessons),
            "title": title,
        }
        url = url_for("learning.lesson", slug=plan.module, lesson=lesson)
        label = (
            _("Start the first lesson")
            if number == 1
            else _("Continue with lesson %(n)s") % {"n": number}
        )
    else:
        text, url = _quiz_text(station), url_for("learning.module", slug=plan.module) + "#quiz"
        label = _("Go to the quiz")
    return NextStep(over, plan.title, text, station.steps_done, station.steps, label, url)


def _quiz_text(station: Station) -> str:
    if station.best is None:
        return _("All lessons are read. The quiz is the last step.")
    return _("All lessons are read. Your best try is %(best)s; you need %(mark)s.") % {
        "best": percent(station.best),
        "mark": percent(station.plan.pass_mark),
    }


def clock_of(attempt: AttemptRow, now: datetime) -> Clock:
    """Return the clock of an attempt that has one."""
    return Clock(seconds_left(attempt.deadline_at, now))


def limit_of(attempt: AttemptRow) -> str:
    """Return how long the clock of an attempt runs in all, its extra time with it."""
    return run_text((attempt.deadline_at - attempt.started_at) // timedelta(minutes=1))


def slot_of(module: Module, row: Row[Any]) -> Slot:
    """Return a stored slot with the answer that counts."""
    kind, variant, order = variant_of(module, row)
    raw = responses.raw_of(row)
    return Slot(row.no, row.question_id, kind, variant, order, raw, row.raw or "")
