"""What this site says of a credential in a file: what it knows itself wins over what the file proves."""

from __future__ import annotations

import hashlib
import logging
from enum import StrEnum

from courseware.credentials.badge import PRINTED
from courseware.credentials.carriers import Carried, Kind
from courseware.credentials.checking import Checked, Verdict
from courseware.credentials.integrity import proof_of
from courseware.credentials.strict_json import read_json
from courseware.records.badge_files import BadgeForm, read_badge
from courseware.records.credentials import file_digest, find_credential
from courseware.records.module_records import find_record
from courseware.verifying.standing import End
from courseware.web.database import read

log = logging.getLogger(__name__)
NOT_STORED, ERASED, SUPERSEDED, REVOKED = "not stored", "erased", "superseded", "revoked"
"""What the site knows beside the verdicts of a check."""


class Paper(StrEnum):
    """How a PDF relates to the one that this site made."""

    SAME = "same"  # byte for byte
    OTHER = "other"  # a genuine credential in other paper
    NONE = "none"  # this site has no PDF of this number to compare it with


def state_of(carried: Carried, checked: Checked, number: str, end: End | None) -> str:
    """Return the state of a credential whose signature fits."""
    found = find_credential(read(), number) or find_record(read(), number)
    if found is not None and found.snapshot is None:
        return ERASED
    if not _is_stored(carried, number):
        return NOT_STORED
    if end is not None:
        return SUPERSEDED if end.is_superseded else REVOKED
    return REVOKED if checked.verdict is Verdict.REVOKED else checked.verdict.value


def _is_stored(carried: Carried, number: str) -> bool:
    """Say whether the credential is the one that was signed here under its number.

    If it is not, somebody else has the key: its signature fits, and nobody here ever issued it.
    """
    form = BadgeForm.TOKEN if carried.token else BadgeForm.JSON
    body = read_badge(read(), number, form)
    is_stored = body is not None and _signature_in(body) == _signature_of(carried)
    if not is_stored:
        log.error(
            "A file was handed in that a key of this site signed and that this site does not know: "
            "the key may be known to others, or the database is older than the file"
        )
    return is_stored


def _signature_of(carried: Carried) -> str:
    """Return the signature alone: each of our kinds gives one text for one content and one key."""
    return carried.token or proof_of(carried.document)["proofValue"]


def _signature_in(body: str) -> str:
    return proof_of(read_json(body))["proofValue"] if body.startswith("{") else body


def lines_of(carried: Carried) -> list[tuple[str, str]]:
    """Return every line that was signed as printed: label and value."""
    (evidence,) = carried.document["evidence"]
    if evidence["name"] != PRINTED:
        return []
    parted = (line.partition(": ") for line in evidence["narrative"].split("\n"))
    return [(label, value) for label, _colon, value in parted]


def paper_of(carried: Carried, body: bytes, number: str) -> Paper | None:
    """Compare a PDF with the one that was made; None for files that are no paper."""
    if carried.kind is not Kind.PDF:
        return None
    made = file_digest(read(), number, "pdf")
    if made is None:
        return Paper.NONE
    return Paper.SAME if hashlib.sha256(body).hexdigest() == made else Paper.OTHER
