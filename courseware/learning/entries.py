"""One entry of the practice log: its form with the coach, and what becomes of it."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.learning.entry_form import EntryForm, form_of, reflection_hint
from courseware.learning.place import blueprint, place_of
from courseware.operations.practice import drop, open_faults, save
from courseware.permissions import Permission
from courseware.practice.categories import NAMES, Category
from courseware.practice.coach import hints
from courseware.practice.entries import WRITABLE
from courseware.practice.gates import PracticeGate
from courseware.records.evidence_files import files_of
from courseware.records.practice_entries import EntryRow, find_entry, read_entries
from courseware.records.seen_by import Watcher, read_watchers
from courseware.records.sign_offs import read_sign_offs
from courseware.web.database import now, read, shelf, site, write
from courseware.web.days import today
from courseware.web.guards import me, requires
from courseware.web.ids import read_id
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.web.pages import page, say_once
from courseware.web.readiness import levels_of, next_level
from courseware.web.waiting import is_named, keeps_words
from courseware.words import hours_text


def _watchers() -> list[Watcher]:
    """Return who of this site may have seen the work: those who may confirm it."""
    found = read_watchers(read(), me().id).get(Permission.VERIFY, ())
    return list({one.id: one for one in found}.values())


def _entry(entry_id: int) -> EntryRow:
    found = find_entry(read(), me().id, entry_id)
    if found is None or found.case_id:
        abort(404)
    return found


def _page(form: EntryForm, entry: EntryRow | None, *, is_stale: bool = False) -> str:
    gate = _gate()
    before = [one for one in read_entries(read(), me().id) if entry is None or one.id != entry.id]
    written = form.written()
    advice = hints(
        written,
        before=[one.category for one in before if one.category],
        wanted=gate.categories if gate else 0,
    )
    category = form.category.data or ""
    return page(
        "learning/entry.html",
        form=form,
        entry=entry,
        advice=[(form[name].label.text, name, say(reason)) for name, reason in advice]
        if entry
        else [],
        is_stale=is_stale,
        coached=shelf().practice.coached if entry is None else (),
        chosen=shelf().practice.coached_in(category),
        reflection_hint=reflection_hint(),
        files=files_of(read(), "entries", [entry.id]).get(entry.id, ()) if entry else (),
        file_url=url_for("learning.add_file", kind="entries", owner_id=entry.id) if entry else "",
        category_names=NAMES,
        last=next(
            iter(reversed(read_sign_offs(read(), me().id, "entries").get(entry.id, []))), None
        )
        if entry
        else None,
        lacking=open_faults(read(), entry, today=today()) if entry else (),
    )


def _gate() -> PracticeGate | None:
    coming = next_level(levels_of(me().id, place_of(me().id).pathways))
    return None if coming is None else coming.found.level.practice


@blueprint.get("/practicum/entries/new")
@requires(Permission.LEARN)
def new_entry() -> str:
    """Show an empty entry."""
    return _page(form_of(None, _watchers(), today()), None)


@blueprint.get("/practicum/entries/<int:entry_id>")
@requires(Permission.LEARN)
def entry(entry_id: int) -> str:
    """Show an entry: to be changed while it may be, else as it stands."""
    found = _entry(entry_id)
    if found.state not in WRITABLE:
        return _kept(found)
    return _page(form_of(found, _watchers(), today()), found)


def _kept(found: EntryRow) -> str:
    """Show an entry that is with somebody else, or confirmed."""
    return page(
        "learning/entry_kept.html",
        entry=found,
        hours=hours_text(found.hours) if found.hours else "",
        category=_(NAMES[Category(found.category)]) if found.category else "",
        files=files_of(read(), "entries", [found.id]).get(found.id, ()),
        file_url="",
    )


@blueprint.post("/practicum/entries/<int:entry_id>/of/<int:person>")
@requires(Permission.LEARN)
@keeps_words(is_named)
def save_entry(entry_id: int, person: int) -> Response | tuple[str, int]:
    """Store an entry as a draft (0: a new one), and show what is still missing."""
    if person != me().id:
        abort(404)
    found = _entry(entry_id) if entry_id else None
    form = form_of(found, _watchers(), today())
    form.validate()
    if form.on.errors or form.category.errors or form.seen_by.errors:
        return _page(form, found), 422
    with write() as conn:
        outcome = save(
            conn,
            person_id=me().id,
            entry_id=entry_id or None,
            revision=read_id(request.form.get("revision")) or 0,
            written=form.written(),
            verifier=form.verifier(),
            today=today(),
            now=now(),
            site=site(),
        )
    if outcome is None:
        return _page(form, found, is_stale=True), 409
    if not isinstance(outcome, int):
        form.complain(outcome)
        return _page(form, found), 422
    say_once(_("Saved."))
    if request.form.get("do") == "leave":
        return redirect(url_for("learning.practicum") + f"#entry-{outcome}", 303)
    return redirect(url_for("learning.entry", entry_id=outcome), 303)


@blueprint.post("/practicum/entries/<int:entry_id>/removal")
@requires(Permission.LEARN)
def remove_entry(entry_id: int) -> Response:
    """Delete a draft that nobody has seen."""
    _entry(entry_id)
    with write() as conn:
        is_gone = drop(conn, person_id=me().id, entry_id=entry_id)
    if is_gone:
        say_once(_("The draft is deleted."))
    else:
        say_once(
            _("What was sent once stays in your log. You can change it and send it again."), "bad"
        )
    return redirect(url_for("learning.practicum"), 303)
