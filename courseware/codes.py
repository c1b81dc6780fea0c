"""Codes that a person reads out or types: Crockford base 32, in fours, forgiving when read."""

from __future__ import annotations

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: no I, L, O, U
_BITS = 5
_LONGEST_TYPED = 200
_READ_AS = (
    {digit: digit for digit in _DIGITS}
    | {digit.lower(): digit for digit in _DIGITS}
    | {"O": "0", "o": "0", "I": "1", "i": "1", "L": "1", "l": "1"}
    # spaces and every dash that a phone or a word processor puts in the hyphen's place
    | dict.fromkeys(" \t\r\n\u00a0\u2009\u202f-\u2010\u2011\u2012\u2013\u2014\u2212", "")
)


def write_code(random_bytes: bytes, length: int) -> str:
    """Return `length` characters in fours that stand for the first 5 x `length` of these bits.

    `random_bytes` are from a cryptographic source; ValueError if they are too few.
    """
    spare = 8 * len(random_bytes) - _BITS * length
    if spare < 0:
        raise ValueError(f"{length} characters need {_BITS * length} bits")
    number = int.from_bytes(random_bytes) >> spare
    shifts = range(_BITS * (length - 1), -1, -_BITS)
    return _in_fours("".join(_DIGITS[number >> shift & 31] for shift in shifts))


def read_code(typed: str, length: int) -> str | None:
    """Return the code that a person typed in its one written form, or None if it cannot be one.

    Forgiven: case, spaces, dashes of any kind or none, O for 0, I and L for 1.
    """
    if len(typed) > _LONGEST_TYPED:
        return None
    read = [_READ_AS.get(character) for character in typed]
    known = [digit for digit in read if digit is not None]
    digits = "".join(known)
    if len(known) != len(read) or len(digits) != length:
        return None
    return _in_fours(digits)


def _in_fours(digits: str) -> str:
    return "-".join(digits[start : start + 4] for start in range(0, len(digits), 4))
