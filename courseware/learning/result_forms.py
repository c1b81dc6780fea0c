"""The form of a result."""

from __future__ import annotations

from wtforms import BooleanField, DateField, StringField, TextAreaField
from wtforms.validators import Optional

from courseware.learning.asked_forms import AskedForm, asked_values
from courseware.practice.results import DAYS, TEXTS
from courseware.records.results import Draft, ResultRow
from courseware.web.language import gettext as _


def _day(label: str) -> DateField:
    return DateField(label, [Optional()])


class ResultForm(AskedForm):
    """A measure before and after, one's own part, and who saw it. A draft may lack anything."""

    measure = StringField(_("What was measured"))
    unit = StringField(_("Unit"))
    baseline = StringField(_("Number before"))
    baseline_from = _day(_("Before: first day"))
    baseline_to = _day(_("Before: last day"))
    after = StringField(_("Number after"))
    after_from = _day(_("After: first day"))
    after_to = _day(_("After: last day"))
    guard = TextAreaField(_("What must not get worse"))
    money = StringField(_("Money (optional)"))
    is_finance_checked = BooleanField(_("Finance checked this amount"))
    own_part = TextAreaField(_("Your own part"))
    team = TextAreaField(_("Who else worked on it"))

    @property
    def draft(self) -> Draft:
        """Return what stands in the form."""
        return Draft(
            {name: (self[name].data or "").replace("\r\n", "\n") for name in TEXTS},
            {name: self[name].data for name in DAYS},
            bool(self.is_finance_checked.data),
            self.asked,
        )


def result_values(row: ResultRow) -> dict[str, object]:
    """Return how the form shows what is stored."""
    return {
        **row.draft.texts, **row.draft.days, **asked_values(row.verifier),
        "is_finance_checked": row.draft.is_finance_checked,
    }  # fmt: skip
