"""An entry of the practice log: what it must say before it can be sent (curriculum, 2.2 and 6.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from courseware.practice.categories import Category
from courseware.words import Reason, hours_text

LEAST_HOURS, MOST_HOURS = Fraction(1, 4), Fraction(12)
STEP = Fraction(1, 4)
LEAST_WORDS = 40
PROMPTS = ("happened", "why", "next")
"""The three prompts that may be answered with a line each instead of one reflection."""
LONGEST = 2_000
LONGEST_LINE = 200
_DENSE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
)
"""Letters of scripts that set no spaces: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""


class EntryState(StrEnum):
    """Where an entry stands; the values are stored."""

    DRAFT = "draft"
    SENT = "sent"
    VERIFIED = "verified"
    RETURNED = "returned"


WRITABLE = frozenset({EntryState.DRAFT, EntryState.RETURNED})
"""The states in which the learner may change an entry."""


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as the learner wrote it; None and "" are what is still open.

    `observed` is the number that was seen, with its unit. `lines`: the three prompts (PROMPTS), the
    other form of the reflection.
    """

    on: date | None = None
    hours: Fraction | None = None
    category: Category | None = None
    did: str = ""
    observed: str = ""
    reflection: str = ""
    lines: Mapping[str, str] = field(default_factory=dict)


Fault = tuple[str, Reason]
"""The field and what is wrong with it."""


def faults(entry: Written, *, today: date, other_hours: Fraction = Fraction(0)) -> list[Fault]:
    """Return what an entry lacks before it can be sent, in the order of the form.

    `today` is the day where the learner lives; `other_hours` are those of their other entries of the
    same day. A draft may lack anything but what `draft_faults` names.
    """
    return [*_date(entry, today), *_hours(entry, other_hours), *_texts(entry), *_thought(entry)]


def draft_faults(
    entry: Written, *, today: date, other_hours: Fraction = Fraction(0)
) -> list[Fault]:
    """Return what even a draft cannot keep: what is there and wrong, and texts that are too long."""
    kept = [*_date(entry, today, is_draft=True), *_hours(entry, other_hours, is_draft=True)]
    texts = {"did": entry.did, "observed": entry.observed, "reflection": entry.reflection}
    texts |= {f"line_{name}": text for name, text in entry.lines.items()}
    for name, text in texts.items():
        most = LONGEST_LINE if name == "observed" else LONGEST
        if len(text) > most:
            kept.append((name, Reason("entry.long", {"most": most, "count": len(text)})))
    return kept


def _date(entry: Written, today: date, *, is_draft: bool = False) -> Iterator[Fault]:
    if entry.on is None:
        if not is_draft:
            yield "on", Reason("entry.on.blank")
    elif entry.on > today:
        yield "on", Reason("entry.on.future")


def _hours(entry: Written, others: Fraction, *, is_draft: bool = False) -> Iterator[Fault]:
    if entry.hours is None:
        if not is_draft:
            yield "hours", Reason("entry.hours.blank")
    elif not LEAST_HOURS <= entry.hours <= MOST_HOURS or entry.hours % STEP:
        yield "hours", Reason("entry.hours.range")
    elif entry.hours + others > MOST_HOURS:
        left = max(MOST_HOURS - others, Fraction(0))
        yield (
            "hours",
            Reason("entry.hours.day", {"there": hours_text(others), "left": hours_text(left)}),
        )


def _texts(entry: Written) -> Iterator[Fault]:
    if entry.category is None:
        yield "category", Reason("entry.category.blank")
    if not entry.did.strip():
        yield "did", Reason("entry.did.blank")
    if not any(character.isdigit() for character in entry.observed):
        yield "observed", Reason("entry.observed.number")


def _thought(entry: Written) -> Iterator[Fault]:
    """Ask for forty words, or for a line to each prompt, in whatever language."""
    if words_in(entry.reflection) >= LEAST_WORDS:
        return
    answered = [name for name in PROMPTS if entry.lines.get(name, "").strip()]
    if len(answered) == len(PROMPTS):
        return
    if answered:
        for name in PROMPTS:
            if name not in answered:
                yield f"line_{name}", Reason("entry.line.blank")
    else:
        values = {"least": LEAST_WORDS, "count": words_in(entry.reflection)}
        yield "reflection", Reason("entry.reflection.short", values)


def words_in(text: str) -> int:
    """Count the words of a text. Scripts without spaces count two characters as one word."""
    spaced = sum(any(map(str.isalnum, word)) for word in _DENSE.sub(" ", text).split())
    return spaced + len(_DENSE.findall(text)) // 2
