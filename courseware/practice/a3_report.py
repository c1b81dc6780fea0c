"""An A3 report: what it holds, and what it must say before it can be handed in (curriculum, 2.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from courseware.practice.gates import CAPSTONE_A3
from courseware.practice.rubric import IDS, LEAST_FUNCTIONS, LONGEST_SECTION
from courseware.words import Reason

LONGEST_LINE = 160
LONGEST_TEAM = 1_000
_BETWEEN = re.compile(r"[,;/\n·•]")
One = TypeVar("One")


class A3State(StrEnum):
    """Where a report stands; the values are stored."""

    DRAFT = "draft"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"


WRITABLE = frozenset({A3State.DRAFT, A3State.RETURNED})
"""The states in which the learner may change the draft. Accepted is for good."""
WITHDRAWN = "withdrawn"
"""What a version is marked with that its author took back before anybody assessed it."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report as its author wrote it; what is open is "".

    `functions`: the functions that the team came from, as typed. `is_real`: the data are of a real
    workplace; others are shown as simulated.
    """

    title: str = ""
    team: str = ""
    functions: str = ""
    is_real: bool = False
    sections: Mapping[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """Return it as plain data; a section that is empty is not in it."""
        return {
            "title": self.title,
            "team": self.team,
            "functions": self.functions,
            "is_real": self.is_real,
            "sections": {one: self.sections[one] for one in IDS if self.sections.get(one)},
        }

    @classmethod
    def of_plain(cls, said: Mapping[str, Any]) -> Report:
        """Return what `plain` wrote."""
        return cls(
            str(said.get("title", "")),
            str(said.get("team", "")),
            str(said.get("functions", "")),
            bool(said.get("is_real", False)),
            dict(said.get("sections", {})),
        )


Fault = tuple[str, Reason]
"""The field and what is wrong with it; a section's field is the id of its criterion."""


def functions_in(typed: str) -> list[str]:
    """Return the different functions that were typed, by commas or lines; case and spaces do not count."""
    found: dict[str, str] = {}
    for part in _BETWEEN.split(typed):
        name = " ".join(part.split())
        if any(map(str.isalpha, name)):
            found.setdefault(name.casefold(), name)
    return list(found.values())


def faults(report: Report, kind: str) -> list[Fault]:
    """Return what a report lacks before it can be handed in, in the order of the form."""
    return [*_lacking(report, kind), *draft_faults(report)]


def draft_faults(report: Report) -> list[Fault]:
    """Return what even a draft cannot keep: texts that are too long."""
    most = {"title": LONGEST_LINE, "team": LONGEST_TEAM, "functions": LONGEST_LINE}
    texts = {"title": report.title, "team": report.team, "functions": report.functions}
    texts |= {one: report.sections.get(one, "") for one in IDS}
    return [
        (name, Reason("entry.long", {"most": limit, "count": len(text)}))
        for name, text in texts.items()
        if len(text) > (limit := most.get(name, LONGEST_SECTION))
    ]


def _lacking(report: Report, kind: str) -> Iterator[Fault]:
    if not report.title.strip():
        yield "title", Reason("a3.title.blank")
    if not report.team.strip():
        yield "team", Reason("a3.team.blank")
    if kind == CAPSTONE_A3:
        there = len(functions_in(report.functions))
        if there < LEAST_FUNCTIONS:
            values = {"least": LEAST_FUNCTIONS, "count": there}
            yield "functions", Reason("a3.functions.few", values)
        if not report.is_real:
            yield "is_real", Reason("a3.real")
    for one in IDS:
        if not report.sections.get(one, "").strip():
            yield one, Reason("a3.section.blank")


def agreed_total(totals: Sequence[int]) -> int:
    """Return the total that stands for a decision: the lowest of the assessors who decided so."""
    return min(totals)


def in_order_of_try(models: Sequence[One], tries: int) -> list[One]:
    """Return the models in the order of an assessor's next try: each begins with another one."""
    first = tries % len(models) if models else 0
    return [*models[first:], *models[:first]]
