"""One case of the corpus: how it spoils a sound catalog, and the problem that an author must be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from courseware.problems import Severity
from tests.content.content_examples import FIGURE, LESSON, quiz, sound, write

Spoil = Callable[[Path], object]

MODULE_FILE = "flow/module.yaml"
LESSON_FILE = "flow/lessons/01-slowest-step.md"
QUIZ_FILE = "flow/quiz.yaml"
FIGURE_FILE = "flow/lessons/figures/line.svg"
GLOSSARY = "glossary.yaml"
PATHWAY = "pathways/first-steps.yaml"


@dataclass(frozen=True)
class Case:
    """`spoil` changes a sound folder of modules; then a problem of `file` says `said`.

    `line` is where, or None where that does not matter. `told` is False where the message says
    itself what to write.
    """

    name: str
    spoil: Spoil
    file: str
    line: int | None
    said: str
    severity: Severity = Severity.ERROR
    told: bool = True


def put(file: str, content: str | bytes) -> Spoil:
    """Write a file."""
    return lambda root: write(root, {file: content})


def swap(file: str, old: str, new: str) -> Spoil:
    """Replace the first `old` of a sound file by `new`."""
    text = sound()[file]
    assert old in text
    return put(file, text.replace(old, new, 1))


def body(markdown: str) -> Spoil:
    """Put a text at the end of the lesson; its first line is LAST."""
    return swap(LESSON_FILE, "- Hopp and Spearman, *Factory Physics*.\n", f"{markdown}\n")


def last_line() -> int:
    """Return the line on which `body` puts its text."""
    return LESSON[: LESSON.index("- Hopp")].count("\n") + 1


LAST = last_line()
BANK_END = quiz().count("\n") + 1
"""The line of quiz.yaml after its last question."""


def inside_figure(markup: str) -> Spoil:
    """Put markup into the figure, on its second line."""
    return put(FIGURE_FILE, FIGURE.replace("</svg>", f"\n{markup}</svg>"))


def question(given: str = "", ask: str = "What?", rest: str = "") -> str:
    """Return one more question of quiz.yaml, with lines that a case may choose."""
    return (
        "- id: one-more\n  outcome: O1\n  competency: C2\n  use: quiz\n  level: apply\n"
        f"{given}  ask: {ask}\n  why: No part can pass faster.\n{rest}"
    )


def more(text: str) -> Spoil:
    """Put questions at the end of the bank."""
    return put(QUIZ_FILE, quiz() + text)


OPTIONS = '  answer: {"a": "x"}\n  wrong: {"b": "x", "c": "x", "d": "x"}\n'
