"""The result of a graded try: points and feedback, when one may try again, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from courseware.learning.place import place_of
from courseware.learning.views import next_step, slot_of
from courseware.operations.attempts import next_try
from courseware.records.attempts import AttemptRow
from courseware.records.sheets import read_sheet
from courseware.web.database import now, read, site
from courseware.web.guards import me
from courseware.web.language import say, when
from courseware.web.module_pages import Ways
from courseware.web.quiz_results import result_values


def result_of(own: AttemptRow, tries: Sequence[AttemptRow]) -> dict[str, Any]:
    """Load all that the result page shows; `tries` are all of the person at this quiz."""
    module = site().shelves.version(read(), own.version_id)
    rows = read_sheet(read(), own.id).rows
    marked = [(slot_of(module, row), Fraction(row.num, row.den)) for row in rows]
    wait = next_try(tries, module.bank.quiz.pass_mark, now())
    place = place_of(me().id)
    pathway = place.pathway_of(own.module)
    return {
        **result_values(module, own, marked, Ways(own.module)),
        "wait": None if wait is None else say(wait.told(when(wait.opens_at))),
        "step": None if pathway is None else next_step(place.route(pathway)),
        "pathway": pathway,
        "is_module_passed": own.module in place.standings and place.standings[own.module].is_passed,
    }
