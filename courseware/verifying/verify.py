"""The public check of a certificate or a record: every printed field again, and its state in words."""

from __future__ import annotations

import logging

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from courseware.credentials.identifiers import read_public_id
from courseware.credentials.printed import printed_fields
from courseware.credentials.snapshot import from_json
from courseware.operations.verification import is_as_issued
from courseware.records.credentials import CredentialRow, find_credential
from courseware.records.module_records import find_record
from courseware.verifying.door import blueprint, refuse_guessing, unknown
from courseware.verifying.records import record_page, track_of
from courseware.web.database import now, read
from courseware.web.guards import public
from courseware.web.language import gettext as _
from courseware.web.pages import page
from courseware.web.unlisted import unlisted

log = logging.getLogger(__name__)


@blueprint.get("/verify")
@public
def verify() -> str | BaseResponse:
    """Ask for the number; a typed one leads to its page."""
    typed = request.args.get("number", "").strip()
    if not typed:
        return page("verifying/verify.html", typed="", error=None)
    public_id = read_public_id(typed)
    if public_id is None:
        error = _("A number has 20 letters and digits, in groups of four.")
        return page("verifying/verify.html", typed=typed[:60], error=error)
    return redirect(url_for("verifying.credential", code=public_id), 303)


@blueprint.get("/verify/<code>")
@public
def credential(code: str) -> Response | BaseResponse:
    """Show a certificate or a record; every unknown number gets the same answer."""
    refuse_guessing()
    public_id = read_public_id(code)
    if public_id is None:
        return unknown()
    if public_id != code:
        return redirect(url_for("verifying.credential", code=public_id), 303)
    certificate = find_credential(read(), public_id)
    if certificate is not None:
        return _certificate_page(certificate)
    record = find_record(read(), public_id)
    return unknown() if record is None else record_page(record)


def _certificate_page(found: CredentialRow) -> Response:
    if found.snapshot is None:
        return unlisted(page("verifying/erased.html", credential=found), 410)
    if not is_as_issued(read(), found.person_id, found.public_id):
        log.error("Certificate %s is not what was issued: its row was changed", found.public_id)
        return unlisted(page("verifying/changed.html", credential=found, checked_at=now()), 200)
    snapshot = from_json(found.snapshot)
    html = page(
        "verifying/credential.html",
        credential=found,
        snapshot=snapshot,
        fields=printed_fields(snapshot),
        tracks=[track_of(module.slug) for module in snapshot.modules],
        state=_state(found),
        checked_at=now(),
    )
    return unlisted(html, 200)


def _state(found: CredentialRow) -> str:
    if found.revoked_at is not None:
        return "revoked"
    return "demonstration" if found.is_demonstration else "valid"
