"""The forms of people who come in: with a slip, by themselves, or after they forgot a password."""

from __future__ import annotations

from typing import Any

from wtforms import StringField, ValidationError
from wtforms.fields.core import UnboundField
from wtforms.validators import DataRequired, Length

from courseware.accounts.forms import PasswordForm
from courseware.codes import read_code
from courseware.joining import names
from courseware.joining.addresses import LONGEST as LONGEST_ADDRESS
from courseware.joining.addresses import Address, read_address
from courseware.joining.secrets import SLIP_LENGTH
from courseware.web.forms import BaseForm
from courseware.web.language import gettext as _
from courseware.web.language import say

_LONGEST_NAME = 120
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))  # names in some scripts are written with them


class ResetForm(BaseForm):
    """Whose password is forgotten."""

    user_name = StringField(
        _("User name or e-mail"),
        [
            DataRequired(_("Type your user name or e-mail.")),
            Length(max=LONGEST_ADDRESS, message=_("This is longer than any name here.")),
        ],
    )


class SlipForm(BaseForm):
    """What a printed slip says."""

    user_name = StringField(
        _("User name"),
        [
            DataRequired(_("Type the user name that your slip shows.")),
            Length(max=LONGEST_ADDRESS, message=_("This is longer than any name here.")),
        ],
    )
    code = StringField(_("Code"), [DataRequired(_("Type the code that your slip shows."))])

    @property
    def written_code(self) -> str:
        """Return the code in its one written form."""
        return read_code(self.code.data or "", SLIP_LENGTH) or ""

    def validate_code(self, field: StringField) -> None:
        """Refuse what cannot be a code, before it counts as a try."""
        if read_code(field.data or "", SLIP_LENGTH) is None:
            raise ValidationError(
                _("A code has 12 letters and digits, such as 7K3M-Q2WX-94TB. Type it again.")
            )


def _check_address(field: StringField) -> None:
    if field.data and read_address(field.data) is None:
        raise ValidationError(_("This is not an e-mail address. Write one like ada@example.com."))


class AddressForm(BaseForm):
    """The address of somebody who wants an account."""

    email = StringField(
        _("Your e-mail address at work"), [DataRequired(_("Type your e-mail address."))]
    )

    @property
    def address(self) -> Address:
        """Return the address; only after the form was found right."""
        address = read_address(self.email.data or "")
        if address is None:
            raise ValueError("The form was not validated.")
        return address

    def validate_email(self, field: StringField) -> None:
        """Refuse what has not the shape of an address."""
        _check_address(field)


def _here(field: Any) -> Any:
    """Put a field of another form at this place among the fields."""
    return UnboundField(field.field_class, *field.args, **field.kwargs)


class RegisterForm(PasswordForm):
    """A new account. Which of the optional fields are asked for is the site's decision."""

    name = StringField(
        _("Your name"),
        [
            DataRequired(_("Type your name.")),
            Length(max=_LONGEST_NAME, message=_("There is room for 120 characters.")),
        ],
    )
    user_name = StringField(_("User name"), [DataRequired(_("Choose a user name."))])
    email = StringField(_("E-mail (optional)"))
    code = StringField(
        _("Join code"), [DataRequired(_("Type the code that you were given for your group."))]
    )
    password = _here(PasswordForm.password)
    again = _here(PasswordForm.again)

    def validate_name(self, field: StringField) -> None:
        """Refuse what nobody sees: two names would look the same."""
        if names.has_unseen((field.data or "").translate(_JOINERS)):
            raise ValidationError(
                _("There are characters in it that nobody can see. Type it again.")
            )

    def validate_user_name(self, field: StringField) -> None:
        """Refuse what could not be read out or could be taken for another name."""
        fault = names.fault_of_user_name(field.data or "")
        if fault is not None:
            raise ValidationError(say(fault))

    def validate_email(self, field: StringField) -> None:
        """Refuse what has not the shape of an address."""
        _check_address(field)
