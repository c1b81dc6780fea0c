"""What a lab shows and checks, as typed: outputs, tables, notes of the model, and checks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from courseware.calculation.expressions import ExpressionError
from courseware.calculation.numbers import show
from courseware.calculation.variation import read_expression
from courseware.labs.given import Model
from courseware.labs.lab import Check, Output, TableSpec
from courseware.labs.reading_steps import Texts
from courseware.labs.texts import fill
from courseware.problems import Source
from courseware.shapes import LINE, LIST, TEXT, nearest, read_block

MOST_CHECKS, MOST_OUTPUTS, MOST_TABLES = 20, 20, 8
"""So much can still be read on a phone; it also bounds how long a lab is worked through."""
_OUTPUT = {"name": LINE, "label": LINE, "form": LINE, "unit": LINE}
_TABLE = {"rows": LINE, "caption": LINE, "columns": LIST}
_CHECK = {"when": TEXT, "right": TEXT, "wrong": TEXT}


def is_few(entries: Collection[Any], most: int, source: Source) -> bool:
    """Say whether there are no more entries than a lab may have; else report it."""
    if len(entries) > most:
        source.error(f"Here are {len(entries)} entries; a lab has at most {most}.", mend="Shorten.")
    return len(entries) <= most


def read_checks(
    entries: list[Any], names: Collection[str], source: Source, texts: Texts
) -> tuple[Check, ...]:
    """Return the checks; a lab has at least one."""
    checks = []
    if not entries:
        source.error("A lab checks something.", mend="Write `when`, `right` and `wrong`.")
    if not is_few(entries, MOST_CHECKS, source):
        return ()
    for no, entry in enumerate(entries):
        block = read_block(entry, source.at(no), _CHECK, _CHECK.keys())
        if _CHECK.keys() <= block.keys():
            read_expression(block["when"], names, source.at(no), "when")
            right, wrong = (
                texts.inline(block[one], "checks", no, one) for one in ("right", "wrong")
            )
            checks.append(Check(block["when"], right, wrong))
    return tuple(checks)


def read_outputs(entries: list[Any], names: Collection[str], source: Source) -> tuple[Output, ...]:
    """Return the numbers to show; each has a name that has a value, and a format that can be used."""
    outputs: list[Output] = []
    if not is_few(entries, MOST_OUTPUTS, source):
        return ()
    for no, entry in enumerate(entries):
        block = read_block(entry, source.at(no), _OUTPUT, {"name", "label"})
        name, form = block.get("name", ""), block.get("form", "")
        if name and name not in names:
            mend = partial(nearest, name, names)
            source.error(f"There is no value “{name}”.", no, "name", mend=mend)
        try:
            show(0, form)
        except ExpressionError as error:
            source.error(str(error), no, "form")
        outputs.append(Output(name, block.get("label", ""), form, block.get("unit", "")))
    return tuple(outputs)


def read_tables(entries: list[Any], model: Model | None, source: Source) -> tuple[TableSpec, ...]:
    """Return the tables; the model makes each, with as many columns as there are titles."""
    known = model.tables if model else {}
    tables: list[TableSpec] = []
    if not is_few(entries, MOST_TABLES, source):
        return ()
    for no, entry in enumerate(entries):
        block = read_block(entry, source.at(no), _TABLE, _TABLE.keys())
        if not _TABLE.keys() <= block.keys():
            continue
        rows, columns = block["rows"], tuple(block["columns"])
        if rows not in known:
            mend = partial(nearest, rows, known) if known else "Leave `tables` out."
            source.error(f"The model makes no table “{rows}”.", no, "rows", mend=mend)
        elif len(columns) != known[rows]:
            said = f"The table “{rows}” has {known[rows]} columns; here are {len(columns)} titles."
            source.error(said, no, "columns", mend="Write one title for each.")
        tables.append(TableSpec(rows, block["caption"], columns))
    return tuple(tables)


def read_notes(
    typed: Mapping[str, str], model: Model | None, source: Source, texts: Texts
) -> dict[str, str]:
    """Return code → text; each code of the model has one, with no other blanks than the model fills."""
    known = model.notes if model else {}
    for code in sorted(typed.keys() - known.keys()):
        mend = partial(nearest, code, known) if known else "Leave it out."
        source.error(f"The model never says “{code}”.", "notes", code, mend=mend)
    for code in sorted(known.keys() - typed.keys()):
        blanks = ", ".join(f"{{{one}}}" for one in known[code]) or "none"
        mend = f"Write a text for it; blanks: {blanks}."
        source.error(f"`notes` lacks “{code}”.", "notes", mend=mend)
    notes = {}
    for code in (code for code in typed if code in known):
        notes[code] = texts.inline(typed[code], "notes", code, names=known[code])
        try:
            fill(notes[code], dict.fromkeys(known[code], 0))
        except ExpressionError as error:
            source.error(str(error), "notes", code)
    return notes
