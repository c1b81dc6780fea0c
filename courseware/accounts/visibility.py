"""Who can see what about a person: made from the table of permissions and from who holds them today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courseware.accounts.own import blueprint
from courseware.permissions import GRANTS, Permission, Role
from courseware.records.seen_by import Watcher, read_watchers
from courseware.records.sign_ins import LASTS
from courseware.sights import SIGHTS, WORDS, Detail, Over, unseen
from courseware.web.database import read, site_settings
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page


@dataclass(frozen=True, slots=True)
class View:
    """What some roles are shown together: over whom, for what, what, and who they are today."""

    roles: Sequence[str]
    is_by_team: bool
    purposes: Sequence[str]
    details: Sequence[str]
    names: Sequence[str]


@blueprint.get("/account/visibility")
@requires(Permission.LEARN)
def visibility() -> str:
    """Show who can see what about the person who asks."""
    return page(
        "accounts/visibility.html",
        views=_views(read_watchers(read(), me().id)),
        roles_without_sight=[role_words(one) for one in Role if not _shows_others(one)],
        unseen=[_(WORDS[one]) for one in unseen()],
        keep_years=site_settings().keep_years,
        sign_in_days=LASTS.days,
    )


def _views(watchers: Mapping[Permission, Sequence[Watcher]]) -> list[View]:
    """Return a view for each group of roles; permissions that the same roles hold stand together."""
    groups: dict[tuple[tuple[Role, ...], Over], list[Permission]] = {}
    for permission, sight in SIGHTS.items():
        roles = tuple(role for role, granted in GRANTS.items() if permission in granted)
        if roles and sight.details:
            groups.setdefault((roles, sight.over), []).append(permission)
    return [
        View(
            [role_words(role) for role in roles],
            over is Over.TEAMS,
            [_(SIGHTS[one].purpose) for one in held],
            [_(WORDS[one]) for one in Detail if any(one in SIGHTS[each].details for each in held)],
            list(dict.fromkeys(_named(one) for each in held for one in watchers.get(each, ()))),
        )
        for (roles, over), held in groups.items()
    ]


def _shows_others(role: Role) -> bool:
    return any(SIGHTS[permission].details for permission in GRANTS[role])


def _named(one: Watcher) -> str:
    """Return a name, with the team for which the role was given."""
    if not one.team:
        return one.name
    return _("%(name)s (%(team)s)") % {"name": one.name, "team": one.team}


def role_words(role: Role) -> str:
    """Return what people of a role are called, together."""
    return {
        Role.LEARNER: _("Learners"),
        Role.INSTRUCTOR: _("Instructors"),
        Role.MANAGER: _("Managers"),
        Role.OPERATOR: _("Operators"),
    }[role]
