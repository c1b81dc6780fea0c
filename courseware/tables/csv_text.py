"""Rows → CSV text for spreadsheets: RFC 4180, UTF-8 with a mark that Excel asks for, and no formulas.

A spreadsheet runs a cell that begins with one of a few characters, whoever typed it. Such a cell
gets an apostrophe in front, which every spreadsheet reads as "this is text".
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

MARK = "\ufeff"
"""The byte order mark: without it Excel takes UTF-8 for the system's old code page."""
CHUNK = 500
"""How many rows one piece of the text holds."""

_STARTS = "=+\\-@|%\uff1d\uff0b\uff0d\uff20"  # the last four: full-width, as typed in Japan
_FORMULA = re.compile(f"[{_STARTS}]")
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?")
# Where the list separator is a semicolon, Excel splits there, so a formula could begin behind one.
_BEHIND_SEPARATOR = re.compile(f"(;[\\s\"']*)(?=[{_STARTS}])")
_MARKED_SEPARATOR = re.compile(f"(;[\\s\"']*)'(?=[{_STARTS}])")
_LINE_ENDS = re.compile(r"[\t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN = {"Cc", "Cs"}  # control characters and halves of pairs
_SKIPPED = {"Cf", "Zs", "Zl", "Zp", "Cc"}  # what a program may skip before it looks for a formula


def safe_cell(text: str) -> str:
    """Return the text as a cell: one line, nothing invisible that controls, never a formula."""
    if text.isalnum() and text.isascii():
        return text
    line = _LINE_ENDS.sub(" ", text)
    line = "".join(one for one in line if unicodedata.category(one) not in _UNSEEN)
    line = _BEHIND_SEPARATOR.sub(r"\1'", line)
    return f"'{line}" if _is_formula(line) else line


def plain_cell(cell: str) -> str:
    """Return the text that `safe_cell` made a cell of, without the apostrophes that it put in.

    A text that had an apostrophe of its own in such a place loses it.
    """
    line = cell[1:] if cell.startswith("'") and _is_formula(cell[1:]) else cell
    return _MARKED_SEPARATOR.sub(r"\1", line)


def _is_formula(line: str) -> bool:
    """Say whether a spreadsheet might run this."""
    seen = next((one for one in line if unicodedata.category(one) not in _SKIPPED), "")
    return bool(_FORMULA.match(seen)) and not _NUMBER.fullmatch(line)


def csv_chunks(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield the rows as pieces of one CSV file, some hundred rows each.

    Every cell is quoted: what stands between quotes is one cell in every program.
    """
    written = _Written()  # most cells of a report are alike
    buffer = io.StringIO()
    buffer.write(MARK)
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    source = iter(rows)
    while True:
        chunk = [[written[cell] for cell in row] for row in islice(source, CHUNK)]
        writer.writerows(chunk)
        if buffer.tell():
            yield buffer.getvalue().encode()
        if len(chunk) < CHUNK:
            return
        buffer.seek(0)
        buffer.truncate()


class _Written(dict[str, str]):
    """Text → safe cell, each made once."""

    def __missing__(self, text: str) -> str:
        safe = self[text] = safe_cell(text)
        return safe


def file_name(*parts: str, ending: str = "csv") -> str:
    """Return a file name that every system takes: ASCII letters, digits and hyphens, lower case."""
    folded = unicodedata.normalize("NFKD", "-".join(parts).casefold())
    plain = folded.encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    return f"{'-'.join(words)[:100].strip('-') or 'table'}.{ending}"
