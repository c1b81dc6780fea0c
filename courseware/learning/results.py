"""The result of a graded try: points and feedback, when one may try again, what comes next."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sqlalchemy import Row

from courseware.content.model import Module
from courseware.learning.place import place_of
from courseware.learning.views import next_step, slot_of
from courseware.operations.marking import key_to_mark, points_of
from courseware.operations.starting import next_try
from courseware.quizzes.attempts import being_read
from courseware.records.attempts import AttemptRow, read_attempts
from courseware.records.sheets import Sheet
from courseware.web.database import now, read, site
from courseware.web.guards import me
from courseware.web.language import say
from courseware.web.module_pages import Ways
from courseware.web.quiz_results import ByHand, result_values
from courseware.web.refusals import refusal_words


def result_of(sheet: Sheet) -> dict[str, Any]:
    """Load all that the result page shows of a person's own try that was handed in."""
    own = sheet.attempt
    module = site().shelves.version(read(), own.version_id)
    marked = [(slot_of(module, row), _share(row)) for row in sheet.rows]
    by_hand = {row.no: _by_hand(module, row) for row in sheet.rows if points_of(row.reason or "")}
    place = place_of(me().id)
    pathway = place.pathway_of(own.module)
    return {
        **result_values(module, own, marked, Ways(own.module), by_hand),
        "reading": say(being_read(own.unread).reason) if own.is_being_read else None,
        "wait": None if own.passed or own.is_being_read else _wait(own, module.bank.quiz.pass_mark),
        "step": None if pathway is None else next_step(place.route(pathway)),
        "pathway": pathway,
        "is_module_passed": own.module in place.standings and place.standings[own.module].is_passed,
    }


def _share(row: Row[Any]) -> Fraction | None:
    """Return what a slot earned; None while a person has yet to say."""
    return None if row.num is None else Fraction(row.num, row.den)


def _by_hand(module: Module, row: Row[Any]) -> ByHand:
    """Return what a person gave for a slot: their words, and the points for each criterion."""
    key = key_to_mark(module, row)
    rubric = () if key is None else key.rubric
    lines = zip(rubric, points_of(row.reason), strict=False)
    return ByHand(row.comment or "", [(one.html, got, one.points) for one, got in lines])


def _wait(own: AttemptRow, mark: Fraction) -> str | None:
    """Say when the quiz opens again after a try that did not pass; None if it is open."""
    tries = read_attempts(read(), me().id, own.module)
    wait = next_try(tries, mark, now())
    return None if wait is None else refusal_words(wait)
