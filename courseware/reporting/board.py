"""A team on a pathway, read once for the overview, the matrix and its export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from courseware.content.model import Pathway
from courseware.permissions import Permission
from courseware.progress.marks import Known
from courseware.progress.matrix import Line
from courseware.records.boards import read_board
from courseware.records.plans import kept_routes, stops_of
from courseware.records.reach import Reach, ReachedPerson, read_reach
from courseware.reporting.filters import Filter, Sort, fits_name
from courseware.web.database import read, shelf
from courseware.web.guards import me


@dataclass(frozen=True, slots=True)
class Board:
    """The people of the filter's team, by name, what is known of each and where they stand."""

    people: tuple[ReachedPerson, ...]
    known: Mapping[int, Known]
    lines: Mapping[int, Line]

    def part(self, people: tuple[ReachedPerson, ...]) -> Board:
        """Return the board of some of its people."""
        return Board(people, self.known, {one.id: self.lines[one.id] for one in people})

    def chosen(self, asked: Filter) -> list[ReachedPerson]:
        """Return the people whom the filter leaves, in its order."""
        left = [one for one in self.people if not asked.name or fits_name(one, asked.name)]
        if asked.group is not None:
            left = [one for one in left if self.lines[one.id].group is asked.group]
        if asked.sort is Sort.PROGRESS:
            left.sort(key=lambda one: self.lines[one.id].progress, reverse=True)
        return left


def reach_of_me() -> Reach:
    """Return whose records the person behind this request may read."""
    return read_reach(read(), me().id, Permission.READ_RECORDS)


def board_of(reach: Reach, asked: Filter) -> Board:
    """Read the board in one statement."""
    people = asked.people(reach)
    ids = [one.id for one in people]
    known = read_board(read(), asked.team_ids(reach), ids, asked.pathway)
    lineup = kept_routes(shelf(), asked.pathway.id).lineup
    return Board(people, known, {one: lineup.line(known[one]) for one in ids})


def column_titles(pathway: Pathway) -> list[str]:
    """Return the titles of a pathway's modules with their numbers."""
    titles = [published.module.title for _slug, _after, published in stops_of(shelf(), pathway)]
    return [f"{number} {title}" for number, title in enumerate(titles, start=1)]
