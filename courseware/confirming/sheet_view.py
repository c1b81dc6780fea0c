"""Entries as their verifier sees them: all that was written, with the files that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from courseware.practice.categories import NAMES, Category
from courseware.records.evidence_files import FileRow, files_of
from courseware.records.practice_entries import EntryRow
from courseware.web.database import read
from courseware.web.language import gettext as _
from courseware.words import hours_text


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One entry on the page."""

    row: EntryRow
    hours: str
    category: str
    thoughts: Sequence[str]
    files: Sequence[FileRow]


def entry_views(entries: Sequence[EntryRow]) -> list[SheetEntry]:
    """Return the entries of a sheet for its page."""
    files = files_of(read(), "entries", [one.id for one in entries])
    return [
        SheetEntry(
            row=one,
            hours=hours_text(one.hours) if one.hours else "",
            category=_(NAMES[Category(one.category)]) if one.category else "",
            thoughts=[
                text for text in (one.words.reflection, *(one.words.lines or {}).values()) if text
            ],
            files=files.get(one.id, ()),
        )
        for one in entries
    ]
