"""The forms on one person's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from courseware.admin.forms import AssignmentForm, ExtraTimeForm, MembershipForm, RoleForm
from courseware.records.people import list_teams
from courseware.records.roster import PersonCard
from courseware.web.database import read, shelf
from courseware.web.forms import BaseForm


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of the page; one of them may hold what was posted and why it was refused."""

    role: RoleForm
    team: MembershipForm
    pathway: AssignmentForm
    extra_time: ExtraTimeForm
    refused: BaseForm | None = None


def teams_to_choose() -> Sequence[tuple[int, str]]:
    """Return (id, name) of every team."""
    return [(team_id, name) for team_id, name, _parent, _members in list_teams(read())]


def forms_of(card: PersonCard, *, refused: BaseForm | None = None) -> Forms:
    """Return the forms for a person; `refused` stands in the place of its own kind."""
    teams = teams_to_choose()
    pathways = [(one.id, one.title) for one in shelf().pathways.values()]
    return Forms(
        role=refused if isinstance(refused, RoleForm) else RoleForm().offer(teams),
        team=refused if isinstance(refused, MembershipForm) else MembershipForm().offer(teams),
        pathway=refused
        if isinstance(refused, AssignmentForm)
        else AssignmentForm().offer(pathways),
        extra_time=refused
        if isinstance(refused, ExtraTimeForm)
        else ExtraTimeForm(data={"extra_time": str(card.extra_time)}).offer(),
        refused=refused,
    )
