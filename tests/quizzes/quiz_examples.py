"""A sound quiz.yaml as the reader of files hands it over, and a way to read a changed one."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from courseware.calculation.variation import read_values
from courseware.problems import Path, Problem, Report, Severity, Strictness
from courseware.quizzes.bank import read_bank
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Bank, Variant

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


def ordering(name: str, use: str = "quiz", **changes: Any) -> Typed:
    typed = {
        **head(name, "O1", use),
        "order": ["Separate", "Convert", ["Trim inside", "Trim outside"]],
        "feedback": {"Convert": "Told later: move it outside."},
    }
    return {key: value for key, value in {**typed, **changes}.items() if value is not None}


def matching(name: str, use: str = "quiz", **changes: Any) -> Typed:
    typed = {
        **head(name, "O1", use),
        "match": {"Takt": "demand rhythm", "Cycle time": "time per part", "Pace": "demand rhythm"},
        "extra": ["time in queue"],
        "feedback": {"Takt": "Told later: it comes from demand."},
    }
    return {key: value for key, value in {**typed, **changes}.items() if value is not None}


def categorize(name: str, use: str = "quiz", **changes: Any) -> Typed:
    typed = {
        **head(name, "O1", use),
        "sort": {"Prevention": ["Training"], "Appraisal": [], "Failure": ["Scrap", "Rework"]},
        "feedback": {"Scrap": "Told later: found too late."},
    }
    return {key: value for key, value in {**typed, **changes}.items() if value is not None}


def parts(name: str, use: str = "quiz", **changes: Any) -> Typed:
    """Three parts: minutes of work, from them parts an hour, and a choice; weights 1, 2 and 1."""
    typed = {
        **head(name, "O2", use),
        "given": {"shift": "pick 420 440 460 480 500", "stopped": "pick 20 30 40", "made": "600"},
        "let": {"run": "shift - stopped", "rate": "60 * made / run"},
        "ask": "{shift} minutes, of which {stopped} were lost; {made} parts were made.",
        "parts": [
            {"ask": "How long did it run?", "value": "run min", "decimals": "0", "within": "0.5"},
            {
                "ask": "How many parts an hour of that?",
                "value": "rate part/h",
                "units": ["part/h", "part/min"],
                "decimals": "1",
                "weight": "2",
                "follow": "60 * made / p1",
                "mistakes": {"made / run": "Told later: an hour has 60 minutes."},
                "why": "Told later: parts by hours.",
            },
            {
                "ask": "What comes first?",
                "answer": {"See why it stopped": "Told later: the cause."},
                "wrong": {
                    "Make up for it": "Told later: more of the same.",
                    "Add a shift": "Told later: dear.",
                    "Wait": "Told later: it comes back.",
                },
            },
        ],
    }
    return {**typed, **changes}


def hotspot(name: str, use: str = "quiz", **changes: Any) -> Typed:
    """Points 18 to 20 are beyond the limits in every variant."""
    typed = {
        **head(name, "O1", use),
        "data": {"d": "normal n=100 mean=50 sd=0.4 round=2 shift=1.6 at=86"},
        "chart": {"xbar": "d", "subgroup": "5", "x": "Hour", "y": "Mean, mm"},
        "table": "d",
        "spots": "beyond_limits(d)",
    }
    return {**typed, **changes}


def case(name: str, use: str = "quiz", **changes: Any) -> Typed:
    """A case of three steps and one end; its best way scores 4."""
    typed = {
        **head(name, "O1", use),
        "ask": "You lead a shift.",
        "case": {
            "start": {
                "ask": "The line stops. First move?",
                "go": {"Ask why at the line": ["root", "1"], "Blame the shift": ["blame", "0"]},
                "tells": {
                    "Ask why at the line": "Told later: facts first.",
                    "Blame the shift": "Told later: that hides the cause.",
                },
            },
            "root": {
                "ask": "What next?",
                "go": {"Contain the defect": ["stop", "3"], "Restart": ["blame", "0"]},
                "tells": {
                    "Contain the defect": "Told later: the customer is safe.",
                    "Restart": "Told later: it comes back.",
                },
            },
            "blame": {
                "ask": "Who did it?",
                "go": {"Ask what made it easy": ["stop", "1"], "Name somebody": ["stop", "0"]},
                "tells": {
                    "Ask what made it easy": "Told later: that can be mended.",
                    "Name somebody": "Told later: nobody will speak again.",
                },
            },
            "stop": {"say": "Debrief"},
        },
    }
    return {**typed, **changes}


def cloze(name: str, use: str = "quiz", **changes: Any) -> Typed:
    typed = {
        **head(name, "O1", use),
        "fill": "Takt is [available time; net time] ÷ [demand] and sets a [pull | push] rhythm.",
        "feedback": {"push": "Told later: that is a plan."},
    }
    return {**typed, **changes}


def reflection(name: str, use: str = "quiz", **changes: Any) -> Typed:
    typed = {
        **{key: text for key, text in head(name, "O1", use).items() if key not in {"ask", "why"}},
        "reflect": "Describe one waste at your own work.",
        "words": "6",
        "model": "Told later: it names the waste and its cause.",
        "rubric": {"Told later: names the waste": "2", "Told later: names the cause": "1"},
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
PARTS, CASE = 38, 39
"""Places of the first question of each kind in quiz_file()."""
Change = Callable[[Typed], object]
Fault = tuple[str, Change, str, tuple[Any, ...]]
"""Name of the case, what is done to a sound file, a part of what is told, and the path told of."""


def put(place: int, **changes: Any) -> Change:
    return lambda file: file["questions"][place].update(changes)


def drop(place: int, name: str) -> Change:
    return lambda file: file["questions"][place].pop(name)


def assert_told_once(fault: Fault, make: Callable[[], Typed] = quiz_file) -> None:
    """Fail unless the fault stops the bank and is told once, on the line of its path."""
    _, change, said, path = fault
    file = make()
    change(file)
    bank, problems = read(file, retired=("old-one",))
    told = [problem for problem in problems if said in f"{problem.message} {problem.mend}"]
    assert bank is None
    assert [problem.line for problem in told] == [lines_of(file)[path]]
    assert told[0].severity is Severity.ERROR


def told_of(question: Typed) -> list[tuple[str, tuple[Any, ...]]]:
    """Return what is told of one question among sound ones: (message and mend, path of its line)."""
    file = quiz_file()
    file["questions"].append(question)
    places = {line: path for path, line in lines_of(file).items()}
    bank, problems = read(file)
    assert (bank is None) == bool(problems)
    return [(f"{one.message} {one.mend}", places[one.line][2:]) for one in problems]


def composed_file() -> Typed:
    """Return the same with a question of several parts and a case at its end."""
    file = quiz_file()
    file["questions"] += [parts("parts-review-0", "review"), case("case-review-0", "review")]
    return file


def read_one(
    kind: str, typed: Typed, render: Callable[[str], str] = paragraph
) -> tuple[tuple[Variant, ...], list[Problem]]:
    """Compile one question without a bank around it, and return what is said of it."""
    report = Report()
    source = report.source("quiz.yaml", lines_of(typed))
    variants = KINDS[kind].read(Item(typed, source, read_values(typed, source), render))
    return variants, report.problems
