"""A module and its lessons as their pages show them: to learners, and to authors who look ahead."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from courseware.content.composed import is_review
from courseware.content.model import LABS, Module, is_lab
from courseware.formulas.cards import CARDS
from courseware.quizzes.terms import Purpose, terms_of
from courseware.web.cards import formula_card
from courseware.web.clock import own_minutes
from courseware.web.language import gettext as _
from courseware.web.quiz_lines import quiz_lines


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the links of a module's pages lead: among what is published, or inside a preview.

    `prefix` stands before the endpoints `module` and `lesson`.
    """

    slug: str
    prefix: str = "learning."

    @property
    def module(self) -> str:
        """Return the address of the module's page."""
        return url_for(f"{self.prefix}module", slug=self.slug)

    @property
    def quiz(self) -> str:
        """Return the place on the module's page where the quiz begins."""
        return f"{self.module}#quiz"

    def lesson(self, lesson_id: str) -> str:
        """Return the address of a lesson."""
        return url_for(f"{self.prefix}lesson", slug=self.slug, lesson=lesson_id)

    def lab(self, lab_id: str) -> str:
        """Return the address of a lab."""
        return url_for(f"{self.prefix}lab", slug=self.slug, lab=lab_id)

    def task(self, task: str) -> str:
        """Return the address of a lesson or a lab, by its id among the tasks of the module."""
        return self.lab(task.removeprefix(LABS)) if is_lab(task) else self.lesson(task)

    def after(self, module: Module, task: str) -> str:
        """Return what comes after a lesson or a lab: the next one, or the quiz."""
        tasks = [one for one, _title in module.tasks]
        place = tasks.index(task) + 1
        return self.task(tasks[place]) if place < len(tasks) else self.quiz


@dataclass(frozen=True, slots=True)
class ReviewWays(Ways):
    """Where the links of a level review lead: back to its own page, for it is of no single module."""

    @property
    def module(self) -> str:
        """Return the address of the review's page."""
        pathway, level = self.slug.split("/")
        return url_for(f"{self.prefix}review", pathway=pathway, level=level)


def ways_of(slug: str) -> Ways:
    """Return the ways of what an attempt is about: a module, or a level review."""
    return ReviewWays(slug) if is_review(slug) else Ways(slug)


@dataclass(frozen=True, slots=True)
class Steps:
    """How far somebody is in a module: steps are its lessons, its labs and the quiz.

    `number` is the module's place on their route, 0 beside it; `next_task` and `tasks` hold ids of lessons and labs.
    """

    number: int
    done: int
    total: int
    next_task: str | None
    tasks: Collection[str]


def points_needed(module: Module) -> int:
    """Return the least whole number of points that passes: "You need 8 of 10"."""
    return terms_of(module.bank.quiz, Purpose.QUIZ).points_needed(module.bank.quiz.points)


def module_values(
    module: Module, ways: Ways, steps: Steps, tracks: Mapping[str, str], extra_time: int = 0
) -> dict[str, Any]:
    """Return what the page of a module shows; `tracks`: code → name.

    `extra_time`: how much longer clocks run for the reader, in percent.
    """
    minutes = module.bank.quiz.minutes
    return {
        "module": module,
        "ways": ways,
        "steps": steps,
        "track": tracks.get(module.track, module.track),
        "points_needed": points_needed(module),
        "quiz_lines": quiz_lines(module.bank.quiz, extra_time),
        "minutes": None if minutes is None else own_minutes(minutes, extra_time),
    }


def lesson_values(
    module: Module, lesson_id: str, ways: Ways, done: Collection[str]
) -> dict[str, Any] | None:
    """Return what the page of a lesson shows; None if the module has no such lesson.

    `done` are the ids of the tasks that this person has done.
    """
    lessons = module.lessons
    place = next((n for n, one in enumerate(lessons) if one.id == lesson_id), None)
    if place is None:
        return None
    lesson = lessons[place]
    return {
        "module": module,
        "ways": ways,
        "lesson": lesson,
        "number": place + 1,
        "is_read": lesson.id in done,
        "before": lessons[place - 1] if place else None,
        "after": after_task(module, lesson.id),
        "after_url": ways.after(module, lesson.id),
        "cards": [formula_card(one) for one in lesson.formulas if one in CARDS],
        "steps": contents(module, lesson.id, ways, done),
    }


def after_task(module: Module, task: str) -> str | None:
    """Return the title of what comes after a lesson or lab; None for the quiz."""
    tasks = iter(module.tasks)
    _here = next(one for one, _title in tasks if one == task)
    return next((title for _one, title in tasks), None)


def contents(
    module: Module, current: str, ways: Ways, done: Collection[str]
) -> list[dict[str, object]]:
    """Return the steps of the module as the list beside a lesson or a lab shows them."""
    steps: list[dict[str, object]] = []
    for task, title in module.tasks:
        state = "done" if task in done else "open"
        state = "now" if task == current else state
        said = _("Lab: %(title)s") % {"title": title} if is_lab(task) else title
        steps.append({"title": said, "url": ways.task(task), "state": state})
    steps.append({"title": _("Quiz"), "url": ways.quiz, "state": "open"})
    return steps
