"""The labs of the shipped curriculum, by id: those of modules, and those that wait for theirs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from courseware.config import PROJECT
from courseware.content.catalog import read_catalog
from courseware.labs.lab import Lab


@cache
def shipped_labs() -> Mapping[str, Lab]:
    """Return them, compiled once for all tests."""
    catalog, report = read_catalog(PROJECT / "modules")
    assert not report.has_errors, "\n".join(str(problem) for problem in report.problems)
    found = {lab.id: lab for module in catalog.modules.values() for lab in module.labs}
    return {**found, **catalog.waiting}
