"""What to do next on a level: one sentence a step, the same for the learner and the manager."""

from __future__ import annotations

from dataclasses import dataclass

from courseware.progress.readiness import Readiness, Step, StepKind
from courseware.words import Reason


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the learner's desk: entries not sent yet, and entries that wait for somebody."""

    drafts: int = 0
    sent: int = 0


def next_of(found: Readiness, step: Step, desk: Desk) -> Reason | None:
    """Return the next thing to do for a step; None where it is met or nothing can be done yet."""
    if step.is_met:
        return None
    match step.kind:
        case StepKind.MODULES:
            return Reason("level.next.modules") if found.level.through else None
        case StepKind.REVIEW:
            modules = found.step(StepKind.MODULES)
            is_open = modules is None or modules.is_met
            return Reason("level.next.review" if is_open else "level.next.review_wait")
        case StepKind.PRACTICE:
            return _practice(desk)
        case StepKind.A3:
            return Reason("level.next.a3")
        case StepKind.RESULTS:
            return Reason("level.next.results")
        case StepKind.RATINGS:
            return Reason("level.next.ratings")


def _practice(desk: Desk) -> Reason:
    if desk.drafts:
        return Reason("level.next.send")
    if desk.sent:
        return Reason("level.next.confirm")
    return Reason("level.next.practice")
