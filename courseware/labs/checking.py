"""Whether a lab is passed: every check holds, and what follows from it all is understood."""

from __future__ import annotations

from dataclasses import dataclass

from courseware.labs.lab import Lab
from courseware.labs.texts import fill
from courseware.labs.working import Work, holds


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: whether it holds, and what is said to the learner (safe HTML)."""

    is_met: bool
    html: str


def findings(lab: Lab, work: Work) -> tuple[Finding, ...]:
    """Return what each check of a lab finds. Without results none holds."""
    found = []
    for check in lab.checks:
        is_met = work.is_computed and holds(check.when, work.values)
        found.append(
            Finding(is_met, fill(check.right if is_met else check.wrong, work.values, work.words))
        )
    return tuple(found)


def is_passed(lab: Lab, work: Work, so_what: str) -> bool:
    """Say whether these results, with this choice of what follows from them, pass the lab.

    Rule 6.7 of the curriculum: the goal of the case within tolerance, and one "so what" choice.
    """
    if lab.so_what is not None:
        chosen = lab.so_what.option(so_what)
        if chosen is None or not chosen.is_right:
            return False
    return all(finding.is_met for finding in findings(lab, work))
