"""The forms with which an operator erases somebody, or says why not."""

from __future__ import annotations

from typing import Any

from wtforms import SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from courseware.joining.leaving import ErasureReason
from courseware.records.people import fold_name
from courseware.web.choices import choices
from courseware.web.forms import BaseForm
from courseware.web.language import gettext as _

LONGEST_REASON = 1_000


def reason_name(reason: ErasureReason) -> str:
    """Return a reason in words."""
    names = {
        ErasureReason.ASKED: _("They asked for it on their account page"),
        ErasureReason.IN_WRITING: _("They asked for it in writing"),
        ErasureReason.RETENTION: _("The time for which we keep records is over"),
        ErasureReason.MISTAKE: _("They were added by mistake"),
    }
    return names[reason]


class EraseForm(BaseForm):
    """Why, and the user name once more, so that nobody is erased by a slip of the hand."""

    reason = SelectField(_("Reason"))
    user_name = StringField(
        _("Their user name"),
        [DataRequired(_("Type the user name of this person.")), Length(max=200)],
    )

    def __init__(self, *args: Any, wanted: str, has_asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._wanted = wanted
        known = [one for one in ErasureReason if has_asked or one is not ErasureReason.ASKED]
        self.reason.choices = choices((one.value, reason_name(one)) for one in known)

    def validate_user_name(self, field: StringField) -> None:
        """Refuse any other name."""
        if fold_name(field.data or "") != fold_name(self._wanted):
            raise ValidationError(
                _("This is not the user name of this person. It stands above their name.")
            )


class DeclineForm(BaseForm):
    """Why a request is declined; the person reads it."""

    words = TextAreaField(
        _("Your reason"),
        [
            DataRequired(_("Write why, in a sentence that the person understands.")),
            Length(max=LONGEST_REASON, message=_("Use at most 1,000 characters.")),
        ],
    )
