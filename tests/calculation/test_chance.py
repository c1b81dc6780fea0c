"""Seeded chance: the published numbers of SplitMix64, and digits that are the same on every machine."""

from __future__ import annotations

from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.calculation.chance import Chance

PUBLISHED = [
    6457827717110365317,
    3203168211198807973,
    9817491932198370423,
    4593380528125082431,
    16408922859458223821,
]


def test_the_published_outputs_for_seed_1234567() -> None:
    chance = Chance(1234567)
    assert [chance.draw() for _ in PUBLISHED] == PUBLISHED


def test_the_first_digits_are_these_for_ever() -> None:
    normal, uniform, die = Chance(1), Chance(1), Chance(1)
    assert [repr(normal.normal()) for _ in range(4)] == NORMALS
    assert [repr(uniform.uniform()) for _ in range(3)] == UNIFORMS
    assert [die.below(6) for _ in range(12)] == DICE


def test_normal_numbers_have_mean_0_deviation_1_and_their_share_beyond_196() -> None:
    chance = Chance(8)
    drawn = [chance.normal() for _ in range(40_000)]
    assert fmean(drawn) == pytest.approx(0, abs=0.02)
    assert pstdev(drawn) == pytest.approx(1, abs=0.02)
    assert sum(one > 1.96 for one in drawn) / len(drawn) == pytest.approx(0.0246, abs=0.003)


def test_each_number_below_n_is_as_likely_as_any_other() -> None:
    chance = Chance(3)
    drawn = [chance.below(10) for _ in range(20_000)]
    assert all(drawn.count(one) == pytest.approx(2000, abs=200) for one in range(10))


@given(st.integers(), st.integers(1, 2**64))
def test_whatever_the_seed_numbers_stay_in_their_range(seed: int, n: int) -> None:
    chance = Chance(seed)
    assert 0 <= chance.below(n) < n
    assert 0 <= chance.uniform() < 1
    assert -6 < chance.normal() < 6


@pytest.mark.parametrize("n", [0, -1, 2**64 + 1])
def test_nothing_lies_below_such_numbers(n: int) -> None:
    with pytest.raises(ValueError, match="whole number from 1"):
        Chance(1).below(n)


def test_a_draw_in_the_incomplete_last_round_is_drawn_again() -> None:
    """Of 2^63 + 1 numbers only one full round fits, so about half of the draws are dropped."""
    n, chance, plain = 2**63 + 1, Chance(1), Chance(1)
    wanted = [one for one in (plain.draw() for _ in range(40)) if one < n][:10]
    assert [chance.below(n) for _ in range(10)] == wanted


NORMALS = ["0.09764862060546875", "-1.669672966003418", "0.959416389465332", "1.0374908447265625"]
UNIFORMS = ["0.5665615751722809", "0.7457817572627011", "0.9710027535867962"]
DICE = [5, 1, 0, 5, 3, 2, 3, 3, 0, 4, 3, 4]
