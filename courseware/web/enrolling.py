"""Putting a team on a pathway, for managers and operators: first who it would be, then the deed."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from wtforms import HiddenField, SelectField

from courseware.content.model import Pathway
from courseware.operations.assignments import MOST, Assigned
from courseware.operations.people import NotPossible
from courseware.records.candidates import Candidate
from courseware.web.choices import choices
from courseware.web.database import shelf
from courseware.web.forms import BaseForm
from courseware.web.language import gettext as _
from courseware.web.language import ngettext

NAMED = 60
"""How many names a list shows; more are counted."""


class TeamPathwayForm(BaseForm):
    """A team and a pathway; `seal` says what was shown when somebody confirms."""

    team = SelectField(_("Team"))
    pathway = SelectField(_("Pathway"))
    seal = HiddenField()

    def offer(self, teams: Iterable[tuple[int, str]]) -> TeamPathwayForm:
        """Fill the choices."""
        self.team.choices = choices((str(team_id), name) for team_id, name in teams)
        return self.offer_pathways()

    def offer_pathways(self, without: Collection[str] = ()) -> TeamPathwayForm:
        """Fill the choices of a page about one team or person; `without` are ids of pathways."""
        self.pathway.choices = choices(
            (one.id, one.title) for one in shelf().pathways.values() if one.id not in without
        )
        return self


@dataclass(frozen=True, slots=True)
class Preview:
    """Whom a confirmation would put on the pathway, and whom it would leave as they are."""

    team_id: int
    team: str
    pathway: Pathway
    new: Sequence[Candidate]
    already: Sequence[Candidate]
    gone: int

    @property
    def ids(self) -> list[int]:
        """Return who would be put on it."""
        return sorted(one.id for one in self.new)

    @property
    def seal(self) -> str:
        """Return a short text that changes with who and what this is about."""
        text = f"{self.team_id} {self.pathway.id} {self.ids}"
        return hashlib.sha256(text.encode()).hexdigest()[:20]

    @property
    def is_too_many(self) -> bool:
        """Say whether it is more than one write takes."""
        return len(self.new) > MOST

    @property
    def named(self) -> int:
        """Return how many names a list shows."""
        return NAMED

    @property
    def most(self) -> int:
        """Return how many one write takes."""
        return MOST


def preview_of(
    team_id: int, team: str, pathway: Pathway, candidates: Sequence[Candidate]
) -> Preview:
    """Sort the members of a team by what an enrollment would do to them."""
    return Preview(
        team_id,
        team,
        pathway,
        new=[one for one in candidates if one.is_here and not one.is_on],
        already=[one for one in candidates if one.is_on],
        gone=sum(not one.is_here and not one.is_on for one in candidates),
    )


def confirm(preview: Preview, seal: str) -> None:
    """Raise NotPossible unless the people of `preview` are those who were shown and confirmed."""
    if preview.seal != seal:
        raise NotPossible(
            _("The team has changed since you looked, and nothing was done. Please look once more.")
        )


def done_words(done: Assigned, preview: Preview) -> str:
    """Say how an enrollment ended."""
    number = len(done.people)
    words = ngettext(
        "%(num)s person of %(team)s is on “%(pathway)s” now, and is told.",
        "%(num)s people of %(team)s are on “%(pathway)s” now, and are told.",
        number,
    )
    return words % {"num": number, "team": preview.team, "pathway": preview.pathway.title}
