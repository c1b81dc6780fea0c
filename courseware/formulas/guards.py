"""Guards of the formulas: an impossible argument is named, with the reason, before anything is computed.

Guards of single numbers and of results stand here, those of lists in `guards_lists`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from courseware.formulas.rounding import DUST

P = ParamSpec("P")
R = TypeVar("R")

LARGEST = 1e300
"""Beyond this a product or quotient of two arguments may leave the range of a float."""
MOST_COUNTED = 10**9
"""More than this nobody counts one by one on a floor."""
FASTEST = 3.0
"""Nobody works three times as fast as the normal pace; a larger number is a percent by mistake."""
AS_A_SHARE = "13 % is written 0.13"
"""Why most numbers that are no share were typed: as a percent."""


def finite(name: str, value: float) -> None:
    """Raise ValueError for what is not an ordinary number (not a number, infinite, astronomical)."""
    if not _is_ordinary(value):
        raise ValueError(f"{name} is not an ordinary number.")


def positive(name: str, value: float, why: str) -> None:
    """Raise ValueError unless `value` is a number above zero; `why` ends the sentence."""
    finite(name, value)
    if value <= 0:
        raise ValueError(f"{name} is {value:g}, but it must be above 0: {why}.")


def not_negative(name: str, value: float, why: str) -> None:
    """Raise ValueError unless `value` is zero or above; `why` ends the sentence."""
    finite(name, value)
    if value < 0:
        raise ValueError(f"{name} is {value:g}, but it cannot be below 0: {why}.")


def not_above(name: str, value: float, most_name: str, most: float, why: str) -> None:
    """Raise ValueError if one number is above another, but for float dust; `why` ends the sentence."""
    if value > most and not math.isclose(value, most, rel_tol=DUST):
        raise ValueError(f"{name} is {value:g}, but {most_name} is only {most:g}: {why}.")


def share(name: str, value: float, why: str = AS_A_SHARE) -> None:
    """Raise ValueError unless `value` is a share, from 0 to 1; `why` ends the sentence."""
    finite(name, value)
    if not 0 <= value <= 1:
        raise ValueError(f"{name} is {value:g}, but it is a share, from 0 to 1: {why}.")


def share_below_all(name: str, value: float, why: str) -> None:
    """Raise ValueError unless `value` is a share below the whole; `why` says what the whole would mean."""
    share(name, value)
    if value == 1:
        raise ValueError(f"{name} is 1, which is all of it: {why}.")


def inner_share(name: str, value: float, why: str) -> None:
    """Raise ValueError unless `value` is a share above 0 and below 1; `why` ends the sentence."""
    finite(name, value)
    if not 0 < value < 1:
        raise ValueError(f"{name} is {value:g}, but it must lie between 0 and 1: {why}.")


def pace(name: str, value: float) -> None:
    """Raise ValueError unless `value` compares a pace with the normal one (1): above 0, up to 3."""
    finite(name, value)
    if not 0 < value <= FASTEST:
        raise ValueError(
            f"{name} is {value:g}, but it compares a pace with the normal one, which is 1: "
            f"above 0 and at most {FASTEST:g}; 85 % is written 0.85."
        )


def count(name: str, value: float, why: str, *, least: int = 0, most: int = MOST_COUNTED) -> int:
    """Return `value` as the whole number that it is, from `least` to `most`; `why` ends the sentence.

    Raises ValueError for another: 12.0 is a count, 12.5 is none.
    """
    finite(name, value)
    if value != int(value):
        raise ValueError(f"{name} is {value:g}, but it must be a whole number: {why}.")
    if not least <= value <= most:
        bound = f"at least {least:,}" if value < least else f"at most {most:,}"
        raise ValueError(f"{name} is {value:,.12g}, but it must be {bound}: {why}.")
    return int(value)


def in_range(formula: Callable[P, R]) -> Callable[P, R]:
    """Return a formula that refuses, in words, to return what is not an ordinary number.

    Each argument may be ordinary and the square of it, or a ratio of two, still not be: then
    ValueError is raised, never ArithmeticError. So each result may be an argument of the next formula.
    """

    @wraps(formula)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            result = formula(*args, **kwargs)
            ordinary = all(map(_is_ordinary, _numbers_in(result)))
        except ArithmeticError:
            ordinary = False
        if not ordinary:
            raise ValueError(
                "The result is not an ordinary number: these arguments are too large, too small, "
                "or too far apart to compute with."
            )
        return result

    return run


def _is_ordinary(value: float) -> bool:
    return -LARGEST < value < LARGEST  # false for "not a number", too


def _numbers_in(result: object) -> Iterator[float]:
    """Return every number in a result: a number, or a list, a table or a dataclass that holds some."""
    if isinstance(result, (int, float)):
        yield result
    elif isinstance(result, (list, tuple)):
        for one in result:
            yield from _numbers_in(one)
    elif isinstance(result, Mapping):
        yield from _numbers_in([*result.values()])
    elif is_dataclass(result):
        for field in fields(result):
            yield from _numbers_in(getattr(result, field.name))
