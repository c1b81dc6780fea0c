"""A drawn list of measured values: the same seed gives the same list on every machine, for ever."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from courseware.calculation.values import MAX_ITEMS, ExpressionError, Value

UNIFORMS = 12
"""The sum of twelve uniform numbers from 0 to 1, less 6, has mean 0 and standard deviation 1."""
BITS = 20
"""Bits of one uniform number; twelve of them fit into one SHA-256."""
MOST_DIGITS = 6

_ENTRY = re.compile(r"([a-z]+)=(-?(?:0|[1-9]\d{0,8})(?:\.\d{1,6})?)", re.ASCII)
_NEEDED = ("n", "mean", "sd")
_KNOWN = (*_NEEDED, "round", "shift", "at")
_EXAMPLE = "normal n=25 mean=50 sd=0.4 round=2"


@dataclass(frozen=True, slots=True)
class Normal:
    """`n` values around `mean` with standard deviation `sd`, to `digits` after the point.

    From item `at` on, counted from 1, `shift` is added to the mean. All in the unit of the data.
    """

    n: int
    mean: Fraction
    sd: Fraction
    digits: int = 0
    shift: Fraction = Fraction(0)
    at: int = 1

    @property
    def size(self) -> int:
        """Return how many lists can come, roughly: enough to make a question vary."""
        return 2**64

    def drawn(self, seed: int, name: str, attempt: int) -> Value:
        """Return the list for these: integers decide each value, floats only hold it."""
        values: list[Value] = []
        for item in range(1, self.n + 1):
            center = self.mean + (self.shift if item >= self.at else 0)
            exact = center + self.sd * _standard(f"{seed}\n{name}\n{attempt}\nitem\n{item}")
            values.append(_rounded(exact, self.digits))
        return values


def parse_normal(text: str) -> Normal:
    """Read `normal n=25 mean=50 sd=0.4 round=2 shift=1.6 at=11`; raise ExpressionError.

    n is 2 to 100, sd above 0, round 0 to 6 (0 if left out); shift and at come together.
    """
    entries = _entries(text)
    count, digits = _whole(entries, "n"), _whole(entries, "round", 0)
    if not 2 <= count <= MAX_ITEMS:  # noqa: PLR2004 - one value is no list
        raise ExpressionError(f"n is {entries['n']}: draw 2 to {MAX_ITEMS} values.")
    if not 0 <= digits <= MOST_DIGITS:
        raise ExpressionError(f"round is {entries['round']}: keep 0 to {MOST_DIGITS} digits.")
    if entries["sd"] <= 0:
        raise ExpressionError("sd is not above 0: then all values would be the same.")
    if ("shift" in entries) != ("at" in entries):
        raise ExpressionError("`shift` and `at` belong together: shift=1.6 at=11.")
    start = _whole(entries, "at", 1)
    if not 1 <= start <= count:
        raise ExpressionError(f"at is {start}: the items are counted from 1 to {count}.")
    shift = Fraction(entries.get("shift", 0))
    return Normal(count, Fraction(entries["mean"]), Fraction(entries["sd"]), digits, shift, start)


def _entries(text: str) -> dict[str, Decimal]:
    entries: dict[str, Decimal] = {}
    for word in text.split()[1:]:
        found = _ENTRY.fullmatch(word)
        if found is None or found[1] not in _KNOWN or found[1] in entries:
            known = ", ".join(_KNOWN)
            raise ExpressionError(
                f"“{word}” cannot be read. Known, once each: {known}: {_EXAMPLE}."
            )
        entries[found[1]] = Decimal(found[2])
    for name in _NEEDED:
        if name not in entries:
            raise ExpressionError(f"`{name}` is missing: {_EXAMPLE}.")
    return entries


def _whole(entries: Mapping[str, Decimal], name: str, otherwise: int | None = None) -> int:
    number = entries[name] if otherwise is None else entries.get(name, Decimal(otherwise))
    if number != int(number):
        raise ExpressionError(f"{name} is {number}: write a whole number.")
    return int(number)


def _standard(text: str) -> Fraction:
    """Return a standard normal number, exactly: twelve uniform ones in the middle of their steps."""
    number = int.from_bytes(sha256(text.encode()).digest(), "big")
    total = sum(number >> (BITS * place) & (2**BITS - 1) for place in range(UNIFORMS))
    return Fraction(2 * total + UNIFORMS, 2 * 2**BITS) - UNIFORMS // 2


def _rounded(exact: Fraction, digits: int) -> int | float:
    """Round half up, as integers; the float is the one nearest to the decimal number."""
    whole = math.floor(exact * 10**digits + Fraction(1, 2))
    number = Decimal(whole).scaleb(-digits)
    return int(number) if number == int(number) else float(number)
