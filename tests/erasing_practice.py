"""All that somebody can have of practice, reports and plans, with a mark in every word of it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from courseware.operations.a3_assessing import Given, assess
from courseware.operations.a3_assessors import by_account, calibrate
from courseware.operations.a3s import Kept, keep, start
from courseware.operations.career import add_item
from courseware.operations.confirming import Confirmer, Decided, decide_sheet
from courseware.operations.evidence_files import add
from courseware.operations.sharing import ask_mentor
from courseware.operations.site import Site
from courseware.practice.a3_report import Report
from courseware.practice.career import Kind, Written
from courseware.practice.files import Attachment
from courseware.practice.rubric import IDS
from courseware.practice.sharing import FOR_MENTOR
from courseware.records.a3_reports import versions_of
from courseware.records.practice_entries import Verifier, entries_on
from tests.conftest import NOW
from tests.people import NAMES, Cast
from tests.practice_story import log, send, written
from tests.witnessing import ask, join_levels
from tests.witnessing import send as send_result

DAY = date(2026, 3, 2)


def add_practice(conn: Connection, cast: Cast, site: Site, mark: str) -> None:
    """Give Fin practice, a result, an asked rating, an assessed A3, a plan and a mentor."""
    saw = Verifier(f"Lupe {mark}", mark, f"lupe@{mark}.example")
    join_levels(conn, cast.fin, site)
    entry = log(
        conn, cast.fin, written(did=f"Counted {mark}", reflection=f"{mark} " * 40), saw, now=NOW,
        site=site,
    )  # fmt: skip
    file = Attachment(f"{mark}.txt", "text/plain", mark.encode())
    assert add(conn, person_id=cast.fin, kind="entries", owner_id=entry, attachment=file, now=NOW,
               site=site)  # fmt: skip
    _confirm(conn, send(conn, cast.fin, DAY, now=NOW, site=site), cast.cleo, site)
    again = log(conn, cast.fin, written(did=mark), saw, now=NOW, site=site)
    sheet = send(conn, cast.fin, DAY, now=NOW, site=site)
    _confirm(conn, sheet, cast.cleo, site, {again: f"Not {mark}"})
    send_result(conn, cast.fin, site, saw)
    assert not ask(conn, cast.fin, site, saw)
    _report(conn, cast, site, mark)
    plan = Written(Kind.CONTACT, f"Rosa {mark}", mark, mark)
    assert add_item(conn, person_id=cast.fin, line=plan, reference="", now=NOW) is None
    assert ask_mentor(
        conn, person_id=cast.fin, name=f"Jonas {mark}", role=mark, address=f"jonas@{mark}.example",
        parts=FOR_MENTOR, now=NOW, site=site,
    ) is None  # fmt: skip


def _confirm(
    conn: Connection, sheet: int, by: int, site: Site, returned: dict[int, str] | None = None
) -> None:
    seen = {one.id: one.revision for one in entries_on(conn, sheet)}
    outcome = decide_sheet(
        conn, sheet_id=sheet, by=Confirmer(person_id=by), returned=returned or {}, seen=seen,
        now=NOW, site=site,
    )  # fmt: skip
    assert outcome is Decided.DONE


def _report(conn: Connection, cast: Cast, site: Site, mark: str) -> None:
    """Hand a report in, which Ben returns; Fin scores the models as well."""
    models = {one.id: one.scores for one in site.shelves.current(conn).practice.models}
    for one in (cast.ben, cast.fin):
        by = by_account(conn, one, NAMES["ben"])
        assert calibrate(conn, by=by, scores=models, now=NOW, site=site)
    a3_id = start(conn, person_id=cast.fin, kind="practice", now=NOW)
    assert a3_id is not None
    report = Report(
        f"A report {mark}", mark, mark, sections=dict.fromkeys(IDS, f"What {mark} saw: 12.")
    )
    kept = keep(
        conn, person_id=cast.fin, a3_id=a3_id, report=report, revision=1, hands_in=True, now=NOW,
        site=site,
    )  # fmt: skip
    assert kept.kept is Kept.SENT
    wrong = assess(
        conn, version_id=versions_of(conn, a3_id)[0].id, by=by_account(conn, cast.ben, NAMES["ben"]),
        given=Given(dict.fromkeys(IDS, 1), {"target": f"Whose {mark}?"}), now=NOW, site=site,
    )  # fmt: skip
    assert wrong is None
