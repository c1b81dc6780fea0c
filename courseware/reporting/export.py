"""The matrix as a file for spreadsheets: the same people and order as on the page, all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from flask import Response, abort

from courseware.operations.exports import note_export
from courseware.permissions import Permission
from courseware.progress.marks import ASSESSED, Known
from courseware.progress.matrix import Spot
from courseware.progress.route import StationState
from courseware.records.reach import Reach, ReachedPerson
from courseware.reporting.board import Board, board_of, column_titles, reach_of_me
from courseware.reporting.face import blueprint
from courseware.reporting.filters import read_filter
from courseware.tables.csv_text import csv_chunks, file_name
from courseware.web.database import now, shelf, write
from courseware.web.days import Days
from courseware.web.gate import outside_gate
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import moment, zone
from courseware.words import percent

_Cells = tuple[str, str, str]  # state, best in percent, day of the pass


@blueprint.get("/reporting/matrix.csv")
@requires(Permission.READ_RECORDS)
def matrix_csv() -> Response:
    """Send the people whom the address filters, without pages. Writing is outside the gate."""
    if not shelf().pathways:
        abort(404)
    reach = reach_of_me()
    asked = read_filter(reach)
    board = board_of(reach, asked)
    titles = column_titles(asked.pathway)
    name = file_name(asked.team_words(), asked.pathway.id, moment(now(), "iso"))
    people = board.chosen(asked)
    with outside_gate():
        body = list(csv_chunks(_rows(reach, board, people, titles)))
    with write() as conn:
        note_export(
            conn,
            what="matrix.csv",
            pathway=asked.pathway.id,
            team_id=None if asked.team is None else asked.team.id,
            state=asked.group or "",
            people=len(people),
            now=now(),
            by_person=me().id,
        )
    response = Response(body, content_type="text/csv; charset=utf-8; header=present")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _rows(
    reach: Reach, board: Board, people: Sequence[ReachedPerson], titles: Sequence[str]
) -> Iterator[Sequence[str]]:
    """Yield the head and one row a person."""
    yield _head(titles)
    cells = _Words()
    teams: dict[frozenset[int], str] = {}
    for one in people:
        if one.team_ids not in teams:
            teams[one.team_ids] = ", ".join(reach.teams_of(one))
        yield cells.row(one, teams[one.team_ids], board)


def _head(titles: Sequence[str]) -> list[str]:
    kinds = (_("state"), _("best %"), _("passed on"))
    modules = [f"{title}: {kind}" for title in titles for kind in kinds]
    return [_("Name"), _("Teams"), *modules, _("Certificate issued on")]


class _Words:
    """Writes the cells of one file, each different one once."""

    def __init__(self) -> None:
        self._days = Days(zone())
        self._spots: dict[tuple[Spot, bool], _Cells] = {}
        self._bests: dict[str, str] = {"": "", ASSESSED: ""}
        self._passed, self._assessed = _("Passed"), _("Passed by assessment")
        self._written: dict[date, str] = {}

    def row(self, one: ReachedPerson, teams: str, board: Board) -> list[str]:
        """Return one person's row: name, teams, three cells a module, certificate."""
        known = board.known[one.id]
        cells = [one.name, teams]
        for place in board.lines[one.id].places:
            if isinstance(place, Spot):
                cells += self._spot(place, is_enrolled=bool(known.enrolled_at))
            else:
                best, passed_at = place
                words = self._assessed if best == ASSESSED else self._passed
                cells += (words, self._best(best), self._day(passed_at))
        cells.append(self._certificate(known))
        return cells

    def _day(self, moment_text: str) -> str:
        """Write the reader's day of a moment as ISO 8601 has it."""
        on = self._days.of(moment_text)
        written = self._written.get(on)
        if written is None:
            written = self._written[on] = on.isoformat()
        return written

    def _best(self, best: str) -> str:
        written = self._bests.get(best)
        if written is None:
            written = self._bests[best] = percent(Fraction(best)).removesuffix(" %")
        return written

    def _spot(self, spot: Spot, *, is_enrolled: bool) -> _Cells:
        cells = self._spots.get((spot, is_enrolled))
        if cells is None:
            best = "" if spot.station.best is None else percent(spot.station.best)
            words = _state_words(spot, is_enrolled=is_enrolled)
            cells = self._spots[spot, is_enrolled] = (words, best.removesuffix(" %"), "")
        return cells

    def _certificate(self, known: Known) -> str:
        return self._day(known.certified_at) if known.certified_at else ""


def _state_words(spot: Spot, *, is_enrolled: bool) -> str:
    station = spot.station
    if station.standing is None and not is_enrolled:
        return _("Not on this pathway")
    if station.state is StationState.LOCKED:
        return _("Locked")
    if station.is_held_up:
        return _("Quiz to try again")
    return _("Not started") if station.standing is None else _("Started")
