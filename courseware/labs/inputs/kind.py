"""What every type of input can do: be read from a file, begin, take what was posted, and be understood."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from courseware.calculation.values import Value, Values
from courseware.problems import Source
from courseware.shapes import Shapes
from courseware.words import Reason

Raw = Mapping[str, tuple[str, ...]]
"""One input as a page holds it: part → values as typed. The part "" is the input itself."""
Spec = Mapping[str, Any]
LONGEST_LINE = 200
"""Characters of a value that is no text of a learner's own."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One input under reading: its entries in their shapes, its lines, and what turns text into HTML."""

    name: str
    typed: Mapping[str, Any]
    source: Source
    case: Collection[str]
    inline: Callable[..., str]
    """(text, *path) → safe HTML for a label; faults are reported."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a part of an input is asked for again."""

    part: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Understood:
    """What a learner's input means.

    `value`: for a model. `measures`: for expressions, by what stands behind the name of the input
    ("" for the input itself, "right" for `cards_right`).
    """

    value: Any = None
    measures: Mapping[str, Value] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


class InputType(ABC):
    """A type of input; it knows no page. `words` are its entries besides type, label and hint.

    `measured` are the names of its measures, `posted` its parts where all inputs of the type have the
    same. Of each value `longest` characters are kept.
    """

    name: ClassVar[str]
    words: ClassVar[Shapes]
    needs: ClassVar[frozenset[str]] = frozenset()
    measured: ClassVar[tuple[str, ...]] = ()
    posted: ClassVar[tuple[str, ...]] = ("",)
    longest: ClassVar[int] = LONGEST_LINE

    @abstractmethod
    def read(self, reading: Reading) -> dict[str, Any]:
        """Return the spec; every fault is reported, and then what is returned is not used."""

    @abstractmethod
    def understand(self, spec: Spec, raw: Raw) -> Understood:
        """Return what it means; never raises, whatever was posted."""

    def parts(self, spec: Spec) -> Collection[str]:  # noqa: ARG002 - most are one value
        """Return the parts that a page may post of it."""
        return self.posted

    def kept(self, spec: Spec) -> Collection[str]:
        """Return the parts that are stored of it."""
        return self.parts(spec)

    def fields(self, spec: Spec) -> int:
        """Return how many fields a page posts of it, at most."""
        return len(self.parts(spec))

    def measures(self, spec: Spec) -> Collection[str]:  # noqa: ARG002 - most have always the same
        """Return the names of its measures, which `understand` gives whenever there is no fault."""
        return self.measured

    def start(self, spec: Spec, case: Values) -> Raw:  # noqa: ARG002 - most begin empty
        """Return what stands in it at first."""
        return {}

    def take(self, spec: Spec, before: Raw, posted: Raw) -> Raw:
        """Return what stands in it after a post; `before` was there."""
        del before
        return cut(posted, self.parts(spec), self.longest)


def cut(posted: Raw, parts: Collection[str], longest: int, most: int = 1) -> Raw:
    """Return the known parts of a post, each with its first values, none longer than `longest`.

    Browsers count a line break as one letter and send two: here it is one, too.
    """
    return {
        part: tuple(value.replace("\r\n", "\n")[:longest] for value in posted[part][:most])
        for part in parts
        if part in posted
    }


def first(raw: Raw, part: str = "") -> str:
    """Return the one value of a part, without spaces around it; "" where there is none."""
    values = raw.get(part, ())
    return values[0].strip() if values else ""
