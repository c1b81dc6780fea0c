"""What the templates of labs are given: a lab with one person's run of it, its texts filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courseware.calculation.values import Values
from courseware.charts.marks import Mark
from courseware.labs.checking import Finding
from courseware.labs.inputs.kind import Raw, first
from courseware.labs.lab import Input, Lab, Option
from courseware.labs.texts import fill
from courseware.web.cards import CardView

Words = Mapping[str, Sequence[str]]
"""Name → the texts that it stands for."""


@dataclass(frozen=True, slots=True)
class InputView:
    """One input: what stands in it, what is wrong with it, and its texts with the numbers of the case.

    `faults`: part → why. An empty field is a fault only once the lab was checked: before, it waits.
    `is_told`: whether each item says where it belongs, which is so once the lab was checked.
    """

    input: Input
    raw: Raw
    meaning: Any
    faults: Mapping[str, str]
    is_told: bool
    _case: Values

    @property
    def name(self) -> str:
        """Return the name of its fields on a page."""
        return f"in.{self.input.name}"

    @property
    def spec(self) -> Mapping[str, Any]:
        """Return what its type knows of it."""
        return self.input.spec

    def field_id(self, part: str = "") -> str:
        """Return the id of a part of it on the page, which errors lead to."""
        return f"{self.name}.{part}" if part else self.name

    def value(self, part: str = "") -> str:
        """Return what stands in a part of it."""
        return first(self.raw, part)

    def values(self, part: str = "") -> Sequence[str]:
        """Return all that is chosen in it."""
        return self.raw.get(part, ())

    def label_of(self, part: str) -> str:
        """Return its label, with row and column where something stands in a cell of a table."""
        label = self.text(self.input.label)
        row, _dot, column = part.partition(".")
        title = self.spec.get("columns", {}).get(column)
        if not self.value(part) or title is None:
            return label
        rows, words = self.spec.get("rows", {}), title if isinstance(title, str) else title["label"]
        return f"{label}, {self.text(rows.get(row, row))}, {self.text(words)}"

    def text(self, html: str) -> str:
        """Return one of its texts with the numbers of the case."""
        return fill(html, self._case)


@dataclass(frozen=True, slots=True)
class StepView:
    """A part of the workbench."""

    title: str
    html: str
    inputs: Sequence[InputView]


@dataclass(frozen=True, slots=True)
class AskedView:
    """The prediction or the "so what" question with its texts filled; `chosen`: the option, if any."""

    ask: str
    options: Sequence[Option]
    chosen: Option | None


@dataclass(frozen=True, slots=True)
class Results:
    """What the inputs come to. `wrong`: (id of a field, its label, why) of all that it waits for.

    `is_marked`: whether one of them is marked at its field, too.
    """

    outputs: Sequence[tuple[str, str]] = ()
    charts: Sequence[Mark] = ()
    tables: Sequence[Mark] = ()
    notes: Sequence[str] = ()
    wrong: Sequence[tuple[str, str, str]] = ()
    is_marked: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class LabView:
    """A lab with one person's run of it, ready to be shown."""

    lab: Lab
    intro: str
    predict: AskedView | None
    told: str
    is_open: bool
    steps: Sequence[StepView]
    results: Results
    findings: Sequence[Finding]
    so_what: AskedView | None
    card: str
    cards: Sequence[CardView] = ()
    is_passed: bool = False
