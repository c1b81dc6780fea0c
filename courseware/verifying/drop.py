"""Somebody hands in a file: the credential inside is checked, and nothing of it is kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from flask import Response, abort, request, url_for

from courseware.credentials.badge import PRINTED
from courseware.credentials.carriers import LARGEST, Carried, Kind, find_credential, kind_of
from courseware.credentials.checking import Checked, Known, Verdict, check
from courseware.credentials.did import host_of
from courseware.credentials.identifiers import read_public_id
from courseware.operations.issuer import issuer_keys, list_for
from courseware.records.credentials import find_credential as find_certificate
from courseware.records.credentials import pdf_digest
from courseware.records.module_records import find_record
from courseware.records.throttle import Limit
from courseware.verifying.door import blueprint
from courseware.verifying.standing import End, end_of
from courseware.web.database import now, read
from courseware.web.gate import outside_gate
from courseware.web.guards import public
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.web.networks import network
from courseware.web.opening import Busy, open_pdf
from courseware.web.pages import page
from courseware.web.throttle import count_try
from courseware.web.unlisted import unlisted
from courseware.words import Reason, Unfit

FILES = 20
"""How many files one network may hand in in a quarter of an hour."""


@dataclass(frozen=True, slots=True)
class Paper:
    """How a PDF relates to what this site made: the very same bytes, or a credential in other paper."""

    is_same: bool


@blueprint.post("/verify")
@public
def verify_file() -> Response | tuple[str, int]:
    """Check the credential in a file."""
    count_try(Limit(f"verify-file:{network()}", FILES))
    sent = request.files.get("file")
    body = b"" if sent is None else sent.stream.read(LARGEST + 1)
    try:
        carried = _open(body)
    except Unfit as refusal:
        return _again(say(refusal.reason), 422)
    except Busy:
        return _again(_("Several files are being opened right now. Try again in a moment."), 503)
    return unlisted(_result(carried, body), 200)


def _open(body: bytes) -> Carried:
    if not body:
        raise Unfit(Reason("file.none"))
    if kind_of(body) is Kind.PDF:
        with outside_gate():  # others are served while the other process works
            return open_pdf(body)
    return find_credential(body)


def _again(text: str, status: int) -> tuple[str, int]:
    return page("verifying/verify.html", typed="", error=None, file_error=text), status


def _result(carried: Carried, body: bytes) -> str:
    keys = issuer_keys(read())
    issuer = _issuer(carried)
    if keys is None or (issuer and issuer != keys["id"]):
        return page("verifying/elsewhere.html", host=host_of(issuer) or issuer[:100])
    checked = check(carried, Known(keys, list_for(read(), carried.document), now()))
    if checked.verdict is Verdict.BROKEN:
        return page("verifying/not_ours.html", findings=checked.findings, checked_at=now())
    number = read_public_id(str(carried.document["id"]).rpartition("/")[2]) or abort(404)
    end = end_of(number)
    return page(
        "verifying/dropped.html",
        checked=checked,
        state=_state(checked, number, end),
        end=end,
        number=number,
        name=carried.document["name"],
        lines=_lines(carried),
        paper=_paper(carried, body, number),
        token_url=url_for("verifying.badge_token", code=number),
        checked_at=now(),
    )


def _issuer(carried: Carried) -> str:
    """Return whom a credential names as its issuer, before anything of it is believed."""
    issuer = carried.document.get("issuer")
    named = issuer.get("id", "") if isinstance(issuer, dict) else issuer
    return named if isinstance(named, str) else ""


def _state(checked: Checked, number: str, end: End | None) -> str:
    """Return the verdict; what this site knows today wins over a list that is older."""
    found = find_certificate(read(), number) or find_record(read(), number)
    if found is None or found.snapshot is None:
        return "erased"
    if end is not None:
        return "superseded" if end.is_superseded else "revoked"
    return checked.verdict.value


def _lines(carried: Carried) -> list[tuple[str, str]]:
    """Return every line that was signed as printed: label and value."""
    (evidence,) = carried.document["evidence"]
    if evidence["name"] != PRINTED:
        return []
    parted = (line.partition(": ") for line in evidence["narrative"].split("\n"))
    return [(label, value) for label, _colon, value in parted]


def _paper(carried: Carried, body: bytes, number: str) -> Paper | None:
    if carried.kind is not Kind.PDF:
        return None
    return Paper(hashlib.sha256(body).hexdigest() == pdf_digest(read(), number))
