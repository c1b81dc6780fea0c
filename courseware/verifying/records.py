"""The public page of a module record: its signature is checked each time somebody looks."""

from __future__ import annotations

import logging

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from courseware.credentials.checking import Verdict
from courseware.credentials.identifiers import read_public_id
from courseware.credentials.module_record import document
from courseware.credentials.printed import record_fields
from courseware.credentials.signing import Purpose
from courseware.operations.record_checks import Check, check, stated
from courseware.records.module_records import RecordRow, find_record
from courseware.verifying.door import blueprint, refuse_guessing, unknown
from courseware.verifying.standing import End, end_of, signed_state
from courseware.web.database import now, read, shelf
from courseware.web.guards import public
from courseware.web.language import gettext as _
from courseware.web.pages import page
from courseware.web.qr import qr_for_page
from courseware.web.unlisted import unlisted

log = logging.getLogger(__name__)
_REFUSED = {
    Check.TEXT: _("What it states was changed after it was signed."),
    Check.SIGNATURE: _("Its signature was changed: this is not the one that was made."),
    Check.KEY: _(
        "The signature does not fit the key that this site keeps under the name it names."
    ),
    Check.FACT: _("The holder’s own chain of facts does not know this record as it is stored now."),
}
_BADGE = _("The badge that was made of it does not fit: a part of it was changed.")


def record_page(row: RecordRow) -> Response:
    """Show a record with the result of checking it now."""
    found, end = check(row), end_of(row.public_id)
    if found is Check.FITS and end is not None:
        return ended_page(row.public_id, end, title=_("Record"))
    signed = signed_state(row.public_id) if found is Check.FITS else None
    if signed is not None and signed.checked.verdict is Verdict.BROKEN:
        return _not_confirmed(row, _(_BADGE), why_in_log="badge", status=200)
    if found is Check.FITS:
        record = stated(row)
        html = page(
            "verifying/record.html",
            record=record,
            row=row,
            fields=record_fields(record),
            track=track_of(record.module.slug),
            qr=qr_for_page(record.verify_url),
            purpose=Purpose.MODULE_RECORD.value,
            signed=signed,
            checked_at=now(),
        )
        return unlisted(html, 200)
    return _refusal(row, found, 200)


@blueprint.get("/records/<code>.json")
@public
def record_file(code: str) -> Response | BaseResponse:
    """Send the signed record with its signature and its key, to be checked without this site."""
    refuse_guessing()
    public_id = read_public_id(code)
    if public_id is not None and public_id != code:
        return redirect(url_for("verifying.record_file", code=public_id), 303)
    row = None if public_id is None else find_record(read(), public_id)
    if row is None:
        return unknown()
    found, end = check(row), end_of(public_id or "")
    if found is not Check.FITS or row.snapshot is None or row.signature is None:
        return _refusal(row, found, 409)
    if end is not None:
        return ended_page(row.public_id, end, title=_("Record"), status=410)
    response = unlisted(
        document(
            row.snapshot, signature=row.signature, key=row.key_name, public_key=row.public_key
        ),
        200,
    )
    response.headers["Content-Type"] = "application/json; charset=utf-8"
    disposition = f'attachment; filename="record-{row.public_id}.json"'
    response.headers["Content-Disposition"] = disposition
    return response


def ended_page(number: str, end: End, *, title: str, status: int = 200) -> Response:
    """Say when and why a certificate or a record ended, without its holder's name."""
    html = page("verifying/ended.html", number=number, end=end, what=title, checked_at=now())
    return unlisted(html, status)


def _refusal(row: RecordRow, found: Check, status: int) -> Response:
    if found is Check.ERASED:
        return unlisted(page("verifying/record_erased.html", row=row), 410)
    return _not_confirmed(row, _(_REFUSED[found]), why_in_log=found.value, status=status)


def _not_confirmed(row: RecordRow, why: str, *, why_in_log: str, status: int) -> Response:
    log.error("Record %s is not what was signed (%s)", row.public_id, why_in_log)
    html = page("verifying/record_changed.html", row=row, why=why, checked_at=now())
    return unlisted(html, status)


def track_of(slug: str) -> str:
    """Return the track whose color a module takes; it is not printed."""
    published = shelf().modules.get(slug)
    return "none" if published is None else published.module.track
