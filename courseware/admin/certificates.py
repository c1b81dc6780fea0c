"""What a person was certified: issued again after a change of name, or ended, by an operator."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms import RadioField

from courseware.admin.face import blueprint, writing_for
from courseware.admin.forms import ActionForm
from courseware.admin.person import card_of
from courseware.credentials.ending import STAFF_REASONS, WORDS, Ending
from courseware.credentials.identifiers import read_public_id
from courseware.operations.reissues import has_other_name, reissue
from courseware.operations.revocations import revoke
from courseware.permissions import Permission
from courseware.records.credentials import credentials_of, find_credential
from courseware.records.module_records import find_record, records_of
from courseware.records.revocations import revocations_among
from courseware.web.choices import choices
from courseware.web.database import now, read, site
from courseware.web.forms import BaseForm
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once


class RevocationForm(BaseForm):
    """Why a certificate or a record ends; the reason is public."""

    reason = RadioField(_("Why it ends"))

    def offer(self) -> RevocationForm:
        """Fill the choices."""
        self.reason.choices = choices((one.value, _(WORDS[one])) for one in STAFF_REASONS)
        return self


@dataclass(frozen=True, slots=True)
class Line:
    """One certificate or record in the list."""

    public_id: str
    title: str
    holder: str
    has_other_name: bool
    at: datetime
    ended_at: datetime | None
    is_superseded: bool


@blueprint.get("/admin/people/<int:person_id>/certificates")
@requires(Permission.MANAGE_PEOPLE)
def certificates(person_id: int) -> str:
    """List what a person was certified, with what can be done about each."""
    card = card_of(person_id)
    name = card.certificate_name or ""
    return page("admin/certificates.html", card=card, lines=_lines(person_id, name))


@blueprint.post("/admin/credentials/<code>/reissue")
@requires(Permission.MANAGE_PEOPLE)
def credential_reissue(code: str) -> Response | tuple[str, int]:
    """Issue it again with the name that is confirmed now."""
    public_id, person_id = _found(code)
    form = ActionForm()
    with writing_for(form) as conn:
        reissue(conn, public_id, now=now(), site=site(), by_person=me().id)
    if form.errors:
        return _refused(person_id, form)
    say_once(_("It is issued again; the jobs process signs it in a moment."))
    return redirect(url_for("admin.certificates", person_id=person_id), 303)


@blueprint.get("/admin/credentials/<code>/revocation")
@requires(Permission.MANAGE_PEOPLE)
def credential_revocation_form(code: str) -> str:
    """Ask why it ends, and say what follows."""
    public_id, person_id = _found(code)
    form = RevocationForm().offer()
    return page("admin/revocation.html", card=card_of(person_id), number=public_id, form=form)


@blueprint.post("/admin/credentials/<code>/revocation")
@requires(Permission.MANAGE_PEOPLE)
def credential_revocation(code: str) -> Response | tuple[str, int]:
    """End it for good."""
    public_id, person_id = _found(code)
    form = RevocationForm(request.form).offer()
    if form.validate():
        with writing_for(form) as conn:
            reason = Ending(form.reason.data)
            revoke(conn, public_id, reason=reason, now=now(), site=site(), by_person=me().id)
    if form.errors:
        card = card_of(person_id)
        return page("admin/revocation.html", card=card, number=public_id, form=form), 422
    say_once(_("It ended. Its page says so from now on."))
    return redirect(url_for("admin.certificates", person_id=person_id), 303)


def _refused(person_id: int, form: BaseForm) -> tuple[str, int]:
    card = card_of(person_id)
    lines = _lines(person_id, card.certificate_name or "")
    return page("admin/certificates.html", card=card, lines=lines, form=form), 422


def _found(code: str) -> tuple[str, int]:
    """Return the number and whose it is; 404 for none."""
    public_id = read_public_id(code)
    found = (
        None
        if public_id is None
        else find_credential(read(), public_id) or find_record(read(), public_id)
    )
    return (found.public_id, found.person_id) if found is not None else abort(404)


def _lines(person_id: int, name: str) -> list[Line]:
    """Return certificates, then records, the newest first."""
    held = [
        (one.public_id, one.snapshot, one.issued_at) for one in credentials_of(read(), person_id)
    ][::-1]
    held += [(one.public_id, one.snapshot, one.signed_at) for one in records_of(read(), person_id)][
        ::-1
    ]
    ended = revocations_among(read(), [number for number, _text, _at in held])
    return [
        _line(number, text, at, ended.get(number), name)
        for number, text, at in held
        if text is not None
    ]


def _line(number: str, text: str, at: datetime, end: object, name: str) -> Line:
    stated = json.loads(text)
    of = stated["module"]["title"] if "module" in stated else stated["pathway_title"]
    holder = str(stated["holder"])
    return Line(
        public_id=number,
        title=f"{stated['title']}: {of}",
        holder=holder,
        has_other_name=has_other_name(holder, name),
        at=at,
        ended_at=getattr(end, "revoked_at", None),
        is_superseded=getattr(end, "reason", "") == Ending.SUPERSEDED,
    )
