"""The status lists are signed again when a bit or a key changed, and once a day, so that they are fresh."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection

from courseware.credentials.badge import moment
from courseware.credentials.did import did_of_site
from courseware.credentials.snapshot import canonical_json
from courseware.credentials.status_list import list_document
from courseware.operations.badges import Keys
from courseware.records import status_lists
from courseware.records.issuer_addresses import find_address
from courseware.records.status_lists import ListRow

FRESH = timedelta(days=1)


def due_lists(
    conn: Connection, names: tuple[str, str], *, now: datetime
) -> Iterator[tuple[int, str, list[int]]]:
    """Yield the lists to be signed: number, digest of what they say, and the places withdrawn.

    `names` are those of the keys in force.
    """
    for number in status_lists.list_numbers(conn):
        withdrawn = status_lists.withdrawn_places(conn, number)
        digest = hashlib.sha256(canonical_json([withdrawn, *names]).encode()).hexdigest()
        there = status_lists.find_list(conn, number)
        if there is None or there.digest != digest or now - there.made_at >= FRESH:
            yield number, digest, withdrawn


def sign_list(
    conn: Connection,
    number: int,
    digest: str,
    withdrawn: list[int],
    keys: Keys,
    *,
    now: datetime,
) -> ListRow:
    """Sign a list as JSON and as a token; nothing is stored. Never inside a write."""
    base = find_address(conn)
    if base is None:
        raise LookupError("no badge was registered yet")
    did, made_at = did_of_site(base), now.replace(microsecond=0)
    document = list_document(f"{base}/status/{number}", did, withdrawn, moment(made_at))
    proved = keys.signer.prove(document, did=did, created=moment(made_at))
    token = keys.token_signer.sign(document, base_url=base)
    return ListRow(number, digest, canonical_json(proved), token, made_at)
