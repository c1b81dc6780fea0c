"""Ada writes an A3 report and others assess it, at the level of operations."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, select

from courseware.operations.a3_assessing import Given, assess
from courseware.operations.a3_assessors import By, by_account, calibrate
from courseware.operations.a3s import Kept, Outcome, keep, start
from courseware.operations.people import grant_role
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.permissions import Role
from courseware.practice.a3_report import Report
from courseware.practice.rubric import IDS
from courseware.progress.facts import FactKind
from courseware.records.a3_reports import A3Row, VersionRow, find_a3, versions_of
from courseware.records.journal import read_facts
from courseware.records.transaction import writing
from courseware.words import Reason
from tests.conftest import NOW, World
from tests.people import NAMES

GOOD = dict.fromkeys(IDS, 3)
POOR = {**GOOD, "root_cause": 2, "background": 4}
"""They add up to 24 as well, with a gate criterion at 2."""
REPORT = Report(
    "Late kits at line 2",
    "Ines Duarte (planner), Ola Berg (fitter), Kim Tran (quality)",
    "planning, maintenance, quality",
    is_real=True,
    sections={one: f"What we found about {one}: 12 of 48 kits." for one in IDS},
)


class Story:
    """What the people of the cast do, one write each."""

    def __init__(self, world: World, engine: Engine, site: Site) -> None:
        self.world, self.engine, self.site = world, engine, site

    def assessors(self, *names: str) -> None:
        """Make people instructors who have scored the models right."""
        with writing(self.engine) as conn:
            for name in names:
                if name != "ben":
                    grant_role(conn, self.world.cast[name], Role.INSTRUCTOR, now=NOW)
        for name in names:
            self.calibrate(name)

    def by(self, name: str) -> By:
        with self.engine.connect() as conn:
            return by_account(conn, self.world.cast[name], NAMES[name])

    def calibrate(self, name: str, off: int = 0, *, now: Any = NOW, by: By | None = None) -> bool:
        with writing(self.engine) as conn:
            models = self.site.shelves.current(conn).practice.models
            scores = {
                one.id: {key: min(4, max(0, value + off)) for key, value in one.scores.items()}
                for one in models
            }
            who = by or self.by(name)
            return calibrate(conn, by=who, scores=scores, now=now, site=self.site)

    def begin(self, kind: str = "practice", who: str = "ada") -> int:
        with writing(self.engine) as conn:
            made = start(conn, person_id=self.world.cast[who], kind=kind, now=NOW)
        assert made is not None
        return made

    def keep(
        self, a3_id: int, report: Report = REPORT, *, revision: int | None = None,
        hands_in: bool = False, who: str = "ada",
    ) -> Outcome:  # fmt: skip
        if revision is None:
            revision = self.report(a3_id, who).revision
        with writing(self.engine) as conn:
            return keep(
                conn, person_id=self.world.cast[who], a3_id=a3_id, report=report,
                revision=revision, hands_in=hands_in, now=NOW, site=self.site,
            )  # fmt: skip

    def hand_in(self, kind: str = "practice", report: Report = REPORT, who: str = "ada") -> int:
        """Hand a new report in, and return its number."""
        a3_id = self.begin(kind, who)
        assert self.keep(a3_id, report, hands_in=True, who=who).kept is Kept.SENT
        return a3_id

    def report(self, a3_id: int, who: str = "ada") -> A3Row:
        with self.engine.connect() as conn:
            found = find_a3(conn, self.world.cast[who], a3_id)
        assert found is not None
        return found

    def versions(self, a3_id: int) -> list[VersionRow]:
        with self.engine.connect() as conn:
            return versions_of(conn, a3_id)

    def assess(
        self, a3_id: int, name: str, scores: dict[str, int] | None = None, *,
        by: By | None = None, now: Any = NOW,
    ) -> Reason | None:  # fmt: skip
        with writing(self.engine) as conn:
            return assess(
                conn, version_id=self.versions(a3_id)[0].id, by=by or self.by(name),
                given=Given(scores or GOOD, {"target": f"A word of {name}"}), now=now, site=self.site,
            )  # fmt: skip

    def facts(self, *kinds: FactKind, who: str = "ada") -> list[Any]:
        with self.engine.connect() as conn:
            return read_facts(conn, self.world.cast[who], kinds=[one.value for one in kinds])

    def rows(self, table: Any) -> list[Any]:
        with self.engine.connect() as conn:
            return list(conn.execute(select(table).order_by(table.c.id)).all())

    def verify(self, who: str = "ada") -> list[str]:
        with self.engine.connect() as conn:
            return [one.message for one in verify_person(conn, self.world.cast[who])]
