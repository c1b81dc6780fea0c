"""Somebody with something to show, and with words in every place that is nobody else's business."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

from flask import Flask
from sqlalchemy import Connection, insert

from courseware.extensions import db
from courseware.practice.career import Kind, State, Written
from courseware.practice.categories import Category
from courseware.practice.entries import EntryState
from courseware.practice.rubric import IDS
from courseware.progress.facts import FactKind
from courseware.records import journal
from courseware.records.a3s import a3, a3_review, a3_version
from courseware.records.entry_changes import add_entry, columns
from courseware.records.practice_entries import Verifier, Words
from courseware.records.results import result_record
from courseware.records.sign_offs import Act, add_sign_off
from courseware.records.transaction import writing
from tests.careers import certification, keep
from tests.conftest import NOW

PRIVATE = "canary-3c1d"
"""Stands in every word that no shared page may show."""
SALT = bytes(16)


def fill(app: Flask, person_id: int) -> None:
    """Give a person confirmed practice, a result, an A3 and a plan, each beside a draft of the same."""
    with app.app_context(), writing(db.engine) as conn:
        entry(conn, person_id, "Counted the stops of the packing bench", hours=Fraction(5, 2))
        entry(conn, person_id, "Worked through a case", hours=Fraction(2), case="late-truck")
        entry(conn, person_id, f"A draft {PRIVATE}", state=EntryState.DRAFT)
        result(conn, person_id, "Search time for tools", "verified")
        result(conn, person_id, f"A draft {PRIVATE}", "draft")
        report(conn, person_id, "Late kits at the bench", "accepted")
        report(conn, person_id, f"A returned one {PRIVATE}", "returned")
    keep(app, person_id, certification(title="Forklift license", note=PRIVATE, is_shown=True))
    keep(app, person_id, certification(title=f"Hidden {PRIVATE}"))
    keep(app, person_id, Written(Kind.STEP, "Teach one job", note=PRIVATE, on=date(2026, 4, 20)))
    contact = Written(Kind.CONTACT, f"Rosa {PRIVATE}", "Runs a plant", PRIVATE, State.HELD,
                      is_shown=True)  # fmt: skip
    keep(app, person_id, contact)


def entry(
    conn: Connection,
    person_id: int,
    did: str,
    *,
    hours: Fraction = Fraction(1),
    case: str = "",
    state: EntryState = EntryState.VERIFIED,
) -> None:
    """Add an entry; a verified one with its sign-off and its fact, as verifying it does."""
    words = Words(did, "7 of 40 stops", "I thought about what I saw")
    verifier = Verifier(f"Verifier {PRIVATE}", PRIVATE, f"lead@{PRIVATE}.example")
    on = date(2026, 3, 20)
    values = columns(on=on, hours=hours, category=Category.DATA.value, words=words,
                     verifier=verifier, salt=SALT)  # fmt: skip
    entry_id = add_entry(
        conn, person_id, {**values, "state": state.value, "case_id": case}, now=NOW
    )
    if state is not EntryState.VERIFIED:
        return
    act = Act("entries", entry_id, 1, state.value, None, None, f"Lead {PRIVATE}", "Team leader",
              PRIVATE, NOW)  # fmt: skip
    add_sign_off(conn, person_id, act, salt=SALT)
    lock = journal.lock_learner(conn, person_id)
    assert lock is not None
    body = {"category": Category.DATA.value, "quarters": int(hours * 4), "on": on.isoformat()}
    journal.append(
        lock, kind=FactKind.PRACTICE_VERIFIED, subject=f"entries/{entry_id}",
        body={**body, "case": case}, salt=SALT, now=NOW,
    )  # fmt: skip
    journal.save(conn, lock)


def result(conn: Connection, person_id: int, measure: str, state: str) -> None:
    """Add a result record."""
    texts = {"measure": measure, "unit": "s", "baseline": "74", "after": "21", "guard": "no tool lost",
             "money": "", "own_part": "I timed it", "team": f"With Mia {PRIVATE}"}  # fmt: skip
    conn.execute(
        insert(result_record).values(
            person_id=person_id, state=state, baseline_from=date(2026, 1, 5),
            baseline_to=date(2026, 1, 9), after_from=date(2026, 2, 2), after_to=date(2026, 2, 6),
            is_finance_checked=False, texts=json.dumps(texts), salt="", text_digest="",
            verifier_name=PRIVATE, verifier_role=PRIVATE, verifier_contact=PRIVATE, revision=1,
            created_at=NOW, changed_at=NOW,
        )
    )  # fmt: skip


def report(conn: Connection, person_id: int, title: str, decision: str) -> None:
    """Add an A3 that was handed in once and decided on; its author went on writing since."""
    made = insert(a3).values(
        person_id=person_id, kind="practice", state=decision, title=f"{title} {PRIVATE}",
        draft=PRIVATE, revision=1, created_at=NOW, changed_at=NOW,
    ).returning(a3.c.id)  # fmt: skip
    a3_id = conn.execute(made).scalar_one()
    sent = insert(a3_version).values(
        a3_id=a3_id, number=1, body=json.dumps({"title": title, "team": PRIVATE}), salt="",
        body_digest="", sent_at=NOW, decision=decision, decided_at=NOW,
    ).returning(a3_version.c.id)  # fmt: skip
    version = conn.execute(sent).scalar_one()
    conn.execute(
        insert(a3_review).values(
            version_id=version, assessor_id=None, guest_id=None, texts=PRIVATE, salt="",
            scores=json.dumps(dict.fromkeys(IDS, 3)), decision=decision, text_digest="",
            given_at=NOW,
        )
    )  # fmt: skip
