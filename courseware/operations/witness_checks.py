"""Whether what others said of a learner's work still is what the facts rest on: results and ratings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from courseware.practice.entries import EntryState
from courseware.progress.facts import FactKind
from courseware.records import evidence, journal
from courseware.records.evidence_files import digests_of
from courseware.records.open_ratings import given_rows
from courseware.records.people import is_erased
from courseware.records.results import KIND, result_record
from courseware.records.sign_offs import sign_off

_Wrong = tuple[int, str]
"""The number of a fact (0: the whole record) and what is wrong."""
_RESULTS = {FactKind.RESULT_VERIFIED, FactKind.RESULT_RETURNED}


def witness_faults(conn: Connection, person_id: int, facts: Sequence[Any]) -> Iterator[_Wrong]:
    """Check results and ratings against their facts.

    By the digests alone, which an erasure leaves as they are; what a fact says is compared too while
    it is there.
    """
    erased = is_erased(conn, person_id)
    acts, rows, forms = _acts(conn, person_id), _rows(conn, person_id), given_rows(conn, person_id)
    yield from _results(conn, facts, acts, rows)
    yield from _ratings(facts, forms)
    for act in acts:
        yield from _text(act, act.texts, f"sign-off {act.id}", erased=erased)
    for row in rows.values():
        yield from _text(row, row.texts, f"result {row.id}", erased=erased)
    for form in forms:
        text = None if form.ratings is None or form.texts is None else form.ratings + form.texts
        yield from _text(form, text, f"form {form.id} of ratings", erased=erased)


def _acts(conn: Connection, person_id: int) -> Sequence[Row[Any]]:
    query = select(sign_off).where(sign_off.c.person_id == person_id, sign_off.c.kind == KIND)
    return conn.execute(query.order_by(sign_off.c.id)).all()


def _rows(conn: Connection, person_id: int) -> dict[int, Row[Any]]:
    """Return the confirmed results by their numbers."""
    query = select(result_record).where(
        result_record.c.person_id == person_id,
        result_record.c.state == EntryState.VERIFIED.value,
    )
    return {row.id: row for row in conn.execute(query)}


def _results(
    conn: Connection,
    facts: Sequence[Any],
    acts: Sequence[Row[Any]],
    rows: Mapping[int, Row[Any]],
) -> Iterator[_Wrong]:
    """Match acts and facts: a fact of a return rests on its act, one of a result on the result too."""
    there: dict[str, str] = {}
    for act in acts:
        row = rows.get(act.subject_id)
        if act.decision == EntryState.RETURNED:
            there[evidence.of_return(act)] = f"return {act.id}"
        elif row is not None:
            files = digests_of(conn, KIND, row.id)
            there[evidence.of_result(row, act, files)] = f"confirmation {act.id}"
    for fact in (one for one in facts if one.kind in _RESULTS):
        if there.pop(fact.evidence, None) is None:
            yield fact.seq, "the result or the sign-off it rests on was changed or removed"
        elif fact.kind == FactKind.RESULT_VERIFIED and not _says_so(fact, rows):
            yield fact.seq, "it does not say what the result it rests on says"
    for what in there.values():
        yield 0, f"no fact speaks of the {what} of a result"
    sure = {act.subject_id for act in acts if act.decision == EntryState.VERIFIED}
    for number in rows.keys() - sure:
        yield 0, f"the result {number} is confirmed, and nobody confirmed it"


def _says_so(fact: Any, rows: Mapping[int, Row[Any]]) -> bool:
    row, body = rows.get(int(fact.subject.split("/")[1])), _body(fact)
    return row is not None and (body is None or body["finance"] == int(row.is_finance_checked))


def _ratings(facts: Sequence[Any], forms: Sequence[Row[Any]]) -> Iterator[_Wrong]:
    there = {evidence.of_attestation(form): form for form in forms}
    for fact in (one for one in facts if one.kind == FactKind.RATED):
        form = there.pop(fact.evidence, None)
        if form is None:
            yield fact.seq, "the form of ratings it rests on was changed or removed"
            continue
        body = _body(fact)
        if body and form.ratings is not None:
            said = (fact.subject, body["pathway"], body["level"], body["ratings"])
            if said != (f"ratings/{form.id}", form.pathway, form.level, json.loads(form.ratings)):
                yield fact.seq, "it does not say what the form it rests on says"
    for form in there.values():
        yield 0, f"no fact speaks of the form {form.id} of ratings"


def _body(fact: Any) -> Mapping[str, Any] | None:
    body: Mapping[str, Any] | None = None if fact.body is None else json.loads(fact.body)
    return body


def _text(row: Any, text: str | None, what: str, *, erased: bool) -> Iterator[_Wrong]:
    """Check the words of a row against their digest; they are gone only with an erasure."""
    if text is None or row.salt is None:
        if not erased:
            yield 0, f"what {what} says is gone, and no fact says that it was erased"
    elif journal.commit_to(row.salt, text) != row.text_digest:
        yield 0, f"what {what} says was changed"
