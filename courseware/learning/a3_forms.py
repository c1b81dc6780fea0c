"""The forms of a learner's A3 report: the builder, and the invitation of an assessor from outside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import request
from wtforms import BooleanField, StringField, TextAreaField

from courseware.practice.a3_report import Fault, Report
from courseware.practice.gates import CAPSTONE_A3
from courseware.practice.rubric import CRITERIA, IDS
from courseware.web.forms import BaseForm
from courseware.web.language import gettext as _
from courseware.web.language import say


def builder_form(kind: str, there: Report, *, is_posted: bool = False) -> Any:
    """Return the builder's form with what stands in the draft, or with what was posted."""
    fields: dict[str, Any] = {
        "title": StringField(_("Title")),
        "team": TextAreaField(_("Team")),
        "functions": StringField(_("Functions that the team came from")),
        "is_real": BooleanField(_("The data are of a real workplace")),
    }
    fields |= {one.id: TextAreaField(_(one.name)) for one in CRITERIA}
    if kind != CAPSTONE_A3:
        del fields["functions"]
    shown = {**there.plain(), **there.plain()["sections"]}
    posted = request.form if is_posted else None
    return type("BuilderForm", (BaseForm,), fields)(posted, data=shown)


def report_of(form: Any) -> Report:
    """Return the report that a form holds; line ends are written in one way."""
    typed = {name: _lines(field.data) for name, field in form._fields.items() if name != "is_real"}
    return Report(
        typed["title"],
        typed["team"],
        typed.get("functions", ""),
        bool(form["is_real"].data),
        {one: typed[one] for one in IDS if typed[one]},
    )


def _lines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")


def say_faults(form: Any, faults: Iterable[Fault]) -> None:
    """Write each fault at its field."""
    for name, reason in faults:
        form[name].errors = [*form[name].errors, say(reason)]


class OutsideForm(BaseForm):
    """Somebody of another site who is asked to assess."""

    name = StringField(_("Name"))
    role = StringField(_("What they do, and where"))
    address = StringField(_("E-mail address"))
