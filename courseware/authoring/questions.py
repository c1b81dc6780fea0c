"""Every question of a module's files for its author: variants, key and feedback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flask import request
from wtforms import SelectField

from courseware.authoring.face import blueprint
from courseware.authoring.previewing import Preview, preview_of, problems_page, show
from courseware.permissions import Permission
from courseware.quizzes.kinds.kind import PublicQuestion
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Question, Variant
from courseware.web.choices import choices
from courseware.web.forms import BaseForm
from courseware.web.guards import requires
from courseware.web.language import gettext as _
from courseware.words import percent

FILTERS = ("outcome", "kind", "use")


class FilterForm(BaseForm):
    """Which questions are listed: its fields are the address of the page."""

    outcome = SelectField(_("Outcome"))
    kind = SelectField(_("Kind"))
    use = SelectField(_("Use"))

    @classmethod
    def of_address(cls, questions: tuple[Question, ...]) -> FilterForm:
        """Return the filter with what the address asks for; what no question has is left out."""
        form = cls(data={})
        for name in FILTERS:
            known = dict.fromkeys(str(getattr(one, name)) for one in questions)
            asked = request.args.get(name, "")
            field: Any = form[name]
            field.choices = choices([("", _("All")), *((one, one) for one in sorted(known))])
            field.data = asked if asked in known else ""
        return form

    def wanted(self, question: Question) -> bool:
        """Say whether a question is listed."""
        return all(self[name].data in ("", getattr(question, name)) for name in FILTERS)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One question with its key: its first variant as learners see it, and a row for each one."""

    question: Question
    public: PublicQuestion
    first: Variant
    right: str
    tolerance: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


@blueprint.get("/authoring/modules/<slug>/preview/questions")
@requires(Permission.READ_CONTENT_STATE)
def preview_questions(slug: str) -> str:
    """List the questions that the address asks for."""
    preview = preview_of(slug)
    if preview is None:
        return problems_page(slug)
    questions = preview.module.bank.questions
    form = FilterForm.of_address(questions)
    sheets = [_sheet(no, one) for no, one in enumerate(filter(form.wanted, questions), start=1)]
    return show(preview, "authoring/questions.html", **_values(preview, form, sheets))


def _values(preview: Preview, form: FilterForm, sheets: list[Sheet]) -> dict[str, object]:
    outcomes = {one.id: one.text for one in preview.module.outcomes}
    return {"module": preview.module, "form": form, "sheets": sheets, "outcomes": outcomes}


def _sheet(no: int, question: Question) -> Sheet:
    kind, first = KINDS[question.kind], question.variants[0]
    order = kind.ids(first)
    names = tuple(first.values) if len(question.variants) > 1 else ()
    return Sheet(
        question=question,
        public=kind.show(first, order, no),
        first=first,
        right=kind.solve(first, order, None).right,
        tolerance=_tolerance(first),
        columns=names,
        rows=tuple(_row(kind.name, one, names) for one in question.variants) if names else (),
    )


def _row(kind: str, variant: Variant, names: tuple[str, ...]) -> tuple[object, ...]:
    """Return a variant's number, its values, and what is right in it."""
    values = (_number(variant.values[name]) for name in names)
    return (variant.no, *values, ", ".join(_right(kind, variant)))


def _right(kind: str, variant: Variant) -> Iterator[str]:
    order = tuple(option.id for option in variant.options)
    solution = KINDS[kind].solve(variant, order, None)
    if solution.right:
        yield solution.right
    yield from (_("option %(id)s") % {"id": one.id} for one in variant.options if one.is_right)
    if variant.options and not any(one.is_right for one in variant.options):
        yield _("none of these")


def _number(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_number, value))
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _tolerance(variant: Variant) -> str:
    """Return how far an answer may be from the key, if the kind says so; see `Variant.key`."""
    allowed = variant.key.get("tolerance", {})
    if "relative" in allowed:
        return f"± {percent(Fraction(allowed['relative']))}"
    return f"± {float(Fraction(allowed['absolute'])):g}" if "absolute" in allowed else ""
