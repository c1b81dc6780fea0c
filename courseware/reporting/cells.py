"""What a cell of the matrix says: a state for the mark, words, and the reason of a lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from courseware.content.model import Pathway
from courseware.progress.route import Station, StationState, is_completed, percent
from courseware.progress.standing import ModuleStanding
from courseware.records.reports import Progress
from courseware.web.language import gettext as _
from courseware.web.language import moment, say, zone
from courseware.web.standings import lock_lines, steps_text
from courseware.words import Reason


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `state` chooses the mark; `title` is a sentence for who wants to know why."""

    state: str
    text: str
    title: str = ""


Days = Callable[[datetime], str]


def days() -> Days:
    """Return what writes dates: each day once, because a table repeats few days many times."""
    here: tzinfo = zone()
    written: dict[date, str] = {}

    def write(at: datetime) -> str:
        day = at.astimezone(here).date()
        if day not in written:
            written[day] = moment(at, "date")
        return written[day]

    return write


def module_cell(station: Station, day: Days, *, is_enrolled: bool) -> Cell:
    """Say where one person stands in one module."""
    standing = station.standing
    if standing is not None and standing.passed_at is not None:
        return Cell("done", _passed(standing, day(standing.passed_at)))
    if not is_enrolled and standing is None:
        return Cell("none", _("Not on this pathway"), say(Reason("locked.not_enrolled")))
    if station.state is StationState.LOCKED:
        return Cell("locked", _("Locked"), " ".join(lock_lines(station)))
    if standing is None:
        return Cell("none", _("Not started"))
    if standing.best is None:
        return Cell("part", steps_text(station))
    values = {"n": station.steps_done, "all": station.steps, "best": percent(standing.best)}
    return Cell("part", _("%(n)s of %(all)s steps, best %(best)s") % values)


def _passed(standing: ModuleStanding, day: str) -> str:
    if standing.best is None:
        return _("Passed %(date)s") % {"date": day}
    return _("Passed %(date)s, %(best)s") % {"date": day, "best": percent(standing.best)}


def certificate_cell(
    pathway: Pathway, stations: Sequence[Station], progress: Progress, day: Days
) -> Cell:
    """Say whether a person holds the certificate of a pathway."""
    issued_at = progress.certified.get(pathway.id)
    if issued_at is not None:
        return Cell("done", _("Issued %(date)s") % {"date": day(issued_at)})
    standings = {one.plan.module: one.standing for one in stations if one.standing is not None}
    is_done = is_completed([stop.module for stop in pathway.stops], standings)
    if is_done and pathway.id in progress.enrolled:
        why = _("Every module is passed. The certificate waits for the name or for the issuer.")
        return Cell("part", _("Waiting"), why)
    return Cell("none", _("Not yet"))
