"""What the address of a report asks for: which people, on which pathway, in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import abort, request

from courseware.content.model import Pathway
from courseware.progress.matrix import Group
from courseware.records.boards import most_used_pathway
from courseware.records.people import fold_name
from courseware.records.reach import Reach, ReachedPerson, ReachedTeam
from courseware.web.database import read, shelf
from courseware.web.language import gettext as _
from courseware.web.language import ngettext

SHOWN_AT_MOST = 40
"""Characters of an unknown value that a message repeats."""

_Choice = TypeVar("_Choice", bound=StrEnum)


class Sort(StrEnum):
    """In which order people are listed; the values stand in addresses."""

    NAME = "name"
    PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class Filter:
    """A readable address: its parts exist. `ignored` says what was asked for and does not."""

    team: ReachedTeam | None
    pathway: Pathway
    group: Group | None = None
    name: str = ""
    sort: Sort = Sort.NAME
    page: int = 1
    ignored: tuple[str, ...] = ()

    def people(self, reach: Reach) -> tuple[ReachedPerson, ...]:
        """Return the people of the team, or of all teams; name and state are not asked here."""
        return reach.people if self.team is None else reach.within(self.team.id)

    def team_ids(self, reach: Reach) -> frozenset[int]:
        """Return the teams whose members these people are."""
        if self.team is not None:
            return reach.below(self.team.id)
        return frozenset(one.id for one in reach.teams)

    def address(self, **changes: str | int | None) -> dict[str, Any]:
        """Return the arguments of an address that asks for the same, but for `changes`."""
        same: dict[str, str | int | None] = {
            "team": None if self.team is None else self.team.id,
            "pathway": self.pathway.id,
            "state": self.group,
            "name": self.name,
            "sort": None if self.sort is Sort.NAME else self.sort,
        }
        return {key: value for key, value in {**same, **changes}.items() if value}

    def words(self, number: int) -> str:
        """Say what is shown: "Line 2 · First steps in production · held up · 3 people"."""
        parts = [self.team_words(), self.pathway.title]
        if self.group is not None:
            parts.append(group_words(self.group))
        if self.name:
            parts.append(_("name with “%(name)s”") % {"name": self.name})
        parts.append(ngettext("%(num)s person", "%(num)s people", number) % {"num": number})
        return " · ".join(parts)

    def team_words(self) -> str:
        """Name the team, or say that it is all of them."""
        return _("All my teams") if self.team is None else self.team.name


def group_words(group: Group) -> str:
    """Name a group as the filter and the printed sheet do."""
    return {
        Group.CERTIFIED: _("certified"),
        Group.ON_THE_WAY: _("on the way"),
        Group.HELD_UP: _("held up"),
        Group.NOT_STARTED: _("not started"),
        Group.ELSEWHERE: _("not on this pathway"),
    }[group]


def most_used_of(reach: Reach) -> str | None:
    """Return the pathway that most of the people within reach are on."""
    return most_used_pathway(read(), [one.id for one in reach.teams])


def read_filter(reach: Reach, most_used: Callable[[Reach], str | None] = most_used_of) -> Filter:
    """Read the address. A team out of reach and an unknown pathway do not exist (404).

    There must be a published pathway. `most_used` is asked when the address names none.
    """
    ignored: list[str] = []
    team = _team(reach, ignored)
    return Filter(
        team=team,
        pathway=_pathway(reach, most_used),
        group=_one_of(Group, "state", ignored),
        name=" ".join(request.args.get("name", "").split()),
        sort=_one_of(Sort, "sort", ignored) or Sort.NAME,
        page=_page(ignored),
        ignored=tuple(ignored),
    )


def fits_name(one: ReachedPerson, typed: str) -> bool:
    """Say whether a person's name holds what was typed, small letters or capitals."""
    return fold_name(typed) in fold_name(one.name)


def _team(reach: Reach, ignored: list[str]) -> ReachedTeam | None:
    text = request.args.get("team", "").strip()
    found = next((one for one in reach.teams if str(one.id) == text), None)
    if found is None and text.isascii() and text.isdigit():
        abort(404)
    if found is None and text:
        ignored.append(_("There is no team “%(value)s”.") % {"value": _short(text)})
    return reach.teams[0] if len(reach.teams) == 1 else found


def _pathway(reach: Reach, most_used: Callable[[Reach], str | None]) -> Pathway:
    """Return the pathway that the address asks for, or the one that most of the people are on."""
    known = shelf().pathways
    asked = request.args.get("pathway", "").strip()
    if asked:
        return known[asked] if asked in known else abort(404)
    most = None
    if len(known) > 1:
        most = most_used(reach)
    return known[most] if most is not None and most in known else known[min(known)]


def _one_of(choices: type[_Choice], name: str, ignored: list[str]) -> _Choice | None:
    text = request.args.get(name, "").strip()
    found = next((one for one in choices if one.value == text), None)
    if found is None and text:
        known = ", ".join(one.value for one in choices)
        values = {"name": name, "value": _short(text), "known": known}
        ignored.append(_("The address asks for %(name)s “%(value)s”; known: %(known)s.") % values)
    return found


def _page(ignored: list[str]) -> int:
    text = request.args.get("page", "").strip()
    if text.isascii() and text.isdigit():
        return max(int(text[:9]), 1)
    if text:
        ignored.append(_("There is no page “%(value)s”.") % {"value": _short(text)})
    return 1


def _short(text: str) -> str:
    return text if len(text) <= SHOWN_AT_MOST else f"{text[:SHOWN_AT_MOST]}…"
