"""The `quiz` block of quiz.yaml: pass mark, points and the draw, outcome by kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from fractions import Fraction

from courseware.problems import Source
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Cell, Quiz
from courseware.quizzes.shapes import BLOCK, TEXT, nearest, read_block

POINTS = (10, 15)
"""With these, 80 % is a whole number of points (CURRICULUM 6.2)."""
_PERCENT = re.compile(r"([1-9]\d?|100) ?%", re.ASCII)
_COUNT = re.compile(r"[1-9]\d?", re.ASCII)


def read_quiz(value: object, source: Source, outcomes: Collection[str]) -> Quiz | None:
    """Return the quiz, or None when its pass mark, points or draw cannot be used."""
    shapes = {"pass": TEXT, "points": TEXT, "draw": BLOCK}
    typed = read_block(value, source, shapes, shapes.keys())
    if typed.keys() != shapes.keys():
        return None
    mark = _PERCENT.fullmatch(typed["pass"])
    if mark is None:
        source.error(f"The pass mark is “{typed['pass']}”.", "pass", mend="Write `pass: 80%`.")
    points = int(typed["points"]) if typed["points"] in map(str, POINTS) else None
    if points is None:
        source.error(
            f"A quiz cannot have {typed['points']} points.", "points", mend="Write 10 or 15."
        )
    cells = tuple(_read_cells(typed["draw"], source.at("draw"), outcomes))
    total = sum(cell.count for cell in cells)
    if points is not None and total != points:
        source.error(
            f"`draw` asks {total} questions for {points} points.",
            "draw",
            mend="Every drawn question is worth one point: make the sum equal `points`.",
        )
    if mark is None or points is None:
        return None
    return Quiz(Fraction(int(mark[1]), 100), points, cells)


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
