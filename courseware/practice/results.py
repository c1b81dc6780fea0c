"""A result record: what changed for the better, measured before and after (curriculum, 6.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from courseware.words import Reason

LONGEST = 2_000
LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result as the learner wrote it; None and "" are what is still open."""

    measure: str = ""
    unit: str = ""
    baseline: Decimal | None = None
    baseline_from: date | None = None
    baseline_to: date | None = None
    after: Decimal | None = None
    after_from: date | None = None
    after_to: date | None = None
    guard: str = ""
    money: str = ""
    own_part: str = ""
    team: str = ""


Fault = tuple[str, Reason]
_NEEDED = ("measure", "unit", "baseline", "baseline_from", "baseline_to", "after", "after_from",
           "after_to", "guard", "own_part", "team")  # fmt: skip


def faults(outcome: Outcome, *, today: date) -> list[Fault]:
    """Return what a result lacks before it can be sent. Money may stay open; the guard measure not."""
    found = [
        (name, Reason(f"result.{name}.blank"))
        for name in _NEEDED
        if getattr(outcome, name) in {None, ""}
    ]
    found += _periods(outcome, today)
    if outcome.baseline is not None and outcome.baseline == outcome.after:
        found.append(("after", Reason("result.after.same")))
    return found


def _periods(outcome: Outcome, today: date) -> list[Fault]:
    found: list[Fault] = []
    for name in ("baseline", "after"):
        begin, end = getattr(outcome, f"{name}_from"), getattr(outcome, f"{name}_to")
        if begin and end and begin > end:
            found.append((f"{name}_to", Reason("result.period.order")))
        if end and end > today:
            found.append((f"{name}_to", Reason("result.period.future")))
    if outcome.baseline_to and outcome.after_from and outcome.after_from <= outcome.baseline_to:
        found.append(("after_from", Reason("result.period.overlap")))
    return found
