"""A question that is checked try by try, as its page shows it. Between tries nothing here holds the key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from courseware.quizzes.checking import Asked, Checked, Told, check, told
from courseware.quizzes.kinds.feedback import Feedback
from courseware.quizzes.kinds.kind import Order
from courseware.quizzes.posts import Raw
from courseware.quizzes.questions import Variant
from courseware.quizzes.terms import Purpose, Terms
from courseware.web.language import gettext as _
from courseware.web.language import ngettext
from courseware.web.standings import points_text


@dataclass(frozen=True, slots=True)
class Checking:
    """How the checking of one question stands: which try comes next, and what the last one came to.

    `told` is there between tries, `explained` once the question is finished and its key may be shown.
    `points` is what it earned of its point, "" where no points are shown.
    """

    try_no: int
    left: int
    verdict: str  # good, part, bad; "" before the first try
    told: Told | None = None
    explained: Feedback | None = None
    points: str = ""

    @property
    def is_over(self) -> bool:
        """Say whether the question is finished: then it is only shown."""
        return self.explained is not None


def check_slot(
    kind: str, variant: Variant, order: Order, handed: Sequence[Raw], terms: Terms
) -> Checked | None:
    """Judge the tries at a question; None where nothing is checked before the end."""
    asked = Asked(kind, variant, order)
    return check(asked, terms, handed) if asked.is_checked(terms) else None


def checking_of(checked: Checked) -> Checking:
    """Return what the page may show of the tries at a question."""
    number = len(checked.raws) + 1
    if checked.last is None:
        return Checking(number, checked.left, "")
    verdict = verdict_of(checked.last)
    if not checked.is_over:
        between = told(checked.explain(), checked.last)
        return Checking(number, checked.left, verdict, told=between)
    points = points_text(checked.earned) if checked.terms.counts else ""
    return Checking(number, 0, verdict, explained=checked.explain(), points=points)


def verdict_of(share: Fraction) -> str:
    """Return good (all right), part or bad."""
    if share == 1:
        return "good"
    return "bad" if share == 0 else "part"


def terms_words(terms: Terms) -> str:
    """Say how often a question may be checked and what a try costs; "" where nothing is checked."""
    if terms.tries == 0:
        return ""
    words = ngettext(
        "Check each answer: you have %(n)s try a question.",
        "Check each answer: you have %(n)s tries a question.",
        terms.tries,
    ) % {"n": terms.tries}
    if terms.purpose is Purpose.PRACTICE or terms.penalty == 0 or terms.tries == 1:
        return words
    cost = (
        _("The best try counts; each one before it costs %(part)s of the point.")
        if terms.behavior == "adaptive"
        else _("Each try after the first costs %(part)s of the point.")
    )
    return f"{words} {cost % {'part': terms.penalty}}"
