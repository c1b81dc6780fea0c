"""A person's standing in a module: the fold of the facts about it.

Finished stays finished: once a `module_passed` fact is on the record, no later fact, edit or clock
takes the pass away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from courseware.progress.facts import Fact, FactKind


class State(StrEnum):
    """What the facts say about a module; what the clock adds is computed when it is shown."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class ModuleStanding:
    """Where a person stands in one module. `best` is the best share of the points so far."""

    module: str
    state: State
    best: Fraction | None
    passed_at: datetime | None
    last_fact_at: datetime

    @property
    def is_passed(self) -> bool:
        """Say whether the module is passed."""
        return self.state is State.PASSED


def add_fact(standing: ModuleStanding | None, fact: Fact) -> ModuleStanding | None:
    """Return the standing after one more fact; facts about other things change nothing."""
    if fact.module is None:
        return standing
    now = standing or ModuleStanding(fact.module, State.IN_PROGRESS, None, None, fact.at)
    now = replace(now, last_fact_at=max(now.last_fact_at, fact.at))
    if fact.share is not None:
        now = replace(now, best=fact.share if now.best is None else max(now.best, fact.share))
    if fact.kind is FactKind.MODULE_PASSED and not now.is_passed:
        now = replace(now, state=State.PASSED, passed_at=fact.at)
    return now


def fold(facts: Iterable[Fact]) -> dict[str, ModuleStanding]:
    """Return the standing in every module that the facts speak of."""
    standings: dict[str, ModuleStanding] = {}
    for fact in facts:
        if fact.module is None:
            continue
        after = add_fact(standings.get(fact.module), fact)
        if after is not None:
            standings[fact.module] = after
    return standings
