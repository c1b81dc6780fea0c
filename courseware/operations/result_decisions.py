"""Somebody who saw a result confirms it or returns it: once, and for good."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from courseware.letters import Letter
from courseware.operations.letters import tell
from courseware.operations.levels import settle_levels
from courseware.operations.site import Site
from courseware.operations.witnesses import Party, name_of
from courseware.permissions import Permission
from courseware.practice.entries import EntryState
from courseware.progress.facts import FactKind
from courseware.records import evidence, guests, journal
from courseware.records import results as records
from courseware.records.evidence_files import digests_of
from courseware.records.people import is_erased
from courseware.records.reach import reach_member
from courseware.records.results import ResultRow
from courseware.records.sent_results import find_sent, stored_result
from courseware.records.sign_offs import Act, add_sign_off


class Decided(StrEnum):
    """What became of a decision."""

    DONE = "done"
    CHANGED = "changed"  # the learner mended it meanwhile: it has to be looked at again
    GONE = "gone"  # it does not wait any more, or never waited for this person


_FACTS = {
    EntryState.VERIFIED: FactKind.RESULT_VERIFIED,
    EntryState.RETURNED: FactKind.RESULT_RETURNED,
}


def may_decide(conn: Connection, person_id: int, row: ResultRow) -> bool:
    """Say whether an account may confirm a result: it was sent there, or they manage the learner."""
    if person_id == row.person_id:
        return False
    if person_id == row.verifier.person_id:
        return True
    return reach_member(conn, person_id, Permission.VERIFY, row.person_id) is not None


def decide_result(
    conn: Connection,
    *,
    learner: int,
    result_id: int,
    party: Party,
    decision: EntryState,
    comment: str,
    revision: int,
    now: datetime,
    site: Site,
) -> Decided:
    """Confirm or return a result. `revision` is what was looked at; what is confirmed never changes."""
    lock = journal.lock_learner(conn, learner)
    if lock is None or is_erased(conn, learner):
        return Decided.GONE
    row = find_sent(conn, result_id)
    if row is None or row.person_id != learner or not _may(conn, party, row):
        return Decided.GONE
    if row.revision != revision:
        return Decided.CHANGED
    if not _use_link(conn, party, row, now):
        return Decided.GONE
    act = _act(conn, party, row, decision=decision, comment=comment, now=now)
    _record(conn, lock, row, party, act, now=now, site=site)
    details = {
        "who": act.name,
        "confirmed": str(int(decision is EntryState.VERIFIED)),
        "returned": str(int(decision is EntryState.RETURNED)),
    }
    tell(conn, learner, Letter.PRACTICE_DECIDED, details, now=now)
    return Decided.DONE


def _may(conn: Connection, party: Party, row: ResultRow) -> bool:
    if party.is_learner(conn, row.person_id):
        return False
    if party.guest is not None:
        return row.guest_id == party.guest.id
    return party.by_person is not None and may_decide(conn, party.by_person, row)


def _use_link(conn: Connection, party: Party, row: ResultRow, now: datetime) -> bool:
    """Use the link up by which it was decided; end the one that is not needed any more."""
    if party.guest is not None:
        return guests.use_guest(conn, party.guest.id, now=now)
    if row.guest_id is not None:
        guests.end_guest(conn, row.person_id, row.guest_id, now=now)
    return True


def _act(
    conn: Connection,
    party: Party,
    row: ResultRow,
    *,
    decision: EntryState,
    comment: str,
    now: datetime,
) -> Act:
    is_asked = party.by_person is None or party.by_person == row.verifier.person_id
    name = party.guest.name if party.guest else name_of(conn, party.by_person or 0)
    return Act(
        records.KIND, row.id, row.revision, decision.value, party.by_person,
        party.guest.id if party.guest else None, name,
        row.verifier.role if is_asked else "", comment, now,
    )  # fmt: skip


def _record(
    conn: Connection,
    lock: journal.Lock,
    row: ResultRow,
    party: Party,
    act: Act,
    *,
    now: datetime,
    site: Site,
) -> None:
    """Store the act, the state and the fact, and see whether it was the last step of a level."""
    decision = EntryState(act.decision)
    stored = add_sign_off(conn, row.person_id, act, salt=site.chance(16))
    records.move_result(conn, row.id, decision)
    rests_on = (
        evidence.of_result(
            stored_result(conn, row.id), stored, digests_of(conn, records.KIND, row.id)
        )
        if decision is EntryState.VERIFIED
        else evidence.of_return(stored)
    )
    journal.append(
        lock,
        kind=_FACTS[decision],
        subject=f"{records.KIND}/{row.id}",
        body={
            "by": party.names(conn, row.person_id), "finance": int(row.draft.is_finance_checked)
        },
        salt=site.chance(16),
        now=now,
        evidence=rests_on,
        by_person=party.by_person,
    )  # fmt: skip
    journal.save(conn, lock)
    if decision is EntryState.VERIFIED:
        settle_levels(conn, lock, now=now, site=site)
        journal.save(conn, lock)
