"""Is the line on pace? From what a person typed about a shift to takt time and the pieces due (F01)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from courseware.calculation.numbers import read_number
from courseware.formulas.flow import pieces_due, takt_time
from courseware.words import Reason

LONGEST_SHIFT = 24 * 60
"""Minutes of work time. A shift ends within a day, so a table by the hour has 24 rows at most."""
MOST_PIECES = 1_000_000
FINEST = 6
"""Decimals of a minute that are kept."""

Faults = Mapping[str, Reason]
"""Name of a field (minutes, pieces, worked, made) → why it is asked for again."""


@dataclass(frozen=True, slots=True)
class Pace:
    """A shift and where it stands. `minutes` and `worked` are work time: breaks are taken off.

    `pieces`: what the customer takes in that shift. `made`: good pieces so far; None if not counted.
    """

    minutes: Decimal
    pieces: int
    worked: Decimal
    made: int | None = None

    @property
    def work_time(self) -> float:
        """Return the work time of the shift in s."""
        return _seconds(self.minutes)

    @property
    def takt(self) -> float:
        """Return the takt time in s a piece (F01)."""
        return takt_time(self.work_time, self.pieces)

    @property
    def due(self) -> int:
        """Return the pieces due by now."""
        return self.due_after(self.worked)

    def due_after(self, minutes: Decimal) -> int:
        """Return the pieces due after `minutes` of work time: whole takts only (F01)."""
        return pieces_due(_seconds(minutes), self.takt)

    @property
    def ahead(self) -> int | None:
        """Return the pieces made beyond those due; below 0 the line is behind, None: not counted."""
        return None if self.made is None else self.made - self.due

    @property
    def hours(self) -> tuple[tuple[Decimal, int], ...]:
        """Return (minutes worked, pieces due) after each full hour and at the end of the shift."""
        full = [Decimal(at) for at in range(60, int(self.minutes) + 1, 60)]
        marks = full if full and full[-1] == self.minutes else [*full, self.minutes]
        return tuple((mark, self.due_after(mark)) for mark in marks)

    def typed(self) -> dict[str, str]:
        """Return field → what to type for the same shift at the same moment; the count is left out."""
        return {
            "minutes": _plain(self.minutes),
            "pieces": str(self.pieces),
            "worked": _plain(self.worked),
        }


def read_pace(minutes: str, pieces: str, worked: str, made: str = "") -> Pace | Faults:
    """Return the pace of a shift from four typed numbers, or what to ask again, field by field.

    Numbers are read as answers of learners are (`numbers.read_number`). `made` may be left blank.
    Never raises, whatever was typed.
    """
    shift = _minutes(minutes, 1, LONGEST_SHIFT, _minutes_reason())
    most = LONGEST_SHIFT if isinstance(shift, Reason) else shift
    read: dict[str, Decimal | Reason] = {
        "minutes": shift,
        "pieces": _count(pieces, 1, Reason("pace.pieces", {"most": f"{MOST_PIECES:,}"})),
        "worked": _minutes(worked, 0, most, _worked_reason(most)),
        "made": Decimal(0),
    }
    if made.strip():
        read["made"] = _count(made, 0, Reason("pace.made", {"most": f"{MOST_PIECES:,}"}))
    faults = {name: one for name, one in read.items() if isinstance(one, Reason)}
    if faults:
        return faults
    values = {name: one for name, one in read.items() if isinstance(one, Decimal)}
    return Pace(
        minutes=values["minutes"],
        pieces=int(values["pieces"]),
        worked=values["worked"],
        made=int(values["made"]) if made.strip() else None,
    )


def _seconds(minutes: Decimal) -> float:
    return float(minutes * 60)


def _plain(minutes: Decimal) -> str:
    return f"{minutes.normalize():f}"


def _number(typed: str) -> Decimal | Reason:
    """Read one number. A percent sign has no meaning here: nobody works for 50 % minutes."""
    read = read_number(typed)
    if read != read_number(typed, percent_unit=True):
        return Reason("number.unreadable")
    return read if isinstance(read, Reason) else read.value


def _minutes(typed: str, least: int, most: Decimal | int, out_of_range: Reason) -> Decimal | Reason:
    value = _number(typed)
    if isinstance(value, Reason):
        return value
    if not least <= value <= LONGEST_SHIFT:
        return out_of_range
    kept = round(value, FINEST)
    return kept if kept <= most else out_of_range


def _count(typed: str, least: int, out_of_range: Reason) -> Decimal | Reason:
    value = _number(typed)
    if isinstance(value, Reason):
        return value
    if not least <= value <= MOST_PIECES:
        return out_of_range
    return value if value == int(value) else Reason("digits.whole")


def _minutes_reason() -> Reason:
    return Reason("pace.minutes", {"most": str(LONGEST_SHIFT)})


def _worked_reason(most: Decimal | int) -> Reason:
    return Reason("pace.worked", {"most": _plain(Decimal(most))})
