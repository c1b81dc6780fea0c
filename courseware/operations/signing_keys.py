"""The site's signing key: made on first need, opened to sign, retired when it must not sign again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from courseware.credentials import sealing, signing
from courseware.operations.people import NotPossible
from courseware.operations.site import Site
from courseware.records import signing_keys
from courseware.records.signing_keys import KeyRow
from courseware.records.transaction import refuse_inside_write
from courseware.records.work import note


@dataclass(frozen=True, slots=True)
class Signer:
    """An opened key. The private half is never shown, and nobody but `sign` uses it."""

    key_id: int
    key_name: str
    public_key: str
    _seed: bytes = field(repr=False)

    def sign(self, purpose: signing.Purpose, text: str) -> str:
        """Return the signature of a canonical text for a purpose; never inside a write."""
        refuse_inside_write("Signing")
        return signing.sign(self._seed, signing.message(purpose, text))


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that is ready to be stored."""

    name: str
    public_key: str
    sealed: str = field(repr=False)


def prepare_key(conn: Connection, *, now: datetime, site: Site) -> NewKey:
    """Make a key for this site under the next free name; nothing is stored."""
    refuse_inside_write("Making a key")
    name = signing.key_name(now.year, {one.name for one in signing_keys.list_keys(conn)})
    seed = site.chance(signing.SEED_BYTES)
    public_key = signing.public_key_of(seed)
    sealed = sealing.seal(
        seed,
        secret=site.secret,
        name=name,
        public_key=public_key,
        chance=site.chance(sealing.CHANCE_BYTES),
    )
    return NewKey(name, public_key, sealed)


def store_key(conn: Connection, new: NewKey, *, now: datetime) -> bool:
    """Put a key in force unless another process was quicker; say whether this one is."""
    return signing_keys.add_key(
        conn,
        name=new.name,
        algorithm=signing.ALGORITHM,
        public_key=new.public_key,
        sealed=new.sealed,
        now=now,
    )


def active_key(conn: Connection) -> KeyRow | None:
    """Return the key in force; None if none was needed yet."""
    return signing_keys.active_key(conn, signing.ALGORITHM)


def open_key(row: KeyRow, *, site: Site) -> Signer:
    """Open a key to sign with it. Raises SealBroken if the site's secret is another than then."""
    if row.sealed is None:
        raise sealing.SealBroken(f"the private half of {row.name} is gone")
    seed = sealing.unseal(row.sealed, secret=site.secret, name=row.name, public_key=row.public_key)
    return Signer(row.id, row.name, row.public_key, seed)


def can_sign(row: KeyRow, *, site: Site) -> bool:
    """Say whether a key opens with the site's secret."""
    try:
        open_key(row, site=site)
    except sealing.SealBroken:
        return False
    return True


def retire_key(conn: Connection, name: str, *, now: datetime, by_person: int | None = None) -> None:
    """End a key for ever: its private half is destroyed, what it signed still verifies.

    The next record to sign makes a new key. Raises NotPossible for a key that is not in force.
    """
    if not signing_keys.retire_key(conn, name, now=now):
        raise NotPossible(f"No key in force is named {name!r}. See: flask credentials keys")
    note(conn, action="signing_key.retired", subject=name, details={}, by_person=by_person, now=now)
