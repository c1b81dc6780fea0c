"""Somebody hands in a file: the credential inside is checked, and nothing of it is kept."""

from __future__ import annotations

from contextlib import closing

from flask import Response, request, url_for

from courseware.credentials.carriers import LARGEST, Carried, Kind, find_credential, kind_of
from courseware.credentials.checking import Checked, Known, Outcome, Verdict, check
from courseware.credentials.did import host_of
from courseware.credentials.identifiers import read_public_id
from courseware.operations.issuer import issuer_keys, list_for
from courseware.records.throttle import Limit
from courseware.verifying.door import blueprint
from courseware.verifying.judging import NOT_STORED, lines_of, paper_of, state_of
from courseware.verifying.standing import end_of
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


@blueprint.post("/verify")
@public
def verify_file() -> Response | tuple[str, int]:
    """Check the credential in a file."""
    count_try(Limit(f"verify-file:{network()}", FILES))
    body = _sent()
    try:
        with outside_gate():  # others are served while it is read; no database is asked
            carried = _open(body)
    except Unfit as refusal:
        return _again(say(refusal.reason), 422)
    except Busy:
        return _again(_("Several files are being opened right now. Try again in a moment."), 503)
    return unlisted(_result(carried, body), 200)


def _sent() -> bytes:
    """Return the file, no more of it than shows that it is too large."""
    file = request.files.get("file")
    if file is None:
        return b""
    with closing(file):
        return bytes(file.read(LARGEST + 1))


def _open(body: bytes) -> Carried:
    if not body:
        raise Unfit(Reason("file.none"))
    return open_pdf(body) if kind_of(body) is Kind.PDF else find_credential(body)


def _again(text: str, status: int) -> tuple[str, int]:
    return page("verifying/verify.html", typed="", error=None, file_error=text), status


def _result(carried: Carried, body: bytes) -> str:
    keys = issuer_keys(read())
    issuer = _issuer(carried)
    if keys is None or (issuer and issuer != keys["id"]):
        return page("verifying/elsewhere.html", host=host_of(issuer))
    checked = check(carried, Known(keys, list_for(read(), carried.document), now()))
    number = read_public_id(str(carried.document.get("id", "")).rpartition("/")[2])
    if checked.verdict is Verdict.BROKEN or number is None:
        return _not_confirmed(checked, fits=False)
    end = end_of(number)
    state = state_of(carried, checked, number, end)
    if state == NOT_STORED:
        return _not_confirmed(checked, fits=True)
    return page(
        "verifying/dropped.html",
        checked=checked,
        state=state,
        end=end,
        number=number,
        name=carried.document["name"],
        lines=lines_of(carried),
        paper=paper_of(carried, body, number),
        token_url=url_for("verifying.badge_token", code=number),
        checked_at=now(),
    )


def _not_confirmed(checked: Checked, *, fits: bool) -> str:
    """Say that nothing is confirmed, and what was wrong: dates and status of such a file are its own words.

    `fits`: the signature does, and yet it was never issued here.
    """
    wrong = [one for one in checked.findings if one.outcome is Outcome.FAILS]
    return page("verifying/not_ours.html", findings=wrong, fits=fits, checked_at=now())


def _issuer(carried: Carried) -> str:
    """Return whom a credential names as its issuer, before anything of it is believed."""
    issuer = carried.document.get("issuer")
    named = issuer.get("id", "") if isinstance(issuer, dict) else issuer
    return named if isinstance(named, str) else ""
