"""Ratings of a learner by somebody who knows their work (curriculum, sections 2.2 and 6.5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from courseware.practice.gates import AttestationGate
from courseware.words import Reason


def _(text: str) -> str:
    """Mark words for the translators' catalog."""
    return text


LEAST, MOST = 1, 4
WORDS = {
    1: _("not seen yet in their work"),
    2: _("with help"),
    3: _("alone in normal cases"),
    4: _("consistently, without help"),
}
"""What each rating says, measured against the level's descriptor."""
KNOWN_FOR = timedelta(weeks=4)
LONGEST = 2_000
"""Characters of an example, and of the learner's comment."""
MOST_OPEN = 10
"""Forms that may wait at the same time."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form as the award rules see it. `ratings` lacks the competencies that were not observed.

    `rater` names the person, the same for each of their forms.
    """

    level: str
    rater: str
    ratings: Mapping[str, int]


Fault = tuple[str, Reason]


def faults(
    ratings: Mapping[str, int | None],
    examples: Mapping[str, str],
    *,
    competencies: Collection[str],
    known_since: date | None,
    today: date,
    not_observed: int = 3,
) -> list[Fault]:
    """Return what a filled form lacks: (field, reason). None is "not observed"; a missing one is open."""
    found: list[Fault] = []
    if known_since is None:
        found.append(("known_since", Reason("rating.known.blank")))
    elif known_since > today - KNOWN_FOR:
        found.append(("known_since", Reason("rating.known.short")))
    for code in competencies:
        if code not in ratings:
            found.append((f"rating_{code}", Reason("rating.blank")))
        elif ratings[code] == MOST and not examples.get(code, "").strip():
            found.append((f"example_{code}", Reason("rating.example")))
        count = len(examples.get(code, ""))
        if count > LONGEST:
            found.append(
                (f"example_{code}", Reason("entry.long", {"most": LONGEST, "count": count}))
            )
    unseen = [code for code in competencies if code in ratings and ratings[code] is None]
    if len(unseen) > not_observed:
        values = {"most": not_observed, "count": len(unseen)}
        found.append((f"rating_{unseen[not_observed]}", Reason("rating.unseen", values)))
    return found


def mean(form: Form) -> Fraction:
    """Return the mean of what was observed; 0 for a form without ratings."""
    return Fraction(sum(form.ratings.values()), len(form.ratings)) if form.ratings else Fraction(0)


def holds(form: Form, gate: AttestationGate, competencies: Collection[str]) -> bool:
    """Say whether one form meets the gate by itself: each rating, the mean, and how much was not observed."""
    unseen = [code for code in competencies if code not in form.ratings]
    return (
        bool(form.ratings)
        and min(form.ratings.values()) >= gate.least
        and mean(form) >= gate.mean
        and len(unseen) <= gate.not_observed
    )


def latest(forms: Iterable[Form], level: str) -> list[Form]:
    """Return the last form of each rater for a level, in the order of the raters' first ones."""
    last: dict[str, Form] = {}
    for form in forms:
        if form.level == level:
            last[form.rater] = form
    return list(last.values())


def good_forms(
    forms: Iterable[Form], gate: AttestationGate, level: str, competencies: Collection[str]
) -> list[Form]:
    """Return the last forms of different raters that meet the gate by themselves."""
    return [form for form in latest(forms, level) if holds(form, gate, competencies)]


def uncovered(
    forms: Iterable[Form], gate: AttestationGate, competencies: Collection[str]
) -> Iterator[str]:
    """Yield the competencies that no rater saw at the least rating: another rater must cover them.

    A form whose mean is too low still covers what it rates well enough.
    """
    seen = {code for form in forms for code, rated in form.ratings.items() if rated >= gate.least}
    yield from (code for code in competencies if code not in seen)
