from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courseware.credentials.snapshot import (
    STATEMENT,
    Issuer,
    PassedModule,
    Snapshot,
    from_json,
    to_json,
)

Make = Callable[..., Snapshot]
texts = st.text(st.sampled_from('aŁễ "\\\\/\n☃'), max_size=8)
days = st.dates(min_value=date(2000, 1, 1))
modules = st.builds(
    PassedModule,
    slug=texts,
    number=st.integers(1, 99),
    title=texts,
    version=texts,
    passed_on=days,
    points=st.fractions(0, 15, max_denominator=60),
    maximum=st.integers(1, 15),
)
snapshots = st.builds(
    Snapshot,
    public_id=texts,
    holder=texts,
    pathway=texts,
    pathway_title=texts,
    states=texts,
    modules=st.lists(modules, max_size=3).map(tuple),
    study_minutes=st.integers(0, 9999),
    issued_at=st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis adds the zone
    issuer=st.builds(Issuer, texts, texts, texts, texts),
    host=texts,
    verify_url=texts,
    curriculum_version=texts,
    demonstration=st.booleans(),
    issued_on=st.none() | days,
    statement=st.lists(texts, max_size=2).map(tuple),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(snapshots)
def test_what_is_stored_reads_back_and_writes_the_same_text(snapshot: Snapshot):
    text = to_json(snapshot)
    assert from_json(text) == snapshot
    assert to_json(from_json(text)) == text


def test_the_stored_text_is_canonical(make: Make):
    text = to_json(make(holder="Łukasz Żółć"))
    stored = json.loads(text)
    assert text == json.dumps(stored, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert stored["issued_at"] == "2026-11-22T14:05:00Z"
    assert stored["modules"][0]["points"] == [19, 2]
    assert stored["modules"][0]["passed_on"] == "2026-10-01"
    assert "Łukasz Żółć" in text


def test_one_moment_and_one_name_have_one_text(make: Make):
    warsaw = timezone(timedelta(hours=1))
    there = make(
        holder=unicodedata.normalize("NFD", "Żółć"),
        issued_at=datetime(2026, 11, 22, 15, 5, 0, 999, tzinfo=warsaw),
    )
    assert to_json(there) == to_json(make(holder="Żółć"))


def test_a_time_without_a_zone_is_refused(make: Make):
    with pytest.raises(ValueError, match="time zone"):
        make(issued_at=datetime(2026, 11, 22))  # noqa: DTZ001 - the fault under test


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"schema":1', '"schema":2'),
        ('"schema":1', '"schema": 1'),
        ('"study_minutes":124', '"study_minutes":124.0'),
        ('"points":[19,2]', '"points":[38,4]'),
        ('"points":[19,2]', '"points":[19,0]'),
        ('"kind":"completion",', ""),
        ('"holder":', '"nickname":"A","holder":'),
        ('"2026-11-22T14:05:00Z"', '"2026-11-22T14:05:00+00:00"'),
        ('"2026-11-22T14:05:00Z"', '"soon"'),
        ("{", "["),
    ],
)
def test_a_text_that_was_not_stored_by_us_is_refused(make: Make, old: str, new: str):
    text = to_json(make())
    assert old in text
    with pytest.raises(ValueError, match=r"."):
        from_json(text.replace(old, new, 1))


@pytest.mark.parametrize("text", ["", "null", "7", "[]", '"a"', "{}"])
def test_other_json_is_refused(text: str):
    with pytest.raises(ValueError, match=r"."):
        from_json(text)


def test_a_changed_score_is_another_certificate(make: Make):
    plain = make()
    better = replace(plain.modules[0], points=Fraction(10))
    changed = replace(plain, modules=(better, *plain.modules[1:]))
    assert to_json(changed) != to_json(plain)


def test_the_statement_is_word_for_word():
    assert STATEMENT[0] == (
        "This certificate records that the holder completed the named course level and the "
        "evidence listed. It is issued by the site named above. It is not a license, a "
        "professional certification or an academic qualification, and it is not accredited or "
        "endorsed by any professional body."
    )
