"""Results: what a learner changed for the better, written down and sent to who saw it."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.learning.own_files import shown_files
from courseware.learning.place import blueprint
from courseware.learning.result_forms import ResultForm, result_values
from courseware.operations.guests import GuestPurpose
from courseware.operations.results import Kept, Posted, drop, post_result, take_back
from courseware.permissions import Permission
from courseware.practice.entries import EntryState
from courseware.records.colleagues import managers_of
from courseware.records.guests import read_guests
from courseware.records.results import KIND, ResultRow, find_result, read_results
from courseware.records.sign_offs import read_sign_offs
from courseware.web.database import now, read, site, write
from courseware.web.days import today
from courseware.web.faults import put_faults
from courseware.web.guards import me, requires
from courseware.web.ids import read_id
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once
from courseware.web.waiting import is_named, keeps_words
from courseware.web.witness_views import result_facts

SEND = "send"
REFUSED, OVERTAKEN = 422, 409


@blueprint.get("/results")
@requires(Permission.LEARN)
def results() -> str:
    """List the results with their states."""
    return page("learning/results.html", results=read_results(read(), me().id))


@blueprint.get("/results/new")
@requires(Permission.LEARN)
def result_new() -> str:
    """Show an empty form."""
    return _form_page(_form(), None)


@blueprint.post("/results/new/<int:person>")
@requires(Permission.LEARN)
@keeps_words(is_named)
def result_create(person: int) -> Response | tuple[str, int]:
    """Keep a new result, or send it at once."""
    if person != me().id:
        abort(404)
    return _take(None)


def is_own(person_id: int, *, result_id: int) -> bool:
    """Say whether a result is this person's."""
    return find_result(read(), person_id, result_id) is not None


@blueprint.get("/results/<int:result_id>")
@requires(Permission.LEARN)
def result_record(result_id: int) -> str:
    """Show a result: as a form while it may change, else as it was sent."""
    row = _own(result_id)
    if row.is_writable:
        return _form_page(_form(row), row)
    return page(
        "learning/result_sent.html", row=row, facts=result_facts(row), acts=_acts(row),
        is_run_out=_is_run_out(row), **shown_files("results", row.id, is_open=False),
    )  # fmt: skip


@blueprint.post("/results/<int:result_id>")
@requires(Permission.LEARN)
@keeps_words(is_own)
def result_save(result_id: int) -> Response | tuple[str, int]:
    """Keep what was changed, or send it."""
    return _take(_own(result_id))


@blueprint.post("/results/<int:result_id>/withdrawal")
@requires(Permission.LEARN)
def result_withdrawal(result_id: int) -> Response:
    """Take a result back that nobody has decided about."""
    _own(result_id)
    with write() as conn:
        is_back = take_back(conn, person_id=me().id, result_id=result_id, now=now())
    if is_back:
        say_once(_("It is a draft again. Whoever you asked cannot open it any more."))
    return redirect(url_for("learning.result_record", result_id=result_id), 303)


@blueprint.post("/results/<int:result_id>/removal")
@requires(Permission.LEARN)
def result_removal(result_id: int) -> Response:
    """Throw a draft away; what came back once stays."""
    _own(result_id)
    with write() as conn:
        is_gone = drop(conn, person_id=me().id, result_id=result_id)
    if not is_gone:
        say_once(_("Somebody has looked at this result already, so it stays."), "note")
        return redirect(url_for("learning.result_record", result_id=result_id), 303)
    say_once(_("The draft is gone."))
    return redirect(url_for("learning.results"), 303)


def _own(result_id: int) -> ResultRow:
    row = find_result(read(), me().id, result_id)
    return row if row is not None else abort(404)


def _form(row: ResultRow | None = None) -> ResultForm:
    form = ResultForm(
        request.form if request.method == "POST" else None,
        data={} if row is None else result_values(row),
    )
    form.offer(managers_of(read(), me().id))
    return form


def _take(row: ResultRow | None) -> Response | tuple[str, int]:
    form, is_sent = _form(row), request.form.get("do") == SEND
    if not form.validate():
        return _form_page(form, row), REFUSED
    with write() as conn:
        posted = post_result(
            conn,
            person_id=me().id,
            result_id=None if row is None else row.id,
            draft=form.draft,
            revision=read_id(request.form.get("revision")) or 0,
            is_sent=is_sent,
            today=today(),
            now=now(),
            site=site(),
        )
    return _reply(form, row, posted)


def _reply(form: ResultForm, row: ResultRow | None, posted: Posted) -> Response | tuple[str, int]:
    stored = None if row is None else find_result(read(), me().id, row.id)
    if posted.outcome in {Kept.STALE, Kept.CLOSED}:
        return _form_page(form, stored, overtaken=posted.outcome.value), OVERTAKEN
    if posted.outcome is Kept.REFUSED:
        put_faults(form, posted.faults)
        return _form_page(form, stored), REFUSED
    is_sent = posted.outcome is Kept.SENT
    said = _("It is sent. You are told when it was looked at.") if is_sent else _("It is kept.")
    say_once(said)
    return redirect(url_for("learning.result_record", result_id=posted.id), 303)


def _form_page(form: ResultForm, row: ResultRow | None, *, overtaken: str = "") -> str:
    url = (
        url_for("learning.result_create", person=me().id)
        if row is None
        else url_for("learning.result_save", result_id=row.id)
    )
    acts = [] if row is None else _acts(row)
    return page(
        "learning/result_form.html", form=form, row=row, url=url, overtaken=overtaken, acts=acts,
        returned=acts[-1] if row and row.state is EntryState.RETURNED and acts else None,
        **(shown_files("results", row.id, is_open=True) if row else {}),
    )  # fmt: skip


def _acts(row: ResultRow) -> list[object]:
    return list(read_sign_offs(read(), row.person_id, KIND).get(row.id, []))


def _is_run_out(row: ResultRow) -> bool:
    """Say whether a result waits behind a link that works no more."""
    if row.state is not EntryState.SENT or row.guest_id is None:
        return False
    live = read_guests(read(), row.person_id, GuestPurpose.RESULT.value, now=now())
    return row.guest_id not in {one.id for one in live}
