"""Test of a table of counts by chi-square (F50): whether its rows differ by more than chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from courseware.formulas.distributions import chi_square_above
from courseware.formulas.guards import count, in_range
from courseware.formulas.guards_lists import not_empty, same_length

TWO = 2


@dataclass(frozen=True, slots=True)
class TableTest:
    """What a chi-square test finds. It has one side only: every difference makes it larger."""

    statistic: float
    """χ², a plain number."""
    degrees_of_freedom: int
    p_value: float
    """How often chance alone makes as large a chi-square, 0 to 1."""
    smallest_expected: float
    """The smallest count expected in a cell; below 5 the p-value is rough."""


@in_range
def chi_square_of_table(rows: Sequence[Sequence[float]]) -> TableTest:
    """Return the chi-square test of a table of counts, Σ (O - E)² / E (F50), df (r - 1)(c - 1).

    rows: two or more, of two or more counts each, all of one length; each a whole number, 0 or above.
    Raises ValueError for another table, or a row or a column that holds nothing.
    Source: NIST/SEMATECH e-Handbook 7.4.5 (36 46 42 63 38 bad of 300 each: 12.131, df 4, p 0.016).
    """
    _check(rows)
    of_rows = [math.fsum(row) for row in rows]
    of_columns = [math.fsum(column) for column in zip(*rows, strict=True)]
    if not all(of_rows) or not all(of_columns):
        raise ValueError("A row or a column holds nothing but 0: leave it out of the table.")
    everything = math.fsum(of_rows)
    expected = [[row * column / everything for column in of_columns] for row in of_rows]
    statistic = math.fsum(
        (one - due) ** 2 / due
        for row, dues in zip(rows, expected, strict=True)
        for one, due in zip(row, dues, strict=True)
    )
    degrees = (len(of_rows) - 1) * (len(of_columns) - 1)
    return TableTest(
        statistic=statistic,
        degrees_of_freedom=degrees,
        p_value=chi_square_above(statistic, degrees),
        smallest_expected=min(min(dues) for dues in expected),
    )


def chi_square_of_shares(hits: Sequence[float], sizes: Sequence[float]) -> TableTest:
    """Return the chi-square test of several shares (F50): of the table of hits and of the others.

    hits: in each sample, the parts of the kind counted. sizes: all parts of each sample; as many.
    Raises ValueError for lists of unequal length, or more hits than parts.
    Source: as chi_square_of_table.
    """
    same_length("hits", hits, "sizes", sizes, "each sample has both")
    others = []
    for hit, size in zip(hits, sizes, strict=True):
        parts = count("a number in sizes", size, "it counts parts", least=1)
        why = f"it counts parts in a sample of {parts:,}"
        others.append(parts - count("a number in hits", hit, why, most=parts))
    return chi_square_of_table([hits, others])


def _check(rows: Sequence[Sequence[float]]) -> None:
    not_empty("rows", rows, "a table has two rows at least")
    for number, row in enumerate(rows, 1):
        same_length("row 1", rows[0], f"row {number}", row, "a table has a count in each cell")
        for one in row:
            count(f"a number in row {number}", one, "a cell counts parts")
    if len(rows) < TWO or len(rows[0]) < TWO:
        raise ValueError(
            f"The table has {len(rows)} x {len(rows[0])} cells, but it needs 2 x 2 at least: "
            "with one row or one column there is nothing to compare."
        )
