from __future__ import annotations

from collections import Counter
from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.calculation.draws import Pick, Range, draw, parse_draw, parse_given
from courseware.calculation.values import ExpressionError

GIVEN = {
    "wip": parse_draw("60..180 step 15"),
    "rate": parse_draw("pick 20 24 30"),
    "share": parse_draw("0.1..0.9 step 0.1"),
    "shift": parse_draw("450"),
}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("60..105 step 15", [60, 75, 90, 105]),
        ("1..4", [1, 2, 3, 4]),
        ("-1 .. 1", [-1, 0, 1]),
        (" 0.1..0.5  step 0.1 ", [0.1, 0.2, 0.3, 0.4, 0.5]),
        ("1..2 step 0.5", [1, 1.5, 2]),
        ("pick 420 435.5 -3", [420, 435.5, -3]),
        ("27600", [27600]),
        ("-2.50", [-2.5]),
    ],
)
def test_a_draw_holds_exactly_the_values_its_author_means(text, values):
    read = parse_draw(text)
    held = [read.at(index) for index in range(read.size)]
    assert held == values
    assert [type(value) for value in held] == [type(value) for value in values]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "neither a number nor a draw"),
        ("many", "neither a number nor a draw"),
        ("2,400", "without thousands commas"),
        ("010", "neither a number"),
        ("1_000", "neither a number"),
        ("1e3", "neither a number"),
        ("pick", "among 2 to 100"),
        ("pick 3", "among 2 to 100"),
        ("pick " + " ".join(map(str, range(101))), "among 2 to 100"),
        ("pick 1, 2", "“1,” is neither"),
        ("pick 1 1.0", "twice"),
        ("5..1", "goes up"),
        ("1..1", "goes up"),
        ("1..5 step 0", "goes up"),
        ("1..5 step -1", "goes up"),
        ("100..450 step 100", "miss 450: the last is 400"),
        ("0..1000000", "at most 1,000,000 values"),
        ("1234567890123456", "neither a number"),
        ("0.1234567890123", "neither a number"),
        ("1..5 steps 2", "neither a number"),
        ("norm n=5", "neither a number"),
    ],
)
def test_a_draw_that_is_not_plain_is_refused(text, says):
    with pytest.raises(ExpressionError, match=says):
        parse_draw(text)


def test_the_limits_of_a_draw_are_allowed():
    hundred = [str(number) for number in range(100)]
    assert parse_draw("pick " + " ".join(hundred)).size == 100
    assert parse_draw("pick 1 2").size == 2
    assert parse_draw("1..1000000").size == 1_000_000
    assert parse_given(hundred).at(0) == list(range(100))
    assert parse_given(["1"]).at(0) == [1]
    assert parse_draw("123456789012345.5").at(0) == 123456789012345.5
    assert parse_draw("0.123456789012").at(0) == 0.123456789012


def test_a_list_of_plain_numbers_is_one_value():
    read = parse_given(["40", "30.5", " 50"])
    assert draw({"rates": read}, seed=1) == {"rates": [40, 30.5, 50]}
    assert parse_given("1..3") == parse_draw("1..3")


@pytest.mark.parametrize("items", [[], ["1"] * 101, ["pick 1 2"], ["1..2"], ["x"]])
def test_a_list_holds_plain_numbers_only(items):
    with pytest.raises(ExpressionError):
        parse_given(items)


@pytest.mark.parametrize(
    ("seed", "attempt", "values"),
    [
        (0, 0, {"wip": 135, "rate": 24, "share": 0.5, "shift": 450}),
        (1, 0, {"wip": 75, "rate": 24, "share": 0.6, "shift": 450}),
        (1, 1, {"wip": 90, "rate": 30, "share": 0.1, "shift": 450}),
        (-1, 0, {"wip": 150, "rate": 20, "share": 0.9, "shift": 450}),
        (2**63, 0, {"wip": 75, "rate": 30, "share": 0.4, "shift": 450}),
    ],
)
def test_a_seed_gives_the_same_values_for_ever(seed, attempt, values):
    assert draw(GIVEN, seed, attempt) == values


@given(st.integers(), st.integers(0, 50))
def test_each_value_follows_from_seed_name_and_attempt_alone(seed, attempt):
    values = draw(GIVEN, seed, attempt)
    for name, one in GIVEN.items():
        assert draw({name: one}, seed, attempt)[name] == values[name]
    # The rule once more, in other words: at these sizes a hash is never hashed again.
    digest = sha256(f"{seed}\nwip\n{attempt}\n0".encode()).hexdigest()
    assert values["wip"] == 60 + 15 * (int(digest[:16], 16) % 9)


def test_every_value_is_equally_likely():
    drawn = Counter(draw(GIVEN, seed)["wip"] for seed in range(9_000))
    assert sorted(drawn) == list(range(60, 181, 15))
    chi_square = sum((count - 1000) ** 2 / 1000 for count in drawn.values())
    assert chi_square < 26.1  # 8 degrees of freedom, 0.1 %


def test_names_and_attempts_draw_independently():
    ten = parse_draw("0..9")
    pairs = [draw({"a": ten, "b": ten}, seed) for seed in range(1000)]
    again = [draw({"a": ten}, seed, attempt=1) for seed in range(1000)]
    assert 50 < sum(pair["a"] == pair["b"] for pair in pairs) < 150
    assert 50 < sum(pair["a"] == other["a"] for pair, other in zip(pairs, again, strict=True)) < 150


def test_a_size_that_does_not_divide_the_hash_range_is_not_favored_at_its_start():
    size = 3 * 2**62  # plain modulo would give the first third half of all draws
    wide = {"x": Range(Decimal(0), Decimal(1), size)}
    low = sum(draw(wide, seed)["x"] < 2**62 for seed in range(3_000))
    assert 900 < low < 1_100


def test_a_draw_can_be_compared_and_kept_in_a_set():
    assert len({parse_draw("1..3"), parse_draw("1 .. 3 step 1"), Pick((1, 2))}) == 2
