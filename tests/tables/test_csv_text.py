"""Cells for spreadsheets: read back as they were, and never a formula."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from courseware.tables.csv_text import CHUNK, csv_chunks, file_name, safe_cell

FORMULA = set("=+-@|%\t\r\n\uff1d\uff0b\uff0d\uff20")
NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


def read_back(rows: list[list[str]]) -> list[list[str]]:
    text = b"".join(csv_chunks(rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def visible_start(cell: str) -> str:
    """Return the first character that a program could take for a formula's."""
    kept = (one for one in cell if unicodedata.category(one) not in {"Cf", "Zs", "Zl", "Zp"})
    return next(kept, "")


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("Ada Marsh", "Ada Marsh"),
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://a.example";"x")', "'=HYPERLINK(\"http://a.example\";\"x\")"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("-5", "-5"), ("+3.25", "+3.25"), ("-0,5", "-0,5"), ("92.5", "92.5"),
        ("-", "'-"), ("--5", "'--5"), ("-5%", "'-5%"), ("-1e9", "'-1e9"),
        ("\t=1", "' =1"),
        ("\r\n=1", "' =1"),
        ("  =1", "'  =1"), ("\u200b=1", "'\u200b=1"), ("\ufeff@x", "'\ufeff@x"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("Smith;=1+1", "Smith;'=1+1"), ("a; -b", "a; '-b"), ("a;b", "a;b"),
        ("two\nlines", "two lines"), ("tab\there", "tab here"),
        ("be\x07ll\x00", "bell"), ("half \ud800 pair", "half  pair"),
        ("Zoë Ångström-Łuk", "Zoë Ångström-Łuk"), ("O'Hara", "O'Hara"), ("", ""),
    ],
)  # fmt: skip
def test_a_cell_is_text_or_a_plain_number(typed: str, cell: str) -> None:
    assert safe_cell(typed) == cell


hostile = st.text(
    st.characters() | st.sampled_from("=+-@|%;,\"'\t\r\n \ufeff\u200b\uff1d\x00"), max_size=12
)


@given(hostile)
@example("\x00=1")
@example("\u2028=1")
def test_no_cell_starts_a_formula(typed: str) -> None:
    cell = safe_cell(typed)
    assert visible_start(cell) not in FORMULA or NUMBER.fullmatch(cell)
    for part in cell.split(";")[1:]:
        assert visible_start(part.lstrip("\"' ")) not in FORMULA or "'" in part


@given(hostile)
def test_a_safe_cell_stays_as_it_is(typed: str) -> None:
    assert safe_cell(safe_cell(typed)) == safe_cell(typed)


@given(st.text(st.characters(categories=["L", "N", "Zs"]), max_size=12))
def test_names_are_not_touched(typed: str) -> None:
    assert safe_cell(typed) == typed


@given(st.lists(st.lists(hostile, min_size=2, max_size=4), max_size=6))
def test_reading_back_gives_the_cells(rows: list[list[str]]) -> None:
    assert read_back(rows) == [[safe_cell(cell) for cell in row] for row in rows]


def test_the_file_is_what_excel_and_the_standard_ask_for() -> None:
    body = b"".join(csv_chunks([["Name", "Best"], ['A "b", c', "80"]]))
    assert body == b'\xef\xbb\xbf"Name","Best"\r\n"A ""b"", c","80"\r\n'


@pytest.mark.parametrize("number", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_a_long_table_comes_in_pieces_and_loses_no_row(number: int) -> None:
    rows = [[str(n), "x"] for n in range(number)]
    pieces = list(csv_chunks(rows))
    assert len(pieces) <= number // CHUNK + 1
    assert read_back(rows) == rows


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Bracket cell", "first-steps", "2026-11-22"), "bracket-cell-first-steps-2026-11-22.csv"),
        (("Größe/../../etc\r\nX: 1", "p"), "grosse-etc-x-1-p.csv"),
        (('"; evil="', ""), "evil.csv"),
        (("作業班",), "table.csv"),
        (("x" * 500,), f"{'x' * 100}.csv"),
    ],
)  # fmt: skip
def test_a_file_name_is_ascii_and_plain(parts: tuple[str, ...], name: str) -> None:
    assert file_name(*parts) == name
