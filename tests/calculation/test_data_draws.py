from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.calculation.draws import draw, parse_draw
from courseware.calculation.expressions import ExpressionError
from courseware.calculation.series import Normal

TEXT = "normal n=10 mean=50 sd=0.4 round=2 shift=1.6 at=8"

GOLDEN = [
    (1, 0, [50.33, 49.44, 49.6, 50.11, 49.4, 50.04, 49.43, 52.28, 51.87, 51.6]),
    (2, 0, [50.47, 49.7, 50.15, 50.37, 49.54, 49.91, 50.24, 51.8, 51.7, 51.83]),
    (1, 1, [50.09, 49.71, 50.59, 49.92, 49.58, 50.09, 50.33, 51.41, 51.69, 52.64]),
]


@pytest.mark.parametrize(("seed", "attempt", "data"), GOLDEN)
def test_a_seed_gives_these_data_on_every_machine_for_ever(seed, attempt, data):
    assert draw({"d": parse_draw(TEXT)}, seed, attempt) == {"d": data}


def test_another_name_or_a_longer_list_moves_no_value():
    short, long = (
        parse_draw("normal n=5 mean=0 sd=1 round=4"),
        parse_draw("normal n=9 mean=0 sd=1 round=4"),
    )
    alone = draw({"d": short}, 3)["d"]
    assert draw({"c": long, "d": short}, 3)["d"] == alone
    assert draw({"d": long}, 3)["d"][:5] == alone
    assert draw({"c": short}, 3)["c"] != alone


def test_the_values_have_the_mean_and_deviation_that_are_asked():
    ask = parse_draw("normal n=100 mean=20 sd=2 round=6")
    values = [one for seed in range(60) for one in ask.drawn(seed, "d", 0)]
    assert abs(statistics.mean(values) - 20) < 0.05
    assert abs(statistics.stdev(values) - 2) < 0.05


def test_the_shift_begins_with_the_item_that_is_named():
    plain, shifted = (
        parse_draw(f"normal n=6 mean=10 sd=1 round=3{more}").drawn(4, "d", 0)
        for more in ("", " shift=-2.5 at=4")
    )
    steps = [round(after - before, 3) for before, after in zip(plain, shifted, strict=True)]
    assert steps == [0, 0, 0, -2.5, -2.5, -2.5]


def test_whole_numbers_stay_whole():
    assert all(type(one) is int for one in parse_draw("normal n=30 mean=9 sd=4").drawn(1, "d", 0))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("normal", "`n` is missing"),
        ("normal n=5 mean=1", "`sd` is missing"),
        ("normal n=1 mean=1 sd=1", "draw 2 to 100"),
        ("normal n=101 mean=1 sd=1", "draw 2 to 100"),
        ("normal n=5.5 mean=1 sd=1", "whole number"),
        ("normal n=5 mean=1 sd=0", "not above 0"),
        ("normal n=5 mean=1 sd=-1", "not above 0"),
        ("normal n=5 mean=1 sd=1 round=7", "0 to 6"),
        ("normal n=5 mean=1 sd=1 round=-1", "0 to 6"),
        ("normal n=5 mean=1 sd=1 shift=2", "belong together"),
        ("normal n=5 mean=1 sd=1 at=2", "belong together"),
        ("normal n=5 mean=1 sd=1 shift=2 at=6", "from 1 to 5"),
        ("normal n=5 n=6 mean=1 sd=1", "once each"),
        ("normal n=5 mean=1e9 sd=1", "cannot be read"),
        ("normal n=5 mean=1 sd=1 skew=2", "cannot be read"),
        ("normal 5 1 1", "cannot be read"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_words(text, why):
    with pytest.raises(ExpressionError, match=why):
        parse_draw(text)


@given(
    n=st.integers(2, 100), mean=st.integers(-999, 999), sd=st.integers(1, 99),
    digits=st.integers(0, 6), seed=st.integers(0, 10**6),
)  # fmt: skip
def test_every_draw_is_bounded_and_comes_again(n, mean, sd, digits, seed):
    text = f"normal n={n} mean={mean} sd={sd} round={digits}"
    ask = parse_draw(text)
    data = ask.drawn(seed, "d", 0)
    assert isinstance(ask, Normal)
    assert data == parse_draw(text).drawn(seed, "d", 0)
    assert len(data) == n
    assert all(abs(one - mean) <= 6 * sd + 1 and round(one, digits) == one for one in data)
