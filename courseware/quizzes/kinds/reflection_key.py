"""The key of a reflection: how many words are asked, the model answer, what a person gives points for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from courseware.stored import Stored


@dataclass(frozen=True, slots=True)
class Criterion(Stored):
    """One line of a rubric: what a text must show (safe HTML), and the most points for it."""

    html: str
    points: int


@dataclass(frozen=True, slots=True)
class ReflectionKey(Stored):
    """What `Variant.key` holds for a reflection; all texts are safe HTML."""

    words: int
    model: str
    checklist: tuple[str, ...] = ()
    rubric: tuple[Criterion, ...] = ()

    @property
    def most(self) -> int:
        """Return the most points of the rubric."""
        return sum(one.points for one in self.rubric)

    def share(self, points: Sequence[int]) -> Fraction | None:
        """Return the share of the point that these points, one for each criterion, make.

        None if they do not fit the rubric.
        """
        if len(points) != len(self.rubric) or not self.rubric:
            return None
        if any(not 0 <= got <= one.points for got, one in zip(points, self.rubric, strict=True)):
            return None
        return Fraction(sum(points), self.most)
