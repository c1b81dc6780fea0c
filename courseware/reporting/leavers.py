"""People who left: no longer among those whom a manager leads, and their records still to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from courseware.records.reach import Reach, ReachedPerson, ReachedTeam
from courseware.web.language import gettext as _
from courseware.web.language import moment


@dataclass(frozen=True, slots=True)
class Leaver:
    """One line of the list, as the component `roll` shows it."""

    title: str
    url: str
    value: str


def leavers(reach: Reach, team: ReachedTeam | None = None) -> list[Leaver]:
    """Return the leavers of a team and the teams below it, or of all, by name."""
    below = None if team is None else reach.below(team.id)
    found: Sequence[ReachedPerson] = [
        one for one in reach.left if below is None or one.team_ids & below
    ]
    return [
        Leaver(
            one.name,
            url_for("reporting.person", person_id=one.id),
            _("left on %(date)s") % {"date": moment(one.left_at, "date")},
        )
        for one in found
        if one.left_at is not None
    ]
