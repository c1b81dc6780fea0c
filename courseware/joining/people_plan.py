"""What a list of people would change: a plan that is shown before anything is stored, then applied."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from courseware.joining.row_problems import RowProblem


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody whom the site knows already; `teams` and `pathways` hold ids."""

    id: int
    user_name: str
    name: str
    email: str = ""
    job_role: str = ""
    site: str = ""
    shift: str = ""
    line: str = ""
    started_on: date | None = None
    time_zone: str = "UTC"
    left_on: date | None = None
    """The day in UTC on which their access ended; None while they have it."""
    is_operator: bool = False
    is_erased: bool = False
    teams: frozenset[int] = frozenset()
    pathways: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """All that a list is compared with: people, teams (id → name), pathways (id → title)."""

    people: tuple[KnownPerson, ...]
    teams: Mapping[int, str] = field(default_factory=dict)
    pathways: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person who imports has decided; both are off by themselves."""

    make_teams: bool = False
    missing_left: bool = False
    """People of the site who are not in the list have left."""


class Presence(StrEnum):
    """Whether a step ends somebody's access or gives it back."""

    STAYS = "stays"
    LEAVES = "leaves"
    RETURNS = "returns"


@dataclass(frozen=True, slots=True)
class Change:
    """One value from what to what, as text."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one person. `person_id` None: they are new. `row` 0: they are not in the list."""

    row: int
    person_id: int | None
    user_name: str
    name: str
    values: tuple[tuple[str, str | date], ...] = ()
    """The columns of `person` to write; of a new person all that the list says."""
    changes: tuple[Change, ...] = ()
    joins: tuple[str, ...] = ()
    quits: tuple[int, ...] = ()
    starts: tuple[str, ...] = ()
    presence: Presence = Presence.STAYS

    @property
    def does_nothing(self) -> bool:
        """Say whether a known person stays as they are."""
        known = self.person_id is not None and self.presence is Presence.STAYS
        return known and not (self.changes or self.joins or self.quits or self.starts)


@dataclass(frozen=True)
class Plan:
    """All steps, in the order of the list; with errors nothing may be applied."""

    steps: tuple[Step, ...] = ()
    unchanged: int = 0
    new_teams: tuple[str, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    errors: int = 0

    @cached_property
    def added(self) -> Sequence[Step]:
        """Return the steps of new people."""
        return [one for one in self.steps if one.person_id is None]

    @cached_property
    def changed(self) -> Sequence[Step]:
        """Return the steps of known people of whom something in the list differs."""
        return [one for one in self.steps if one.person_id is not None and one.changes]

    @cached_property
    def leaving(self) -> Sequence[Step]:
        """Return who leaves because the list says so."""
        return [one for one in self.steps if one.presence is Presence.LEAVES and one.row]

    @cached_property
    def missing(self) -> Sequence[Step]:
        """Return who leaves because they are not in the list."""
        return [one for one in self.steps if one.presence is Presence.LEAVES and not one.row]

    @cached_property
    def returning(self) -> Sequence[Step]:
        """Return who comes back."""
        return [one for one in self.steps if one.presence is Presence.RETURNS]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many people each part is about."""
        parts = ("added", "changed", "leaving", "missing", "returning")
        counts = {name: len(getattr(self, name)) for name in parts}
        return {**counts, "unchanged": self.unchanged, "new_teams": len(self.new_teams)}

    @cached_property
    def digest(self) -> str:
        """Return a digest of what would be done: who confirms a plan confirms this one."""
        return hashlib.sha256(repr((self.new_teams, self.steps)).encode()).hexdigest()
