"""Rows to fill in, such as the actions of a plan: as many as are needed, up to a number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Any, ClassVar

from courseware.labs.inputs.choice import ID
from courseware.labs.inputs.kind import Fault, InputType, Raw, Reading, Spec, Understood, first
from courseware.labs.inputs.text import read_date
from courseware.labs.written import count_words
from courseware.shapes import BLOCK, LINE, TABLE, Shapes, nearest, read_block
from courseware.words import Reason

MOST_ROWS, MOST_COLUMNS = 12, 8
LONGEST = 300
KINDS = ("text", "date", "choice")
ROW_NUMBERS = frozenset(str(no) for no in range(1, MOST_ROWS + 1))
_COLUMN: Shapes = {"label": LINE, "type": LINE, "options": TABLE}


class Rows(InputType):
    """Each column is a text, a date or a choice. Expressions ask `plan_complete` and `plan_begun`.

    A row is complete when every column of it is filled in.
    """

    name = "rows"
    words: ClassVar[Shapes] = {"columns": BLOCK, "most": LINE}
    needs = frozenset({"columns", "most"})
    measured = ("complete", "begun")
    longest = LONGEST

    def read(self, reading: Reading) -> dict[str, Any]:
        """Read the columns and how many rows there are."""
        most = reading.typed.get("most", "")
        if most not in ROW_NUMBERS:
            mend = f"Write how many rows there are, 1 to {MOST_ROWS}."
            reading.source.error(f"`most` is “{most}”.", "most", mend=mend)
        columns = dict(self._columns(reading))
        return {"columns": columns, "most": int(most) if most in ROW_NUMBERS else 1}

    def _columns(self, reading: Reading) -> Iterator[tuple[str, dict[str, Any]]]:
        typed = reading.typed.get("columns", {})
        if not 0 < len(typed) <= MOST_COLUMNS:
            reading.source.error(f"Rows have 1 to {MOST_COLUMNS} columns.", "columns")
        for key, entry in typed.items():
            source = reading.source.at("columns", key)
            if ID.fullmatch(key) is None:
                mend = "Use letters, digits and _, a letter first; at most 20."
                source.error(f"“{key}” cannot be an id.", mend=mend)
            written = entry if isinstance(entry, Mapping) else {"label": entry}
            block = read_block(written, source, _COLUMN, {"label"})
            kind, options = block.get("type", "text"), block.get("options", {})
            if kind not in KINDS:
                said = f"A column cannot be “{kind}”."
                source.error(said, "type", mend=partial(nearest, kind, KINDS))
            elif (kind == "choice") != bool(options):
                mend = "Write `type: choice` and its `options`, or neither."
                source.error("`options` belong to a choice.", "options", mend=mend)
            label = reading.inline(block.get("label", ""), "columns", key)
            shown = {
                one: reading.inline(text, "columns", key, "options", one)
                for one, text in options.items()
            }
            yield key, {"label": label, "type": kind, "options": shown}

    def parts(self, spec: Spec) -> Collection[str]:
        """Return row.column of each cell, rows from 1."""
        return tuple(
            f"{row}.{column}" for row in range(1, spec["most"] + 1) for column in spec["columns"]
        )

    def understand(self, spec: Spec, raw: Raw) -> Understood:
        """Return the rows that were begun; a date that cannot be read is a fault."""
        rows: list[dict[str, str]] = []
        faults: list[Fault] = []
        for no in range(1, spec["most"] + 1):
            row = {column: first(raw, f"{no}.{column}") for column in spec["columns"]}
            for column, known in spec["columns"].items():
                text = row[column]
                if known["type"] == "date" and text and read_date(text) is None:
                    faults.append(Fault(f"{no}.{column}", Reason("lab.date.unread")))
                if known["type"] == "choice" and text not in known["options"]:
                    row[column] = ""
                if known["type"] == "text" and not count_words(text):
                    row[column] = ""
            if any(row.values()):
                rows.append(row)
        complete = sum(all(row.values()) for row in rows)
        return Understood(rows, {"complete": complete, "begun": len(rows)}, tuple(faults))
