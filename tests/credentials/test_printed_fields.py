from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from courseware.credentials.printed import LABELS, Field, printed_fields, record_fields
from courseware.credentials.snapshot import UNSUPERVISED, LevelStated, Snapshot
from tests.credentials.test_record_texts import make as record

Make = Callable[..., Snapshot]


def test_the_list_says_all_in_reading_order(make: Make):
    assert [(field.label(), field.value) for field in printed_fields(make())] == [
        ("Title", "Certificate of completion"),
        ("Awarded to", "Ada Marsh"),
        ("Pathway", "First steps in production"),
        ("What was done", "The holder completed every module and passed the quiz of each."),
        ("Module 1", "How factories work"),
        ("Module 1 passed on", "1 October 2026"),
        ("Module 2", "Safety before output"),
        ("Module 2 passed on", "2 October 2026"),
        ("Issued on", "22 November 2026"),
        ("Issued by", "Rivermill Components Ltd"),
        ("Relation to holder", "employer"),
        ("Country", "Ireland"),
        ("Contact", "training@rivermill.example"),
        ("Planned study time", "2 h 4 min"),
        ("Assessment", "unsupervised, open book"),
        ("Curriculum version", "3f8a9c1d2b7e"),
        ("Certificate number", "7K2M-9QXT-0C4D-V8RB-3HNE"),
        ("Site that confirms it", "academy.rivermill.example"),
        (
            "Address of its page",
            "https://academy.rivermill.example/verify/7K2M-9QXT-0C4D-V8RB-3HNE",
        ),
        *(("Statement", paragraph) for paragraph in make().statement),
    ]


def test_a_demonstration_says_so_first(make: Make):
    first = printed_fields(make(demonstration=True))[0]
    assert first.value.startswith("DEMONSTRATION. ")
    codes = [field.label_code for field in printed_fields(make())]
    assert "demonstration" not in codes


def test_neither_score_nor_digest_of_a_module_is_printed(make: Make):
    printed = " ".join(field.value for field in printed_fields(make()))
    assert "19" not in printed
    assert "9.5" not in printed
    assert "1a2b3c4d5e6f" not in printed


def test_every_label_is_used_and_none_is_missing(make: Make):
    on_records = {field.label_code for field in record_fields(record(demonstration=True))}
    level = LevelStated(
        "manager", "Manager level", ("All modules passed.",), Fraction(480), entries=60, by_accounts=3,
        reviewed=UNSUPERVISED, reviewed_on=date(2026, 11, 1), results=("Scrap: 4 → 2 %",),
        a3="Late kits", oldest_on=date(2026, 1, 2),
    )  # fmt: skip
    full = make(demonstration=True, level=level, valid_until=date(2028, 11, 22))
    used = {field.label_code for field in printed_fields(full)}
    assert used | on_records == set(LABELS)


def test_the_day_of_issue_is_the_holders_where_it_is_known(make: Make):
    in_sydney = make(issued_on=date(2026, 11, 23))
    assert Field("issued", "22 November 2026") in printed_fields(make())
    assert Field("issued", "23 November 2026") in printed_fields(in_sydney)


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (375, "6 h 15 min")]
)
def test_study_time_is_written_as_people_say_it(make: Make, minutes: int, words: str):
    assert Field("study", words) in printed_fields(make(study_minutes=minutes))


def test_the_label_is_translated_and_the_value_is_not():
    field = Field("module", "How factories work", 3)
    assert field.label({"Module {number}": "Moduł {number}"}.__getitem__) == "Moduł 3"
    assert field.value == "How factories work"
