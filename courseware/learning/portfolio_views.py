"""What a learner has, as their portfolio and the page for a mentor show it: only the parts asked for.

Nothing here holds an address, a user name, a note or a contact: it goes to people without account.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import Connection

from courseware.charts.marks import Mark
from courseware.credentials.snapshot import from_json
from courseware.learning.career_views import Line, line_of
from courseware.learning.portfolio_practice import Entry, practice_of
from courseware.operations.verification import is_as_issued
from courseware.practice.career import SHOWABLE
from courseware.practice.rubric import CRITERIA, MOST
from courseware.practice.sharing import Part
from courseware.records.career import read_items
from courseware.records.credentials import credentials_of
from courseware.records.module_records import passed_modules
from courseware.records.portfolio import ShownA3, ShownResult, read_a3s, read_results
from courseware.web.database import shelf
from courseware.web.language import day


@dataclass(frozen=True, slots=True)
class Result:
    """A verified result with its periods in words."""

    said: ShownResult
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Earned:
    """A module passed, or a certificate: with the number of its public page, "" if it has none yet."""

    title: str
    at: datetime
    number: str


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All that the chosen parts hold; what was not chosen was never read."""

    parts: frozenset[Part]
    practiced: str = ""
    chart: Mark | None = None
    entries: Sequence[Entry] = ()
    results: Sequence[Result] = ()
    a3s: Sequence[ShownA3] = ()
    modules: Sequence[Earned] = ()
    credentials: Sequence[Earned] = ()
    lines: Sequence[Line] = ()
    most_points: int = field(default=len(CRITERIA) * MOST)

    @property
    def filled(self) -> Portfolio:
        """Return it without the parts in which nothing stands: a stranger need not read what is not."""
        held: dict[Part, object] = {
            Part.PRACTICE: self.practiced, Part.RESULTS: self.results, Part.A3: self.a3s,
            Part.MODULES: self.modules, Part.CREDENTIALS: self.credentials, Part.CAREER: self.lines,
        }  # fmt: skip
        return replace(self, parts=frozenset(one for one in self.parts if held.get(one, True)))


def portfolio_of(conn: Connection, person_id: int, parts: Collection[Part]) -> Portfolio:
    """Read the chosen parts of a person."""
    practiced, chart, entries = practice_of(conn, person_id, parts)
    results = read_results(conn, person_id) if Part.RESULTS in parts else []
    return Portfolio(
        parts=frozenset(parts),
        practiced=practiced,
        chart=chart,
        entries=entries,
        results=[Result(one, _period(one.before), _period(one.afterward)) for one in results],
        a3s=read_a3s(conn, person_id) if Part.A3 in parts else (),
        modules=_modules(conn, person_id) if Part.MODULES in parts else (),
        credentials=_credentials(conn, person_id) if Part.CREDENTIALS in parts else (),
        lines=_lines(conn, person_id) if Part.CAREER in parts else (),
    )


def _period(days: tuple[date | None, date | None]) -> str:
    first, last = days
    return f"{day(first)} – {day(last)}" if first and last else ""


def _modules(conn: Connection, person_id: int) -> list[Earned]:
    known = shelf().modules
    return [
        Earned(known[one.module].module.title if one.module in known else one.module,
               one.passed_at, one.public_id or "")
        for one in passed_modules(conn, person_id)
    ]  # fmt: skip


def _credentials(conn: Connection, person_id: int) -> list[Earned]:
    """Return the certificates that stand: each by its last issue, none that is revoked or was changed."""
    last = {(one.pathway, one.level): one for one in credentials_of(conn, person_id)}
    return [
        Earned(_title(one.snapshot), one.issued_at, one.public_id)
        for one in last.values()
        if one.snapshot and one.revoked_at is None and is_as_issued(conn, person_id, one.public_id)
    ]


def _title(text: str) -> str:
    snapshot = from_json(text)
    return f"{snapshot.title} · {snapshot.pathway_title}"


def _lines(conn: Connection, person_id: int) -> list[Line]:
    items = read_items(conn, person_id)
    return [
        line_of(one, is_for_others=True)
        for one in items
        if one.is_shown and one.kind in SHOWABLE and not one.is_station
    ]
