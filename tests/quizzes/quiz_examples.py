"""A sound quiz.yaml as the reader of files hands it over, and a way to read a changed one."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from courseware.problems import Path, Problem, Report, Severity, Strictness
from courseware.quizzes.bank import read_bank
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Bank, Variant
from courseware.quizzes.variation import read_values

Typed = dict[str, Any]


def head(name: str, outcome: str, use: str) -> Typed:
    return {
        "id": name,
        "outcome": outcome,
        "competency": "C2",
        "use": use,
        "level": "apply",
        "ask": f"What about {name}?",
        "why": f"Told later why: {name}.",
    }


def single(name: str, use: str = "quiz", **changes: Any) -> Typed:
    typed = {
        **head(name, "O1", use),
        "answer": {"Kanban card": "Told later: it pulls."},
        "wrong": {
            "A master schedule": "Told later: it pushes.",
            "A sales forecast": "Told later: it predicts.",
            "A larger batch": "Told later: it waits.",
        },
    }
    return {**typed, **changes}


def multi(name: str, use: str = "quiz", **changes: Any) -> Typed:
    typed = {
        **head(name, "O1", use),
        "answers": {"Waiting": "Told later: waste.", "Motion": "Told later: waste too."},
        "wrong": {"A paid test": "Told later: wanted.", "A sharp tool": "Told later: useful."},
    }
    return {**typed, **changes}


def numeric(name: str, use: str = "quiz", **changes: Any) -> Typed:
    typed = {
        **head(name, "O2", use),
        "given": {"wip": "60..180 step 15", "rate": "pick 20 24 30"},
        "let": {"hours": "wip / rate"},
        "ask": "{wip} parts wait, {rate} parts leave an hour. How many hours?",
        "value": "hours h",
        "units": ["h", "min", "part"],
        "decimals": "1",
        "mistakes": {"rate / wip": "Told later: upside down with {wip}."},
    }
    return {key: value for key, value in {**typed, **changes}.items() if value is not None}


FIXED = {"given": {"wip": "90", "rate": "24"}}


def quiz_file() -> Typed:
    """10 points from 10 single, 6 multi and 9 numeric items, with 8 review and 5 practice items.

    Of the numeric items of each use only the first varies, to keep the tests quick.
    """
    makers: list[tuple[Callable[..., Typed], str, int]] = [
        (single, "quiz", 10),
        (multi, "quiz", 6),
        (numeric, "quiz", 9),
        (single, "review", 8),
        (numeric, "practice", 5),
    ]
    return {
        "quiz": {
            "pass": "80%",
            "points": "10",
            "draw": {"O1": {"single": "4", "multi": "2"}, "O2": {"numeric": "4"}},
        },
        "questions": [
            make(
                f"{make.__name__}-{use}-{number}",
                use,
                **(FIXED if make is numeric and number else {}),
            )
            for make, use, count in makers
            for number in range(count)
        ],
    }


def lines_of(value: Any, path: Path = ()) -> dict[Path, int]:
    """Give every value a line of its own, as if each stood on one."""
    paths = [path]
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, entry in () if isinstance(value, str) else entries:
        paths += lines_of(entry, (*path, key))
    return {path: number for number, path in enumerate(paths, 1)}


def paragraph(text: str) -> str:
    bold = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html.escape(text))
    return f"<p>{bold}</p>\n"


def read(
    typed: Any, retired: tuple[str, ...] = (), strictness: Strictness = Strictness.HOUSE
) -> tuple[Bank | None, list[Problem]]:
    report = Report(strictness)
    bank = read_bank(
        typed,
        report.source("quiz.yaml", lines_of(typed)),
        outcomes=("O1", "O2"),
        competencies=("C2", "C7"),
        retired=retired,
        render=paragraph,
    )
    return bank, report.problems


@cache
def example_bank() -> Bank:
    bank, problems = read(quiz_file())
    assert bank is not None, problems
    return bank


def compiled(kind: str, typed: Typed) -> tuple[Variant, ...]:
    """Compile one question without a bank around it; nothing may be wrong with it."""
    report = Report(Strictness.HOUSE)
    source = report.source("quiz.yaml")
    item = Item(typed, source, read_values(typed, source), paragraph)
    variants = KINDS[kind].read(item)
    assert report.problems == []
    return variants


SINGLE, MULTI, NUMERIC = 0, 10, 16
"""Places of the first question of each kind in quiz_file()."""
Change = Callable[[Typed], object]
Fault = tuple[str, Change, str, tuple[Any, ...]]
"""Name of the case, what is done to a sound file, a part of what is told, and the path told of."""


def put(place: int, **changes: Any) -> Change:
    return lambda file: file["questions"][place].update(changes)


def drop(place: int, name: str) -> Change:
    return lambda file: file["questions"][place].pop(name)


def assert_told_once(fault: Fault) -> None:
    """Fail unless the fault stops the bank and is told once, on the line of its path."""
    _, change, said, path = fault
    file = quiz_file()
    change(file)
    bank, problems = read(file, retired=("old-one",))
    told = [problem for problem in problems if said in f"{problem.message} {problem.mend}"]
    assert bank is None
    assert [problem.line for problem in told] == [lines_of(file)[path]]
    assert told[0].severity is Severity.ERROR
