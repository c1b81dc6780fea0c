"""The site's signing keys: made on first need, opened to sign, retired when they must not sign again.

Ed25519 signs records, badges and status lists; RS256 signs the same badges and lists as tokens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from courseware.credentials import integrity, sealing, signing, tokens
from courseware.credentials.did import RS256, key_address, method_of
from courseware.operations.people import NotPossible
from courseware.operations.site import Site
from courseware.records import signing_keys
from courseware.records.signing_keys import KeyRow
from courseware.records.transaction import refuse_inside_write
from courseware.records.work import note

ALGORITHMS = (signing.ALGORITHM, RS256)
_NAMED = {signing.ALGORITHM: "key", RS256: "rsa"}


@dataclass(frozen=True, slots=True)
class Signer:
    """An opened Ed25519 key. The private half is never shown, and nobody but these methods uses it."""

    key_id: int
    key_name: str
    public_key: str
    _seed: bytes = field(repr=False)

    def sign(self, purpose: signing.Purpose, text: str) -> str:
        """Return the signature of a canonical text for a purpose; never inside a write."""
        refuse_inside_write("Signing")
        return signing.sign(self._seed, signing.message(purpose, text))

    def prove(self, document: Mapping[str, Any], *, did: str, created: str) -> dict[str, Any]:
        """Return a credential with its proof; never inside a write."""
        refuse_inside_write("Signing")
        options = integrity.options_of(method=method_of(did, self.key_name), created=created)
        return integrity.add_proof(
            document, options, lambda hashed: signing.sign_hash(self._seed, hashed)
        )


@dataclass(frozen=True, slots=True)
class TokenSigner:
    """An opened RSA key."""

    key_name: str
    _opened: Any = field(repr=False)

    def sign(self, document: Mapping[str, Any], *, base_url: str) -> str:
        """Return the token of a credential without proof; never inside a write."""
        refuse_inside_write("Signing")
        address = key_address(base_url, self.key_name)
        return tokens.make_token(document, opened=self._opened, key_address=address)


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that is ready to be stored."""

    name: str
    algorithm: str
    public_key: str
    sealed: str = field(repr=False)


def prepare_key(
    conn: Connection, *, now: datetime, site: Site, algorithm: str = signing.ALGORITHM
) -> NewKey:
    """Make a key for this site under the next free name; nothing is stored."""
    refuse_inside_write("Making a key")
    taken = {one.name for one in signing_keys.list_keys(conn)}
    name = signing.key_name(now.year, taken, _NAMED[algorithm])
    if algorithm == RS256:
        private = site.rsa_key()
        public_key = tokens.public_half(tokens.open_private_key(private))
    else:
        private = site.chance(signing.SEED_BYTES)
        public_key = signing.public_key_of(private)
    sealed = sealing.seal(
        private,
        secret=site.secret,
        name=name,
        public_key=public_key,
        chance=site.chance(sealing.CHANCE_BYTES),
    )
    return NewKey(name, algorithm, public_key, sealed)


def store_key(conn: Connection, new: NewKey, *, now: datetime) -> bool:
    """Put a key in force unless another process was quicker; say whether this one is."""
    return signing_keys.add_key(
        conn,
        name=new.name,
        algorithm=new.algorithm,
        public_key=new.public_key,
        sealed=new.sealed,
        now=now,
    )


def active_key(conn: Connection, algorithm: str = signing.ALGORITHM) -> KeyRow | None:
    """Return the key in force; None if none was needed yet."""
    return signing_keys.active_key(conn, algorithm)


def _private_half(row: KeyRow, site: Site) -> bytes:
    if row.sealed is None:
        raise sealing.SealBroken(f"the private half of {row.name} is gone")
    return sealing.unseal(row.sealed, secret=site.secret, name=row.name, public_key=row.public_key)


def open_key(row: KeyRow, *, site: Site) -> Signer:
    """Open a key to sign with it. Raises SealBroken if the site's secret is another than then."""
    return Signer(row.id, row.name, row.public_key, _private_half(row, site))


def open_rsa_key(row: KeyRow, *, site: Site) -> TokenSigner:
    """Open an RSA key. Raises SealBroken if the site's secret is another than then."""
    return TokenSigner(row.name, tokens.open_private_key(_private_half(row, site)))


def can_sign(row: KeyRow, *, site: Site) -> bool:
    """Say whether a key opens with the site's secret."""
    try:
        _private_half(row, site)
    except sealing.SealBroken:
        return False
    return True


def retire_key(conn: Connection, name: str, *, now: datetime, by_person: int | None = None) -> None:
    """End a key for ever: its private half is destroyed, what it signed still verifies.

    The next signature makes a new key. Raises NotPossible for a key that is not in force.
    """
    if not signing_keys.retire_key(conn, name, now=now):
        raise NotPossible(f"No key in force is named {name!r}. See: flask credentials keys")
    note(conn, action="signing_key.retired", subject=name, details={}, by_person=by_person, now=now)


def rotate_key(
    conn: Connection, new: NewKey, *, now: datetime, by_person: int | None = None
) -> str | None:
    """Put a new key in force in place of the one of its algorithm; return the name of that, if any."""
    old = signing_keys.active_key(conn, new.algorithm)
    if old is not None:
        retire_key(conn, old.name, now=now, by_person=by_person)
    if not store_key(conn, new, now=now):
        raise NotPossible(
            "Another key was put in force at this moment. See: flask credentials keys"
        )
    return None if old is None else old.name
