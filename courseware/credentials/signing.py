"""Signatures of the site: Ed25519 over a text that first says what it is for.

`cryptography` is imported inside the functions, because it costs a process 8 MB and 30 ms: a web
worker loads it when somebody really checks a signature.
"""

from __future__ import annotations

import base64
from collections.abc import Collection
from enum import StrEnum

ALGORITHM = "Ed25519"
SEED_BYTES = 32
"""What a private key is made of: so many bytes from a cryptographic source."""
SIGNATURE_BYTES = 64
HASHED_BYTES = 64
"""What a Data Integrity proof signs: two SHA-256 digests."""


class Purpose(StrEnum):
    """What a signature is for. Each value is signed and therefore kept for ever.

    A signature made for one purpose proves nothing for another, whatever the text says.
    """

    MODULE_RECORD = "courseware.module-record.1"


def message(purpose: Purpose, text: str) -> bytes:
    """Return the bytes that are signed: the purpose, a line end, and the canonical text in UTF-8.

    No purpose holds a line end, so no text can pass for a text of another purpose.
    """
    return f"{purpose.value}\n{text}".encode()


def sign(seed: bytes, signed: bytes) -> str:
    """Return the Ed25519 signature (RFC 8032) of a message as base64url; ValueError for a bad seed."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - see above
        Ed25519PrivateKey,
    )

    return encode(Ed25519PrivateKey.from_private_bytes(seed).sign(signed))


def public_key_of(seed: bytes) -> str:
    """Return the public key of a seed: 32 bytes as base64url, what a did:web document is made of."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - see above
        Ed25519PrivateKey,
    )

    return encode(Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw())


def sign_hash(seed: bytes, hashed: bytes) -> bytes:
    """Return the Ed25519 signature of the 64 bytes of a Data Integrity proof.

    ValueError for any other length: these bytes hold no line end by design, and every other message
    that this key signs begins with its purpose, so neither can pass for the other.
    """
    if len(hashed) != HASHED_BYTES:
        raise ValueError(f"a proof signs {HASHED_BYTES} bytes, not {len(hashed)}")
    return decode(sign(seed, hashed))


def fits(signature: str, signed: bytes, public_key: str) -> bool:
    """Say whether a signature of this message was made with this key; False for what is neither."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - see above
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - see above
        Ed25519PublicKey,
    )

    try:
        key = Ed25519PublicKey.from_public_bytes(decode(public_key))
        key.verify(decode(signature), signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def key_name(year: int, taken: Collection[str], kind: str = "key") -> str:
    """Return the next free name of a year, such as `key-2026-1`; `kind` is its first word.

    A name is never used again: it stands in what was signed, and in the site's did:web.
    """
    number = 1
    while f"{kind}-{year}-{number}" in taken:
        number += 1
    return f"{kind}-{year}-{number}"


def encode(raw: bytes) -> str:
    """Write bytes as base64url (RFC 4648, section 5) without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode(text: str) -> bytes:
    """Read base64url; ValueError for anything but the one text that `encode` writes."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as fault:
        raise ValueError("this is not base64url") from fault
    if encode(raw) != text:
        raise ValueError("this is not base64url in its one form")
    return raw
