"""A certificate or a record is issued again with the name that is confirmed now; the old one says so.

What was achieved stays as it was stated; name, number and day of issue are new.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, func, select

from courseware.credentials.ending import Ending
from courseware.credentials.identifiers import RANDOM_BYTES, new_public_id
from courseware.credentials.snapshot import Issuer, from_json
from courseware.operations.issuing import store_credential
from courseware.operations.people import NotPossible
from courseware.operations.revocations import end, lock_holder
from courseware.operations.site import Site
from courseware.records import credentials, journal
from courseware.records.credentials import CredentialRow, credential
from courseware.records.module_records import find_record, records_of
from courseware.records.people import person
from courseware.records.revocations import find_revocation, revocations_among
from courseware.records.work import note


def reissue(
    conn: Connection, public_id: str, *, now: datetime, site: Site, by_person: int | None = None
) -> str | None:
    """Issue a certificate or a record again; return the certificate's new number.

    None for a record: the jobs process signs its next issue. Raises NotPossible if there is nothing
    that stands under this number, or if name or issuer are missing.
    """
    lock = lock_holder(conn, public_id)
    holder = conn.execute(select(person).where(person.c.id == lock.person_id)).one()
    if holder.certificate_name_confirmed_at is None or not holder.certificate_name:
        raise NotPossible("Its holder has not confirmed a name yet.")
    if find_revocation(conn, public_id) is not None:
        raise NotPossible(f"{public_id} ended before. Only one that stands can be issued again.")
    old = credentials.find_credential(conn, public_id)
    number = None
    if old is not None:
        number = _next_issue(conn, lock, old, holder, now=now, site=site, by_person=by_person)
    elif find_record(conn, public_id) is None:
        raise NotPossible(f"There is neither a certificate nor a record {public_id}.")
    end(conn, lock, public_id, reason=Ending.SUPERSEDED, now=now, site=site, by_person=by_person)
    journal.save(conn, lock)
    note(conn, action="credential.reissued", subject=public_id, details={"next": number or ""},
         by_person=by_person, now=now)  # fmt: skip
    return number


def _next_issue(
    conn: Connection,
    lock: journal.Lock,
    old: CredentialRow,
    holder: Row[tuple[object, ...]],
    *,
    now: datetime,
    site: Site,
    by_person: int | None,
) -> str:
    issuer = credentials.find_issuer(conn)
    if issuer is None:
        raise NotPossible("This site has no issuer any more. Name one first.")
    number = new_public_id(site.chance(RANDOM_BYTES))
    snapshot = replace(
        from_json(old.snapshot or ""),
        public_id=number,
        holder=holder.certificate_name,
        issued_at=now,
        issued_on=now.astimezone(ZoneInfo(holder.time_zone)).date(),
        issuer=Issuer(issuer.legal_name, issuer.country, issuer.contact, issuer.relation),
        host=urlsplit(site.base_url).netloc,
        verify_url=f"{site.base_url}/verify/{number}",
        demonstration=site.is_demonstration or issuer.is_demonstration,
    )
    store_credential(
        conn, lock, snapshot, cycle=old.cycle, issue=_last_issue(conn, old) + 1, now=now, site=site,
        by_person=by_person,
    )  # fmt: skip
    return number


def _last_issue(conn: Connection, old: CredentialRow) -> int:
    row = credential.c
    query = select(func.max(row.issue)).where(
        row.person_id == old.person_id, row.pathway == old.pathway, row.level == old.level,
        row.cycle == old.cycle,
    )  # fmt: skip
    return int(conn.execute(query).scalar_one())


def with_another_name(conn: Connection, person_id: int) -> list[str]:
    """Return the numbers of a person's certificates and records that stand and print another name."""
    name = conn.execute(select(person.c.certificate_name).where(person.c.id == person_id)).scalar()
    held = [(one.public_id, one.snapshot) for one in credentials.credentials_of(conn, person_id)]
    held += [(one.public_id, one.snapshot) for one in records_of(conn, person_id)]
    ended = revocations_among(conn, [number for number, _text in held])
    return [
        number
        for number, text in held
        if text is not None
        and number not in ended
        and has_other_name(str(json.loads(text)["holder"]), name or "")
    ]


def has_other_name(printed: str, name: str) -> bool:
    """Say whether a certificate prints another name than the one that is confirmed now."""
    return bool(name) and unicodedata.normalize("NFC", name) != printed
