"""The result of a graded try: points and feedback, when one may try again, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from sqlalchemy import Row

from courseware.content.model import Module
from courseware.learning.place import place_of
from courseware.learning.views import graded_slot, next_step
from courseware.operations.marking import key_to_mark, points_of
from courseware.operations.mending import next_try
from courseware.operations.starting import next_challenge
from courseware.quizzes.attempts import being_read
from courseware.quizzes.terms import Purpose, Terms, terms_of
from courseware.records.attempts import AttemptRow, read_attempts
from courseware.records.sheets import Sheet
from courseware.web.database import now, read, shelf, site
from courseware.web.guards import me
from courseware.web.language import say
from courseware.web.mending import wait_values
from courseware.web.module_pages import Ways
from courseware.web.quiz_pages import Slot
from courseware.web.quiz_results import ByHand, practiced_values, result_values


def result_of(sheet: Sheet) -> dict[str, Any]:
    """Load all that the result page shows of a person's own try that was handed in."""
    own = sheet.attempt
    module = site().shelves.version(read(), own.version_id)
    by_hand = {row.no: _by_hand(module, row) for row in sheet.rows if points_of(row.reason or "")}
    terms = terms_of(module.bank.quiz, Purpose(own.purpose))
    place = place_of(me().id)
    pathway = place.pathway_of(own.module)
    is_over = own.passed or own.is_being_read
    return {
        **result_values(
            module, own, _marked(sheet, module), Ways(own.module), by_hand=by_hand, terms=terms
        ),
        "late": sheet.late,
        "has_clock": terms.minutes is not None,
        "reading": say(being_read(own.unread).reason) if own.is_being_read else None,
        **({"wait": None, "mend": ()} if is_over else _wait(own, terms)),
        "step": None if pathway is None else next_step(place.route(pathway)),
        "pathway": pathway,
        "is_assessed": own.module in place.trail.assessed,
        "is_module_passed": own.module in place.standings and place.standings[own.module].is_passed,
    }


def _by_hand(module: Module, row: Row[Any]) -> ByHand:
    """Return what a person gave for a slot: their words, and the points for each criterion."""
    key = key_to_mark(module, row)
    rubric = () if key is None else key.rubric
    lines = zip(rubric, points_of(row.reason), strict=False)
    return ByHand(row.comment or "", [(one.html, got, one.points) for one, got in lines])


def practiced_of(sheet: Sheet) -> dict[str, Any]:
    """Load all that the page of a finished round of practice shows."""
    own = sheet.attempt
    module = site().shelves.version(read(), own.version_id)
    marked = [(slot, share or Fraction(0)) for slot, share in _marked(sheet, module)]
    return practiced_values(module, own, marked, Ways(own.module))


def _marked(sheet: Sheet, module: Module) -> Sequence[tuple[Slot, Fraction | None]]:
    """Return the slots with the answers that counted and what each earned; None: not marked yet."""
    terms = terms_of(module.bank.quiz, Purpose(sheet.attempt.purpose))
    return [
        (
            graded_slot(module, row, sheet.handed.get(row.no, ()), terms),
            None if row.num is None else Fraction(row.num, row.den),
        )
        for row in sheet.rows
    ]


def _wait(own: AttemptRow, terms: Terms) -> dict[str, Any]:
    """Say when it opens again after a try that did not pass; empty if it is open."""
    tries = read_attempts(read(), me().id, own.module, terms.purpose)
    if terms.purpose is Purpose.CHALLENGE:
        return wait_values(next_challenge(tries, now()), own.module)
    published = shelf().modules.get(own.module)
    if published is None:
        return wait_values(None, own.module)
    closed = next_try(read(), published.module, tries, now=now(), site=site())
    return wait_values(closed, own.module)
