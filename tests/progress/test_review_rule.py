"""When a level review passes: its boundaries, and how often it passes somebody of a given mastery."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest

from courseware.practice.gates import ReviewGate
from courseware.progress.practiced import Reviewed
from courseware.progress.readiness import best_review, is_review_passed
from tests.conftest import NOW

DRAW = {"C1": 4, "C2": 5, "C3": 5, "C4": 4, "C5": 5, "C6": 4, "C7": 2, "C8": 4, "C9": 4, "C10": 3}
GATE = ReviewGate(draw=DRAW)
OLD = replace(GATE, competency_mark=Fraction(3, 5))
"""What was asked before: 60 % in each competency with four questions or more."""
MASTERIES = (70, 75, 80, 85, 90, 95)
REVIEWS = 4_000


def reviewed(missed: Mapping[str, Fraction | int]) -> Reviewed:
    """Return a review of forty questions in which these points were missed."""
    by = {code: (count - Fraction(missed.get(code, 0)), count) for code, count in DRAW.items()}
    points = sum((earned for earned, _count in by.values()), Fraction(0))
    return Reviewed(NOW, points, 40, by)


def passes(missed: Mapping[str, Fraction | int]) -> bool:
    return is_review_passed(GATE, reviewed(missed))


HUNDREDTH = Fraction(1, 100)


@pytest.mark.parametrize(
    ("missed", "points", "is_passed"),
    [
        ({}, 40, True),
        ({"C2": 2, "C3": 2, "C5": 2, "C9": 2}, 32, True),
        ({"C2": 2, "C3": 2, "C5": 2, "C9": 2 + HUNDREDTH}, 32 - HUNDREDTH, False),
        ({"C1": 3, "C2": 1, "C3": 1, "C5": 1}, 34, False),  # 1 of 4
        ({"C1": 2, "C2": 2, "C3": 1, "C5": 1}, 34, True),  # 2 of 4
        ({"C1": 2 + HUNDREDTH, "C2": 2, "C3": 1}, 35 - HUNDREDTH, False),
        ({"C2": 3}, 37, False),  # 2 of 5
        ({"C2": Fraction(5, 2)}, Fraction(75, 2), True),  # exactly half of 5
        ({"C7": 2}, 38, True),  # two questions are too few to tell
        ({"C10": 3}, 37, True),  # and so are three
        ({"C7": 2, "C10": 3, "C1": 2, "C4": 1}, 32, True),
        ({"C7": 2, "C10": 3, "C1": 2, "C4": 1, "C6": HUNDREDTH}, 32 - HUNDREDTH, False),
    ],
)
def test_the_boundaries(
    missed: Mapping[str, Fraction | int], points: Fraction, is_passed: bool
) -> None:
    assert reviewed(missed).points == points
    assert passes(missed) is is_passed


def test_the_best_review_is_a_passed_one_even_with_fewer_points() -> None:
    passed, richer = reviewed({"C2": 2, "C3": 2}), reviewed({"C1": 3})
    assert richer.points > passed.points
    assert best_review(GATE, [richer, passed]) is passed


@cache
def rates() -> Mapping[int, tuple[float, float]]:
    """Return mastery in percent → the share of reviews that pass, by this rule and by the old one.

    Each question is right with the mastery as its chance; the seed is fixed.
    """
    chance = random.Random(63)  # noqa: S311 - a test's draws
    found = {}
    for mastery in MASTERIES:
        counts = [0, 0]
        for _review in range(REVIEWS):
            missed = {
                code: sum(chance.random() * 100 >= mastery for _item in range(count))
                for code, count in DRAW.items()
            }
            one = reviewed(missed)
            for place, gate in enumerate((GATE, OLD)):
                counts[place] += is_review_passed(gate, one)
        found[mastery] = (counts[0] / REVIEWS, counts[1] / REVIEWS)
    return found


def test_who_masters_more_passes_more_often_and_never_less_than_before() -> None:
    new = [rates()[one][0] for one in MASTERIES]
    assert new == sorted(new)
    assert len(set(new)) == len(new)
    assert all(now >= before for now, before in rates().values())


def test_ninety_percent_of_mastery_passes_nearly_always() -> None:
    now, before = rates()[90]
    assert now == pytest.approx(0.96, abs=0.02)
    assert before == pytest.approx(0.73, abs=0.03)


def test_seventy_percent_of_mastery_seldom_passes() -> None:
    assert rates()[70][0] < 0.15
    assert rates()[95][0] > 0.99
