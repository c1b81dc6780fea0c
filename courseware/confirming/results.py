"""A result is confirmed or returned: by an account, or through a link."""

from __future__ import annotations

from flask import Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from courseware.confirming.face import blueprint
from courseware.confirming.file_lists import files_until
from courseware.confirming.guest_words import is_open_to
from courseware.confirming.links import done, no_link, open_link
from courseware.operations.guests import GuestPurpose
from courseware.operations.result_decisions import Decided, decide_result, may_decide
from courseware.operations.witnesses import Party
from courseware.permissions import Permission
from courseware.practice.entries import EntryState
from courseware.practice.results import decision_faults
from courseware.records.guests import Guest
from courseware.records.results import ResultRow
from courseware.records.sent_results import find_sent, result_of_guest
from courseware.web.choices import choices
from courseware.web.database import now, read, site, write
from courseware.web.faults import put_faults
from courseware.web.forms import BaseForm
from courseware.web.guards import me, public, requires
from courseware.web.ids import read_id
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once
from courseware.web.unlisted import unlisted
from courseware.web.waiting import keeps_words, keeps_words_of_guests
from courseware.web.witness_views import result_facts

REFUSED, OVERTAKEN = 422, 409
CONFIRMED = EntryState.VERIFIED.value


class DecisionForm(BaseForm):
    """Yes or no, and why not."""

    decision = RadioField(
        _("Is it so, as far as you know it yourself?"), [InputRequired(_("Choose one of the two."))]
    )
    comment = TextAreaField(_("Your comment"))


def _form() -> DecisionForm:
    form = DecisionForm(request.form if request.method == "POST" else None)
    form.decision.choices = choices(
        [
            (CONFIRMED, _("Yes, I confirm it")),
            (EntryState.RETURNED.value, _("No, I return it")),
        ]
    )
    return form


def _page(row: ResultRow, form: DecisionForm, url: str, *, changed: bool = False) -> str:
    return page(
        "confirming/result.html", row=row, facts=result_facts(row), form=form, url=url,
        changed=changed, files=files_until("results", row.id, row.sent_at),
        file_url=url + "/files/",
    )  # fmt: skip


def result_for_me(person_id: int, result_id: int) -> ResultRow | None:
    """Return a result that waits, if this person may decide about it."""
    row = find_sent(read(), result_id)
    return row if row is not None and may_decide(read(), person_id, row) else None


def is_asked(person_id: int, *, result_id: int) -> bool:
    """Say whether a person may decide about a result: then words about it are theirs to send."""
    return result_for_me(person_id, result_id) is not None


@blueprint.get("/confirming/results/<int:result_id>")
@requires(Permission.LEARN)
def result(result_id: int) -> str:
    """Show a result to somebody who may confirm it."""
    row = result_for_me(me().id, result_id) or abort(404)
    return _page(row, _form(), url_for("confirming.result_decide", result_id=result_id))


@blueprint.post("/confirming/results/<int:result_id>")
@requires(Permission.LEARN)
@keeps_words(is_asked)
def result_decide(result_id: int) -> BaseResponse | tuple[str, int]:
    """Confirm or return a result."""
    row = result_for_me(me().id, result_id) or abort(404)
    form, url = _form(), url_for("confirming.result_decide", result_id=result_id)
    if not _is_valid(form):
        return _page(row, form, url), REFUSED
    outcome = _decide(row, form, Party(by_person=me().id))
    if outcome is Decided.CHANGED:
        fresh = result_for_me(me().id, result_id) or abort(404)
        return _page(fresh, form, url, changed=True), OVERTAKEN
    if outcome is Decided.GONE:
        say_once(_("It was decided or taken back meanwhile."), "note")
    else:
        say_once(_("Thank you. %(name)s is told.") % {"name": row.learner})
    return redirect(url_for("confirming.queue"), 303)


@blueprint.get("/confirm/results/<secret>")
@public
def result_link(secret: str) -> Response:
    """Show a result to the holder of a link."""
    found = result_behind(secret)
    if isinstance(found, Response):
        return found
    _guest, row = found
    return unlisted(_page(row, _form(), url_for("confirming.result_link_decide", secret=secret)))


@blueprint.post("/confirm/results/<secret>")
@public
@keeps_words_of_guests(is_open_to(GuestPurpose.RESULT))
def result_link_decide(secret: str) -> Response:
    """Confirm or return a result through a link, which is used up by it."""
    found = result_behind(secret)
    if isinstance(found, Response):
        return found
    guest, row = found
    form, url = _form(), url_for("confirming.result_link_decide", secret=secret)
    if not _is_valid(form):
        return unlisted(_page(row, form, url), REFUSED)
    outcome = _decide(row, form, Party(guest=guest))
    if outcome is Decided.CHANGED:
        return unlisted(_page(row, form, url, changed=True), OVERTAKEN)
    if outcome is Decided.GONE:
        return no_link()
    return done(
        _("Thank you"),
        _("%(name)s is told. You can close this page; the link has done its work.")
        % {"name": row.learner},
    )


def result_behind(secret: str) -> tuple[Guest, ResultRow] | Response:
    """Return guest and result behind a link, or the page that says it works no more."""
    guest = open_link(GuestPurpose.RESULT, secret)
    if isinstance(guest, Response):
        return guest
    row = result_of_guest(read(), guest.id)
    return no_link() if row is None else (guest, row)


def _is_valid(form: DecisionForm) -> bool:
    if not form.validate():
        return False
    is_confirmed = form.decision.data == CONFIRMED
    faults = decision_faults(is_confirmed=is_confirmed, comment=form.comment.data or "")
    put_faults(form, faults)
    return not faults


def _decide(row: ResultRow, form: DecisionForm, party: Party) -> Decided:
    with write() as conn:
        return decide_result(
            conn,
            learner=row.person_id,
            result_id=row.id,
            party=party,
            decision=EntryState(form.decision.data),
            comment=(form.comment.data or "").replace("\r\n", "\n"),
            revision=read_id(request.form.get("revision")) or 0,
            now=now(),
            site=site(),
        )
