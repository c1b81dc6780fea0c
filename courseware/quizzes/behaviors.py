"""What the tries at one question earn together, by the behavior of its quiz."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from courseware.quizzes.posts import CERTAINTY, Raw, is_same
from courseware.quizzes.terms import Terms

RIGHT = Fraction(1)


def earned(fractions: Sequence[Fraction], terms: Terms) -> Fraction:
    """Return what the tries earn, from 0 to 1; `fractions` are their own verdicts, oldest first.

    deferred: the answer at submission. interactive: the last try less the penalty for each try before
    it. adaptive: the best try, each less the penalty for the tries before it. No try earns nothing.
    """
    counting = counted(fractions, terms)
    if not counting:
        return Fraction(0)
    if terms.behavior == "deferred":
        return counting[-1]
    worth = [share - before * terms.penalty for before, share in enumerate(counting)]
    return max(Fraction(0), worth[-1] if terms.behavior == "interactive" else max(worth))


def counted(fractions: Sequence[Fraction], terms: Terms) -> Sequence[Fraction]:
    """Return the tries that count: none after a right one, and none beyond those allowed."""
    if terms.behavior == "deferred":
        return fractions
    right = next((place for place, one in enumerate(fractions, 1) if one == RIGHT), terms.tries)
    return fractions[: min(right, terms.tries)]


def is_over(fractions: Sequence[Fraction], terms: Terms) -> bool:
    """Say whether a question that is checked is finished: right, or no tries left."""
    return terms.tries > 0 and (RIGHT in fractions or len(fractions) >= terms.tries)


def tries_left(fractions: Sequence[Fraction], terms: Terms) -> int:
    """Return how many tries are left; none once it is right."""
    return 0 if is_over(fractions, terms) else max(0, terms.tries - len(fractions))


def is_new(answer: Raw, before: Sequence[Raw]) -> bool:
    """Say whether an answer is a new try: the same answer twice is not, and costs nothing.

    To be more or less sure of the same answer is no other answer.
    """
    return not any(is_same(_unsure(answer), _unsure(one)) for one in before)


def _unsure(raw: Raw) -> Raw:
    """Return an answer without how sure one is of it."""
    return {part: texts for part, texts in raw.items() if part != CERTAINTY}
