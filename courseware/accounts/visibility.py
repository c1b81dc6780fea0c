"""Who can see what about a person: made from the table of permissions and from who holds them today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from courseware.accounts.own import blueprint
from courseware.permissions import GRANTS, Permission, Role
from courseware.records.seen_by import Watcher, read_watchers
from courseware.records.sign_ins import LASTS
from courseware.sights import SIGHTS, WORDS, Over, Sight, unseen
from courseware.web.database import read, site_settings
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page


@dataclass(frozen=True, slots=True)
class View:
    """What one permission shows: for what, to which roles, over whom, what, and who they are today."""

    purpose: str
    roles: Sequence[str]
    is_by_team: bool
    details: Sequence[str]
    names: Sequence[str]


@blueprint.get("/account/visibility")
@requires(Permission.LEARN)
def visibility() -> str:
    """Show who can see what about the person who asks."""
    watchers = read_watchers(read(), me().id)
    views = [
        _view(permission, sight, watchers.get(permission, ()))
        for permission, sight in SIGHTS.items()
        if sight.details and any(permission in granted for granted in GRANTS.values())
    ]
    return page(
        "accounts/visibility.html",
        views=views,
        roles_without_sight=[role_words(one) for one in Role if not _shows_others(one)],
        unseen=[_(WORDS[one]) for one in unseen()],
        keep_years=site_settings().keep_years,
        sign_in_days=LASTS.days,
    )


def _view(permission: Permission, sight: Sight, watchers: Sequence[Watcher]) -> View:
    return View(
        _(sight.purpose),
        [role_words(role) for role, granted in GRANTS.items() if permission in granted],
        sight.over is Over.TEAMS,
        [_(WORDS[one]) for one in sight.details],
        list(dict.fromkeys(_named(one) for one in watchers)),
    )


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
