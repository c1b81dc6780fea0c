"""A signed badge to vary, with the keys and the status list that a checker fetches."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from courseware.credentials import integrity, signing, tokens
from courseware.credentials.achievement import achievement_of
from courseware.credentials.badge import Registered, badge_of
from courseware.credentials.carriers import find_credential
from courseware.credentials.checking import Checked, Known, check
from courseware.credentials.did import RS256, PublicKey, did_document, method_of
from courseware.credentials.snapshot import Snapshot
from courseware.credentials.status_list import list_document

BASE = "https://academy.rivermill.example"
DID = "did:web:academy.rivermill.example"
SEED, OTHER_SEED = b"1" * 32, b"2" * 32
PLACE = 4711
SIGNED_AT = "2026-11-22T14:05:00Z"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@cache
def rsa() -> Any:
    return tokens.open_private_key(tokens.new_private_key())


def prove(document: dict[str, Any], seed: bytes = SEED, key: str = "key-2026-1") -> dict[str, Any]:
    options = integrity.options_of(method=method_of(DID, key), created=SIGNED_AT)
    return integrity.add_proof(document, options, lambda hashed: signing.sign_hash(seed, hashed))


def public_keys() -> list[PublicKey]:
    return [
        PublicKey("key-2025-1", "Ed25519", signing.public_key_of(OTHER_SEED)),  # retired
        PublicKey("key-2026-1", "Ed25519", signing.public_key_of(SEED)),
        PublicKey("rsa-2026-1", RS256, tokens.public_half(rsa())),
    ]


@dataclass
class Kept:
    """What somebody kept."""

    document: dict[str, Any]
    signed: dict[str, Any]
    token: str
    keys: dict[str, Any]
    statuses: dict[str, Any]

    def look(self, now: datetime = NOW, **changed: Any) -> Checked:
        """Check it with some parts changed: body (bytes), keys, statuses."""
        body = changed.get("body", json.dumps(self.signed).encode())
        known = Known(
            changed.get("keys", self.keys), changed.get("statuses", self.statuses), now,
            changed.get("may_be_old", False),
        )  # fmt: skip
        return check(find_credential(body), known)


def status_list(*withdrawn: int, seed: bytes = SEED, number: int = 1, **changes: str) -> Any:
    document = list_document(f"{BASE}/status/{number}", DID, withdrawn, "2026-11-23T00:00:00Z")
    return prove({**document, **changes}, seed)


def keep(snapshot: Snapshot) -> Kept:
    document = badge_of(snapshot, achievement_of(snapshot), Registered(BASE, 1, 1, PLACE))
    token = tokens.make_token(document, opened=rsa(), key_address=f"{BASE}/keys/rsa-2026-1")
    keys = did_document(DID, public_keys(), BASE)
    return Kept(document, prove(document), token, keys, status_list(1, 2))
