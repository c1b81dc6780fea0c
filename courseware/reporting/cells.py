"""What a cell of the matrix says: a state for the mark, words, and the reason of a lock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo
from fractions import Fraction
from functools import lru_cache

from markupsafe import Markup

from courseware.progress.marks import ASSESSED, Known, Mark
from courseware.progress.matrix import Group, Line, Spot
from courseware.progress.route import Station, StationState
from courseware.web.days import Days
from courseware.web.language import day, locale, say, zone
from courseware.web.language import gettext as _
from courseware.web.matrix_row import cell_body, cell_head, row
from courseware.web.standings import lock_lines, steps_text
from courseware.words import Reason, percent

_Cells = dict[Mark | Spot, str]
KEPT, KEPT_ROWS = 20_000, 2_000
"""How many cells, and how many rows of cells, a process keeps for each language and time zone."""


@lru_cache(maxsize=32)
def _kept_cells(_language: str, _zone: tzinfo, _is_enrolled: bool) -> _Cells:
    """Return the cells written so far; what they say depends on nothing else than these three."""
    return {}


@lru_cache(maxsize=8)
def _kept_rows(_language: str, _zone: tzinfo) -> dict[Line, str]:
    """Return the rows written so far, without their heads: the same line says the same."""
    return {}


class Rows:
    """Writes the rows of one table: each different cell once, because few differ among many."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._heads = [cell_head(title) for title in titles]
        self._last = cell_head(_("Certificate"))
        self._day_of = Days(zone()).of
        self._kept = {one: _kept_cells(locale(), zone(), one) for one in (True, False)}
        self._rows = _kept_rows(locale(), zone())

    def row(self, name: str, url: str, known: Known, line: Line) -> Markup:
        """Return one person's row."""
        cells = self._rows.get(line)
        if cells is None:
            if len(self._rows) >= KEPT_ROWS:
                self._rows.clear()
            cells = self._rows[line] = self._write_row(known, line)
        return row(name, url, cells)

    def _write_row(self, known: Known, line: Line) -> str:
        is_enrolled = bool(known.enrolled_at)
        kept = self._kept[is_enrolled]
        cells = [
            head + (kept.get(place) or self._write(place, kept, is_enrolled=is_enrolled))
            for head, place in zip(self._heads, line.places, strict=True)
        ]
        cells += self._last, self._certificate(known, line)
        return "".join(cells)

    def _write(self, place: Mark | Spot, kept: _Cells, *, is_enrolled: bool) -> str:
        if len(kept) >= KEPT:
            kept.clear()
        if isinstance(place, Spot):
            cell = _open_cell(place.station, is_enrolled=is_enrolled)
        else:
            cell = _passed_cell(place[0], self._day_of(place[1]))
        kept[place] = cell
        return cell

    def _certificate(self, known: Known, line: Line) -> str:
        """Write whether a person holds the certificate of the pathway."""
        if known.certified_at:
            on = day(self._day_of(known.certified_at))
            return cell_body("done", _("Issued %(date)s") % {"date": on})
        if line.group is not Group.ELSEWHERE and line.passed == len(line.places) > 0:
            return cell_body("part", _("Waiting"), waiting_words())
        return cell_body("none", _("Not yet"))


def _passed_cell(best: str, on: date) -> str:
    if best == ASSESSED:
        return cell_body("done", _("Passed %(date)s by assessment") % {"date": day(on)})
    values = {"date": day(on), "best": percent(Fraction(best)) if best else ""}
    words = _("Passed %(date)s, %(best)s") if best else _("Passed %(date)s")
    return cell_body("done", words % values)


def _open_cell(station: Station, *, is_enrolled: bool) -> str:
    """Write where somebody stands in a module that they have not passed."""
    if station.standing is None and not is_enrolled:
        return cell_body("none", _("Not on this pathway"), say(Reason("locked.not_enrolled")))
    if station.state is StationState.LOCKED:
        return cell_body("locked", _("Locked"), " ".join(lock_lines(station)))
    if station.standing is None:
        return cell_body("none", _("Not started"))
    if station.best is None:
        return cell_body("part", steps_text(station))
    values = {"n": station.steps_done, "all": station.steps, "best": percent(station.best)}
    return cell_body("part", _("%(n)s of %(all)s steps, best %(best)s") % values)


def waiting_words() -> str:
    """Say why somebody who has passed everything holds no certificate."""
    return _("Every module is passed. The certificate waits for the name or for the issuer.")
