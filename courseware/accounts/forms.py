"""The forms of sign-in, invitation and account."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, PasswordField, StringField, ValidationError
from wtforms.validators import DataRequired, EqualTo, Length

from courseware.web.forms import BaseForm
from courseware.web.language import gettext as _
from courseware.web.passwords import MAX_LENGTH, MIN_LENGTH, is_common
from courseware.web.printable import check_printable


class SignInForm(BaseForm):
    """Ask who is there."""

    user_name = StringField(
        _("User name or e-mail"),
        [DataRequired(_("Type your user name or e-mail.")), Length(max=200)],
    )
    password = PasswordField(
        _("Password"), [DataRequired(_("Type your password.")), Length(max=MAX_LENGTH)]
    )
    is_shared = BooleanField(_("Other people use this device too"))


class PasswordForm(BaseForm):
    """A new password, typed twice."""

    def __init__(self, *args: Any, user_name: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user_name = user_name

    password = PasswordField(
        _("New password"),
        [
            DataRequired(_("Choose a password.")),
            Length(
                min=MIN_LENGTH,
                max=MAX_LENGTH,
                message=_("Use at least 12 characters. A few words you will remember work well."),
            ),
        ],
    )
    again = PasswordField(
        _("The same again"), [EqualTo("password", _("The two passwords are not the same."))]
    )

    def validate_password(self, field: PasswordField) -> None:
        """Refuse what is tried first."""
        if is_common(field.data or "", self._user_name):
            raise ValidationError(
                _("This password is among the first that are tried. Choose another.")
            )


class CertificateNameForm(BaseForm):
    """The name that certificates print."""

    certificate_name = StringField(
        _("Name on your certificates"),
        [
            DataRequired(_("Type the name as it should be printed.")),
            Length(max=120, message=_("The certificate has room for 120 characters.")),
        ],
    )

    def validate_certificate_name(self, field: StringField) -> None:
        """Refuse characters that the certificate's fonts do not have, naming them."""
        check_printable(field)
