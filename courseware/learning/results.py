"""The result of a graded try: points and feedback, when one may try again, what comes next."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from courseware.learning.offers import told
from courseware.learning.place import place_of
from courseware.learning.views import next_step, slot_of
from courseware.operations.starting import next_challenge, next_try
from courseware.quizzes.terms import Purpose
from courseware.records.attempts import AttemptRow, read_attempts
from courseware.records.sheets import Sheet
from courseware.web.database import now, read, site
from courseware.web.guards import me
from courseware.web.module_pages import Ways
from courseware.web.quiz_results import result_values


def result_of(sheet: Sheet) -> dict[str, Any]:
    """Load all that the result page shows of a person's own graded try."""
    own = sheet.attempt
    module = site().shelves.version(read(), own.version_id)
    marked = [(slot_of(module, row), Fraction(row.num, row.den)) for row in sheet.rows]
    place = place_of(me().id)
    pathway = place.pathway_of(own.module)
    return {
        **result_values(module, own, marked, Ways(own.module), Purpose(own.purpose)),
        "wait": None if own.passed else _wait(own, module.bank.quiz.pass_mark),
        "step": None if pathway is None else next_step(place.route(pathway)),
        "pathway": pathway,
        "is_assessed": own.module in place.trail.assessed,
        "is_module_passed": own.module in place.standings and place.standings[own.module].is_passed,
    }


def _wait(own: AttemptRow, mark: Fraction) -> str | None:
    """Say when it opens again after a try that did not pass; None if it is open."""
    purpose = Purpose(own.purpose)
    tries = read_attempts(read(), me().id, own.module, purpose)
    is_challenge = purpose is Purpose.CHALLENGE
    wait = next_challenge(tries, now()) if is_challenge else next_try(tries, mark, now())
    return None if wait is None else told(wait)
