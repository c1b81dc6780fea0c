from __future__ import annotations

import inspect
import math
from dataclasses import dataclass

import pytest

from courseware.formulas.guards import (
    count,
    in_range,
    inner_share,
    not_above,
    pace,
    share,
    share_below_all,
)
from courseware.formulas.guards_lists import (
    amounts,
    counts,
    not_empty,
    numbers,
    positives,
    same_length,
    shares,
    total,
)


@dataclass(frozen=True, slots=True)
class Pair:
    low: float
    name: str
    more: list[float]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: share("availability", 1.4, "it is run ÷ planned"),
         "availability is 1.4, but it is a share, from 0 to 1: it is run ÷ planned."),
        (lambda: share("safety", 15), "safety is 15, .* from 0 to 1: 13 % is written 0.13."),
        (lambda: share_below_all("absence", 1, "nobody comes"),
         "absence is 1, which is all of it: nobody comes."),
        (lambda: share_below_all("absence", 8, "w"), "absence is 8, but it is a share"),
        (lambda: pace("rating", 85), "rating is 85, but it compares a pace .* 85 % is written 0.85"),
        (lambda: pace("rating", 0), "rating is 0, but it compares a pace"),
        (lambda: not_above("good", 3, "made", 2, "w"), "good is 3, but made is only 2: w."),
        (lambda: share("availability", -0.1, "w"), "availability is -0.1, but it is a share"),
        (lambda: share("availability", math.nan, "w"), "not an ordinary number"),
        (lambda: inner_share("risk", 1, "w"), "risk is 1, but it must lie between 0 and 1: w."),
        (lambda: inner_share("risk", 0, "w"), "risk is 0, but it must lie between 0 and 1: w."),
        (lambda: count("cases", 1.5, "it counts cases"),
         "cases is 1.5, but it must be a whole number: it counts cases."),
        (lambda: count("cases", -1, "w"), "cases is -1, but it must be at least 0: w."),
        (lambda: count("n", 1, "w", least=2), "n is 1, but it must be at least 2: w."),
        (lambda: count("n", 1e12, "w"), "n is 1e\\+12, but it must be at most 1,000,000,000: w."),
        (lambda: count("n", math.inf, "w"), "n is not an ordinary number"),
        (lambda: not_empty("rates", [], "w"), "rates is empty: w."),
        (lambda: numbers("data", [], "w"), "data is empty: w."),
        (lambda: numbers("data", [1], "w", least=2), "data is a list of 1, but at least 2 are needed"),
        (lambda: numbers("data", [1, math.inf], "w"), "a value in data is not an ordinary number"),
        (lambda: same_length("x", [1], "y", [1, 2], "w"), "x has length 1, but y has 2: w."),
        (lambda: positives("times", [1, 0], "e", "w"), "a value in times is 0, .* above 0: w."),
        (lambda: positives("times", [], "e", "w"), "times is empty: e."),
        (lambda: amounts("times", [0, -1], "e", "w"), "a value in times is -1, .* below 0: w."),
        (lambda: amounts("times", [], "e", "w"), "times is empty: e."),
        (lambda: shares("yields", [1, 2], "e"), "a value in yields is 2, but it is a share"),
        (lambda: shares("yields", [], "e"), "yields is empty: e."),
        (lambda: counts("order", [1, 0.5], "e", "w"), "a value in order is 0.5, .* whole number: w."),
        (lambda: counts("order", [1, 3], "e", "w", most=2), "is 3, but it must be at most 2: w."),
        (lambda: counts("order", [], "e", "w"), "order is empty: e."),
        (lambda: total("sums", [math.inf, -math.inf]), "a value in sums is not an ordinary number"),
    ],
)  # fmt: skip
def test_a_guard_names_the_argument_and_the_reason(call, says):
    with pytest.raises(ValueError, match=says):
        call()


def test_what_is_possible_passes():
    share("share", 0, "w")
    share("share", 1, "w")
    numbers("data", [1, 2.5], "w", least=2)
    same_length("x", [1, 2], "y", [3, 4], "w")
    not_above("run", 0.1 + 0.2, "planned", 0.3, "w")
    positives("x", [1], "e", "w")
    amounts("x", [0], "e", "w")
    shares("x", [0, 1], "e")
    pace("rating", 3)
    assert counts("x", [0, 2.0], "e", "w") == [0, 2]
    assert total("x", [0.1] * 10) == 1.0
    assert count("n", 12.0, "w", least=12, most=12) == 12
    assert type(count("n", 12.0, "w")) is int


@pytest.mark.parametrize(
    "result",
    [
        math.inf,
        math.nan,
        [1, math.inf],
        Pair(math.nan, "", []),
        Pair(1, "", [math.inf]),
        {"a": math.nan},
        10**400,
    ],
)
def test_what_lies_beyond_the_range_of_a_float_is_not_returned(result):
    with pytest.raises(ValueError, match="The result is not an ordinary number"):
        in_range(lambda: result)()


@pytest.mark.parametrize(
    "formula", [lambda: 1e200**2, lambda: 1 / 0.0, lambda: math.fsum([1e308, 1e308])]
)
def test_arithmetic_that_fails_is_refused_in_words(formula):
    with pytest.raises(ValueError, match="too large, too small"):
        in_range(formula)()


def test_an_ordinary_result_is_returned_as_it_is_and_the_formula_keeps_its_face():
    def formula(rate: float, *, of: float = 1) -> Pair:
        """Return (F00)."""
        return Pair(rate, "name", [of])

    wrapped = in_range(formula)
    assert wrapped(1, of=2) == Pair(1, "name", [2])
    assert wrapped.__doc__ == "Return (F00)."
    assert str(inspect.signature(wrapped)) == str(inspect.signature(formula))
