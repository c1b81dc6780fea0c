"""The A3 rubric: eight criteria from 0 to 4, when a report is accepted, who may assess (2.3 and 6.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from courseware.practice.gates import CAPSTONE_A3


def _(text: str) -> str:
    """Mark words for the translators' catalog."""
    return text


MOST = 4
ACCEPTED_TOTAL = 24
LEAST_EACH, LEAST_GATE = 2, 3
NEAR = 1
"""How far from the model's score an assessor may be, on each criterion."""
CALIBRATED_FOR = timedelta(days=365)
LEAST_FUNCTIONS = 3
"""Functions that the team of a capstone must come from."""
LONGEST_SECTION = 6_000


@dataclass(frozen=True, slots=True)
class Criterion:
    """One row of the rubric; it is also one section of the report. `anchors` say what 0 to 4 mean."""

    id: str
    name: str
    asks: str
    anchors: tuple[str, str, str, str, str]
    is_gate: bool = False


ABSENT = _("absent")
CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "background", _("Background and business need"),
        _("Why does this matter now, and to whom? Which goal of the plant does it serve?"),
        (ABSENT, _("vague"), _("stated"), _("linked to a plant goal"),
         _("quantified in safety, quality, delivery or money")),
    ),
    Criterion(
        "current_state", _("Current state and measured gap"),
        _("What happens today? Give the measure with its unit, the period and the source."),
        (ABSENT, _("opinion"), _("some data"), _("baseline with unit, period and source"),
         _("stratified, and the measurement is checked")), is_gate=True,
    ),
    Criterion(
        "target", _("Target and scope"),
        _("From how much to how much, by which date? What must not get worse?"),
        (ABSENT, _("none that could be checked"), _("direction only"), _("a number and a date"),
         _("a number, a date and guard measures")),
    ),
    Criterion(
        "root_cause", _("Root cause"),
        _("Which causes did you think of, and how did you find out which one is at work?"),
        (ABSENT, _("a symptom"), _("listed causes"), _("cause verified with evidence"),
         _("alternatives ruled out")), is_gate=True,
    ),
    Criterion(
        "countermeasures", _("Countermeasures"),
        _("What do you change, which cause does each change answer, and why this and not another?"),
        (ABSENT, _("not linked to a cause"), _("partly linked"),
         _("each tied to a confirmed cause, chosen on criteria"),
         _("low-cost, mistake-proofed, tested by a pilot")),
    ),
    Criterion(
        "result", _("Result"),
        _("The same measure before and after, over at least two weeks. What else moved?"),
        (ABSENT, _("claimed"), _("after-data only"),
         _("before and after on the same measure, at least 2 weeks"),
         _("sustained at least 8 weeks, with a chart")), is_gate=True,
    ),
    Criterion(
        "follow_up", _("Standardize and follow up"),
        _("What is now the standard, who owns it, and who looks whether it holds?"),
        (ABSENT, _("none that is in use"), _("planned"),
         _("standard work or control plan in use, its owner named"),
         _("audited, and shared elsewhere")),
    ),
    Criterion(
        "people", _("People, safety, ethics, cost"),
        _("Who worked on it? What about safety, and what did it cost and bring?"),
        (ABSENT, _("ignored"), _("mentioned"), _("team credited, safety checked, cost estimated"),
         _("benefit validated by finance, evidence of an inclusive team")),
    ),
)  # fmt: skip
IDS = tuple(one.id for one in CRITERIA)

Scores = Mapping[str, int]
"""Criterion id → 0 to 4, one for each criterion."""


class Decision(StrEnum):
    """What an assessor, or all of them together, decided; the values are stored."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


def total(scores: Scores) -> int:
    """Return the sum of the eight scores, at most 32."""
    return sum(scores[one] for one in IDS)


def decision(scores: Scores) -> Decision:
    """Return what scores amount to: accepted at a total of 24 or more, none below 2, each gate 3 or more."""
    is_accepted = (
        total(scores) >= ACCEPTED_TOTAL
        and min(scores[one] for one in IDS) >= LEAST_EACH
        and all(scores[one.id] >= LEAST_GATE for one in CRITERIA if one.is_gate)
    )
    return Decision.ACCEPTED if is_accepted else Decision.RETURNED


def short_of(scores: Scores) -> list[Criterion]:
    """Return the criteria that stand below what each must reach."""
    return [one for one in CRITERIA if scores[one.id] < (LEAST_GATE if one.is_gate else LEAST_EACH)]


def assessors_needed(kind: str) -> int:
    """Return how many assessors must agree: one for a practice A3, two for a capstone."""
    return 2 if kind == CAPSTONE_A3 else 1


def verdict(kind: str, decisions: Sequence[Decision]) -> Decision | None:
    """Return what the assessors decided together; None while another one has to look.

    Two who agree decide a capstone; where they differ a third one does.
    """
    needed = assessors_needed(kind)
    for one in Decision:
        if decisions.count(one) >= needed:
            return one
    return None


def is_near(scores: Scores, model: Scores) -> bool:
    """Say whether scores lie within one of the model's on every criterion."""
    return all(abs(scores[one] - model[one]) <= NEAR for one in IDS)


def is_calibrated(at: datetime | None, now: datetime) -> bool:
    """Say whether an assessor who scored the three models right at `at` may assess `now`: for a year."""
    return at is not None and now < at + CALIBRATED_FOR
