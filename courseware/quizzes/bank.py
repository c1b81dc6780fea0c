"""quiz.yaml as plain text values → a bank of compiled questions, or the problems that prevent it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast, get_args

from courseware.calculation.variation import read_values
from courseware.problems import Source, count_errors
from courseware.quizzes import exhibits
from courseware.quizzes.blueprint import read_quiz
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.choosing import kind_of
from courseware.quizzes.kinds.judging import check_samples
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.lint import check_longest, check_sizes
from courseware.quizzes.questions import Bank, Level, Question, Use
from courseware.shapes import (
    BLOCK,
    BLOCKS,
    DRAWS,
    TABLE,
    TEXT,
    Shapes,
    read_block,
    read_choice,
)

NEEDED: Shapes = dict.fromkeys(("id", "outcome", "competency", "use", "level", "ask"), TEXT)
OPTIONAL: Shapes = {
    "why": TEXT, "given": DRAWS, "data": DRAWS, "let": TABLE, "require": TEXT, **exhibits.WORDS,
}  # fmt: skip
ANY_WORDS: Shapes = dict(entry for kind in KINDS.values() for entry in kind.words.items())
MOST_QUESTIONS = 200
LONGEST_ID = 80
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_bank(
    value: object,
    source: Source,
    *,
    outcomes: Collection[str],
    competencies: Collection[str],
    retired: Collection[str],
    render: Callable[[str], str],
) -> Bank | None:
    """Compile quiz.yaml; None when it has an error. Every problem is reported with its line.

    `value` holds dicts, lists and strings as typed, and `source` the lines by path. `render` turns
    Markdown into safe HTML, reports its own faults and then returns "".
    """
    before = count_errors(source)
    blocks = {"quiz": BLOCK, "questions": BLOCKS}
    typed = read_block(value, source, blocks, blocks.keys())
    quiz = read_quiz(typed["quiz"], source.at("quiz"), outcomes) if "quiz" in typed else None
    entries = typed.get("questions", ())
    if len(entries) > MOST_QUESTIONS:
        message = f"A bank may hold at most {MOST_QUESTIONS} questions; here are {len(entries)}."
        source.error(message, "questions", MOST_QUESTIONS, mend="Divide the module.")
    questions = read_questions(
        entries[:MOST_QUESTIONS],
        source.at("questions"),
        outcomes=outcomes,
        competencies=competencies,
        retired=retired,
        render=render,
    )
    if quiz is not None:
        check_sizes(quiz, questions, source)
    check_longest(questions, source)
    if quiz is None or count_errors(source) > before:
        return None
    return Bank(quiz, questions)


def read_questions(
    entries: Sequence[object],
    source: Source,
    *,
    outcomes: Collection[str],
    competencies: Collection[str],
    retired: Collection[str],
    render: Callable[[str], str],
) -> tuple[Question, ...]:
    """Compile the list under `questions`, whatever quiz they are for; one with a fault has no variants."""
    reader = _Reader(outcomes, competencies, retired, render)
    return tuple(reader.question(entry, source.at(place)) for place, entry in enumerate(entries))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads questions one by one; knows what they may name and which ids are taken."""

    outcomes: Collection[str]
    competencies: Collection[str]
    retired: Collection[str]
    render: Callable[[str], str]
    lines: dict[str, int] = field(default_factory=dict)  # id → line of its first use

    def question(self, value: object, source: Source) -> Question:
        """Return a question, as far as it could be read: it has no variants if it has a fault."""
        kind = kind_of(value, KINDS.values(), source)
        words = kind.words if kind else ANY_WORDS
        required = {*NEEDED} if kind is None else {*NEEDED.keys() - words.keys(), kind.key}
        typed = read_block(value, source, {**NEEDED, **OPTIONAL, **words}, required)
        if isinstance(value, Mapping) and "why" not in value and "why" not in words:
            mend = "Write the rule behind the answer: it is what one learns from a wrong one."
            source.house("`why` is missing.", mend=mend)
        question = Question(
            id=self._id(typed, source),
            kind=kind.name if kind else "",
            outcome=read_choice(typed, "outcome", self.outcomes, source),
            competency=read_choice(typed, "competency", self.competencies, source),
            use=cast("Use", read_choice(typed, "use", get_args(Use), source)),
            level=cast("Level", read_choice(typed, "level", get_args(Level), source)),
            variants=(),
        )
        draws = read_values(typed, source)
        if kind is None or not draws or not required <= typed.keys():
            return question
        variants = kind.read(Item(typed, source, draws, self.render))
        check_samples(kind, variants, source)
        return replace(question, variants=variants)

    def _id(self, typed: Mapping[str, Any], source: Source) -> str:
        """Return the id; one that is malformed, taken or retired is reported."""
        name: str = typed.get("id", "")
        if name and not _ID.fullmatch(name):
            mend = "Write lower-case words and hyphens: pace-of-a-line."
            source.error(f"The id “{name}” cannot be used.", "id", mend=mend)
        if len(name) > LONGEST_ID:
            source.error(f"An id has at most {LONGEST_ID} characters.", "id", mend="Shorten it.")
        if name in self.retired:
            source.error(f"The id “{name}” is retired.", "id", mend="Choose a new one.")
        if name in self.lines:
            message = f"The id “{name}” is taken by the question on line {self.lines[name]}."
            source.error(message, "id", mend="Choose a new one: ids are unique in a module.")
        elif name:
            self.lines[name] = source.line("id")
        return name
