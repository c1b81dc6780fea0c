"""A lab as its file says it: frozen, plain, and able to go to JSON and back unchanged.

All texts are safe HTML, ready but for the places of numbers (`{flow_time:.2f}`), which
`labs/texts.py` fills when they are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from courseware.stored import Ordered, Stored


@dataclass(frozen=True, slots=True)
class Option(Stored):
    """One choice of a question in a lab. `id` is its position in the file, from "1"."""

    id: str
    html: str
    feedback: str = ""
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Asked(Stored):
    """A question with choices: the prediction before, or what follows from it all ("so what")."""

    ask: str
    options: tuple[Option, ...]

    def option(self, option_id: str) -> Option | None:
        """Return the option with this id, or None."""
        return next((one for one in self.options if one.id == option_id), None)


@dataclass(frozen=True, slots=True)
class Input(Stored):
    """One thing to set, order, place or write. `spec` is plain JSON that belongs to its type."""

    name: str
    type: str
    label: str
    hint: str = ""
    spec: Ordered = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step(Stored):
    """A part of the workbench: a heading, what to do, and the inputs for it."""

    title: str
    html: str
    inputs: tuple[Input, ...]


@dataclass(frozen=True, slots=True)
class Output(Stored):
    """A number that is shown: the name of its value, its label, its format (`,.1f`) and unit."""

    name: str
    label: str
    form: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class TableSpec(Stored):
    """A table that the model makes: the name of its rows, its caption and the titles of its columns."""

    rows: str
    caption: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check(Stored):
    """One thing that must hold for a pass: an expression, and what is said when it does and does not."""

    when: str
    right: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Lab(Stored):
    """One sound lab. `id` is the name of its file.

    `cases`: the values of `given` and `let` by name, one set a case; the seed of a run chooses one.
    `compute`: name → expression, in order; `model`: the name of a function in `labs/models/`.
    `charts`: as typed, each with what it draws. `notes`: what the model has to say, by code.
    `card`: what a learner keeps at the end. `solutions`: inputs that pass, one set a case, from the
    author's keys; they never leave the server.
    """

    id: str
    title: str
    kind: str
    minutes: int
    outcomes: tuple[str, ...]
    html: str
    steps: tuple[Step, ...]
    checks: tuple[Check, ...]
    card: str
    formulas: tuple[str, ...] = ()
    cases: tuple[Mapping[str, Any], ...] = ({},)
    compute: Ordered = field(default_factory=dict)
    model: str = ""
    outputs: tuple[Output, ...] = ()
    charts: tuple[Mapping[str, Any], ...] = ()
    tables: tuple[TableSpec, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    predict: Asked | None = None
    tell: str = ""
    so_what: Asked | None = None
    solutions: tuple[Mapping[str, Any], ...] = ()

    @property
    def inputs(self) -> Iterator[Input]:
        """Return all inputs, in the order of the page."""
        return (one for step in self.steps for one in step.inputs)

    @property
    def texts(self) -> Iterator[str]:
        """Return every text in which numbers may stand."""
        yield from (self.html, self.card, self.tell)
        for step in self.steps:
            yield step.html
            for one in step.inputs:
                yield from (one.label, one.hint, *_texts_in(one.spec))
        for check in self.checks:
            yield from (check.right, check.wrong)
        for asked in (self.predict, self.so_what):
            if asked is not None:
                yield asked.ask
                yield from (text for one in asked.options for text in (one.html, one.feedback))

    def case(self, seed: int) -> Mapping[str, Any]:
        """Return the values of the case that a run with this seed works on."""
        return self.cases[seed % len(self.cases)]


def _texts_in(spec: Any) -> Iterator[str]:
    """Return the texts in the spec of an input."""
    if isinstance(spec, str):
        yield spec
    elif isinstance(spec, Mapping):
        for one in spec.values():
            yield from _texts_in(one)
    elif isinstance(spec, list):
        for one in spec:
            yield from _texts_in(one)
