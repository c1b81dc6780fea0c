"""The open steps of a plan as a calendar file (RFC 5545): whole days, nothing but titles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

MOST_OCTETS = 75
"""Octets of a line before it is folded."""


def calendar(steps: Iterable[tuple[int, date, str]], *, host: str, at: datetime) -> str:
    """Return a calendar of (number, day, title); `host` makes the numbers unique in the world."""
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Courseware//Career plan//EN"]
    for number, on, title in steps:
        lines += [
            "BEGIN:VEVENT",
            f"UID:step-{number}@{host}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(title)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _escaped(text: str) -> str:
    """Write a text: its own commas, semicolons and line ends cannot end a value."""
    plain = " ".join(text.split())
    return plain.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts of at most 75 octets, cut between characters; each next one is indented."""
    part = ""
    for character in line:
        if len((part + character).encode()) > MOST_OCTETS:
            yield part
            part = " "
        part += character
    yield part
