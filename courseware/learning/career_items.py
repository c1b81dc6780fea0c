"""The lines of a career plan: written, changed."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.content.practice_model import Practice
from courseware.learning.career_forms import ItemForm, form_of
from courseware.learning.place import blueprint
from courseware.operations.career import add_item, change_item
from courseware.permissions import Permission
from courseware.practice.career import LONGEST_BODY, LONGEST_TITLE, Kind
from courseware.records.career import Item, find_item
from courseware.web.database import now, read, shelf, write
from courseware.web.days import today
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.web.pages import page, say_once
from courseware.web.waiting import is_named, keeps_words

_PLACES = {
    Kind.STEP: "plan",
    Kind.CERTIFICATION: "certifications",
    Kind.ASSOCIATION: "associations",
    Kind.CONTACT: "contacts",
}


def _kind(typed: str) -> Kind:
    if typed not in set(Kind):
        abort(404)
    return Kind(typed)


def _known(kind: Kind, practice: Practice) -> dict[str, tuple[str, str]]:
    """Return what a line of this kind can refer to: id → title, who awards it."""
    return {
        Kind.CERTIFICATION: {one.id: (one.name, one.by) for one in practice.certifications},
        Kind.ASSOCIATION: {one.id: (one.name, "") for one in practice.associations},
        Kind.STEP: {one.id: ("", "") for one in practice.guides},
        Kind.CONTACT: {},
    }[kind]


def _renew_years(kind: Kind, reference: str) -> int:
    if kind is not Kind.CERTIFICATION:
        return 0
    known = shelf().practice.certifications
    return next((one.renew_years for one in known if one.id == reference), 0)


def _show(form: ItemForm, kind: Kind, reference: str, item: Item | None = None) -> str:
    practice = shelf().practice
    guide = next((one for one in practice.guides if one.id == reference), None)
    return page(
        "learning/career_item.html",
        form=form,
        kind=kind.value,
        reference=reference,
        renew_years=_renew_years(kind, reference),
        guide=guide if kind is Kind.STEP else None,
        item=item,
        longest=(LONGEST_TITLE, LONGEST_BODY),
    )


@blueprint.get("/career/items/new")
@requires(Permission.LEARN)
def career_item_new() -> str:
    """Show the form for a new line; ?reference= fills in what is published about it."""
    kind = _kind(request.args.get("kind", Kind.STEP.value))
    reference = request.args.get("reference", "")
    title, body = _known(kind, shelf().practice).get(reference, ("", ""))
    typed = request.args.get("title", "")[:LONGEST_TITLE]
    return _show(ItemForm(data={"title": title or typed, "body": body}).fit(kind), kind, reference)


def owns_item(person_id: int, *, item_id: int) -> bool:
    """Say whether a line is this person's."""
    return find_item(read(), person_id, item_id) is not None


@blueprint.post("/career/items/of/<int:person>")
@requires(Permission.LEARN)
@keeps_words(is_named)
def career_item_create(person: int) -> Response | tuple[str, int]:
    """Add a line."""
    if person != me().id:
        abort(404)
    kind = _kind(request.form.get("kind", ""))
    reference = request.form.get("reference", "")
    reference = reference if reference in _known(kind, shelf().practice) else ""
    form = ItemForm(request.form).fit(kind)
    line = form.read(today=today(), renew_years=_renew_years(kind, reference))
    if line is None:
        return _show(form, kind, reference), 422
    with write() as conn:
        full = add_item(conn, person_id=me().id, line=line, reference=reference, now=now())
    if full is not None:
        form.title.errors = [say(full)]
        return _show(form, kind, reference), 422
    say_once(_("“%(title)s” is in your plan.") % {"title": line.title})
    return redirect(url_for("learning.career") + f"#{_PLACES[kind]}", 303)


def _own(item_id: int) -> Item:
    item = find_item(read(), me().id, item_id)
    if item is None or item.is_station:
        abort(404)
    return item


@blueprint.get("/career/items/<int:item_id>")
@requires(Permission.LEARN)
def career_item(item_id: int) -> str:
    """Show the form with what stands in a line."""
    item = _own(item_id)
    return _show(form_of(item), item.kind, item.reference, item)


@blueprint.post("/career/items/<int:item_id>")
@requires(Permission.LEARN)
@keeps_words(owns_item)
def career_item_change(item_id: int) -> Response | tuple[str, int]:
    """Change a line."""
    item = _own(item_id)
    form = ItemForm(request.form).fit(item.kind)
    line = form.read(today=today(), renew_years=_renew_years(item.kind, item.reference))
    if line is None:
        return _show(form, item.kind, item.reference, item), 422
    with write() as conn:
        is_kept = change_item(conn, person_id=me().id, item_id=item_id, line=line, now=now())
    if not is_kept:
        abort(404)
    say_once(_("“%(title)s” is changed.") % {"title": line.title})
    return redirect(url_for("learning.career") + f"#{_PLACES[item.kind]}", 303)
