"""How sure somebody was and how right they were, as the result page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from courseware.quizzes.certainty import Calibration, Chosen, Level, calibrate, read_level, turns
from courseware.quizzes.grading import grade
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.web.quiz_pages import Slot
from courseware.web.standings import points_text

WIDTH = 100
"""The chart counts in percent."""


@dataclass(frozen=True, slots=True)
class Row:
    """One level: in words, and as a bar with the stretch in which this level scores most."""

    name: str
    right: str
    score: str
    share: float | None  # percent of the answers that were right; None if it was never chosen
    pays_from: float
    pays_to: float

    @property
    def pays(self) -> str:
        """Return from which share of right answers to which this level scores most."""
        return f"{self.pays_from:.0f}–{self.pays_to:.0f}\u00a0%"

    @property
    def breadth(self) -> float:
        """Return how broad that stretch is."""
        return self.pays_to - self.pays_from


@dataclass(frozen=True, slots=True)
class CalibrationView:
    """The whole: a sentence, the levels, and the score over all of them."""

    advice: str
    rows: tuple[Row, ...]
    score: str


def level_name(level: Level) -> str:
    """Return what a level is called."""
    return {
        Level.NOT_VERY: _("Not very"),
        Level.FAIRLY: _("Fairly"),
        Level.VERY: _("Very"),
    }[level]


def calibration_of(marked: Sequence[tuple[Slot, Fraction | None]]) -> CalibrationView:
    """Sum up a graded try. What was left blank or could not be read says nothing of certainty."""
    said = (
        (level, share)
        for slot, share in marked
        if share is not None and (level := read_level(slot.raw)) is not None and _is_answer(slot)
    )
    return view_of(calibrate(said))


def view_of(found: Calibration) -> CalibrationView:
    """Return what the rule found in words and as bars."""
    edges = [0.0, *(float(WIDTH * one) for one in turns()), float(WIDTH)]
    rows = tuple(
        _row(one, *between) for one, between in zip(found.levels, pairwise(edges), strict=True)
    )
    return CalibrationView(say(found.advice), rows, signed(found.score))


def _is_answer(slot: Slot) -> bool:
    graded = grade(slot.kind, slot.variant, slot.order, slot.answer)
    return graded.reason is None and not graded.needs_review


def _row(one: Chosen, pays_from: float, pays_to: float) -> Row:
    values = {"right": one.right, "count": one.count}
    return Row(
        name=level_name(one.level),
        right=_("%(right)s of %(count)s") % values if one.count else _("not chosen"),
        score=signed(one.score) if one.count else "",
        share=None if one.share is None else float(WIDTH * one.share),
        pays_from=pays_from,
        pays_to=pays_to,
    )


def signed(score: Fraction) -> str:
    """Write a score, which may be below zero, with at most two decimals."""
    return f"−{points_text(-score)}" if score < 0 else points_text(score)
