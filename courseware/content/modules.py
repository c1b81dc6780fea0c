"""The files of one module → a Module, or everything that is wrong with them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from courseware.calculation.expressions import ExpressionError
from courseware.content.checks import check_lesson, check_module
from courseware.content.labs import read_labs
from courseware.content.lessons import LessonFile, Surroundings, lesson_id, read_lesson
from courseware.content.model import Files, Module, Outcome
from courseware.content.places import Known, Places, check_names
from courseware.content.printed import check_printable
from courseware.content.yaml_text import read_yaml
from courseware.markup.markdown import render
from courseware.problems import Report, Source
from courseware.quizzes.bank import read_bank
from courseware.quizzes.questions import Bank
from courseware.shapes import LINE, LIST, TABLE, TEXT, read_block, read_choice

LEVELS = ("foundation", "supervisor", "manager")
MINUTES_A_POINT = 1.2
"""How long a learner needs for one quiz question."""

_PARTS = "A module has module.yaml, quiz.yaml and lessons/."
_FIGURES = "lessons/figures/"
_LISTS = ("competencies", "seeds", "maps", "retired")
_SHAPES = {
    "title": LINE,
    **dict.fromkeys(("track", "level", "summary"), TEXT),
    "outcomes": TABLE,
    **dict.fromkeys(_LISTS, LIST),
}
_OUTCOME = re.compile(r"O[1-9][0-9]?")


@dataclass(frozen=True, slots=True)
class _Head:
    """What module.yaml says, as far as it could be read."""

    typed: Mapping[str, Any]
    source: Source

    def names(self, key: str) -> tuple[str, ...]:
        return tuple(self.typed.get(key, ()))

    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(Outcome(*pair) for pair in self.typed.get("outcomes", {}).items())


def compile_module(slug: str, files: Files, known: Known, report: Report) -> Module | None:
    """Return the module that these files make, or None when one of them has an error.

    `files` are as `read_tree` accepts them; `known` names what lies outside of the module.
    """
    own = Report(report.strictness)
    module = _compile(slug, files, known, own)
    report.take(own)
    return None if own.has_errors else module


def _compile(slug: str, files: Files, known: Known, report: Report) -> Module | None:
    head = _read_head(slug, files, known, report)
    figures = {
        path.removeprefix(_FIGURES): hashlib.sha256(body).hexdigest()
        for path, body in files.items()
        if path.startswith(_FIGURES)
    }
    outcomes = {outcome.id for outcome in head.outcomes()}
    around = Surroundings(known, outcomes, figures)
    lessons = _read_lessons(slug, files, head, around, report)
    render_text = renderer(Places(known, figures=figures))
    bank = _read_quiz(slug, files, head, around, report, render_text=render_text)
    labs = read_labs(
        slug,
        files,
        report,
        outcomes=outcomes,
        retired=head.names("retired"),
        render=render_text,
    )
    if bank is None or not all(key in head.typed for key in _SHAPES):
        return None
    before = sum(lesson.lesson.minutes for lesson in lessons) + sum(lab.minutes for lab in labs)
    module = Module(
        slug=slug,
        title=head.typed["title"],
        track=head.typed["track"],
        level=head.typed["level"],
        summary=head.typed["summary"],
        outcomes=head.outcomes(),
        competencies=head.names("competencies"),
        seeds=head.names("seeds"),
        maps=head.names("maps"),
        minutes=before + ceil(MINUTES_A_POINT * bank.quiz.points),
        lessons=tuple(lesson.lesson for lesson in lessons),
        bank=bank,
        figures=figures,
        labs=labs,
    )
    check_module(module, lessons, head.source)
    check_printable(module.title, head.source, "title")
    return module


def _read_head(slug: str, files: Files, known: Known, report: Report) -> _Head:
    file = f"{slug}/module.yaml"
    if "module.yaml" not in files:
        report.source(file).error("The module has no module.yaml.", mend=_PARTS)
        return _Head({}, report.source(file))
    document = read_yaml(files["module.yaml"].decode(), file, report)
    if document is None:
        return _Head({}, report.source(file))
    source = report.source(file, document.lines)
    typed = read_block(document.value, source, _SHAPES, _SHAPES.keys())
    read_choice(typed, "track", known.tracks, source)
    read_choice(typed, "level", LEVELS, source)
    check_names(typed.get("competencies", []), known.competencies, "competencies", source)
    for name in typed.get("outcomes", {}):
        if not _OUTCOME.fullmatch(name):
            source.error(f"An outcome is named “{name}”.", "outcomes", name, mend="Write O1, O2 …")
    if typed.get("outcomes") == {}:
        source.error("The module has no outcome.", "outcomes", mend="Write O1: what one can do.")
    return _Head(typed, source)


def _read_lessons(
    slug: str, files: Files, head: _Head, around: Surroundings, report: Report
) -> list[LessonFile]:
    """Return the lessons in the order of their numbers."""
    lessons: list[LessonFile] = []
    taken: dict[str, str] = {}
    for path in sorted(path for path in files if path.endswith(".md")):
        file, name = f"{slug}/{path}", lesson_id(path)
        if name in head.names("retired"):
            report.source(file).error(f"The id “{name}” is retired.", mend="Rename the file.")
        if name in taken:
            message = f"The id “{name}” is taken by {taken[name]}."
            report.source(file).error(message, mend="Rename one: ids are unique in a module.")
        taken[name] = path
        lesson = read_lesson(file, path, files[path].decode(), around, report)
        if lesson is not None:
            check_lesson(lesson, str(head.typed.get("level", "")))
            lessons.append(lesson)
    if not taken:
        head.source.error("The module has no lesson.", mend="Write lessons/01-name.md.")
    return lessons


def _read_quiz(
    slug: str,
    files: Files,
    head: _Head,
    around: Surroundings,
    report: Report,
    *,
    render_text: Callable[[str], str],
) -> Bank | None:
    file = f"{slug}/quiz.yaml"
    if "quiz.yaml" not in files:
        report.source(file).error("The module has no quiz.yaml.", mend=_PARTS)
        return None
    document = read_yaml(files["quiz.yaml"].decode(), file, report)
    if document is None:
        return None
    return read_bank(
        document.value,
        report.source(file, document.lines),
        outcomes=[outcome.id for outcome in head.outcomes()],
        competencies=around.known.competencies,
        retired=head.names("retired"),
        render=render_text,
    )


def renderer(places: Places) -> Callable[[str], str]:
    """Return what renders the texts of quiz and labs; most come again in each variant, and are kept.

    It raises ExpressionError for what cannot be shown: who asks knows the line.
    """
    done: dict[str, str] = {}

    def render_text(text: str) -> str:
        if text not in done:
            faults: list[str] = []
            html = render(
                text,
                link=places.link,
                figure=places.figure,
                complain=lambda _line, message, mend: faults.append(f"{message} {mend}".strip()),
                suggest=places.suggest,
            )
            if faults:  # the question knows the line of its text, and reports this error there
                raise ExpressionError(" ".join(faults))
            done[text] = html
        return done[text]

    return render_text
