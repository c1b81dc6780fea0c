"""The public number of a credential: 100 random bits that a person can read out and type."""

from __future__ import annotations

RANDOM_BYTES = 13  # 104 bits; the first 100 are used
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: no I, L, O, U
_LENGTH = 20
_LONGEST_TYPED = 200
_READ_AS = (
    {digit: digit for digit in _DIGITS}
    | {digit.lower(): digit for digit in _DIGITS}
    | {"O": "0", "o": "0", "I": "1", "i": "1", "L": "1", "l": "1"}
    # spaces and every dash that a phone or a word processor puts in the hyphen's place
    | dict.fromkeys(" \t\r\n\u00a0\u2009\u202f-\u2010\u2011\u2012\u2013\u2014\u2212", "")
)


def new_public_id(random_bytes: bytes) -> str:
    """Return 20 Crockford base-32 characters in fours, such as `7K2M-9QXT-0C4D-V8RB-3HNE`.

    `random_bytes`: exactly RANDOM_BYTES bytes from a cryptographic source (`secrets.token_bytes`).
    ValueError for any other length: a short number could be guessed.
    """
    if len(random_bytes) != RANDOM_BYTES:
        raise ValueError(f"{RANDOM_BYTES} random bytes are needed, not {len(random_bytes)}")
    number = int.from_bytes(random_bytes) >> (8 * RANDOM_BYTES - 5 * _LENGTH)
    digits = [_DIGITS[number >> shift & 31] for shift in range(5 * (_LENGTH - 1), -1, -5)]
    return _in_fours("".join(digits))


def read_public_id(typed: str) -> str | None:
    """Return the number that a person typed in its one written form, or None if it cannot be one.

    Forgiven: case, spaces, dashes of any kind or none, O for 0, I and L for 1.
    """
    if len(typed) > _LONGEST_TYPED:
        return None
    read = [_READ_AS.get(character) for character in typed]
    known = [digit for digit in read if digit is not None]
    digits = "".join(known)
    if len(known) != len(read) or len(digits) != _LENGTH:
        return None
    return _in_fours(digits)


def _in_fours(digits: str) -> str:
    return "-".join(digits[start : start + 4] for start in range(0, _LENGTH, 4))
