"""The labs as they are shipped, and what a learner's inputs come to in them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from courseware.config import PROJECT
from courseware.content.catalog import read_catalog
from courseware.content.model import Catalog
from courseware.labs.checking import findings, is_passed
from courseware.labs.inputs.kind import Raw
from courseware.labs.lab import Lab
from courseware.labs.working import Work, start, work
from courseware.problems import Report, Strictness

Inputs = Mapping[str, str | Mapping[str, str]]
"""Input → its value, or part → value."""
HOSTILE = (
    "", " ", "NaN", "nan", "inf", "-inf", "1e308", "-1e308", "1e-308", "<b>", "٣", "0x10", "9" * 60,
    "9" * 300,
)  # fmt: skip
"""What people and programs type where a number belongs."""


@cache
def shipped() -> tuple[Catalog, Report]:
    """Return the shipped curriculum and its problems, read once for the whole run: it takes seconds."""
    return read_catalog(PROJECT / "modules", strictness=Strictness.HOUSE)


def shipped_catalog() -> Catalog:
    """Return the shipped curriculum; it has no error."""
    catalog, report = shipped()
    assert not report.has_errors, "\n".join(str(problem) for problem in report.problems)
    return catalog


def shipped_labs() -> Mapping[str, Lab]:
    """Return all labs by id: those of modules, and those that wait for theirs."""
    catalog = shipped_catalog()
    found = {lab.id: lab for module in catalog.modules.values() for lab in module.labs}
    return {**found, **catalog.waiting}


def shipped_lab(name: str) -> Lab:
    """Return a lab of a module, or one that waits for its module."""
    return shipped_labs()[name]


def lab_file(name: str) -> Path:
    """Return the file of a lab."""
    return next((PROJECT / "modules").rglob(f"labs/{name}.yaml"))


def raws(lab: Lab, inputs: Inputs, case: int = 0) -> dict[str, Raw]:
    """Return the inputs as a page holds them; what is left out stands as at the start."""
    found: dict[str, Raw] = start(lab, lab.case(case))
    for name, entry in inputs.items():
        parts = entry if isinstance(entry, Mapping) else {"": entry}
        found[name] = {**found[name], **{part: (value,) for part, value in parts.items()}}
    return found


def worked(lab: Lab, inputs: Inputs, case: int = 0) -> Work:
    """Return what these inputs come to."""
    return work(lab, case, raws(lab, inputs, case))


def passes(lab: Lab, inputs: Inputs, case: int = 0) -> bool:
    """Say whether they pass, with a right choice of what follows."""
    asked = lab.so_what
    chosen = "" if asked is None else next(one.id for one in asked.options if one.is_right)
    return is_passed(lab, worked(lab, inputs, case), chosen)


def met(lab: Lab, inputs: Inputs, case: int = 0) -> list[bool]:
    """Return which checks hold."""
    return [one.is_met for one in findings(lab, worked(lab, inputs, case))]


def is_told(done: Work) -> bool:
    """Say whether somebody sees results, or why there are none."""
    return done.is_computed or bool(done.faults) or bool(done.problem)
