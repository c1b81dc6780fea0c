"""The result of a graded try: points, what each outcome earned, feedback for each option, what next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from courseware.learning.lessons import points_needed
from courseware.learning.place import place_of
from courseware.learning.views import next_step
from courseware.operations.attempts import next_try
from courseware.operations.grades import grade_slot, variant_of
from courseware.quizzes.grading import Feedback, feedback
from courseware.quizzes.kinds.kind import PublicQuestion
from courseware.quizzes.kinds.registry import KINDS
from courseware.records import responses
from courseware.records.attempts import AttemptRow
from courseware.records.sheets import read_sheet
from courseware.web.database import now, read, site
from courseware.web.guards import me
from courseware.web.language import say, when
from courseware.web.standings import points_text
from courseware.words import percent


@dataclass(frozen=True, slots=True)
class Explained:
    """One question of the result page."""

    question: PublicQuestion
    feedback: Feedback
    share: Fraction
    points: str

    @property
    def verdict(self) -> str:
        """Return good (full points), part or bad."""
        if self.share == 1:
            return "good"
        return "bad" if self.share == 0 else "part"


@dataclass(frozen=True, slots=True)
class OutcomeBar:
    """What the questions of one outcome earned, and the lessons that teach it."""

    text: str
    earned: Fraction
    maximum: int
    shown: str
    lessons: tuple[tuple[str, str], ...]

    @property
    def value(self) -> float:
        """Return the points for the bar."""
        return float(self.earned)


def result_of(own: AttemptRow, tries: Sequence[AttemptRow]) -> dict[str, Any]:
    """Load all that the result page shows; `tries` are all of the person at this quiz."""
    module = site().shelves.version(read(), own.version_id)
    explained, outcomes = [], dict[str, list[Fraction]]()
    for slot in read_sheet(read(), own.id).rows:
        kind, variant, order = variant_of(module, slot)
        graded, share = grade_slot(module, slot, slot), Fraction(slot.num, slot.den)
        explained.append(
            Explained(
                question=KINDS[kind].show(variant, order, slot.no),
                feedback=feedback(variant, order, responses.raw_of(slot), graded),
                share=share,
                points=points_text(share),
            )
        )
        outcomes.setdefault(module.bank.question(slot.question_id).outcome, []).append(share)
    wait = next_try(tries, module.bank.quiz.pass_mark, now())
    place = place_of(me().id)
    pathway = place.pathway_of(own.module)
    points = own.points or Fraction(0)
    return {
        "attempt": own,
        "module": module,
        "points": points_text(points),
        "share": percent(points / own.maximum),
        "share_number": float(100 * points / own.maximum),
        "mark_number": float(100 * module.bank.quiz.pass_mark),
        "points_needed": points_needed(module),
        "questions": explained,
        "bars": _bars(module, outcomes),
        "wait": None if wait is None else say(wait.told(when(wait.opens_at))),
        "step": None if pathway is None else next_step(place.route(pathway)),
        "pathway": pathway,
        "is_module_passed": own.module in place.standings and place.standings[own.module].is_passed,
    }


def _bars(module: Any, outcomes: dict[str, list[Fraction]]) -> list[OutcomeBar]:
    bars = []
    for outcome in module.outcomes:
        shares = outcomes.get(outcome.id)
        if not shares:
            continue
        earned = sum(shares, Fraction(0))
        lessons = tuple(
            (lesson.id, lesson.title) for lesson in module.lessons if outcome.id in lesson.outcomes
        )
        bars.append(OutcomeBar(outcome.text, earned, len(shares), points_text(earned), lessons))
    return bars
