"""What a learner can show others by a link of their own: a portfolio, or a page for a mentor."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum


def _(text: str) -> str:
    """Mark words for the translators' catalog."""
    return text


class Part(StrEnum):
    """One part of what can be shown; the values are stored."""

    READINESS = "readiness"
    PRACTICE = "practice"
    REFLECTIONS = "reflections"
    RESULTS = "results"
    A3 = "a3"
    MODULES = "modules"
    CREDENTIALS = "credentials"
    CAREER = "career"
    PLAN = "plan"


NAMES: dict[Part, str] = {
    Part.READINESS: _("Readiness for the next level"),
    Part.PRACTICE: _("Verified practice"),
    Part.REFLECTIONS: _("Reflections of practice entries"),
    Part.RESULTS: _("Verified results"),
    Part.A3: _("Accepted A3 reports: title and total"),
    Part.MODULES: _("Modules passed, with their records"),
    Part.CREDENTIALS: _("Certificates"),
    Part.CAREER: _("Lines of the career plan that you marked"),
    Part.PLAN: _("Steps of the plan, without notes"),
}
IN_PORTFOLIO = (
    Part.PRACTICE, Part.REFLECTIONS, Part.RESULTS, Part.A3, Part.MODULES, Part.CREDENTIALS,
    Part.CAREER,
)  # fmt: skip
FOR_MENTOR = (Part.READINESS, Part.PRACTICE, Part.RESULTS, Part.A3, Part.PLAN)
AT_FIRST = tuple(one for one in IN_PORTFOLIO if one is not Part.REFLECTIONS)
"""What a portfolio shows before its owner chooses: reflections are shown to nobody by themselves."""


def chosen(typed: Collection[str], offered: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts that were chosen among those offered; reflections need their entries."""
    found = tuple(one for one in offered if one.value in typed)
    if Part.PRACTICE not in found:
        return tuple(one for one in found if one is not Part.REFLECTIONS)
    return found
