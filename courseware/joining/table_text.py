"""Bytes or pasted text → a heading and rows of cells, whatever program wrote them."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from courseware.joining.row_problems import RowReport

LARGEST = 450_000
"""Bytes of a list: some thousand people, and a form can post it again."""
SEPARATORS = ",;\t"
_LOOKED_AT = 2_000
_STARTS_WITH = {
    b"PK\x03\x04": "a workbook (XLSX or ODS)",
    b"\xd0\xcf\x11\xe0": "a workbook (XLS)",
    b"%PDF": "a PDF",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
}
_SAVE_AS = "In your spreadsheet choose “Save as”, “CSV UTF-8”."
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])\r?\n?")


@dataclass(frozen=True, slots=True)
class Reading:
    """A table that was opened: `row` is where its heading stands, as a spreadsheet counts it."""

    text: str = ""
    separator: str = ","
    heading: tuple[str, ...] = ()
    row: int = 1

    def rows(self, report: RowReport) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows below the heading that hold anything; a broken one is reported, and the last."""
        table = _rows(self.text, self.separator)
        row = 0
        try:
            for row, cells in enumerate(table, start=1):
                if row > self.row and any(cell.strip() for cell in cells):
                    yield row, cells
        except csv.Error:
            report.error(row + 1, "", "From here on the list cannot be cut into cells.",
                         "Is there a quotation mark that is not closed, or one inside a text? "
                         "Write it twice there.")  # fmt: skip


def read_table(
    data: bytes | str, known: frozenset[str], fold: Callable[[str], str], report: RowReport
) -> Reading:
    """Open a table. The separator is the one that finds most of the `known` headings."""
    text = _decode(data, report) if isinstance(data, bytes) else _bounded(data, report)
    text = text.removeprefix("\ufeff")
    if report.errors:
        return Reading()
    if not text.strip():
        report.error(0, "", "The list is empty.", "Its first row names the columns.")
        return Reading()
    given = _SEPARATOR_LINE.match(text)  # what Excel writes for itself and does not show
    if given:
        text = text[given.end() :]
    found = [_heading(text, one) for one in (given[1] if given else SEPARATORS)]
    best = max(found, key=lambda one: len({fold(cell) for cell in one.heading} & known))
    if not best.heading:
        report.error(1, "", "The first row cannot be read.", "It must name the columns.")
    return best


def _decode(data: bytes, report: RowReport) -> str:
    """Return the text of a file; a file that is no text is reported."""
    what = next((name for start, name in _STARTS_WITH.items() if data.startswith(start)), None)
    if what is not None:
        report.error(0, "", f"This is {what}, not a CSV file.", _SAVE_AS)
        return ""
    if len(data) > LARGEST:
        return _too_large(len(data), report)
    try:
        return _bounded(data.decode(), report)
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = "\0"
    text = _bounded(text, report)
    if not report.errors:
        report.warning(0, "", "The file is not in UTF-8. It was read as Windows-1252.",
                       f"Look at names with accents below. {_SAVE_AS}")  # fmt: skip
    return text


def _bounded(text: str, report: RowReport) -> str:
    """Return a text that is short enough and holds what people type."""
    size = len(text.encode(errors="replace"))
    if size > LARGEST:
        return _too_large(size, report)
    control = [one for one in text[:_LOOKED_AT] if unicodedata.category(one) == "Cc"]
    if "\0" in text or any(one not in "\t\r\n\v\f\x1c\x1d\x1e\x1f\x85" for one in control):
        report.error(0, "", "This is not a text file: it holds characters that nobody types.",
                     _SAVE_AS)  # fmt: skip
        return ""
    return text


def _too_large(size: int, report: RowReport) -> str:
    report.error(0, "", f"The list has {size // 1000:,} KB, and at most {LARGEST // 1000} KB are "
                 "read.", "Cut it into several lists, or take columns out.")  # fmt: skip
    return ""


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _heading(text: str, separator: str) -> Reading:
    """Return the first row that holds anything, cut by this separator."""
    try:
        for row, cells in enumerate(_rows(text, separator), start=1):
            if any(cell.strip() for cell in cells):
                return Reading(text, separator, tuple(cells), row)
    except csv.Error:
        pass
    return Reading(text, separator)
