"""The public number of a credential: 100 random bits that a person can read out and type."""

from __future__ import annotations

from courseware.codes import read_code, write_code

RANDOM_BYTES = 13  # 104 bits; the first 100 are used
_LENGTH = 20


def new_public_id(random_bytes: bytes) -> str:
    """Return 20 Crockford base-32 characters in fours, such as `7K2M-9QXT-0C4D-V8RB-3HNE`.

    `random_bytes`: exactly RANDOM_BYTES bytes from a cryptographic source (`secrets.token_bytes`).
    ValueError for any other length: a short number could be guessed.
    """
    if len(random_bytes) != RANDOM_BYTES:
        raise ValueError(f"{RANDOM_BYTES} random bytes are needed, not {len(random_bytes)}")
    return write_code(random_bytes, _LENGTH)


def read_public_id(typed: str) -> str | None:
    """Return the number that a person typed in its one written form, or None if it cannot be one."""
    return read_code(typed, _LENGTH)
