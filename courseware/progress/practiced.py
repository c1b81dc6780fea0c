"""What the facts say a person has shown: the one fold from which every level is decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from courseware.practice.hours import Practiced
from courseware.practice.ratings import Form
from courseware.progress.facts import Fact, FactKind

QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One graded level review. `by_competency`: code → (points, items); `session`: who supervised it."""

    at: datetime
    points: Fraction
    maximum: int
    by_competency: Mapping[str, tuple[Fraction, int]]
    session: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """All that counts for levels. `reviews`: "pathway/level" → the graded ones, oldest first."""

    passed: frozenset[str] = frozenset()
    reviews: Mapping[str, tuple[Reviewed, ...]] = field(default_factory=dict)
    practiced: tuple[Practiced, ...] = ()
    results: int = 0
    a3: frozenset[str] = frozenset()
    forms: tuple[Form, ...] = ()
    reached: frozenset[str] = frozenset()  # "pathway/level"


KINDS = frozenset(
    {
        FactKind.MODULE_PASSED,
        FactKind.REVIEW_GRADED,
        FactKind.PRACTICE_VERIFIED,
        FactKind.RESULT_VERIFIED,
        FactKind.RATED,
        FactKind.A3_ACCEPTED,
        FactKind.LEVEL_REACHED,
    }
)
"""The facts that levels are decided from; the others change nothing."""


def fold_shown(facts: Iterable[Fact]) -> Shown:
    """Return what the facts of one person show, whatever other facts stand among them.

    Each thing counts once, however often a fact of it should stand there: an entry, a result, a
    report by its subject; a person's later form replaces the one before it (`ratings.latest`).
    """
    passed: set[str] = set()
    reached: set[str] = set()
    reviews: dict[str, list[Reviewed]] = {}
    practiced: dict[str, Practiced] = {}
    results: set[str] = set()
    a3: set[str] = set()
    forms: list[Form] = []
    for fact in facts:
        body = fact.body
        match fact.kind:
            case FactKind.MODULE_PASSED:
                passed.add(fact.subject)
            case FactKind.LEVEL_REACHED:
                reached.add(fact.subject)
            case FactKind.REVIEW_GRADED:
                reviews.setdefault(fact.subject, []).append(_review(fact))
            case FactKind.PRACTICE_VERIFIED:
                practiced[fact.subject] = Practiced(
                    category=body["category"],
                    hours=Fraction(int(body["quarters"]), QUARTERS),
                    on=date.fromisoformat(body["on"]),
                    is_simulated=bool(body.get("case")),
                    by_guest=str(body.get("by", "")).startswith("guest:"),
                )
            case FactKind.RESULT_VERIFIED:
                results.add(fact.subject)
            case FactKind.A3_ACCEPTED:
                a3.add(body["kind"])
            case FactKind.RATED:
                forms.append(Form(body["level"], body["rater"], body["ratings"]))
            case _:
                pass
    return Shown(
        frozenset(passed),
        {subject: tuple(found) for subject, found in reviews.items()},
        tuple(practiced.values()),
        len(results),
        frozenset(a3),
        tuple(forms),
        frozenset(reached),
    )


def _review(fact: Fact) -> Reviewed:
    body = fact.body
    by = {
        code: (Fraction(num, den), items)
        for code, (num, den, items) in body["by_competency"].items()
    }
    points = Fraction(int(body["num"]), int(body["den"]))
    return Reviewed(fact.at, points, int(body["maximum"]), by, body.get("session"))
