"""Multibase and Multikey: how Data Integrity writes keys and signatures.

Base 58 with Bitcoin's alphabet. The known package for it has had no release since 2021, and these
are ten lines.
"""

from __future__ import annotations

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BASE = len(_ALPHABET)
_ED25519 = b"\xed\x01"
"""The multicodec of an Ed25519 public key."""
LONGEST = 200
"""No key and no signature is longer; what is longer is refused before it is worked on."""


def encode(raw: bytes) -> str:
    """Write bytes as multibase base58-btc: `z…`."""
    number, written = int.from_bytes(raw), ""
    while number:
        number, digit = divmod(number, _BASE)
        written = _ALPHABET[digit] + written
    zeros = len(raw) - len(raw.lstrip(b"\0"))
    return "z" + _ALPHABET[0] * zeros + written


def decode(text: str) -> bytes:
    """Read multibase base58-btc; ValueError for anything else."""
    if not text.startswith("z") or len(text) > LONGEST:
        raise ValueError("this is not multibase base58-btc")
    digits, number = text[1:], 0
    for character in digits:
        place = _ALPHABET.find(character)
        if place < 0:
            raise ValueError("this is not multibase base58-btc")
        number = number * _BASE + place
    zeros = len(digits) - len(digits.lstrip(_ALPHABET[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def multikey(public_key: bytes) -> str:
    """Write an Ed25519 public key (32 bytes) as a Multikey: `z6Mk…`."""
    return encode(_ED25519 + public_key)


def read_multikey(text: str) -> bytes:
    """Return the 32 bytes of an Ed25519 Multikey; ValueError for any other."""
    raw = decode(text)
    if not raw.startswith(_ED25519) or len(raw) != len(_ED25519) + 32:
        raise ValueError("this is not the Multikey of an Ed25519 key")
    return raw[len(_ED25519) :]
