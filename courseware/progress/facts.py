"""What can happen to a learner: the kinds of facts on the record, and a fact as the rules see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any


class FactKind(StrEnum):
    """The kinds of facts; each value is stored and therefore kept for ever."""

    ENROLLED = "enrolled"
    LESSON_READ = "lesson_read"
    LAB_PASSED = "lab_passed"
    LESSON_REREAD = "lesson_reread"  # for a quiz to open earlier; it changes no standing
    ATTEMPT_GRADED = "attempt_graded"
    MODULE_PASSED = "module_passed"
    MODULE_RECORD_SIGNED = "module_record_signed"
    PATHWAY_COMPLETED = "pathway_completed"
    REVIEW_GRADED = "review_graded"
    PRACTICE_VERIFIED = "practice_verified"
    PRACTICE_RETURNED = "practice_returned"
    RESULT_VERIFIED = "result_verified"
    RESULT_RETURNED = "result_returned"
    RATED = "rated"
    A3_ASSESSED = "a3_assessed"
    A3_ACCEPTED = "a3_accepted"
    A3_RETURNED = "a3_returned"
    LEVEL_REACHED = "level_reached"
    CREDENTIAL_ISSUED = "credential_issued"
    CREDENTIAL_REVOKED = "credential_revoked"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened.

    `subject` is "module", "module/lesson", "module/labs/lab", a pathway, "pathway/level", a
    credential, a record, or what was practiced: "entries/7", "results/2", "ratings/1", "a3/3/1" (the
    first version of the third).
    """

    kind: FactKind
    subject: str
    at: datetime
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def module(self) -> str | None:
        """Return the module that the fact is about, if it is about one."""
        if self.kind in _ABOUT_MODULES:
            return self.subject.split("/", 1)[0]
        return None

    @property
    def task(self) -> str | None:
        """Return the task of the module that was done: a lesson read, or a lab passed ("labs/lab")."""
        return self.subject.split("/", 1)[1] if self.kind in TASKS_DONE else None

    @property
    def challenge_share(self) -> Fraction | None:
        """Return the share of the points that a graded challenge earned."""
        is_graded = self.kind is FactKind.ATTEMPT_GRADED
        return self._earned() if is_graded and self.body.get("purpose") == "challenge" else None

    @property
    def share(self) -> Fraction | None:
        """Return the share of the points that a graded try of the quiz earned; a challenge counts apart."""
        if self.kind is not FactKind.ATTEMPT_GRADED or "purpose" in self.body:
            return None
        return self._earned()

    def _earned(self) -> Fraction:
        return Fraction(int(self.body["num"]), int(self.body["den"]) * int(self.body["maximum"]))


TASKS_DONE = frozenset({FactKind.LESSON_READ, FactKind.LAB_PASSED})
"""The facts that say of a task of a module that it is done."""
_ABOUT_MODULES = {*TASKS_DONE, FactKind.ATTEMPT_GRADED, FactKind.MODULE_PASSED}
