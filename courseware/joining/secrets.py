"""The secrets of links and printed slips, made anew whenever they are needed, never stored.

The database holds a nonce and a keyed hash: neither leads to the secret without the site's own.
So a mail that waits to be sent holds no secret either.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass

from courseware.codes import read_code, write_code

SLIP_LENGTH = 12
"""Characters of a slip's code: 60 bits, on paper and typed once."""
NONCE_BYTES = 16


@dataclass(frozen=True, slots=True)
class Seed:
    """What a secret is made from: what it is for, chance, and whether people type it."""

    purpose: str
    nonce: str
    is_slip: bool = False


def secret_of(seed: Seed, *, site_secret: str) -> str:
    """Return the secret of a link (256 bits, base64url) or of a slip (60 bits, in fours)."""
    shape = "slip" if seed.is_slip else "link"
    digest = _keyed(f"courseware.token.1\n{shape}\n{seed.purpose}\n{seed.nonce}", site_secret)
    if seed.is_slip:
        return write_code(digest, SLIP_LENGTH)
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def hash_secret(purpose: str, secret: str, *, site_secret: str) -> str:
    """Return what is stored of a secret; a code as it was typed has the hash of its written form."""
    written = read_code(secret, SLIP_LENGTH) or secret
    return _keyed(f"courseware.token-hash.1\n{purpose}\n{written}", site_secret).hex()


def bind(*facts: str | None) -> str:
    """Return a digest that changes when any of these facts does: what a link is bound to."""
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _keyed(text: str, site_secret: str) -> bytes:
    return hmac.digest(site_secret.encode(), text.encode(), hashlib.sha256)
