"""The forms of the operator's pages."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wtforms import RadioField, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, Length, Optional, Regexp

from courseware.permissions import Role
from courseware.quizzes.attempts import EXTRA_TIMES
from courseware.web.choices import choices
from courseware.web.clock import extra_time_text
from courseware.web.forms import BaseForm
from courseware.web.language import gettext as _
from courseware.web.printable import check_printable

SITE = "site"
"""The choice of a grant's scope that stands for the whole site; others are team ids."""

GRANTABLE = tuple(role.value for role in Role if role is not Role.LEARNER)
LONGEST = 120


def _required(message: str, longest: int = LONGEST) -> list[DataRequired | Length]:
    return [DataRequired(message), Length(max=longest)]


class PersonForm(BaseForm):
    """Somebody new."""

    name = StringField(_("Name"), _required(_("Type the person's name.")))
    user_name = StringField(_("User name"), _required(_("Type a user name.")))
    email = StringField(
        _("E-mail (optional)"),
        [
            Optional(),
            Length(max=200),
            Regexp(r"[^@\s]+@[^@\s]+", message=_("This is not an e-mail address.")),
        ],
    )
    time_zone = StringField(_("Time zone"), _required(_("Type a time zone.")))

    def validate_time_zone(self, field: StringField) -> None:
        """Refuse what is not in the list of time zones that this machine knows."""
        try:
            ZoneInfo(field.data or "")
        except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
            message = _("This time zone is not known. Write one like Europe/Berlin.")
            raise ValidationError(message) from fault


def role_name(role: str) -> str:
    """Return the name of a role."""
    names: dict[str, str] = {
        Role.LEARNER: _("Learner"),
        Role.INSTRUCTOR: _("Instructor"),
        Role.MANAGER: _("Manager"),
        Role.OPERATOR: _("Operator"),
    }
    return names[role]


def _values(teams: Iterable[tuple[int, str]]) -> list[tuple[str, str]]:
    return [(str(team_id), name) for team_id, name in teams]


class RoleForm(BaseForm):
    """A role to give; everybody is a learner without asking."""

    role = SelectField(_("Role"))
    scope = SelectField(_("Where it holds"))

    def offer(self, teams: Iterable[tuple[int, str]]) -> RoleForm:
        """Fill the choices."""
        self.role.choices = choices((role, role_name(role)) for role in GRANTABLE)
        self.scope.choices = choices([(SITE, _("The whole site")), *_values(teams)])
        return self

    @property
    def team_id(self) -> int | None:
        """Return the team that was chosen; None for the whole site."""
        return None if self.scope.data == SITE else int(self.scope.data)


class MembershipForm(BaseForm):
    """A team to put somebody in."""

    team = SelectField(_("Team"))

    def offer(self, teams: Iterable[tuple[int, str]]) -> MembershipForm:
        """Fill the choices."""
        self.team.choices = choices(_values(teams))
        return self

    @property
    def team_id(self) -> int:
        """Return the team that was chosen."""
        return int(self.team.data)


class AssignmentForm(BaseForm):
    """A pathway to put somebody on."""

    pathway = SelectField(_("Pathway"))

    def offer(self, pathways: Iterable[tuple[str, str]]) -> AssignmentForm:
        """Fill the choices."""
        self.pathway.choices = choices(pathways)
        return self


class ExtraTimeForm(BaseForm):
    """How much longer clocks run for a person. Nobody asks why."""

    extra_time = SelectField(_("Extra time where a clock runs"))

    def offer(self) -> ExtraTimeForm:
        """Fill the choices."""
        self.extra_time.choices = choices((str(one), extra_time_text(one)) for one in EXTRA_TIMES)
        return self

    @property
    def percent(self) -> int:
        """Return what was chosen."""
        return int(self.extra_time.data)


class ActionForm(BaseForm):
    """A button without fields; it can still be refused."""


class SlipsForm(BaseForm):
    """For whom slips are printed."""

    whom = RadioField(_("For whom"), validate_choice=True)

    def offer(self, groups: Iterable[tuple[str, str]]) -> SlipsForm:
        """Fill the choices."""
        self.whom.choices = choices(groups)
        return self


class TeamForm(BaseForm):
    """A new team."""

    name = StringField(_("Name of the team"), _required(_("Type a name.")))
    parent = SelectField(_("Below"))

    def offer(self, teams: Iterable[str]) -> TeamForm:
        """Fill the choices."""
        names = [(name, name) for name in teams]
        self.parent.choices = choices([("", _("No other team")), *names])
        return self


class IssuerForm(BaseForm):
    """Who answers for certificates; all of it is printed."""

    legal_name = StringField(_("Legal name"), _required(_("Type the legal name.")))
    country = StringField(_("Country"), _required(_("Type the country.")))
    contact = StringField(
        _("Contact"), _required(_("Type an address at which somebody answers questions."))
    )
    relation = SelectField(
        _("Relation to the people who earn certificates"),
        choices=choices(
            [("employer", _("Employer")), ("college", _("College")), ("other", _("Other"))]
        ),
    )

    def validate_legal_name(self, field: StringField) -> None:
        """Refuse what cannot be printed."""
        check_printable(field)

    def validate_country(self, field: StringField) -> None:
        """Refuse what cannot be printed."""
        check_printable(field)

    def validate_contact(self, field: StringField) -> None:
        """Refuse what cannot be printed."""
        check_printable(field)
