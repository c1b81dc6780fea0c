"""Ratings of a learner: whom they asked, what each rater said, their comment, a second rater."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.content.model import Pathway
from courseware.learning.asked_forms import AskedForm
from courseware.learning.place import blueprint
from courseware.operations.guests import GuestPurpose
from courseware.operations.ratings import ask_rating, comment, take_back
from courseware.permissions import Permission
from courseware.practice.gates import Level
from courseware.progress.readiness import Line, StepKind, readiness
from courseware.records.attestations import RatingRow, find_rating, read_ratings
from courseware.records.colleagues import raters_of
from courseware.records.enrollments import read_enrollments
from courseware.records.guests import read_guests
from courseware.records.shown import read_shown
from courseware.web.database import now, read, shelf, site, write
from courseware.web.faults import put_faults
from courseware.web.guards import me, requires
from courseware.web.ids import read_id
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.web.pages import page, say_once
from courseware.web.waiting import keeps_words
from courseware.web.witness_views import Rated, descriptor_of, rated_lines

REFUSED = 422


@dataclass(frozen=True, slots=True)
class FormView:
    """One question to a rater, with the answer if there is one."""

    row: RatingRow
    lines: list[Rated]
    is_run_out: bool


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level that asks for ratings: where it stands, and the forms for it."""

    key: str
    title: str
    lines: tuple[Line, ...]
    forms: list[FormView]
    is_asking: bool = True


@dataclass(frozen=True, slots=True)
class Refusal:
    """A comment that was not taken: on which form, why, and what was typed."""

    rating_id: int
    why: str
    typed: str


@blueprint.get("/ratings")
@requires(Permission.LEARN)
def ratings() -> str:
    """Show the ratings, level by level."""
    return _page()


def _page(refusal: Refusal | None = None) -> str:
    return page("learning/ratings.html", levels=list(_levels()), refusal=refusal)


def _asking() -> Iterator[tuple[Pathway, Level]]:
    """Yield the levels of the person's pathways that ask for ratings."""
    for one in read_enrollments(read(), me().id):
        pathway = shelf().pathways.get(one.pathway)
        for level in pathway.levels if pathway else ():
            if pathway and level.attestations is not None:
                yield pathway, level


def _levels() -> Iterator[LevelView]:
    """Yield the levels that ask for ratings, then what was asked for others."""
    live = {one.id for one in read_guests(read(), me().id, GuestPurpose.RATING.value, now=now())}
    competencies = shelf().shared.competencies
    forms: dict[str, list[FormView]] = {}
    for row in read_ratings(read(), me().id):
        lines = rated_lines(row, competencies) if row.given_at else []
        is_run_out = row.is_open and row.guest_id is not None and row.guest_id not in live
        view = FormView(row, lines, is_run_out)
        forms.setdefault(f"{row.pathway}/{row.level}", []).append(view)
    shown = read_shown(read(), me().id).shown
    for pathway, level in _asking():
        ready = readiness(pathway, level, shown, competencies)
        step, key = ready.step(StepKind.RATINGS), ready.subject
        yield LevelView(key, level.title, step.lines if step else (), forms.pop(key, []))
    for key, others in forms.items():
        yield LevelView(key, others[0].row.level.capitalize(), (), others, is_asking=False)


def _level(key: str) -> tuple[Pathway, Level]:
    found = next((one for one in _asking() if f"{one[0].id}/{one[1].id}" == key), None)
    return found if found is not None else abort(404)


def _form() -> AskedForm:
    form = AskedForm(request.form if request.method == "POST" else None)
    form.offer(raters_of(read(), me().id))
    return form


def _form_page(form: AskedForm, key: str, beside: str) -> str:
    level = _level(key)[1]
    lines = [
        (f"{one.id} {one.name}", descriptor_of(one, level.id))
        for one in shelf().shared.competencies
    ]
    return page(
        "learning/rating_asking.html", form=form, level=level, key=key, beside=beside, lines=lines
    )


@blueprint.get("/ratings/new")
@requires(Permission.LEARN)
def rating_new() -> str:
    """Show the form by which somebody is asked."""
    return _form_page(_form(), request.args.get("level", ""), request.args.get("beside", ""))


@blueprint.post("/ratings/new")
@requires(Permission.LEARN)
def rating_create() -> Response | tuple[str, int]:
    """Ask somebody."""
    key, beside, form = request.form.get("level", ""), request.form.get("beside", ""), _form()
    pathway, level = _level(key)
    if not form.validate():
        return _form_page(form, key, beside), REFUSED
    with write() as conn:
        faults = ask_rating(
            conn,
            person_id=me().id,
            pathway=pathway.id,
            level=level.id,
            asked=form.asked,
            second_to=read_id(beside),
            now=now(),
            site=site(),
        )
    if faults:
        put_faults(form, faults)
        return _form_page(form, key, beside), REFUSED
    say_once(_("You have asked. You are told when the form is filled in."))
    return redirect(url_for("learning.ratings"), 303)


def _own(rating_id: int) -> RatingRow:
    row = find_rating(read(), me().id, rating_id)
    return row if row is not None else abort(404)


def is_own(person_id: int, *, rating_id: int) -> bool:
    """Say whether a form is about this person."""
    return find_rating(read(), person_id, rating_id) is not None


@blueprint.post("/ratings/<int:rating_id>/withdrawal")
@requires(Permission.LEARN)
def rating_withdrawal(rating_id: int) -> Response:
    """Take a question back that is not answered yet."""
    _own(rating_id)
    with write() as conn:
        is_back = take_back(conn, person_id=me().id, rating_id=rating_id, now=now())
    say_once(_("It is taken back.") if is_back else _("It was answered already, and stays."))
    return redirect(url_for("learning.ratings"), 303)


@blueprint.post("/ratings/<int:rating_id>/comment")
@requires(Permission.LEARN)
@keeps_words(is_own)
def rating_comment(rating_id: int) -> Response | tuple[str, int]:
    """Add a comment to a given form, once."""
    if _own(rating_id).given_at is None:
        abort(404)
    text = request.form.get("comment", "").replace("\r\n", "\n")
    with write() as conn:
        wrong = comment(conn, person_id=me().id, rating_id=rating_id, text=text, now=now())
    if wrong is not None:
        return _page(Refusal(rating_id, say(wrong), text)), REFUSED
    return redirect(url_for("learning.ratings") + f"#form-{rating_id}", 303)
