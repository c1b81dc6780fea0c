"""A module passed by assessment on certificate and record; what was issued before stays byte for byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from test_certificate_pdf import are_on_two_lines, boxes, overlap, words_of
from test_record_texts import make as make_record

from courseware.credentials.certificate import render_pdf
from courseware.credentials.module_record import (
    ASSESSED_STATEMENT,
    PASSED_BY_ASSESSMENT,
    Assessment,
    ModuleRecord,
    from_text,
    to_text,
)
from courseware.credentials.printed import printed_fields, record_fields
from courseware.credentials.snapshot import (
    ASSESSED,
    BY_ASSESSMENT,
    STATEMENT,
    Snapshot,
    from_json,
    to_json,
)

Make = Callable[..., Snapshot]
SNAPSHOT_BEFORE = "f4ff99d30bd2e372b99fc469e0a35631a193f51508508e1accf97b17104da41a"
RECORD_BEFORE = "1e6798e3cc19707decf674ec9cd5f47358ab5cf9fe2e70ea8d8dd03dc2558126"
"""SHA-256 of both texts as they were written before there was a challenge."""


def assessed(snapshot: Snapshot, *numbers: int) -> Snapshot:
    """Return the certificate with these modules passed by assessment."""
    modules = tuple(
        replace(one, by=BY_ASSESSMENT) if one.number in numbers else one for one in snapshot.modules
    )
    return replace(snapshot, modules=modules, statement=(*STATEMENT, ASSESSED))


def assessed_record() -> ModuleRecord:
    return make_record(
        result=PASSED_BY_ASSESSMENT,
        statement=ASSESSED_STATEMENT,
        assessment=Assessment(10, Fraction(9, 10), may_be_repeated=False),
    )


def test_what_was_written_before_is_written_the_same(make: Make):
    texts = to_json(make()), to_text(make_record())
    digests = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    assert digests == [SNAPSHOT_BEFORE, RECORD_BEFORE]


def test_a_certificate_says_it_beside_the_module_alone(make: Make):
    snapshot = assessed(make(), 2)
    text = to_json(snapshot)
    assert from_json(text) == snapshot
    assert [one.get("by") for one in json.loads(text)["modules"]] == [None, "by assessment"]
    printed = {field.number: field.value for field in printed_fields(snapshot)
               if field.label_code == "module.passed"}  # fmt: skip
    assert printed == {1: "1 October 2026", 2: "2 October 2026, by assessment"}
    assert ASSESSED in [field.value for field in printed_fields(snapshot)]


def test_an_empty_word_is_not_what_was_stored(make: Make):
    text = to_json(make()).replace('"maximum":10,', '"by":"","maximum":10,')
    with pytest.raises(ValueError, match="as it was stored"):
        from_json(text)


def test_a_record_says_it_in_its_result_how_it_was_assessed_and_what_that_means():
    record = assessed_record()
    assert from_text(to_text(record)) == record
    shown = {field.label_code: field.value for field in record_fields(record)}
    assert shown["result"] == "passed by assessment"
    assert shown["assessment"] == (
        "By assessment: 10 questions kept for it, passed at 90 %; unsupervised, open book; "
        "one try in 30 days."
    )
    assert shown["statement"] == ASSESSED
    assert json.loads(to_text(record)).keys() == json.loads(to_text(make_record())).keys()


@pytest.mark.parametrize("count", [2, 12])
def test_the_paper_has_room_for_it(make: Make, count: int):
    snapshot = assessed(make(modules=count), *range(1, count + 1))
    pdf = render_pdf(snapshot)
    words, inked = words_of(pdf), boxes(pdf)
    assert all("".join(field.value.split()) in words for field in printed_fields(snapshot))
    assert all(
        12 < left < right < 285 and 12 < bottom < top < 198 for left, bottom, right, top in inked
    )
    assert not any(are_on_two_lines(*pair) and overlap(*pair) for pair in combinations(inked, 2))
