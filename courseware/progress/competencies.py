"""What is known of each competency: from quizzes, the level review, practice and ratings by others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from courseware.practice.ratings import MOST, latest
from courseware.progress.practiced import Shown


@dataclass(frozen=True, slots=True)
class Known:
    """Shares from 0 to 1 of one competency; None where there is nothing yet."""

    code: str
    quizzes: Fraction | None
    review: Fraction | None
    ratings: Fraction | None


def known_of(
    codes: Sequence[str],
    modules: Mapping[str, Iterable[str]],
    best: Mapping[str, Fraction],
    shown: Shown,
    *,
    subject: str,
    level: str,
) -> list[Known]:
    """Return what is known of each competency.

    `modules`: slug → its competencies; `best`: slug → best share of its quiz; `subject` and `level`
    name the level whose review and ratings count. Several modules of a competency count alike, of
    several reviews the last one, of several raters all.
    """
    reviews = shown.reviews.get(subject, ())
    by_review = reviews[-1].by_competency if reviews else {}
    forms = latest(shown.forms, level)
    found = []
    for code in codes:
        shares = [best[slug] for slug, held in modules.items() if code in held and slug in best]
        rated = [form.ratings[code] for form in forms if code in form.ratings]
        points, items = by_review.get(code, (Fraction(0), 0))
        found.append(
            Known(
                code,
                _mean(shares),
                points / items if items else None,
                Fraction(sum(rated), len(rated) * MOST) if rated else None,
            )
        )
    return found


def _mean(shares: Sequence[Fraction]) -> Fraction | None:
    return sum(shares, Fraction(0)) / len(shares) if shares else None
