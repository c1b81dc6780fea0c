"""A manager's first page: who is how far, who needs a word, and what was achieved lately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction

from flask import url_for
from markupsafe import Markup

from courseware.permissions import Permission
from courseware.progress.marks import read_moment
from courseware.progress.matrix import Group, count
from courseware.progress.movement import LATELY, STILL_AFTER, is_lately, is_still
from courseware.records.pathway_requests import read_desk
from courseware.records.reach import Reach, ReachedPerson
from courseware.reporting.board import Board, board_of, reach_of_me
from courseware.reporting.face import blueprint
from courseware.reporting.filters import Filter, Sort, read_filter
from courseware.reporting.forms import FilterForm
from courseware.reporting.leavers import leavers
from courseware.reporting.tiles import tiles
from courseware.web.database import now, read, shelf
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import moment, ngettext
from courseware.web.pages import page
from courseware.words import percent

SHOWN = 6
"""How many people a list shows; the others are folded below it or found in the matrix."""
MODULES_SHOWN, LOWEST_SHOWN = 3, 4
"""How many modules are shown with people who are held up there, and how many of these."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list, as the component `roll` shows it."""

    title: str
    url: str
    value: str


@dataclass(frozen=True, slots=True)
class HeldUp:
    """A module in whose quiz people are held up; `people` are those with the lowest results."""

    title: str
    url: str
    count: int
    people: tuple[Entry, ...]

    @property
    def count_words(self) -> str:
        """Say how many they are."""
        words = ngettext(
            "%(num)s person has tried the quiz and not passed it yet.",
            "%(num)s people have tried the quiz and not passed it yet; the lowest results first.",
            self.count,
        )
        return words % {"num": self.count}

    @property
    def value(self) -> str:
        """Say it shortly, for a module without its people."""
        return ngettext("%(num)s person", "%(num)s people", self.count) % {"num": self.count}


@blueprint.get("/reporting")
@requires(Permission.READ_RECORDS)
def home() -> str:
    """Show the teams on one pathway; every number leads to the people that it counts."""
    reach = reach_of_me()
    if not reach.people or not shelf().pathways:
        return page("reporting/empty.html", reach=reach, left=leavers(reach))
    most_used, requests = read_desk(read(), [one.id for one in reach.teams], me().id)
    address = read_filter(reach, lambda _reach: most_used)
    asked = replace(address, group=None, name="", sort=Sort.NAME)  # not of this page
    whole = board_of(reach, Filter(None, asked.pathway))
    board = whole.part(asked.people(reach))
    at = now()
    return page(
        "reporting/overview.html",
        asked=asked,
        words=asked.words(len(board.people)),
        form=FilterForm.of_address(reach, shelf().pathways, asked),
        numbers=tiles(count(board.lines), asked),
        is_team_empty=not board.people,
        teams=_teams(reach, whole, asked),
        held_up=_held_up(board, asked),
        still=_still(board, at),
        lately=_lately(board, at),
        left=leavers(reach, asked.team),
        days={"still": STILL_AFTER.days, "lately": LATELY.days},
        requests=requests,
        shown=SHOWN,
        modules_shown=MODULES_SHOWN,
        as_of=at,
    )


def _card(one: ReachedPerson) -> str:
    return url_for("reporting.person", person_id=one.id)


def _teams(reach: Reach, whole: Board, asked: Filter) -> list[list[str | Markup]]:
    """Return a line a team, all of them first; nothing when there is one team only."""
    if len(reach.teams) < 2:  # noqa: PLR2004 - one team is the whole
        return []
    filters = [Filter(team, asked.pathway) for team in (None, *reach.teams)]
    return [_team(one, whole.part(one.people(reach))) for one in filters]


def _team(one: Filter, board: Board) -> list[str | Markup]:
    counts = count(board.lines)
    link = Markup('<a href="{}">{}</a>').format
    numbers: list[str | Markup] = [
        link(url_for("reporting.matrix", **one.address(state=group)), counts[group])
        if counts[group]
        else "0"
        for group in Group
    ]
    url = url_for("reporting.home", **one.address())
    return [link(url, one.team_words()), str(len(board.people)), *numbers]


def _held_up(board: Board, asked: Filter) -> list[HeldUp]:
    """Return the modules with people who are held up there, most people first."""
    found: dict[tuple[int, str], list[tuple[Fraction, ReachedPerson]]] = {}
    for one in board.people:
        if board.lines[one.id].group is not Group.HELD_UP:
            continue  # not on the pathway, or certified before the module asked for more
        for spot in board.lines[one.id].held_up:
            station = spot.station
            place = found.setdefault((station.number, station.plan.title), [])
            place.append((station.best or Fraction(0), one))
    url = url_for("reporting.matrix", **asked.address(state=Group.HELD_UP))
    return [
        HeldUp(f"{number} {title}", url, len(people), _lowest(people))
        for (number, title), people in sorted(
            found.items(), key=lambda each: (-len(each[1]), each[0])
        )
    ]


def _lowest(people: Sequence[tuple[Fraction, ReachedPerson]]) -> tuple[Entry, ...]:
    lowest = sorted(people, key=lambda each: each[0])[:LOWEST_SHOWN]
    words = _("best %(best)s")
    return tuple(
        Entry(one.name, _card(one), words % {"best": percent(best)}) for best, one in lowest
    )


def _still(board: Board, at: datetime) -> list[Entry]:
    """Return who is on the way and has nothing new on the record for long, the longest first."""
    found = []
    for one in board.people:
        known, line = board.known[one.id], board.lines[one.id]
        is_on_the_way = known.enrolled_at and not known.certified_at
        if is_on_the_way and line.passed < len(line.places) and is_still(known.moved_at, at):
            found.append((known.moved_at, one))
    return [
        Entry(one.name, _card(one), _since(at - last)) for last, one in sorted(found, key=_earliest)
    ]


def _earliest(found: tuple[datetime, ReachedPerson]) -> datetime:
    return found[0]


def _since(gone: timedelta) -> str:
    return ngettext("%(n)s day", "%(n)s days", gone.days) % {"n": gone.days}


def _lately(board: Board, at: datetime) -> list[Entry]:
    """Return who was given the certificate lately, the newest first."""
    found: Sequence[tuple[datetime, ReachedPerson]] = [
        (issued_at, one)
        for one in board.people
        if (text := board.known[one.id].certified_at)
        and is_lately(issued_at := read_moment(text), at)
    ]
    return [
        Entry(one.name, _card(one), moment(issued_at, "date"))
        for issued_at, one in sorted(found, key=_earliest, reverse=True)
    ]
