"""The result of a graded try: points and feedback, when one may try again, what comes next."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from courseware.learning.place import place_of
from courseware.learning.views import next_step, slot_of
from courseware.operations.starting import next_try
from courseware.quizzes.terms import Purpose, terms_of
from courseware.records.attempts import AttemptRow, read_attempts
from courseware.records.sheets import Sheet
from courseware.web.database import now, read, site
from courseware.web.guards import me
from courseware.web.language import say, when
from courseware.web.module_pages import Ways
from courseware.web.quiz_results import result_values


def result_of(sheet: Sheet) -> dict[str, Any]:
    """Load all that the result page shows of a person's own graded try."""
    own = sheet.attempt
    module = site().shelves.version(read(), own.version_id)
    marked = [(slot_of(module, row), Fraction(row.num, row.den)) for row in sheet.rows]
    terms = terms_of(module.bank.quiz, Purpose(own.purpose))
    place = place_of(me().id)
    pathway = place.pathway_of(own.module)
    return {
        **result_values(module, own, marked, Ways(own.module), has_certainty=terms.certainty),
        "late": sheet.late,
        "has_clock": terms.minutes is not None,
        "wait": None if own.passed else _wait(own, module.bank.quiz.pass_mark),
        "step": None if pathway is None else next_step(place.route(pathway)),
        "pathway": pathway,
        "is_module_passed": own.module in place.standings and place.standings[own.module].is_passed,
    }


def _wait(own: AttemptRow, mark: Fraction) -> str | None:
    """Say when the quiz opens again after a try that did not pass; None if it is open."""
    tries = read_attempts(read(), me().id, own.module)
    wait = next_try(tries, mark, now())
    return None if wait is None else say(wait.told(when(wait.opens_at)))
