"""One lesson file → a Lesson: its head, its values, its sections as safe HTML."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import PurePosixPath

from courseware.calculation.draws import parse_given
from courseware.calculation.expressions import ExpressionError
from courseware.calculation.texts import fill
from courseware.calculation.values import Values
from courseware.calculation.variation import read_values
from courseware.content.model import Lesson, Section
from courseware.content.places import Known, Places, check_names
from courseware.content.reading import count_words
from courseware.content.yaml_text import read_yaml
from courseware.formulas.cards import CARDS
from courseware.markup.markdown import Heading, outline, render
from courseware.markup.preparing import slug
from courseware.problems import Report, Severity, Source
from courseware.shapes import DRAWS, LINE, LIST, TABLE, read_block

WORDS_A_MINUTE = 180
EXAMPLE_MINUTES = 2
"""What working through the worked example takes beyond reading it."""
EXAMPLE = "Worked example"
SECTION_LEVEL = 2

_HEAD = {"title": LINE, "outcomes": LIST, "formulas": LIST, "given": DRAWS, "let": TABLE}
_NEEDED = {"title", "outcomes"}


@dataclass(frozen=True, slots=True)
class LessonFile:
    """A lesson as read, with what the checks need: where to report, and the line of each section."""

    lesson: Lesson
    source: Source
    section_lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a lesson may name: the module's outcomes and figures, and all that lies outside."""

    known: Known
    outcomes: Collection[str]
    figures: Mapping[str, str]


def lesson_id(path: str) -> str:
    """Return the id of a lesson file: "lessons/01-flow-physics.md" → "flow-physics"."""
    return PurePosixPath(path).stem.partition("-")[2]


def read_lesson(
    file: str, path: str, text: str, around: Surroundings, report: Report
) -> LessonFile | None:
    """Return the lesson in `text`; None if its head cannot be read. Every fault is reported.

    `file` is how problems name the file; `path` is its path below the module.
    """
    head, body, body_line = divide(text)
    if head is None:
        report.source(file).error("The lesson has no head.", mend="Begin with a line ---.")
        return None
    document = read_yaml(head, file, report, first_line=2)
    if document is None:
        return None
    source = report.source(file, document.lines)
    typed = read_block(document.value, source, _HEAD, _NEEDED)
    outcomes, formulas = typed.get("outcomes", []), typed.get("formulas", [])
    check_names(outcomes, around.outcomes, "outcomes", source)
    check_names(formulas, CARDS, "formulas", source)
    places = Places(around.known, tuple(formulas), around.figures)
    filled = _fill(body, _values(typed, source), source, body_line)
    headings = _headings(filled, source, body_line)
    sections = tuple(_sections(filled, headings, places, source, body_line))
    words = sum(count_words(section.html) for section in sections)
    lesson = Lesson(
        id=lesson_id(path),
        title=typed.get("title", ""),
        words=words,
        minutes=ceil(words / WORDS_A_MINUTE + EXAMPLE_MINUTES),
        outcomes=tuple(outcomes),
        formulas=tuple(formulas),
        sections=sections,
    )
    return LessonFile(lesson, source, tuple(one.line + body_line - 1 for one in headings))


def divide(text: str) -> tuple[str | None, str, int]:
    """Return a lesson's head, its body, and the line on which that begins; no head if its end is missing."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---" or "---" not in lines[1:]:
        return None, text, 1
    end = lines.index("---", 1)
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2


def _values(typed: Mapping[str, object], source: Source) -> Values | None:
    """Return `given` and `let` by name, or None after reporting what has no value."""
    given = typed.get("given", {})
    for name, written in given.items() if isinstance(given, dict) else ():
        try:
            varies = parse_given(written).size > 1
        except ExpressionError:
            continue  # reported below, with all other faults
        if varies:
            source.error("A lesson's values do not vary.", "given", name, mend="Write one number.")
    sets = read_values(typed, source)
    return sets[0] if sets else None


def _fill(body: str, values: Values | None, source: Source, first: int) -> str:
    """Return the body with its values; a paragraph that cannot be filled is reported and left out.

    Paragraph by paragraph, so that every fault is found and has its line.
    """
    blocks = body.split("\n\n")
    line = first
    for place, block in enumerate(blocks):
        lines = block.count("\n")
        try:
            blocks[place] = fill(block, values or {})
        except ExpressionError as error:
            if values is not None:  # else every value is missing, which was reported
                at = line + _faulty_line(block, values)
                source.add(at, str(error), "", Severity.ERROR)
            kept = (row if row.startswith("#") else "" for row in block.split("\n"))
            blocks[place] = "\n".join(kept)
        line += lines + 2
    return "\n\n".join(blocks)


def _faulty_line(block: str, values: Values) -> int:
    """Return which line of a block, from 0, has the fault: the first that fails alone."""
    for number, line in enumerate(block.split("\n")):
        try:
            fill(line, values)
        except ExpressionError:
            return number
    return 0


def _headings(body: str, source: Source, first: int) -> list[Heading]:
    """Return the headings that begin a section; `first` is the line on which the body begins."""

    def complain(line: int, message: str, mend: str) -> None:
        source.add(first + line - 1, message, mend, Severity.ERROR)

    return [heading for heading in outline(body, complain) if heading.level <= SECTION_LEVEL]


def _sections(
    body: str, headings: list[Heading], places: Places, source: Source, first: int
) -> Iterator[Section]:
    """Yield the sections of a body; `first` is the line of the file on which the body begins."""
    lines = body.split("\n")
    ends = [*(heading.line - 1 for heading in headings), len(lines)]
    before = lines[: ends[0]]
    if any(line.strip() for line in before):
        mend = "Begin with a section: ## From the floor."
        source.add(first, "Text stands before the first section.", mend, Severity.ERROR)
    for heading, end in zip(headings, ends[1:], strict=True):
        start = first + heading.line  # line of the file after the heading

        def complain(line: int, message: str, mend: str, start: int = start) -> None:
            source.add(start + line - 1, message, mend, Severity.ERROR)

        name = slug(heading.title)
        html = render(
            "\n".join(lines[heading.line : end]),
            link=places.link,
            figure=places.figure,
            complain=complain,
            suggest=places.suggest,
            prefix=f"{name}-",
        )
        extra = EXAMPLE_MINUTES if heading.title == EXAMPLE else 0
        minutes = max(1, round(count_words(html) / WORDS_A_MINUTE + extra))
        yield Section(name, heading.title, html, minutes)
