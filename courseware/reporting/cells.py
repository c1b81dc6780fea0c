"""What a cell of the matrix says: a state for the mark, words, and the reason of a lock."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from courseware.content.model import Pathway
from courseware.progress.route import Station, StationState, is_completed
from courseware.progress.standing import ModuleStanding
from courseware.records.reports import Progress
from courseware.web.language import gettext as _
from courseware.web.language import moment, say, zone
from courseware.web.standings import lock_lines, steps_text
from courseware.words import Reason, percent


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `state` chooses the mark; `title` is a sentence for who wants to know why."""

    state: str
    text: str
    title: str = ""


class Words:
    """Writes the cells of one table: each different one once, because few differ among many."""

    def __init__(self) -> None:
        self._zone = zone()
        self._written: dict[Hashable, Cell] = {}

    def _once(self, key: Hashable, write: Callable[[], Cell]) -> Cell:
        if key not in self._written:
            self._written[key] = write()
        return self._written[key]

    def _day(self, at: datetime) -> date:
        """Return the reader's day of a moment: what a written date depends on."""
        return at.astimezone(self._zone).date()

    def module(self, station: Station, *, is_enrolled: bool) -> Cell:
        """Say where one person stands in one module."""
        standing, best = station.standing, _ratio(station.best)
        if standing is not None and standing.passed_at is not None:
            key: Hashable = ("passed", best, self._day(standing.passed_at))
            return self._once(key, lambda: _passed(standing))
        if not is_enrolled and standing is None:
            return self._once("elsewhere", _elsewhere)
        if station.state is StationState.LOCKED:
            reasons = tuple((one.code, *one.values.values()) for one in station.locked)
            return self._once(reasons, lambda: _locked(station))
        if standing is None:
            return self._once("open", lambda: Cell("none", _("Not started")))
        key = (station.steps_done, station.steps, best)
        return self._once(key, lambda: _begun(station))

    def certificate(
        self, pathway: Pathway, stations: Sequence[Station], progress: Progress
    ) -> Cell:
        """Say whether a person holds the certificate of a pathway."""
        issued_at = progress.certified.get(pathway.id)
        if issued_at is not None:
            return self._once(("issued", self._day(issued_at)), lambda: _issued(issued_at))
        standings = {one.plan.module: one.standing for one in stations if one.standing is not None}
        is_done = is_completed([stop.module for stop in pathway.stops], standings)
        if is_done and pathway.id in progress.enrolled:
            return self._once("waiting", _waiting)
        return self._once("not yet", lambda: Cell("none", _("Not yet")))


def _ratio(share: Fraction | None) -> tuple[int, int] | None:
    return None if share is None else share.as_integer_ratio()


def _passed(standing: ModuleStanding) -> Cell:
    day = "" if standing.passed_at is None else moment(standing.passed_at, "date")
    if standing.best is None:
        return Cell("done", _("Passed %(date)s") % {"date": day})
    values = {"date": day, "best": percent(standing.best)}
    return Cell("done", _("Passed %(date)s, %(best)s") % values)


def _elsewhere() -> Cell:
    return Cell("none", _("Not on this pathway"), say(Reason("locked.not_enrolled")))


def _locked(station: Station) -> Cell:
    return Cell("locked", _("Locked"), " ".join(lock_lines(station)))


def _begun(station: Station) -> Cell:
    if station.best is None:
        return Cell("part", steps_text(station))
    values = {"n": station.steps_done, "all": station.steps, "best": percent(station.best)}
    return Cell("part", _("%(n)s of %(all)s steps, best %(best)s") % values)


def _issued(at: datetime) -> Cell:
    return Cell("done", _("Issued %(date)s") % {"date": moment(at, "date")})


def _waiting() -> Cell:
    why = _("Every module is passed. The certificate waits for the name or for the issuer.")
    return Cell("part", _("Waiting"), why)
