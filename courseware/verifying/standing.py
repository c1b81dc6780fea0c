"""What a page says of a certificate or a record beside its text: how it ended, and what checking it found."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from courseware.credentials.checking import Checked
from courseware.credentials.ending import WORDS, Ending
from courseware.operations.issuer import check_stored
from courseware.records.badge_files import BadgeForm, read_badge
from courseware.records.ends import find_end
from courseware.records.issues import next_issue
from courseware.web.database import now, read
from courseware.web.language import gettext as _


@dataclass(frozen=True, slots=True)
class End:
    """How it ended: the day, the reason in words, and the number of the issue that follows it."""

    at: datetime
    is_superseded: bool
    words: str
    next_number: str | None


@dataclass(frozen=True, slots=True)
class Signed:
    """The check of the badge that is stored: findings, and the addresses on this site that it names."""

    checked: Checked
    list_path: str
    achievement_path: str


def end_of(public_id: str) -> End | None:
    """Return how a credential ended, or None if it stands."""
    row = find_end(read(), public_id)
    if row is None:
        return None
    is_superseded = row.reason == Ending.SUPERSEDED
    known = row.reason in set(Ending)
    words = _(WORDS[Ending(row.reason)]) if known else ""
    following = next_issue(read(), public_id) if is_superseded else None
    return End(row.at, is_superseded, words, following)


def signed_state(public_id: str) -> Signed | None:
    """Check the badge of a number now; None while it is still to be signed."""
    checked = check_stored(read(), public_id, now=now())
    body = read_badge(read(), public_id, BadgeForm.JSON)
    if checked is None or body is None:
        return None
    document = json.loads(body)
    achievement = document["credentialSubject"]["achievement"]["id"]
    return Signed(
        checked,
        urlsplit(document["credentialStatus"]["statusListCredential"]).path,
        urlsplit(achievement).path,
    )
