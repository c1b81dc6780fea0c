"""A table of numbers to fill in: ratings, scores, a check sheet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import floor
from typing import Any, ClassVar

from courseware.calculation.values import Value, Values
from courseware.labs.inputs.bounds import WORDS, as_typed, number_within, read_bounds
from courseware.labs.inputs.choice import read_options
from courseware.labs.inputs.kind import Fault, InputType, Raw, Reading, Spec, Understood, first
from courseware.shapes import LINE, TABLE, Shapes
from courseware.words import Reason

MOST_CELLS = 80
MOST_CHOICES = 12
"""A scale of up to so many whole numbers is chosen from a list, a longer one is typed."""


class Grid(InputType):
    """Rows and columns, all cells with the same bounds. Expressions have a list a column: `skills_now`."""

    name = "grid"
    words: ClassVar[Shapes] = {**WORDS, "rows": TABLE, "columns": TABLE, "start": LINE}
    needs = frozenset({"rows", "columns", "min", "max"})

    def read(self, reading: Reading) -> dict[str, Any]:
        """Read the titles of rows and columns, and the bounds."""
        rows, columns = read_options(reading, "rows"), read_options(reading, "columns", least=1)
        if len(rows) * len(columns) > MOST_CELLS:
            reading.source.error(f"A grid has at most {MOST_CELLS} cells.", "rows")
        start = reading.typed.get("start", "")
        bounds = read_bounds(reading.typed, reading.source)
        number = number_within(start, bounds) if start and bounds else None
        if isinstance(number, Reason):
            reading.source.error("`start` is no number within the bounds.", "start")
        elif number is not None:
            start = as_typed(number)  # as a list of choices has it: 1, not 1.0
        return {
            **bounds, "rows": rows, "columns": columns, "start": start,
            "choices": _choices(bounds) if bounds else [],
        }  # fmt: skip

    def parts(self, spec: Spec) -> Collection[str]:
        """Return row.column of each cell."""
        return tuple(f"{row}.{column}" for row in spec["rows"] for column in spec["columns"])

    def start(self, spec: Spec, case: Values) -> Raw:  # noqa: ARG002 - the same in each case
        """Return the same number in each cell, or none."""
        return dict.fromkeys(self.parts(spec), (spec["start"],)) if spec["start"] else {}

    def understand(self, spec: Spec, raw: Raw) -> Understood:
        """Return column → numbers, from the first row down; every cell that is no number is a fault.

        All empty cells are one fault together: a table that was just begun is not told off 20 times.
        """
        parts = list(self.parts(spec))
        blank = [part for part in parts if not first(raw, part)]
        faults: list[Fault] = []
        if blank:
            counts = {"blank": len(blank), "all": len(parts)}
            faults.append(Fault(blank[0], Reason("lab.grid.blank", counts)))
        columns: dict[str, Value] = {}
        for column in spec["columns"]:
            numbers: list[Value] = []
            for row in spec["rows"]:
                part = f"{row}.{column}"
                number = number_within(first(raw, part), spec)
                if isinstance(number, Reason):
                    faults += [Fault(part, number)] if part not in blank else []
                else:
                    numbers.append(int(number) if number == int(number) else number)
            columns[column] = numbers
        return Understood(columns, {} if faults else columns, tuple(faults))

    def measures(self, spec: Spec) -> Collection[str]:
        """Return the columns."""
        return tuple(spec["columns"])


def _choices(bounds: Mapping[str, Any]) -> list[str]:
    """Return the numbers of a short scale, each of which can be chosen; [] where a number is typed."""
    low, high = bounds["min"], bounds["max"]
    if bounds["step"] != 1 or low % 1 or high - low >= MOST_CHOICES:
        return []
    return [as_typed(no) for no in range(int(low), floor(high) + 1)]
