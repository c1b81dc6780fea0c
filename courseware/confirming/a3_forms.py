"""The forms of an assessor: the scores of a report with comments, and the scores of the models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from courseware.content.practice_model import ModelA3
from courseware.practice.rubric import CRITERIA, IDS, Criterion, Scores
from courseware.web.choices import choices
from courseware.web.forms import BaseForm
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.words import Reason

LONGEST_COMMENT = 2_000


def _scale(criterion: Criterion, label: str) -> RadioField:
    """Return the five anchors of a criterion to choose from."""
    return RadioField(
        label,
        choices=choices((str(n), f"{n} · {_(one)}") for n, one in enumerate(criterion.anchors)),
        validators=[InputRequired(say(Reason("a3.score.blank")))],
    )


def review_form() -> Any:
    """Return the form of a review: a score and a comment for each criterion."""
    said = _("Write at most %(most)s characters.") % {"most": LONGEST_COMMENT}
    fields: dict[str, Any] = {}
    for one in CRITERIA:
        fields[f"score_{one.id}"] = _scale(one, _(one.name))
        fields[f"comment_{one.id}"] = TextAreaField(
            _("Comment: %(criterion)s") % {"criterion": _(one.name)},
            validators=[Length(max=LONGEST_COMMENT, message=said)],
        )
    return type("ReviewForm", (BaseForm,), fields)(request.form or None)


def scores_in(form: Any) -> Scores:
    """Return the scores of a review form that is complete."""
    return {one: int(form[f"score_{one}"].data) for one in IDS}


def comments_in(form: Any) -> Mapping[str, str]:
    """Return the comments of a review form, in one way of line ends."""
    return {one: (form[f"comment_{one}"].data or "").replace("\r\n", "\n") for one in IDS}


def models_form(models: Sequence[ModelA3]) -> Any:
    """Return the form for scoring the models, in this order; each field says which model it is of."""
    fields: dict[str, Any] = {
        f"{model.id}_{one.id}": _scale(one, f"{_(one.name)} · {model.title}")
        for model in models
        for one in CRITERIA
    }
    return type("ModelsForm", (BaseForm,), fields)(request.form or None)


def model_scores_in(form: Any, models: Sequence[ModelA3]) -> dict[str, Scores]:
    """Return model → scores of a form that is complete."""
    return {model.id: {one: int(form[f"{model.id}_{one}"].data) for one in IDS} for model in models}
