"""Answers that a person marks: the queue, and one answer with its rubric."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, redirect, request, url_for
from markupsafe import Markup
from sqlalchemy import Row
from werkzeug.wrappers import Response
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from courseware.authoring.face import blueprint
from courseware.operations.attempts import Turned
from courseware.operations.grades import variant_of
from courseware.operations.marking import LONGEST_COMMENT, Given, key_to_mark, mark_slot
from courseware.permissions import Permission
from courseware.quizzes.kinds.reflection_key import Criterion, ReflectionKey
from courseware.records.marking import count_waiting, read_queue, whose
from courseware.records.reach import reach_member
from courseware.records.responses import raw_of
from courseware.records.sheets import read_sheet
from courseware.web.choices import choices
from courseware.web.database import now, read, shelf, site, write
from courseware.web.forms import BaseForm
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import ngettext, say
from courseware.web.pages import page, say_once

SHOWN = 50
"""Answers on the page of those that wait."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue."""

    title: str
    no: int
    handed_in_at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person marks: where it was asked, what was asked and written, what is good."""

    module: str
    no: int
    attempt_id: int
    handed_in_at: datetime | None
    ask: str
    exhibit: str  # its chart or table, safe HTML
    text: str
    key: ReflectionKey
    name: str | None  # None where the reader may not see who wrote it


@blueprint.get("/authoring/marking")
@requires(Permission.MARK)
def marking() -> str:
    """List the answers that wait for a person, the oldest first."""
    rows = read_queue(read(), me().id, limit=SHOWN)
    total = len(rows) if len(rows) < SHOWN else count_waiting(read(), me().id)
    waiting = [
        Waiting(
            _title(row.module),
            row.no,
            row.submitted_at,
            url_for("authoring.marking_answer", attempt_id=row.id, slot_no=row.no),
        )
        for row in rows
    ]
    return page("authoring/marking.html", waiting=waiting, total=total)


def _title(slug: str) -> str:
    published = shelf().modules.get(slug)
    return slug if published is None else published.module.title


@blueprint.get("/authoring/marking/<int:attempt_id>/<int:slot_no>")
@requires(Permission.MARK)
def marking_answer(attempt_id: int, slot_no: int) -> str:
    """Show one answer with its rubric."""
    answer = _answer(attempt_id, slot_no)
    if answer is None:
        abort(404)
    return page("authoring/marking_answer.html", answer=answer, form=_form(answer.key.rubric))


@blueprint.post("/authoring/marking/<int:attempt_id>/<int:slot_no>")
@requires(Permission.MARK)
def marking_create(attempt_id: int, slot_no: int) -> Response | tuple[str, int]:
    """Mark an answer. Who comes second is told so."""
    answer = _answer(attempt_id, slot_no)
    if answer is None:
        if _was_theirs_to_mark(attempt_id):
            say_once(_("There is nothing to mark here any more."), "note")
            return redirect(url_for("authoring.marking"), 303)
        abort(404)
    form = _form(answer.key.rubric)
    if not form.validate():
        return page("authoring/marking_answer.html", answer=answer, form=form), 422
    points = [int(form[_name_of(n)].data) for n in range(len(answer.key.rubric))]
    with write() as conn:
        outcome = mark_slot(
            conn,
            attempt_id=attempt_id,
            slot_no=slot_no,
            given=Given(points, form["comment"].data or ""),
            by_person=me().id,
            now=now(),
            site=site(),
        )
    if outcome is None:
        abort(404)
    if isinstance(outcome, Turned):
        say_once(say(outcome.reason), "note")
    elif outcome.is_last:
        say_once(_("Marked. The learner has the result now."))
    else:
        say_once(_("Marked. Another answer of the same try still waits."))
    return redirect(url_for("authoring.marking"), 303)


def _was_theirs_to_mark(attempt_id: int) -> bool:
    return whose(read(), attempt_id) not in {None, me().id}


def _answer(attempt_id: int, slot_no: int) -> Answer | None:
    """Return an answer that waits; None if it does not, or is the reader's own."""
    person_id = whose(read(), attempt_id)
    sheet = None if person_id in {None, me().id} else read_sheet(read(), person_id or 0, attempt_id)
    if sheet is None or slot_no not in sheet.attempt.unread:
        return None
    row: Row[Any] = next(one for one in sheet.rows if one.no == slot_no)
    module = site().shelves.version(read(), sheet.attempt.version_id)
    key = key_to_mark(module, row)
    if key is None:
        return None
    variant = variant_of(module, row)[1]
    return Answer(
        module=module.title,
        no=slot_no,
        attempt_id=attempt_id,
        handed_in_at=sheet.attempt.submitted_at,
        ask=variant.ask,
        exhibit=variant.exhibit,
        text="".join(raw_of(row).get("", ())),
        key=key,
        name=_name(sheet.attempt.person_id),
    )


def _name(person_id: int) -> str | None:
    """Return who wrote it, if the reader may read their records."""
    if not me().may(Permission.READ_RECORDS):
        return None
    found = reach_member(read(), me().id, Permission.READ_RECORDS, person_id)
    return None if found is None else found[1].name


def _form(rubric: Sequence[Criterion]) -> BaseForm:
    """Return the form for a rubric: points for each criterion, and words to the learner."""
    fields: dict[str, Any] = {
        _name_of(n): RadioField(
            Markup(one.html),  # noqa: S704 - safe HTML of the content reader
            choices=choices(
                (str(points), ngettext("%(num)s point", "%(num)s points", points) % {"num": points})
                for points in range(one.points + 1)
            ),
            validators=[InputRequired(_("Choose the points."))],
        )
        for n, one in enumerate(rubric)
    }
    said = _("Write at most %(most)s characters.") % {"most": LONGEST_COMMENT}
    fields["comment"] = TextAreaField(
        _("Words to the learner"), validators=[Length(max=LONGEST_COMMENT, message=said)]
    )
    form: BaseForm = type("MarkingForm", (BaseForm,), fields)(request.form or None)
    return form


def _name_of(place: int) -> str:
    """Return the name of the field for a criterion."""
    return f"c{place + 1}"
