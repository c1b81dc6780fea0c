"""The `quiz` block of quiz.yaml: pass mark, points and the draw, outcome by kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from typing import Any, get_args

from courseware.problems import Source, count_errors
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Behavior, Cell, Quiz
from courseware.shapes import BLOCK, TEXT, nearest, read_block, read_choice

POINTS = (10, 15)
"""With these, 80 % is a whole number of points: the rule of the house."""
MOST_POINTS = 100
HOUSE_MARK = Fraction(4, 5)
_PERCENT = re.compile(r"([1-9]\d?|100) ?%", re.ASCII)
_COUNT = re.compile(r"([1-9]\d?)", re.ASCII)
_MINUTES = re.compile(r"([1-9]\d{0,2}) ?min", re.ASCII)
_NUMBERS = {"tries": (_COUNT, "`tries: 3`"), "time": (_MINUTES, "`time: 20 min`")}
NEEDED = {"pass": TEXT, "points": TEXT, "draw": BLOCK}
OPTIONAL = dict.fromkeys(("behavior", "tries", "penalty", "time", "certainty", "challenge"), TEXT)
PENALTIES = {name: Fraction(name) for name in ("0", "1/10", "1/5", "1/4", "1/3", "1/2", "1")}
"""What a further try may cost, as a share of the point."""


def read_quiz(value: object, source: Source, outcomes: Collection[str]) -> Quiz | None:
    """Return the quiz, or None when its pass mark, points or draw cannot be used."""
    typed = read_block(value, source, {**NEEDED, **OPTIONAL}, NEEDED.keys())
    if not NEEDED.keys() <= typed.keys():
        return None
    before = count_errors(source)
    mark = _PERCENT.fullmatch(typed["pass"])
    if mark is None:
        source.error(f"The pass mark is “{typed['pass']}”.", "pass", mend="Write `pass: 80%`.")
    points = _read_points(typed["points"], source)
    cells = tuple(_read_cells(typed["draw"], source.at("draw"), outcomes))
    total = sum(cell.count for cell in cells)
    if points is not None and total != points:
        source.error(
            f"`draw` asks {total} questions for {points} points.",
            "draw",
            mend="Every drawn question is worth one point: make the sum equal `points`.",
        )
    options = _read_options(typed, source)
    _check_house(mark, typed, source)
    if mark is None or points is None or count_errors(source) > before:
        return None
    return Quiz(Fraction(int(mark[1]), 100), points, cells, **options)


def _read_points(written: str, source: Source) -> int | None:
    found = _COUNT.fullmatch(written) or (written == str(MOST_POINTS))
    if not found:
        mend = f"Write 10 or 15, or for a module of your own a number from 1 to {MOST_POINTS}."
        source.error(f"A quiz cannot have {written} points.", "points", mend=mend)
        return None
    if int(written) not in POINTS:
        mend = "Write 10 or 15: then 80 % is a whole number of points."
        source.house(f"The quiz has {written} points.", "points", mend=mend)
    return int(written)


def _check_house(mark: re.Match[str] | None, typed: Mapping[str, str], source: Source) -> None:
    """Report what a module's quiz of the house does not have: another mark, tries, a clock."""
    if mark is not None and Fraction(int(mark[1]), 100) != HOUSE_MARK:
        said = f"The pass mark is {typed['pass']}."
        source.house(said, "pass", mend="Write `pass: 80%`.")
    if typed.get("behavior", "deferred") != "deferred":
        mend = "Leave `behavior` out: checking each answer at once is for practice."
        source.house(f"The quiz is {typed['behavior']}.", "behavior", mend=mend)
    if "time" in typed:
        source.house("The quiz has a time limit.", "time", mend="Leave `time` out.")


def _read_options(typed: Mapping[str, str], source: Source) -> dict[str, Any]:
    """Return what the author set beside the needed: behavior, tries, time, certainty, challenge."""
    options: dict[str, Any] = {}
    if read_choice(typed, "behavior", get_args(Behavior), source):
        options["behavior"] = typed["behavior"]
    for name in ("certainty", "challenge"):
        if read_choice(typed, name, ("yes", "no"), source):
            options[name] = typed[name] == "yes"
    if "tries" in typed:
        options["tries"] = _bounded(typed, "tries", 10, source)
    if "penalty" in typed:
        written = typed["penalty"].strip()
        if written in PENALTIES:
            options["penalty"] = PENALTIES[written]
        else:
            known = ", ".join(PENALTIES)
            source.error(
                f"The penalty “{written}” is not known.", "penalty", mend=f"Known: {known}."
            )
    if "time" in typed:
        options["minutes"] = _bounded(typed, "time", 600, source)
    return options


def _bounded(typed: Mapping[str, str], name: str, most: int, source: Source) -> int:
    """Return the number of an entry, from 1 to `most`; another is reported and counts as 1."""
    form, example = _NUMBERS[name]
    found = form.fullmatch(typed[name])
    number = int(found[1]) if found else 0
    if not 1 <= number <= most:
        mend = f"Write {example}, at most {most}."
        source.error(f"`{name}` is “{typed[name]}”.", name, mend=mend)
        return 1
    return number


def _read_cells(draw: object, source: Source, outcomes: Collection[str]) -> Iterator[Cell]:
    """Yield the usable cells of the draw; others are reported."""
    rows = read_block(draw, source, dict.fromkeys(outcomes, BLOCK), ())
    for outcome, row in rows.items():
        for kind, count in row.items():
            if kind not in KINDS:
                message = f"“{kind}” is not a kind of question."
                source.error(message, outcome, kind, mend=nearest(kind, KINDS))
            elif not isinstance(count, str) or not _COUNT.fullmatch(count):
                source.error(
                    f"{outcome} asks “{count}” {kind} questions.",
                    outcome,
                    kind,
                    mend="Write a number.",
                )
            else:
                yield Cell(outcome, kind, int(count))
