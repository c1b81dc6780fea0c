"""The public check of a certificate or a record: every printed field again, and its state in words."""

from __future__ import annotations

import logging

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from courseware.credentials.checking import Verdict
from courseware.credentials.identifiers import read_public_id
from courseware.credentials.printed import printed_fields
from courseware.credentials.snapshot import Snapshot, from_json
from courseware.credentials.validity import is_expired
from courseware.operations.verification import is_as_issued
from courseware.records.credentials import CredentialRow, file_digest, find_credential
from courseware.records.module_records import find_record
from courseware.verifying.door import blueprint, refuse_guessing, unknown
from courseware.verifying.records import ended_page, record_page, track_of
from courseware.verifying.standing import end_of, signed_state
from courseware.web.database import now, read, site
from courseware.web.days import today
from courseware.web.guards import public
from courseware.web.language import gettext as _
from courseware.web.language import ngettext
from courseware.web.pages import page
from courseware.web.unlisted import unlisted
from courseware.words import percent

log = logging.getLogger(__name__)
_MONTH, _YEAR = 30, 365


@blueprint.get("/verify")
@public
def verify() -> str | BaseResponse:
    """Ask for the number; a typed one leads to its page."""
    typed = request.args.get("number", "").strip()
    if not typed:
        return page("verifying/verify.html", typed="", error=None, file_error=None)
    public_id = read_public_id(typed)
    if public_id is None:
        error = _("A number has 20 letters and digits, in groups of four.")
        return page("verifying/verify.html", typed=typed[:60], error=error, file_error=None)
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
    end = end_of(found.public_id)
    if end is not None:
        return ended_page(found.public_id, end, title=_("Certificate"))
    signed = signed_state(found.public_id)
    if signed is not None and signed.checked.verdict is Verdict.BROKEN:
        log.error("The badge of certificate %s does not fit: a row was changed", found.public_id)
        return unlisted(page("verifying/changed.html", credential=found, checked_at=now()), 200)
    snapshot = from_json(found.snapshot)
    fields = printed_fields(snapshot)
    html = page(
        "verifying/credential.html",
        credential=found,
        snapshot=snapshot,
        fields=fields,
        said={field.label_code: field.value for field in fields},
        tracks=[track_of(module.slug) for module in snapshot.modules],
        state=_state(found, snapshot),
        signed=signed,
        age=_age(snapshot),
        scores=_scores(snapshot) if found.shows_scores else [],
        preview_url=_preview_url(found.public_id),
        checked_at=now(),
    )
    return unlisted(html, 200)


def _preview_url(public_id: str) -> str | None:
    """Return the address of the picture for links elsewhere, once it is drawn."""
    if file_digest(read(), public_id, "preview") is None:
        return None
    return f"{site().base_url}{url_for('verifying.badge_preview', code=public_id)}"


def _age(snapshot: Snapshot) -> str:
    """Say how long ago the oldest evidence of a level was, to the day, month or year."""
    oldest = snapshot.level.oldest_on if snapshot.level else None
    if oldest is None:
        return ""
    days = max(0, (today() - oldest).days)
    if days < 2 * _MONTH:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    if days < 2 * _YEAR:
        return ngettext("%(n)s month ago", "%(n)s months ago", days // _MONTH) % {
            "n": days // _MONTH
        }
    return ngettext("%(n)s year ago", "%(n)s years ago", days // _YEAR) % {"n": days // _YEAR}


def _scores(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return each module with the share of its best try; only for who turned this on."""
    return [(one.title, percent(one.points / one.maximum)) for one in snapshot.modules]


def _state(found: CredentialRow, snapshot: Snapshot) -> str:
    if found.is_demonstration:
        return "demonstration"
    return "expired" if is_expired(snapshot.valid_until, now()) else "valid"
