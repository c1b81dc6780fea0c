"""The forms of a person's own account."""

from __future__ import annotations

from typing import Any

from wtforms import (
    BooleanField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length

from courseware.accounts.forms import PasswordForm
from courseware.joining.addresses import read_address
from courseware.locales import language_name, languages
from courseware.web.choices import choices
from courseware.web.forms import BaseForm
from courseware.web.language import gettext as _
from courseware.web.passwords import MAX_LENGTH
from courseware.web.text_size import NORMAL, SIZES
from courseware.web.zones import is_zone, zone_groups


class OwnForm(BaseForm):
    """A form that may ask for the current password; `current` is None where there is none."""

    current: Any = None

    @classmethod
    def asking(cls, *args: Any, has_password: bool, **kwargs: Any) -> Any:
        """Return the form; somebody without a password is not asked for one."""
        form = cls(*args, **kwargs)
        if not has_password:
            del form.current
        return form


def _current() -> PasswordField:
    return PasswordField(
        _("Your current password"),
        [DataRequired(_("Type your current password.")), Length(max=MAX_LENGTH)],
    )


class NameForm(BaseForm):
    """How the site addresses a person."""

    name = StringField(
        _("Name"),
        [
            DataRequired(_("Type your name.")),
            Length(max=120, message=_("Use at most 120 characters.")),
        ],
    )


class EmailForm(OwnForm):
    """A new address."""

    email = StringField(
        _("E-mail address"), [DataRequired(_("Type an e-mail address.")), Length(max=200)]
    )
    current = _current()

    def validate_email(self, field: StringField) -> None:
        """Refuse what cannot be an address; one that can is written in its usual form."""
        address = read_address(field.data or "")
        if address is None:
            raise ValidationError(
                _("This cannot be an e-mail address. Write it like name@example.com.")
            )
        field.data = address.text


class ErasureForm(OwnForm):
    """The current password, and that the page was read."""

    current = _current()
    understood = BooleanField(
        _("I have read what is erased and what stays. It cannot be undone."),
        [DataRequired(_("Tick the box when you have read the page."))],
    )


class ProofForm(OwnForm):
    """Nothing but the current password: for what needs no other word."""

    current = _current()


class NewPasswordForm(OwnForm, PasswordForm):
    """A new password in place of the current one, which is asked first."""

    current = _current()


class TimeZoneForm(BaseForm):
    """The zone in which moments are shown."""

    time_zone = SelectField(_("Time zone"), validate_choice=False)

    def offer(self, present: str) -> TimeZoneForm:
        """Fill the choices, by part of the world; `present` is among them in any case."""
        self.time_zone.choices = {
            place: choices(zones) for place, zones in zone_groups(present).items()
        }
        return self

    def validate_time_zone(self, field: SelectField) -> None:
        """Refuse what this machine knows no clock of."""
        if not is_zone(field.data or ""):
            raise ValidationError(_("Choose a time zone from the list."))


class LanguageForm(BaseForm):
    """The language of the pages."""

    locale = RadioField(_("Language"))

    def offer(self) -> LanguageForm:
        """Fill the choices: languages that have a catalog."""
        self.locale.choices = choices((one, language_name(one)) for one in languages())
        return self


class TextSizeForm(BaseForm):
    """How large text is on every page."""

    text_size = RadioField(_("Text size"))

    def offer(self) -> TextSizeForm:
        """Fill the choices."""
        words = {NORMAL: _("Normal"), "large": _("Large"), "larger": _("Larger")}
        self.text_size.choices = choices((one, words[one]) for one in SIZES)
        return self
