"""A result record: what changed for the better, measured before and after (curriculum, 6.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from courseware.calculation.numbers import read_number
from courseware.words import Reason

LONGEST = 2_000
LONGEST_LINE = 200
NUMBERS = ("baseline", "after")
TEXTS = ("measure", "unit", *NUMBERS, "guard", "money", "own_part", "team")
"""What is written; the two numbers are kept as they were typed."""
DAYS = ("baseline_from", "baseline_to", "after_from", "after_to")
_LINES = {"measure", "unit", *NUMBERS}


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


def long_texts(texts: Mapping[str, str]) -> list[Fault]:
    """Return the texts that are too long to be kept, even in a draft."""
    found: list[Fault] = []
    for name in TEXTS:
        most, count = LONGEST_LINE if name in _LINES else LONGEST, len(texts.get(name, ""))
        if count > most:
            found.append((name, Reason("entry.long", {"most": most, "count": count})))
    return found


def typed_faults(
    texts: Mapping[str, str], days: Mapping[str, date | None], *, today: date
) -> list[Fault]:
    """Return what a result lacks before it can be sent, from what was typed. No number is guessed."""
    numbers, unread = _numbers(texts)
    said = {name: texts.get(name, "") for name in TEXTS if name not in NUMBERS}
    outcome = Outcome(**said, **{name: days.get(name) for name in DAYS}, **numbers)  # type: ignore[arg-type]  # three kinds of values by their names
    unreadable = dict(unread)
    found = [one for one in faults(outcome, today=today) if one[0] not in unreadable]
    return [*long_texts(texts), *found, *unread]


def decision_faults(*, is_confirmed: bool, comment: str) -> list[Fault]:
    """Return what a decision lacks: whoever returns a result says why."""
    if len(comment) > LONGEST:
        values = {"most": LONGEST, "count": len(comment)}
        return [("comment", Reason("entry.long", values))]
    if not is_confirmed and not comment.strip():
        return [("comment", Reason("result.return.blank"))]
    return []


def plain_number(typed: str, unit: str) -> str:
    """Return a number as its digits: "1,234.50" gives "1234.50"; what cannot be read stays as typed."""
    read = read_number(typed, percent_unit="%" in unit)
    return typed if isinstance(read, Reason) else format(read.value, "f")


def _numbers(texts: Mapping[str, str]) -> tuple[dict[str, Decimal | None], list[Fault]]:
    numbers: dict[str, Decimal | None] = dict.fromkeys(NUMBERS)
    unread: list[Fault] = []
    for name in NUMBERS:
        typed = texts.get(name, "").strip()
        if not typed:
            continue
        read = read_number(typed, percent_unit="%" in texts.get("unit", ""))
        if isinstance(read, Reason):
            unread.append((name, read))
        else:
            numbers[name] = read.value
    return numbers, unread


def faults(outcome: Outcome, *, today: date) -> list[Fault]:
    """Return what a result lacks before it can be sent. Money may stay open; the guard measure not."""
    found = [
        (name, Reason(f"result.{name}.blank"))
        for name in _NEEDED
        if _is_blank(getattr(outcome, name))
    ]
    found += _periods(outcome, today)
    if outcome.baseline is not None and outcome.baseline == outcome.after:
        found.append(("after", Reason("result.after.same")))
    return found


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _periods(outcome: Outcome, today: date) -> list[Fault]:
    found: list[Fault] = []
    for name in NUMBERS:
        begin, end = getattr(outcome, f"{name}_from"), getattr(outcome, f"{name}_to")
        if begin and end and begin > end:
            found.append((f"{name}_to", Reason("result.period.order")))
        if end and end > today:
            found.append((f"{name}_to", Reason("result.period.future")))
    if outcome.baseline_to and outcome.after_from and outcome.after_from <= outcome.baseline_to:
        found.append(("after_from", Reason("result.period.overlap")))
    return found
