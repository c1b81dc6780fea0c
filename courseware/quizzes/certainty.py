"""How sure a learner is of an answer, what that earns, and how well it fits what was right.

It is for the learner alone: nothing of it enters points or the pass mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from itertools import pairwise

from courseware.quizzes.posts import CERTAINTY, Raw
from courseware.words import Reason

LEAST = 3
"""From fewer answers at one level nothing can be learned, so nothing is advised."""


class Level(IntEnum):
    """How sure; the values are posted, and they are what a right answer scores."""

    NOT_VERY = 1
    FAIRLY = 2
    VERY = 3


WRONG = {Level.NOT_VERY: 0, Level.FAIRLY: -2, Level.VERY: -6}
"""What a wrong answer scores (Gardner-Medwin's scheme, as Moodle's certainty-based marking)."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One level: how often it was chosen, how often the answer was right in full, and the score."""

    level: Level
    count: int
    right: int
    score: Fraction

    @property
    def share(self) -> Fraction | None:
        """Return how many of its answers were right, as a share; None if it was never chosen."""
        return Fraction(self.right, self.count) if self.count else None


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a quiz shows of somebody's certainty: each level, the whole score, and one sentence."""

    levels: tuple[Chosen, ...]
    score: Fraction
    advice: Reason


def read_level(raw: Raw) -> Level | None:
    """Return how sure a post says one is; None if it says nothing, or nothing readable."""
    known = {str(level.value): level for level in Level}
    texts = raw.get(CERTAINTY, ())
    return known.get(texts[0]) if len(texts) == 1 else None


def score(fraction: Fraction, level: Level) -> Fraction:
    """Return what an answer scores: right 1, 2, 3, wrong 0, −2, −6, in part its share of 1, 2, 3."""
    return fraction * level if fraction else Fraction(WRONG[level])


def expected(level: Level, chance: Fraction) -> Fraction:
    """Return what a level scores on average when the answer is right with this probability."""
    return chance * score(Fraction(1), level) + (1 - chance) * score(Fraction(0), level)


def turns() -> tuple[Fraction, ...]:
    """Return the probabilities from which the next higher level scores more: 2/3 and 4/5.

    Both lines of `expected` are straight, so they meet where their ends differ in proportion.
    """
    found = []
    for lower, higher in pairwise(Level):
        lost = expected(lower, Fraction(0)) - expected(higher, Fraction(0))
        won = expected(higher, Fraction(1)) - expected(lower, Fraction(1))
        found.append(lost / (lost + won))
    return tuple(found)


def calibrate(answers: Iterable[tuple[Level, Fraction]]) -> Calibration:
    """Sum up the answers whose certainty was said, each with the share of its point."""
    said = tuple(answers)
    shares = {level: [share for one, share in said if one is level] for level in Level}
    levels = tuple(
        Chosen(
            level, len(shares[level]), shares[level].count(Fraction(1)), _sum(shares[level], level)
        )
        for level in Level
    )
    whole = sum((one.score for one in levels), Fraction(0))
    return Calibration(levels, whole, _advice(levels, shares))


def _sum(shares: Sequence[Fraction], level: Level) -> Fraction:
    return sum((score(share, level) for share in shares), Fraction(0))


def _advice(levels: Iterable[Chosen], shares: Mapping[Level, Sequence[Fraction]]) -> Reason:
    """Name the level at which most was lost: where another one would have scored most more."""
    if not any(shares.values()):
        return Reason("certainty.unsaid")
    rated = [one for one in levels if one.count >= LEAST]
    if not rated:
        return Reason("certainty.few", {"least": LEAST})
    lost = [(*_better(one, shares[one.level]), one) for one in rated]
    most, better, worst = max(lost, key=lambda one: one[0])
    if not most:
        return Reason("certainty.fits")
    code = f"certainty.{worst.level.name}.{better.name}".lower()
    return Reason(code, {"count": worst.count, "right": worst.right})


def _better(one: Chosen, shares: Sequence[Fraction]) -> tuple[Fraction, Level]:
    """Return how much more the best level would have scored on the answers of this one, and which.

    Of equals it is the nearest: whoever was too sure takes one step back, not two.
    """
    scores = {level: _sum(shares, level) - one.score for level in Level}
    best = max(Level, key=lambda level: (scores[level], -abs(level - one.level)))
    return scores[best], best
