"""What would help a person next: the step that their own home page shows, told to their manager."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from courseware.content.model import is_lab
from courseware.progress.route import Station, StationState
from courseware.quizzes.attempts import Refused
from courseware.reporting.cells import waiting_words
from courseware.web.language import gettext as _
from courseware.web.language import moment, say, when
from courseware.words import percent


def next_line(
    stations: Sequence[Station], waits: Mapping[str, Refused], issued_at: datetime | None
) -> str:
    """Return a sentence; `waits` are of modules whose quiz opens again later."""
    station = next((one for one in stations if one.state is StationState.NOW), None)
    if station is not None:
        return _step(station, waits.get(station.plan.module))
    if issued_at is None:
        return waiting_words()
    words = _("Nothing is left to do: the certificate was issued on %(date)s.")
    return words % {"date": moment(issued_at, "date")}


def _step(station: Station, wait: Refused | None) -> str:
    """Say what to do at the station where a person is; lessons and labs come before the quiz."""
    plan = station.plan
    values = {"module": plan.title, "mark": percent(plan.pass_mark)}
    if station.next_task is not None:
        task, values["task"] = station.next_task
        if is_lab(task):
            return _("Next: the lab “%(task)s” in “%(module)s”.") % values
        return _("Next: read “%(task)s” in “%(module)s”.") % values
    if wait is not None:
        if wait.opens_at is None:
            return _("“%(module)s”: %(why)s") % {**values, "why": say(wait.reason)}
        values["when"] = when(wait.opens_at)
        return _(
            "Next: the quiz of “%(module)s” opens again %(when)s; until then, its lessons."
        ) % (values)
    if station.best is None:
        return _("Next: take the quiz of “%(module)s”; all before it is done.") % values
    values["best"] = percent(station.best)
    return (
        _("Next: try the quiz of “%(module)s” again; the best is %(best)s, it takes %(mark)s.")
        % values
    )
