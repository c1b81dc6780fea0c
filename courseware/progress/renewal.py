"""What a certificate that ends asks for to be renewed, and how much of it is done.

Asked again is what shows that somebody still knows: the level review, or where there is none the quiz
of every module. Practice, results and ratings are not asked again. Everything counts that was graded
on or after the first day of the window.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from courseware.progress.facts import Fact, FactKind


@dataclass(frozen=True, slots=True)
class Renewal:
    """How far a renewal is. `days`: when each thing asked was passed again, None while it is not."""

    opens_on: date
    review: str  # the review that is asked, "" for the quizzes of the modules
    days: dict[str, datetime | None]

    @property
    def done(self) -> int:
        """Return how many of the things asked are done."""
        return sum(at is not None for at in self.days.values())

    @property
    def is_met(self) -> bool:
        """Say whether the certificate can be issued for another time."""
        return bool(self.days) and self.done == len(self.days)

    def is_open(self, now: datetime) -> bool:
        """Say whether the window is open: from the first day on, and after the end too."""
        return now >= _begin(self.opens_on)


def renewal(opens_on: date, modules: Sequence[str], review: str, facts: Iterable[Fact]) -> Renewal:
    """Decide from the facts; `review` is the subject of the level review, "" if none is asked."""
    days: dict[str, datetime | None] = dict.fromkeys([review] if review else modules)
    for fact in facts:
        is_graded = fact.kind in {FactKind.ATTEMPT_GRADED, FactKind.REVIEW_GRADED}
        if not is_graded or fact.at < _begin(opens_on) or not fact.body.get("passed"):
            continue
        if fact.subject in days and days[fact.subject] is None:
            days[fact.subject] = fact.at
    return Renewal(opens_on, review, days)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(0), UTC)
