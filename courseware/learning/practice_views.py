"""The practice log as its page shows it: weeks with their entries, states, and what is next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from courseware.operations.practice import monday_of
from courseware.practice.categories import NAMES, Category
from courseware.practice.entries import EntryState
from courseware.records.evidence_files import FileRow
from courseware.records.practice_entries import EntryRow
from courseware.records.practice_sheets import SheetRow
from courseware.records.sign_offs import Act
from courseware.web.language import gettext as _
from courseware.web.language import moment, ngettext
from courseware.words import hours_text

SHOWN_WEEKS = 6
"""Older weeks that are settled wait behind a link."""


def _mark(text: str) -> str:
    """Mark words for the translators' catalog: at import there is no reader yet."""
    return text


_STATES = {
    EntryState.DRAFT: ("open", _mark("Draft")),
    EntryState.SENT: ("part", _mark("Waits for confirmation")),
    EntryState.VERIFIED: ("done", _mark("Confirmed")),
    EntryState.RETURNED: ("late", _mark("Came back")),
}


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry on the page."""

    row: EntryRow
    title: str
    category: str
    hours: str
    state: tuple[str, str]
    said: str  # by whom it was confirmed or returned, and why
    comment: str
    files: Sequence[FileRow]


@dataclass(frozen=True, slots=True)
class WeekView:
    """One week. `to_send`: how many entries could go out; `sheets`: those that wait with somebody."""

    monday: date | None
    hours: str
    entries: Sequence[EntryView]
    to_send: int
    sheets: Sequence[tuple[SheetRow, str]] = field(default_factory=tuple)

    @property
    def sunday(self) -> date | None:
        """Return the last day of the week."""
        return None if self.monday is None else self.monday + timedelta(days=6)

    @property
    def is_settled(self) -> bool:
        """Say whether nothing in it is open."""
        return all(one.row.state is EntryState.VERIFIED for one in self.entries)


@dataclass(frozen=True, slots=True)
class Known:
    """What the page needs beside the entries: acts, files, sheets, names of accounts, titles of cases."""

    acts: Mapping[int, Sequence[Act]]
    files: Mapping[int, Sequence[FileRow]]
    sheets: Mapping[int | None, SheetRow]
    names: Mapping[int, str]
    cases: Mapping[str, str]


def weeks_of(entries: Sequence[EntryRow], known: Known) -> list[WeekView]:
    """Return the weeks of a log, the latest first; entries without a day stand before them."""

    def monday(entry: EntryRow) -> date | None:
        return None if entry.on is None else monday_of(entry.on)

    weeks = []
    for day, group in groupby(entries, key=monday):
        found = list(group)
        hours = sum((one.hours or Fraction(0) for one in found), Fraction(0))
        open_ones = [one for one in found if one.is_writable and not one.case_id]
        sent = {one.sheet_id for one in found if one.state is EntryState.SENT}
        sheets = [
            (known.sheets[one], _sent_to(known.sheets[one], found, known))
            for one in sorted(sent & known.sheets.keys(), key=str)
        ]  # fmt: skip
        views = [_view(one, known) for one in found]
        weeks.append(WeekView(day, hours_text(hours), views, len(open_ones) if day else 0, sheets))
    return weeks


def _sent_to(sheet: SheetRow, found: Sequence[EntryRow], known: Known) -> str:
    mine = [one for one in found if one.sheet_id == sheet.id]
    name = known.names.get(sheet.to_person or 0) or (mine[0].verifier.name if mine else "")
    values = {"name": name, "when": moment(sheet.sent_at, "date"), "n": len(mine)}
    return (
        ngettext(
            "%(n)s entry waits for %(name)s since %(when)s.",
            "%(n)s entries wait for %(name)s since %(when)s.",
            len(mine),
        )
        % values
    )


def _view(entry: EntryRow, known: Known) -> EntryView:
    last = next(iter(reversed(known.acts.get(entry.id, ()))), None)
    title = known.cases.get(entry.case_id, "") or entry.words.did.strip() or _("Not described yet")
    return EntryView(
        row=entry,
        title=title,
        category=_(NAMES[Category(entry.category)]) if entry.category else "",
        hours="" if entry.hours is None else hours_text(entry.hours),
        state=(_STATES[entry.state][0], _(_STATES[entry.state][1])),
        said=_said(entry, last, known),
        comment=last.comment if last and entry.state is EntryState.RETURNED else "",
        files=known.files.get(entry.id, ()),
    )


def _said(entry: EntryRow, act: Act | None, known: Known) -> str:
    if entry.case_id:
        return _("Simulated, verified by the system")
    if act is None or entry.state not in {EntryState.VERIFIED, EntryState.RETURNED}:
        return ""
    name = known.names.get(act.by_person or 0) or act.name
    values = {"name": name, "role": act.role, "when": moment(act.at, "date")}
    if entry.state is EntryState.RETURNED:
        return _("Returned by %(name)s on %(when)s") % values
    if act.guest_id is not None:
        return _("Confirmed by %(name)s, %(role)s, on %(when)s, by link") % values
    return _("Confirmed by %(name)s on %(when)s") % values
