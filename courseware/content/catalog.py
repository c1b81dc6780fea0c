"""modules/ on disk → a Catalog and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from courseware.content.model import Catalog, Files, Module, Shared
from courseware.problems import Report


def read_catalog(root: Path) -> tuple[Catalog, Report]:
    """Read all of modules/; the catalog holds what is sound, the report every problem of every file."""
    raise NotImplementedError


def compile_module(
    slug: str,
    files: Files,
    shared: Shared,
    lessons: Mapping[str, frozenset[str]],
    report: Report,
) -> Module | None:
    """Return the module of these files, or None when an error was reported.

    `lessons`: slug → ids of its lessons, for every module that links may lead to.
    """
    raise NotImplementedError
