"""Verified practice as a portfolio shows it: hours by kind, and the last entries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import Connection

from courseware.charts.bars import bar_chart
from courseware.charts.chart import Titles, folded_table
from courseware.charts.marks import Mark, element, words
from courseware.practice.categories import NAMES, Category
from courseware.practice.entries import EntryState
from courseware.practice.hours import Practiced
from courseware.practice.sharing import Part
from courseware.records.portfolio import roles_of
from courseware.records.practice_entries import EntryRow, read_entries
from courseware.records.shown import read_shown
from courseware.web.language import day, ngettext
from courseware.web.language import gettext as _
from courseware.words import hours_text

LAST_ENTRIES = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """A verified entry in words. `role`: of who verified it, never a name or an address."""

    when: str
    category: str
    hours: str
    did: str
    observed: str
    reflection: Sequence[str]
    is_simulated: bool
    role: str


def practice_of(
    conn: Connection, person_id: int, parts: Collection[Part]
) -> tuple[str, Mark | None, list[Entry]]:
    """Return the hours in a sentence, their chart, and the last entries; nothing where none was chosen."""
    if Part.PRACTICE not in parts:
        return "", None, []
    done = read_shown(conn, person_id).shown.practiced
    if not done:
        return "", None, []
    entries = read_entries(conn, person_id, states=[EntryState.VERIFIED])[:LAST_ENTRIES]
    roles = roles_of(conn, person_id, "entries")
    has_reflections = Part.REFLECTIONS in parts
    shown = [_entry(one, roles.get(one.id, ""), has_reflections) for one in entries]
    return _hours(done), _chart(done), shown


def _hours(done: Sequence[Practiced]) -> str:
    real = sum((one.hours for one in done if not one.is_simulated), Fraction(0))
    simulated = sum((one.hours for one in done if one.is_simulated), Fraction(0))
    values = {"real": hours_text(real), "simulated": hours_text(simulated)}
    hours = (
        _("%(real)s verified hours of work, and %(simulated)s hours of simulated cases.") % values
        if simulated
        else _("%(real)s verified hours of work.") % values
    )
    entries = ngettext("In one entry.", "In %(count)s entries.", len(done)) % {"count": len(done)}
    return f"{hours} {entries}"


def _chart(done: Iterable[Practiced]) -> Mark:
    """Draw the hours of each kind; simulated ones have bars of their own, and say so."""
    hours: dict[tuple[bool, Category], Fraction] = {}
    for one in done:
        key = (one.is_simulated, Category(one.category))
        hours[key] = hours.get(key, Fraction(0)) + one.hours
    order = list(Category)
    keys = sorted(hours, key=lambda key: (key[0], order.index(key[1])))
    titles = Titles("practice-hours", _("Verified hours by kind"), _("Hours"), _("Kind"))
    names = [
        _("%(kind)s (simulated)") % {"kind": _(NAMES[kind])} if is_simulated else _(NAMES[kind])
        for is_simulated, kind in keys
    ]
    chart = bar_chart([float(hours[key]) for key in keys], names, titles)
    data = folded_table(chart, titles.title, _("The chart as a table"))
    return element(
        "figure", element("figcaption", words(titles.title)), chart.svg, data, class_="chart"
    )


def _entry(row: EntryRow, role: str, has_reflections: bool) -> Entry:
    said = [row.words.reflection, *(row.words.lines or {}).values()] if has_reflections else []
    return Entry(
        when=day(row.on) if row.on else "",
        category=_(NAMES[Category(row.category)]) if row.category in set(Category) else "",
        hours=hours_text(row.hours or Fraction(0)),
        did=row.words.did,
        observed=row.words.observed,
        reflection=[one for one in said if one],
        is_simulated=bool(row.case_id),
        role=role,
    )
