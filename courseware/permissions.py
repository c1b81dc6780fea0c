"""Who may do what: one enum names every permission, one table grants them to roles."""

from __future__ import annotations

from enum import StrEnum
from functools import cache


class Role(StrEnum):
    """What a person is on this site. Everyone signed in is a learner; other roles are granted."""

    LEARNER = "learner"
    INSTRUCTOR = "instructor"
    MANAGER = "manager"
    OPERATOR = "operator"


class Scope(StrEnum):
    """How far a grant reaches: the whole site or one team."""

    SITE = "site"
    TEAM = "team"


class Permission(StrEnum):
    """Each right as `resource:action`. A page asks for a permission, never for a role."""

    LEARN = "modules:take"
    READ_RECORDS = "records:read"
    ENROLL = "enrollments:write"
    GIVE_ACCESS = "access:give"
    READ_CONTENT_STATE = "content:read"
    MARK = "answers:mark"
    VERIFY = "practice:verify"
    ASSESS = "a3:assess"
    SUPERVISE = "reviews:supervise"
    MANAGE_PEOPLE = "people:manage"
    MANAGE_SITE = "site:manage"


GRANTS: dict[Role, frozenset[Permission]] = {
    Role.LEARNER: frozenset({Permission.LEARN}),
    Role.INSTRUCTOR: frozenset(
        {
            Permission.LEARN,
            Permission.READ_CONTENT_STATE,
            Permission.MARK,
            Permission.ASSESS,
            Permission.SUPERVISE,
        }
    ),
    Role.MANAGER: frozenset(
        {
            Permission.LEARN,
            Permission.READ_RECORDS,
            Permission.ENROLL,
            Permission.GIVE_ACCESS,
            Permission.VERIFY,
            Permission.SUPERVISE,
        }
    ),
    Role.OPERATOR: frozenset(
        {
            Permission.LEARN,
            Permission.MANAGE_PEOPLE,
            Permission.MANAGE_SITE,
            Permission.READ_CONTENT_STATE,
        }
    ),
}


@cache
def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """Return all that a person with these roles may do; a learner's rights are always included."""
    return frozenset[Permission]().union(GRANTS[Role.LEARNER], *(GRANTS[role] for role in roles))
