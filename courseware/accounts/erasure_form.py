"""The form with which somebody asks to be erased."""

from __future__ import annotations

from wtforms import BooleanField, PasswordField
from wtforms.validators import DataRequired, Length, Optional

from courseware.web.forms import BaseForm
from courseware.web.language import gettext as _
from courseware.web.passwords import MAX_LENGTH


class ErasureForm(BaseForm):
    """The password of now, as far as there is one, and that the page was read."""

    password = PasswordField(_("Your password"), [Optional(), Length(max=MAX_LENGTH)])
    understood = BooleanField(
        _("I have read what is erased and what stays. It cannot be undone."),
        [DataRequired(_("Tick the box when you have read the page."))],
    )
