"""What files came to when they were last read, so that the next reading compiles only what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from courseware.content.model import Module
from courseware.content.places import Known
from courseware.content.practice_model import Practice
from courseware.problems import Problem, Report, Strictness

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Compiled(Generic[Made]):
    """What some files came to: `known` is all outside of them that could matter."""

    digest: str
    known: Known
    strictness: Strictness
    made: Made
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Memory:
    """The modules of one reading, by slug, and its practicum: one compiled form of each, no older ones."""

    modules: dict[str, Compiled[Module | None]] = field(default_factory=dict)
    practice: Compiled[Practice] | None = None


def compiled(
    before: Compiled[Made] | None,
    digest: str,
    known: Known,
    strictness: Strictness,
    make: Callable[[Report], Made],
) -> Compiled[Made]:
    """Return what `make` makes, unless that was made before of the same files and names, by the same rules."""
    if before is not None and (
        (before.digest, before.known, before.strictness) == (digest, known, strictness)
    ):
        return before
    own = Report(strictness)
    made = make(own)
    return Compiled(digest, known, strictness, made, tuple(own.problems))
