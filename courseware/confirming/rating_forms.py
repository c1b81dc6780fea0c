"""The form of a rater: one choice and one example for each competency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request
from wtforms import DateField, RadioField, StringField
from wtforms.validators import Optional

from courseware.content.model import Competency
from courseware.operations.rating_forms import Filled
from courseware.practice.ratings import LEAST, MOST, WORDS
from courseware.web.choices import choices
from courseware.web.forms import BaseForm
from courseware.web.language import gettext as _

UNSEEN = "unseen"
"""The choice that stands for "not observed"."""
NUMBERS = {str(number): number for number in range(LEAST, MOST + 1)}


class RatingForm(BaseForm):
    """Since when they know the learner's work; the ratings are added by `rating_form`."""

    known_since = DateField(_("Since when do you know their work?"), [Optional()])

    def filled(self, codes: Sequence[str]) -> Filled:
        """Return what was filled in; what was not chosen is missing."""
        chosen = {code: self[f"rating_{code}"].data for code in codes}
        ratings = {
            code: NUMBERS.get(one) for code, one in chosen.items() if one in {*NUMBERS, UNSEEN}
        }
        examples = {code: self[f"example_{code}"].data or "" for code in codes}
        return Filled(self.known_since.data, ratings, examples)


def rating_form(competencies: Sequence[Competency]) -> RatingForm:
    """Return the form for these competencies, filled from the request."""
    fields: dict[str, Any] = {}
    for one in competencies:
        fields[f"rating_{one.id}"] = RadioField(f"{one.id} {one.name}", validate_choice=False)
        fields[f"example_{one.id}"] = StringField(
            _("Example for %(code)s, if you choose 4") % {"code": one.id}
        )
    made = type("FilledRatingForm", (RatingForm,), fields)
    form: RatingForm = made(request.form if request.method == "POST" else None)
    words = [(str(number), f"{number} – {_(text)}") for number, text in WORDS.items()]
    for one in competencies:
        chosen: Any = form[f"rating_{one.id}"]
        chosen.choices = choices([*words, (UNSEEN, _("Not observed: no chance to see it"))])
    return form
