"""A certificate or a record becomes a signed badge: registered in one write, signed, stored in another.

What is signed is made of the stored text and of what was registered, both of which never change: a
process that stops in between leaves nothing half-done, and the next one makes the same bytes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from courseware.credentials import module_record, snapshot
from courseware.credentials.achievement import (
    Achievement,
    achievement_of,
    achievement_of_module,
)
from courseware.credentials.badge import Registered, badge_of, badge_of_module, moment
from courseware.credentials.module_record import ModuleRecord
from courseware.credentials.snapshot import Snapshot, canonical_json
from courseware.credentials.status_list import LENGTH, MOST_USED
from courseware.operations.signing_keys import Signer, TokenSigner
from courseware.operations.site import Site
from courseware.records import achievements, status_lists
from courseware.records.badge_files import BadgeForm, Unsigned, add_badge
from courseware.records.issuer_addresses import find_address, set_address
from courseware.records.signing_keys import lock_keys, sign_now

_TRIES = 64


@dataclass(frozen=True, slots=True)
class Keys:
    """The two opened keys."""

    signer: Signer
    token_signer: TokenSigner

    @property
    def names(self) -> frozenset[str]:
        """Return what they are called."""
        return frozenset({self.signer.key_name, self.token_signer.key_name})


@dataclass(frozen=True, slots=True)
class Stated:
    """A certificate or a record that has no badge yet, as it was stored, and what it is of."""

    public_id: str
    stated: Snapshot | ModuleRecord
    achievement: Achievement

    @property
    def digest(self) -> str:
        """Return what names the version of the achievement."""
        return hashlib.sha256(self.achievement.to_text().encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class SignedBadge:
    """A badge in both forms, ready to be stored."""

    public_id: str
    body: str
    token: str
    keys: frozenset[str]
    """The names of those that signed it."""


def read_stated(row: Unsigned) -> Stated:
    """Return what is to be signed. Raises ValueError if its text is not what was stored."""
    if row.is_record:
        record = module_record.from_text(row.snapshot)
        return Stated(row.public_id, record, achievement_of_module(record))
    certificate = snapshot.from_json(row.snapshot)
    return Stated(row.public_id, certificate, achievement_of(certificate))


def register(
    conn: Connection, one: Stated, image: bytes | None, *, now: datetime, site: Site
) -> Registered:
    """Give a badge its place and the version of its achievement, once; the issuer gets its address.

    `image` is needed for a new version only. The place is drawn by chance among the free ones.
    """
    lock_keys(conn)  # one at a time: numbers of versions and places
    base = set_address(conn, site.base_url, now=now)
    version = achievements.find_version(conn, one.achievement.slug, one.digest)
    if version is None:
        if image is None:
            raise LookupError(f"the picture of {one.achievement.slug} is missing")
        version = achievements.add_version(
            conn, one.achievement.slug, digest=one.digest, body=one.achievement.to_text(), image=image, now=now,
        )  # fmt: skip
    place = status_lists.find_place(conn, one.public_id) or _new_place(conn, one.public_id, site)
    return Registered(base, version, *place)


def registered(conn: Connection, one: Stated) -> Registered | None:
    """Return what was registered of a badge; None before the first part of its signing."""
    base, place = find_address(conn), status_lists.find_place(conn, one.public_id)
    version = achievements.find_version(conn, one.achievement.slug, one.digest)
    if base is None or place is None or version is None:
        return None
    return Registered(base, version, *place)


def document_of(one: Stated, known: Registered) -> dict[str, Any]:
    """Return the badge before it is signed."""
    if isinstance(one.stated, Snapshot):
        return badge_of(one.stated, one.achievement, known)
    return badge_of_module(one.stated, one.achievement, known)


def sign_badge(one: Stated, known: Registered, keys: Keys) -> SignedBadge:
    """Sign a badge in both forms; equal rows and equal keys give equal bytes. Never inside a write."""
    document = document_of(one, known)
    proved = keys.signer.prove(document, did=known.did, created=_created(one.stated))
    token = keys.token_signer.sign(document, base_url=known.base)
    return SignedBadge(one.public_id, canonical_json(proved), token, keys.names)


def store_badge(conn: Connection, signed: SignedBadge, *, now: datetime) -> bool:
    """Store both forms unless another process was quicker, or the holder was erased meanwhile.

    Nor if a key was retired meanwhile, which signs no more: the next round takes the new one.
    """
    if not sign_now(conn, signed.keys):
        return False
    bodies = {
        form: (text, hashlib.sha256(text.encode()).hexdigest())
        for form, text in ((BadgeForm.JSON, signed.body), (BadgeForm.TOKEN, signed.token))
    }
    return add_badge(conn, signed.public_id, bodies, now=now)


def _created(stated: Snapshot | ModuleRecord) -> str:
    """Return the time of the proof: the stored one, so that signing again gives the same bytes."""
    return moment(stated.issued_at if isinstance(stated, Snapshot) else stated.signed_at)


def _new_place(conn: Connection, public_id: str, site: Site) -> tuple[int, int]:
    number, used = status_lists.last_list(conn)
    number += used >= MOST_USED
    for _try in range(_TRIES):
        # 2**32 is a multiple of the length, so every place is as likely as any other
        place = int.from_bytes(site.chance(4)) % LENGTH
        if not status_lists.taken_places(conn, number, [place]):
            status_lists.add_place(conn, public_id, list_number=number, place=place)
            return number, place
    raise LookupError("no free place was found in the status list")
