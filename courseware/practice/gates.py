"""What a level of a pathway asks beside its modules: data of the pathway's file, compiled once.

Every number is exact: hours, shares and means are fractions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from courseware.credentials.validity import Validity
from courseware.stored import Stored

PRACTICE_A3, CAPSTONE_A3 = "practice", "capstone"
A3_KINDS = (PRACTICE_A3, CAPSTONE_A3)
LEVELS = ("foundation", "supervisor", "manager")
"""The levels whose descriptors the competencies have."""


@dataclass(frozen=True, slots=True)
class ReviewGate(Stored):
    """The level review: `draw` says how many items each competency gives.

    Passed with `mark` of all items and `competency_mark` in each competency that has `least_items`
    or more. `tries` in any `days` days; `minutes` without extra time.
    """

    draw: Mapping[str, int]
    mark: Fraction = Fraction(4, 5)
    competency_mark: Fraction = Fraction(1, 2)
    least_items: int = 4
    minutes: int = 90
    tries: int = 2
    days: int = 7

    @property
    def items(self) -> int:
        """Return how many items a review has."""
        return sum(self.draw.values())


@dataclass(frozen=True, slots=True)
class PracticeGate(Stored):
    """Verified practice: hours, entries, days and kinds of practice.

    `simulated`: the greatest share of the counted hours that simulated cases may have; at 0 only
    real entries count, for every figure. `real_in`: least real hours in a category.
    """

    hours: Fraction
    entries: int
    dates: int
    categories: int
    simulated: Fraction = Fraction(0)
    real_in: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AttestationGate(Stored):
    """Ratings by people who know the learner: so many `forms`, each by another person.

    Each rating is at least `least` and each mean at least `mean`; at most `not_observed`
    competencies of a form were not observed.
    """

    forms: int
    least: int = 2
    mean: Fraction = Fraction(3)
    not_observed: int = 3


@dataclass(frozen=True, slots=True)
class Level(Stored):
    """One level of a pathway with its gates. A gate that is None (0, "") is not asked.

    `through`: the last module that it asks for; "" while its modules are still to be written, then
    it can be looked at and practiced for, and nobody reaches it.
    """

    id: str
    title: str
    summary: str
    through: str
    certificate_title: str
    certificate_states: str
    review: ReviewGate | None = None
    practice: PracticeGate | None = None
    a3: str = ""
    results: int = 0
    attestations: AttestationGate | None = None
    validity: Validity | None = None  # of its certificate; None: it does not expire
