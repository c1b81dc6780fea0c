"""The columns of a list of people, and how the text of a cell is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from courseware.joining.folding import did_you_mean
from courseware.problems import Mend
from courseware.tables.csv_text import plain_cell

BETWEEN = "|"
"""What stands between several teams or pathways in one cell."""
_EARLIEST, _LATEST = date(1900, 1, 1), date(2199, 12, 31)
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


class NotReadable(ValueError):  # noqa: N818 - it is an answer in plain words, not a fault of ours
    """Why a cell cannot be read; `mend` says what to write instead."""

    def __init__(self, message: str, mend: Mend) -> None:
        super().__init__(message)
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it says, an example, and the most characters of a cell."""

    name: str
    meaning: str
    example: str
    longest: int = 120
    is_required: bool = False


def _(text: str) -> str:
    """Mark a sentence for the translators' catalog."""
    return text


COLUMNS = (
    Column("user_name", _("What they type to sign in; it tells who is who, so it stays the same."),
           "4711", is_required=True),
    Column("name", _("How the site addresses the person."), "Gita Rao", is_required=True),
    Column("email", _("For mail, and for signing in too."), "gita@example.com", longest=200),
    Column("team", _("Their team; several with | between them. It says all of their teams."),
           "Bracket cell", longest=1_000),
    Column("job_role", _("Their job."), "Shift lead"),
    Column("site", _("Where they work."), "Cork"),
    Column("shift", _("Their shift."), "Early"),
    Column("line", _("Their line or cell."), "Line 2"),
    Column("started_on", _("First day at work."), "2026-03-31", longest=20),
    Column("time_zone", _("For dates and times on their pages."), "Europe/Dublin"),
    Column("pathway", _("A pathway to put them on, by its id; several with | between them."),
           "first-steps", longest=1_000),
    Column("left_on", _("Last day. From that day on an import ends their access; the record stays."),
           "2027-06-30", longest=20),
)  # fmt: skip
DAYS = ("started_on", "left_on")


def read_text(column: Column, cell: str) -> str:
    """Return the text of a cell in one line; raises NotReadable for what nobody types.

    A cell that begins like a formula is text like every other.
    """
    text = plain_cell(" ".join(cell.split()))
    if len(text) > column.longest:
        raise NotReadable(f"This has {len(text):,} characters.", f"At most {column.longest:,} fit.")
    if text.isascii() and text.isprintable():
        return text
    if _TURNS.search(text):
        raise NotReadable("A hidden sign here turns the direction of writing.", "Type it anew.")
    hidden = {"Cc", "Cs", "Cf"} if column.name in {"user_name", "email"} else {"Cc", "Cs"}
    if any(unicodedata.category(one) in hidden for one in text):
        raise NotReadable("This holds characters that nobody can see.", "Type it anew.")
    return text


def read_email(text: str) -> str:
    """Return an address of which at least the shape is right."""
    if _EMAIL.fullmatch(text) is None:
        raise NotReadable(f"“{text}” is not an e-mail address.", "Write one like ada@example.com.")
    return text


def read_zone(text: str) -> str:
    """Return the name of a time zone that this machine knows."""
    if not _is_zone(text):
        raise NotReadable(f"The time zone “{text}” is not known.", lambda: _near_zone(text))
    return text


@cache
def _is_zone(text: str) -> bool:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@cache
def _near_zone(text: str) -> str:
    return did_you_mean(text, _zones()) or "Write one like Europe/Berlin."


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def read_day(text: str) -> date:
    """Return a day. Slashes are refused: 3/4/2026 is in March here and in April there."""
    instead = "Write year, month and day: 2026-03-31."
    found = _ISO.fullmatch(text)
    parts = found.groups() if found else ()
    if not parts and (dotted := _DOTTED.fullmatch(text)):
        parts = dotted.groups()[::-1]
    if not parts:
        raise NotReadable(f"“{text}” is not a day that everybody reads alike.", instead)
    try:
        day = date(*(int(part) for part in parts))
    except ValueError as fault:
        raise NotReadable(f"There is no day “{text}”.", instead) from fault
    if not _EARLIEST <= day <= _LATEST:
        raise NotReadable(f"The year of “{text}” cannot be right.", instead)
    return day


READERS: dict[str, Callable[[str], object]] = {
    "email": read_email,
    "time_zone": read_zone,
    **dict.fromkeys(DAYS, read_day),
}
"""What is more than text."""


def several(cell: str) -> tuple[str, ...]:
    """Return the names in one cell, each once."""
    names = (" ".join(name.split()) for name in cell.split(BETWEEN))
    return tuple(dict.fromkeys(name for name in names if name))
