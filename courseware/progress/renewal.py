"""What a certificate that ends asks for to be renewed, and how much of it is done.

Asked again is what shows that somebody still knows: the level review, or where there is none the quiz
of every module. Practice, results and ratings are not asked again. A quiz or a challenge counts that
was graded on or after the first day of the window, a review that was begun then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from courseware.credentials.validity import begins_at
from courseware.progress.facts import Fact, FactKind

KINDS = (FactKind.ATTEMPT_GRADED, FactKind.REVIEW_GRADED, FactKind.MODULE_PASSED)
"""The facts that a renewal is decided from."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """How far a renewal is. `again`: the try that passed each thing asked again, None while there is none.

    Of several tries of a quiz the best one counts, the first of equals.
    """

    opens_on: date
    review: str  # the review that is asked, "" for the quizzes of the modules
    again: Mapping[str, Fact | None]

    @property
    def done(self) -> int:
        """Return how many of the things asked are done."""
        return sum(fact is not None for fact in self.again.values())

    @property
    def is_met(self) -> bool:
        """Say whether the certificate can be issued for another time."""
        return bool(self.again) and self.done == len(self.again)

    def is_open(self, now: datetime) -> bool:
        """Say whether the window is open: from the first day on, and after the end too."""
        return now >= begins_at(self.opens_on)


def renewal(
    opens_on: date,
    modules: Sequence[str],
    review: str,
    facts: Sequence[Fact],
    begun: Mapping[int, datetime] | None = None,
) -> Renewal:
    """Decide from the facts of one person, in their order.

    `review` is the subject of the level review, "" if none is asked; `begun` says when their reviews
    were begun, by attempt. A module that came after the certificate is to be passed first.
    """
    opened, starts = begins_at(opens_on), begun or {}
    passed = {one.subject for one in facts if one.kind is FactKind.MODULE_PASSED}
    again: dict[str, Fact | None] = dict.fromkeys([review] if review else modules)
    for fact in facts:
        if fact.kind is FactKind.MODULE_PASSED or not fact.body.get("passed"):
            continue
        since = starts.get(fact.body["attempt"], fact.at) if review else fact.at
        if fact.subject not in again or since < opened or not (review or fact.subject in passed):
            continue
        before = again[fact.subject]
        if before is None or (not review and _share(fact) > _share(before)):
            again[fact.subject] = fact
    return Renewal(opens_on, review, again)


def _share(fact: Fact) -> Fraction:
    return fact.share or fact.challenge_share or Fraction(0)
