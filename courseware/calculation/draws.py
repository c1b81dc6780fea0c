"""Seeded draws of a question's given values: the same seed gives the same values for ever."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import count

from courseware.calculation.series import Normal, parse_normal
from courseware.calculation.values import MAX_ITEMS, ExpressionError, Value

MAX_STEPS = 1_000_000

_NUMBER = r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,12})?"
_PLAIN = re.compile(_NUMBER, re.ASCII)
_RANGE = re.compile(rf"({_NUMBER}) *\.\. *({_NUMBER})(?: +step +({_NUMBER}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Pick:
    """One of some written values; a plain number or list is a pick of one."""

    values: tuple[Value, ...]

    @property
    def size(self) -> int:
        """Return how many values can come."""
        return len(self.values)

    def at(self, index: int) -> Value:
        """Return the value at `index`, from 0 to size - 1."""
        return self.values[index]

    def drawn(self, seed: int, name: str, attempt: int) -> Value:
        """Return the value that these decide."""
        return self.at(_index(seed, name, attempt, self.size))


@dataclass(frozen=True, slots=True)
class Range:
    """`start`, `start + step`, …: `size` values, computed in decimals so that none carries dust."""

    start: Decimal
    step: Decimal
    size: int

    def at(self, index: int) -> Value:
        """Return the value at `index`, from 0 to size - 1."""
        return _value(self.start + self.step * index)

    def drawn(self, seed: int, name: str, attempt: int) -> Value:
        """Return the value that these decide."""
        return self.at(_index(seed, name, attempt, self.size))


Draw = Pick | Range | Normal


def parse_draw(text: str) -> Draw:
    """Read `a..b step s` (step 1 if left out), `pick x y z`, `normal n=… …` or a number.

    Raises ExpressionError for anything else.
    """
    words = text.split()
    if words[:1] == ["normal"]:
        return parse_normal(text)
    if words[:1] == ["pick"]:
        return _pick(words[1:])
    written = _RANGE.fullmatch(" ".join(words))
    if written is not None:
        return _range(*(Decimal(number) for number in written.groups("1")))
    return Pick((_value(_decimal(text.strip())),))


def parse_given(value: str | list[str]) -> Draw:
    """Read one entry of `given`: a draw, or a list of plain numbers, which is then the value itself."""
    if isinstance(value, str):
        return parse_draw(value)
    if not 1 <= len(value) <= MAX_ITEMS:
        raise ExpressionError(f"A list holds 1 to {MAX_ITEMS} numbers.")
    return Pick(([_value(_decimal(text.strip())) for text in value],))


def parse_data(value: str | list[str]) -> Draw:
    """Read one entry of `data`: `normal n=25 …`, or a list of plain numbers; raise ExpressionError."""
    if isinstance(value, str) and value.split()[:1] != ["normal"]:
        raise ExpressionError(
            f"“{value}” is no list. Write `normal n=25 mean=50 sd=0.4 round=2`, or numbers: [3, 5, 4]."
        )
    return parse_given(value)


def draw(given: Mapping[str, Draw], seed: int, attempt: int = 0) -> dict[str, Value]:
    """Return one value for each name, each drawn by its own hash of seed, name and attempt.

    Another name in `given` changes none of the others, and no release of Python changes a draw.
    `attempt` counts the re-draws after values that broke the question's `require`.
    """
    return {name: one.drawn(seed, name, attempt) for name, one in given.items()}


def _index(seed: int, name: str, attempt: int, size: int) -> int:
    """Return 0 to size - 1, each equally likely: a hash in the incomplete last round is hashed again."""
    fair = 2**64 - 2**64 % size
    for counter in count():
        digest = sha256(f"{seed}\n{name}\n{attempt}\n{counter}".encode()).digest()
        number = int.from_bytes(digest[:8], "big")
        if number < fair:
            break
    return number % size


def _pick(words: list[str]) -> Pick:
    numbers = [_decimal(word) for word in words]
    if not 1 < len(numbers) <= MAX_ITEMS:
        raise ExpressionError(f"`pick` chooses among 2 to {MAX_ITEMS} numbers: pick 420 435 450.")
    if len(set(numbers)) < len(numbers):
        raise ExpressionError("`pick` names a number twice.")
    return Pick(tuple(_value(number) for number in numbers))


def _range(start: Decimal, stop: Decimal, step: Decimal) -> Range:
    if step <= 0 or stop <= start:
        raise ExpressionError("A range goes up: first the lower number, and a step above 0.")
    steps, rest = divmod(stop - start, step)
    if rest:
        raise ExpressionError(
            f"Steps of {step} from {start} miss {stop}: the last is {stop - rest}."
        )
    if steps >= MAX_STEPS:
        raise ExpressionError(f"A range may hold at most {MAX_STEPS:,} values.")
    return Range(start, step, int(steps) + 1)


def _decimal(text: str) -> Decimal:
    if not _PLAIN.fullmatch(text):
        raise ExpressionError(
            f"“{text}” is neither a number nor a draw. Write 12.5, `60..180 step 15` or "
            "`pick 20 24 30`, without thousands commas."
        )
    return Decimal(text)


def _value(number: Decimal) -> int | float:
    """Return a whole number as int, another as the nearest float."""
    whole = int(number)
    return whole if whole == number else float(number)
