"""What a model is: what it needs, what it is given and what it gives back; plain values, no page and no file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from courseware.calculation.values import Value, Values

Items = Mapping[str, Mapping[str, Any]]
"""The items of a board by id, each with the facts that the lab's file gives it (`seconds`, `after`)."""
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Given:
    """All inputs by name as their types understand them, and the numbers of the case.

    `seed` is that of the run: the same one gives the same result on every machine, for ever.
    `titles`: input → id → what the page calls it, as plain text: rows, options, places.
    """

    case: Values = field(default_factory=dict)
    inputs: Mapping[str, Any] = field(default_factory=dict)
    items: Mapping[str, Items] = field(default_factory=dict)
    seed: int = 0
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def number(self, name: str) -> float:
        """Return a number that was set, or one of the case."""
        found: float = self._value(name)
        return float(found)

    def numbers(self, name: str) -> list[float]:
        """Return a list of numbers: a column of a grid, or a list of the case."""
        found: Sequence[float] = self._value(name)
        return [float(one) for one in found]

    def _value(self, name: str) -> Any:
        return self.inputs[name] if name in self.inputs else self.case[name]

    def placed(self, name: str) -> Mapping[str, str]:
        """Return item → the place where it lies, for the items that lie anywhere."""
        found: Mapping[str, str] = self.inputs[name]
        return found

    def order(self, name: str) -> Sequence[str]:
        """Return the ids of the items in the order that was made."""
        found: Sequence[str] = self.inputs[name]
        return found

    def chosen(self, name: str) -> Sequence[str]:
        """Return the ids of the options that were chosen, in the order of the file."""
        found: Sequence[str] = self.inputs[name]
        return found

    def text(self, name: str) -> str:
        """Return a text that was written, without spaces around it."""
        found: str = self.inputs[name]
        return found

    def rows(self, name: str) -> Sequence[Row]:
        """Return the rows that were begun, each column → its text."""
        found: Sequence[Row] = self.inputs[name]
        return found


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a model has to say: a code that the lab's file puts into words, with its blanks."""

    code: str
    values: Mapping[str, str | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """What a model found: numbers and lists by name, lists of words for charts, tables, and notes.

    A cell of a table is a text.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tables: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    notes: Sequence[Note] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """A pure function with what it is made of; each file of `labs/models/` has one, named MODEL.

    `inputs`: name → the type that an input of the lab must have. `case`: names of values that
    `given` must hold. `facts`: input → the facts that each of its items must have;
    `may_have`: input → those that some of its items have.
    `values`, `words`: names of what it gives. `tables`: name → how many columns.
    `notes`: code → its blanks, which the lab's `notes` put into words.
    """

    run: Callable[[Given], Result]
    inputs: Mapping[str, str]
    values: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    tables: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    case: tuple[str, ...] = ()
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    may_have: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
