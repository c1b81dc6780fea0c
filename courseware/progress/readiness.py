"""Is a level reached? One function for the page, the certificate, the manager and the report.

Nothing compensates: every step that a level asks for must hold by itself (curriculum, 2.2 and 6.3).
All comparisons are exact. A level that was reached once stays reached: its fact says so, and this
function is asked before, never again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from courseware.content.model import Competency, Pathway
from courseware.practice import hours as practice_hours
from courseware.practice.categories import NAMES, Category
from courseware.practice.gates import (
    CAPSTONE_A3,
    AttestationGate,
    Level,
    PracticeGate,
    ReviewGate,
)
from courseware.practice.ratings import good_forms, latest, uncovered
from courseware.progress.practiced import Reviewed, Shown
from courseware.words import Reason, hours_text, percent


class StepKind(StrEnum):
    """The steps of a level, in the order in which they are shown; each is asked by some levels."""

    MODULES = "modules"
    REVIEW = "review"
    PRACTICE = "practice"
    A3 = "a3"
    RESULTS = "results"
    RATINGS = "ratings"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a step asks for: whether it holds, and the sentence that says so."""

    is_met: bool
    says: Reason
    share: Fraction | None = None  # how much of it is there, for a bar


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a level with all its lines."""

    kind: StepKind
    lines: tuple[Line, ...]

    @property
    def is_met(self) -> bool:
        """Say whether every line holds."""
        return all(line.is_met for line in self.lines)


@dataclass(frozen=True, slots=True)
class Readiness:
    """Where a person stands on one level of a pathway."""

    pathway: str
    level: Level
    steps: tuple[Step, ...]
    is_reached: bool  # by a fact on the record

    @property
    def subject(self) -> str:
        """Return how facts name the level: "pathway/level"."""
        return subject_of(self.pathway, self.level)

    @property
    def is_met(self) -> bool:
        """Say whether every step holds now."""
        return all(step.is_met for step in self.steps)

    @property
    def missing(self) -> tuple[Step, ...]:
        """Return the steps that do not hold yet."""
        return tuple(step for step in self.steps if not step.is_met)

    def step(self, kind: StepKind) -> Step | None:
        """Return a step by its kind, None if the level does not ask for it."""
        return next((one for one in self.steps if one.kind is kind), None)

    @property
    def has_knowledge(self) -> bool:
        """Say whether modules and review hold: the knowledge record, which is no certificate."""
        known = {StepKind.MODULES, StepKind.REVIEW}
        return all(step.is_met for step in self.steps if step.kind in known)


def subject_of(pathway: str, level: Level) -> str:
    """Return how facts and reviews name a level: "pathway/level"."""
    return f"{pathway}/{level.id}"


def readiness(
    pathway: Pathway, level: Level, shown: Shown, competencies: Sequence[Competency]
) -> Readiness:
    """Return what of a level is met and what is missing. `competencies` are all of the matrix."""
    names = {one.id: f"{one.name} ({one.id})" for one in competencies}
    subject = subject_of(pathway.id, level)
    steps = [Step(StepKind.MODULES, tuple(_modules(pathway, level, shown)))]
    if level.review is not None:
        reviews = shown.reviews.get(subject, ())
        steps.append(Step(StepKind.REVIEW, tuple(_review(level.review, reviews, names))))
    if level.practice is not None:
        steps.append(Step(StepKind.PRACTICE, tuple(_practice(level.practice, shown))))
    if level.a3:
        steps.append(Step(StepKind.A3, (_a3(level.a3, shown.a3),)))
    if level.results:
        steps.append(
            Step(StepKind.RESULTS, (_count("level.results", shown.results, level.results),))
        )
    if level.attestations is not None:
        lines = _ratings(level.attestations, level.id, shown, names)
        steps.append(Step(StepKind.RATINGS, tuple(lines)))
    return Readiness(pathway.id, level, tuple(steps), subject in shown.reached)


def _modules(pathway: Pathway, level: Level, shown: Shown) -> Iterator[Line]:
    asked = pathway.modules_of(level)
    if not asked:
        yield Line(is_met=False, says=Reason("level.modules.planned"))
        return
    done = sum(slug in shown.passed for slug in asked)
    is_met = done == len(asked)
    code = "level.modules.met" if is_met else "level.modules.missing"
    says = Reason(code, {"done": done, "all": len(asked)})
    yield Line(is_met, says, Fraction(done, len(asked)))


def is_review_passed(gate: ReviewGate, review: Reviewed) -> bool:
    """Say whether one graded review meets the gate: its mark in all, and its mark in each competency."""
    return review.points >= gate.mark * review.maximum and not any(_weak(gate, review))


def _weak(gate: ReviewGate, review: Reviewed) -> Iterator[str]:
    for code, (points, items) in review.by_competency.items():
        if items >= gate.least_items and points < gate.competency_mark * items:
            yield code


def _review(
    gate: ReviewGate, reviews: Sequence[Reviewed], names: Mapping[str, str]
) -> Iterator[Line]:
    if not reviews:
        needed = hours_text(gate.mark * gate.items)
        yield Line(
            is_met=False,
            says=Reason("level.review.untried", {"items": gate.items, "needed": needed}),
        )
        return
    best = best_review(gate, reviews)
    values = {
        "points": hours_text(best.points),
        "maximum": best.maximum,
        "needed": hours_text(gate.mark * best.maximum),
    }
    share = min(Fraction(1), best.points / best.maximum)
    if is_review_passed(gate, best):
        yield Line(is_met=True, says=Reason("level.review.met", values), share=share)
        return
    if best.points < gate.mark * best.maximum:
        yield Line(is_met=False, says=Reason("level.review.points", values), share=share)
    weak = sorted(_weak(gate, best), key=lambda code: (len(code), code))
    if weak:
        named = {"names": _named(weak, names), "share": percent(gate.competency_mark)}
        yield Line(is_met=False, says=Reason("level.review.competency", named))


def best_review(gate: ReviewGate, reviews: Sequence[Reviewed]) -> Reviewed:
    """Return the review that counts: a passed one first, a supervised one of those, then by points."""

    def rank(one: Reviewed) -> tuple[bool, bool, Fraction]:
        is_passed = is_review_passed(gate, one)
        is_supervised = is_passed and one.session is not None
        return is_passed, is_supervised, one.points / one.maximum

    return max(reviews, key=rank)


def _practice(gate: PracticeGate, shown: Shown) -> Iterator[Line]:
    there = practice_hours.tally(shown.practiced, gate.simulated)
    hours = {
        "hours": hours_text(there.counted),
        "needed": hours_text(gate.hours),
        "left": hours_text(max(gate.hours - there.counted, Fraction(0))),
    }
    is_met = there.counted >= gate.hours
    says = Reason("level.practice.hours.met" if is_met else "level.practice.hours", hours)
    yield Line(is_met, says, _share(there.counted, gate.hours))
    if gate.simulated == 0:
        yield Line(is_met=True, says=Reason("level.practice.real_only"))
    elif there.simulated:
        values = {
            "simulated": hours_text(there.simulated),
            "counted": hours_text(there.counted_simulated),
            "share": percent(gate.simulated),
        }
        yield Line(is_met=True, says=Reason("level.practice.simulated", values))
    yield _count("level.practice.entries", there.entries, gate.entries)
    yield _count("level.practice.dates", there.dates, gate.dates)
    yield _count("level.practice.categories", there.categories, gate.categories)
    for code, needed in gate.real_in.items():
        real = there.real_by_category.get(code, Fraction(0))
        values = {
            "hours": hours_text(real),
            "needed": hours_text(needed),
            "left": hours_text(max(needed - real, Fraction(0))),
            "category": NAMES[Category(code)],
        }
        is_met = real >= needed
        name = "level.practice.real_in.met" if is_met else "level.practice.real_in"
        yield Line(is_met, Reason(name, values), _share(real, needed))


def _count(code: str, count: int, needed: int) -> Line:
    is_met = count >= needed
    values = {"count": count, "needed": needed, "left": max(needed - count, 0)}
    share = _share(Fraction(count), Fraction(needed))
    return Line(is_met, Reason(f"{code}.met" if is_met else code, values), share)


def _share(there: Fraction, needed: Fraction) -> Fraction:
    return min(Fraction(1), there / needed) if needed else Fraction(1)


def _a3(kind: str, accepted: Collection[str]) -> Line:
    """Return the line of an A3. A capstone meets all that a practice A3 has to, so it counts as one."""
    is_met = kind in accepted or CAPSTONE_A3 in accepted
    return Line(is_met, Reason("level.a3.met" if is_met else f"level.a3.{kind}"))


def _ratings(
    gate: AttestationGate, level: str, shown: Shown, names: Mapping[str, str]
) -> Iterator[Line]:
    good = good_forms(shown.forms, gate, level, names)
    yield _count("level.ratings", len(good), gate.forms)
    forms = latest(shown.forms, level)
    missing = list(uncovered(forms, gate, names)) if len(good) >= gate.forms else []
    if missing:
        says = Reason("level.ratings.uncovered", {"names": _named(missing, names)})
        yield Line(is_met=False, says=says)


def _named(codes: Sequence[str], names: Mapping[str, str]) -> str:
    """Return competencies as people call them; one that the matrix dropped keeps its code."""
    return ", ".join(names.get(code, code) for code in codes)
