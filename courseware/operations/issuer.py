"""What a checker needs from the issuer: the document of its keys and its status lists, as they are served."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from courseware.credentials.carriers import Carried, Kind
from courseware.credentials.checking import Checked, Known, check
from courseware.credentials.did import PublicKey, did_document, did_of_site
from courseware.records.badge_files import BadgeForm, read_badge
from courseware.records.issuer_addresses import find_address
from courseware.records.signing_keys import list_keys
from courseware.records.status_lists import find_list

_LIST = re.compile(r"(?P<base>https?://[^/\s]+)/status/(?P<number>[1-9]\d{0,8})")


def issuer_keys(conn: Connection) -> dict[str, Any] | None:
    """Return the issuer's did.json, or None before anything was signed."""
    base = find_address(conn)
    if base is None:
        return None
    return _document(base, public_keys(conn))


def public_keys(conn: Connection) -> tuple[PublicKey, ...]:
    """Return every key that this site ever had, retired ones too."""
    return tuple(PublicKey(one.name, one.algorithm, one.public_key) for one in list_keys(conn))


def list_for(conn: Connection, document: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the status list that a credential names, if it is one of ours and was signed."""
    try:
        address = str(document["credentialStatus"]["statusListCredential"])
    except (KeyError, TypeError):
        return None
    found = _LIST.fullmatch(address)
    if found is None or found["base"] != find_address(conn):
        return None
    row = find_list(conn, int(found["number"]))
    return None if row is None else json.loads(row.body)


def check_stored(conn: Connection, public_id: str, *, now: datetime) -> Checked | None:
    """Check the badge that is stored under a number, as a stranger would; None before it is signed."""
    body = read_badge(conn, public_id, BadgeForm.JSON)
    if body is None:
        return None
    keys, statuses = issuer_keys(conn), list_for(conn, json.loads(body))
    # to the end of the minute: a page that is looked at often proves the same signature once in it,
    # and what was signed a moment ago is not of the future
    moment = now.replace(second=59, microsecond=0)
    return _checked(body, json.dumps(keys), json.dumps(statuses), moment)


@lru_cache(maxsize=128)
def _checked(body: str, keys: str, statuses: str, now: datetime) -> Checked:
    known = Known(json.loads(keys), json.loads(statuses), now)
    return check(Carried(Kind.JSON, json.loads(body)), known)


@lru_cache(maxsize=4)
def _document(base: str, keys: tuple[PublicKey, ...]) -> dict[str, Any]:
    return did_document(did_of_site(base), keys, base)
