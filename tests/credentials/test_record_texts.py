"""The text of a module record: one written form, nothing in it that nobody may see, all of it shown."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

import pytest

from courseware.credentials.module_record import (
    STATEMENT,
    Assessment,
    ModuleRecord,
    RecordedModule,
    document,
    from_text,
    to_text,
)
from courseware.credentials.printed import record_fields
from courseware.credentials.snapshot import Issuer

NUMBER = "7K2M-9QXT-0C4D-V8RB-3HNE"
Make = Callable[..., ModuleRecord]


def make(**changes: object) -> ModuleRecord:
    plain = {
        "public_id": NUMBER,
        "holder": "Ada Marsh",
        "module": RecordedModule(
            "mp1-factory-systems", "How factories work", 3, "5d" * 32,
            ("Name a process.", "Calculate takt time."),
        ),
        "passed_on": date(2026, 10, 28),
        "assessment": Assessment(10, Fraction(4, 5)),
        "fact": "f8" * 32,
        "issuer": Issuer("Rivermill Components", "Ireland", "t@rivermill.example", "employer"),
        "host": "academy.example",
        "verify_url": f"https://academy.example/verify/{NUMBER}",
        "demonstration": False,
        "signed_at": datetime(2026, 11, 22, 14, 5, tzinfo=UTC),
    }  # fmt: skip
    return ModuleRecord(**(plain | changes))  # type: ignore[arg-type]


def test_what_is_stored_reads_back_and_writes_the_same_text():
    text = to_text(make(holder='Łukasz "Ż" \\ \u0007 Żółć'))
    assert to_text(from_text(text)) == text
    assert from_text(text).holder == 'Łukasz "Ż" \\ \u0007 Żółć'


def test_the_signed_text_is_canonical_json():
    text = to_text(make(holder="Łukasz"))
    stored = json.loads(text)
    assert text == json.dumps(stored, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert stored["assessment"]["pass_mark"] == [4, 5]
    assert stored["signed_at"] == "2026-11-22T14:05:00Z"
    assert "Łukasz" in text


def test_one_moment_and_one_name_have_one_text():
    warsaw = timezone(timedelta(hours=1))
    there = make(
        holder=unicodedata.normalize("NFD", "Żółć"),
        signed_at=datetime(2026, 11, 22, 15, 5, 0, 999, tzinfo=warsaw),
    )
    assert to_text(there) == to_text(make(holder="Żółć"))
    with pytest.raises(ValueError, match="time zone"):
        make(signed_at=datetime(2026, 11, 22))  # noqa: DTZ001 - the fault under test


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"schema":1', '"schema":2'),
        ('"schema":1', '"schema": 1'),
        ('"version":3', '"version":3.0'),
        ('"pass_mark":[4,5]', '"pass_mark":[8,10]'),
        ('"pass_mark":[4,5]', '"pass_mark":[4,0]'),
        ('"kind":"module",', ""),
        ('"holder":', '"score":9,"holder":'),
        ('"2026-11-22T14:05:00Z"', '"2026-11-22T14:05:00+00:00"'),
        ('"module":{', '"module":[{'),
    ],
)
def test_a_text_that_was_not_stored_by_us_is_refused(old: str, new: str):
    text = to_text(make())
    assert old in text
    with pytest.raises(ValueError, match=r"."):
        from_text(text.replace(old, new, 1))


@pytest.mark.parametrize("text", ["", "null", "7", "[]", '"a"', "{}", '{"module":1}'])
def test_other_json_is_refused(text: str):
    with pytest.raises(ValueError, match=r"."):
        from_text(text)


def test_no_score_and_no_address_of_the_holder_can_be_in_it():
    assert set(json.loads(to_text(make()))) == {
        "assessment", "cycle", "demonstration", "fact", "holder", "host", "issue", "issuer", "kind",
        "module", "passed_on", "public_id", "result", "schema", "signed_at", "statement", "title",
        "verify_url",
    }  # fmt: skip


def test_everything_signed_is_shown_in_reading_order():
    assert [(field.label(), field.value) for field in record_fields(make())] == [
        ("Title", "Record of a passed module"),
        ("Made out to", "Ada Marsh"),
        ("Passed the module", "How factories work"),
        ("Passed on", "28 October 2026"),
        ("Result", "passed"),
        ("What was tested (1)", "Name a process."),
        ("What was tested (2)", "Calculate takt time."),
        (
            "Assessment",
            "Quiz of 10 points, passed at 80 %; unsupervised, open book; may be repeated with "
            "other questions, the best try counts.",
        ),
        ("Issued by", "Rivermill Components"),
        ("Relation to holder", "employer"),
        ("Country", "Ireland"),
        ("Contact", "t@rivermill.example"),
        ("Signed on", "22 November 2026, 14:05 UTC"),
        ("Record number", NUMBER),
        ("Site that confirms it", "academy.example"),
        ("Address of its page", f"https://academy.example/verify/{NUMBER}"),
        ("Module id", "mp1-factory-systems"),
        ("Version of the module", "3"),
        ("Digest of that version (SHA-256)", "5d" * 32),
        ("Fact on the holder’s record (SHA-256)", "f8" * 32),
        *(("Statement", paragraph) for paragraph in STATEMENT),
    ]


def test_a_demonstration_says_so_first():
    first = record_fields(make(demonstration=True))[0]
    assert first.value == (
        "DEMONSTRATION. Made to show what a record looks like; "
        "it records nothing about a real person."
    )


def test_a_quiz_that_may_not_be_repeated_does_not_say_that_it_may():
    once = replace(make().assessment, may_be_repeated=False)
    (how,) = [f for f in record_fields(make(assessment=once)) if f.label_code == "assessment"]
    assert how.value == "Quiz of 10 points, passed at 80 %; unsupervised, open book."


def test_the_statement_is_word_for_word():
    assert STATEMENT == (
        "This record states that the holder passed the named module on the day above. It is issued "
        "by the site named above. It is not a license, a professional certification or an academic "
        "qualification, and it is not accredited or endorsed by any professional body.",
        "Module quizzes are open book, unsupervised and may be repeated.",
    )


def test_the_file_holds_the_record_and_what_checks_it():
    text = to_text(make())
    kept = json.loads(document(text, signature="sig", key="key-2026-1", public_key="pub"))
    assert kept["record"] == json.loads(text)
    assert kept["signature"] == {
        "algorithm": "Ed25519", "key": "key-2026-1", "public_key": "pub",
        "purpose": "courseware.module-record.1", "value": "sig",
    }  # fmt: skip
