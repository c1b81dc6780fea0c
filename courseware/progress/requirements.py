"""What a module asks of a person, and whether the facts meet it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from courseware.content.model import is_lab

BY_ASSESSMENT = "assessment"
"""What the fact of a pass says under "by" where a challenge earned it; the quiz and lessons say nothing."""


class AppliesTo(StrEnum):
    """Whom a new lesson of a version concerns; the author chooses when publishing.

    A new lab concerns everybody who has not passed: it is practice of what they are learning now.
    """

    NEW = "new"
    UNFINISHED = "unfinished"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Published:
    """What one version of a module asks: its lessons and labs ("labs/lab"), since when, and of whom."""

    at: datetime
    applies_to: AppliesTo
    tasks: tuple[str, ...]


def required_tasks(
    versions: Sequence[Published], first_fact_at: datetime | None
) -> tuple[str, ...]:
    """Return the lessons to read and labs to pass of a person who has not passed yet, in the newest order.

    `versions` are oldest first. A lesson that was added for new starters only is not asked of
    somebody whose first fact in the module is older than it, a lab always is; a removed task is
    asked of nobody. The first version is asked of everybody, whatever the clock said when they began.
    """
    required: set[str] = set(versions[0].tasks) if versions else set()
    for version in versions[1:]:
        started_before = first_fact_at is not None and first_fact_at < version.at
        spares = version.applies_to is AppliesTo.NEW and started_before
        required |= {task for task in version.tasks if is_lab(task) or not spares}
        required &= set(version.tasks)
    newest = versions[-1].tasks if versions else ()
    return tuple(task for task in newest if task in required)


def is_module_passed(
    *,
    required: Collection[str],
    done: Collection[str],
    best: Fraction | None,
    pass_mark: Fraction,
) -> bool:
    """Say whether every required task is done and the best try reaches the pass mark, exactly.

    `best` and `pass_mark` are shares of the points and compared before rounding.
    """
    return best is not None and best >= pass_mark and set(required) <= set(done)


def is_passed_by_assessment(share: Fraction | None, mark: Fraction) -> bool:
    """Say whether a challenge that earned this share passes the module, whatever else was done in it.

    None: no challenge. No lesson has to be read: who knows it already need not be taught it.
    `mark` is that of the challenge, compared exactly.
    """
    return share is not None and share >= mark
