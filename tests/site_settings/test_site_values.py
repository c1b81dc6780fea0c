"""What operators may decide, value by value."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.joining.mail_domains import read_domains, show_domain
from courseware.joining.retention import erased_at, left_by
from courseware.site_values import fit
from courseware.words import Unfit
from tests.conftest import utc


@pytest.mark.parametrize(
    ("name", "text", "stored"),
    [
        ("name", "  Rivermill   Academy ", "Rivermill Academy"),
        ("name", "Ru\u0308ckkehr", "Rückkehr"),
        ("name", "می\u200cخواهم", "می\u200cخواهم"),
        ("accent", " #7A00FF ", "#7a00ff"),
        ("accent", "", ""),
        ("time_zone", "Europe/Berlin", "Europe/Berlin"),
        ("language", "en", "en"),
        ("registration", "domain", "domain"),
        ("mail_domains", "", ""),
        ("mail_domains", "@Example.com, example.com\nmünchen.example",
         "example.com xn--mnchen-3ya.example"),
        ("keep_years", "007", "7"),
        ("keep_years", "0", "0"),
    ],
)  # fmt: skip
def test_a_value_is_written_in_one_way(name: str, text: str, stored: str) -> None:
    assert fit(name, text) == stored
    assert fit(name, stored) == stored


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("name", " ", "at least one letter"),
        ("name", "…!", "at least one letter"),
        ("name", "x" * 61, "at most 60 characters; this one has 61"),
        ("name", "Acad\u202eemy", r"U\+202E"),
        ("name", "Academy\r\nBcc: all@example.com", r"U\+000D"),
        ("name", "x" * 20_000, "longer than any value"),
        ("name", "A\0b", "longer than any value"),
        ("time_zone", "Berlin", "not known"),
        ("time_zone", "../../etc/passwd", "not known"),
        ("time_zone", "", "not known"),
        ("language", "tlh", "no words in this language"),
        ("registration", "anybody", "Choose one of: invite, code, domain, open"),
        ("mail_domains", "example.com ann@example.com", "“ann@example.com” is not a mail domain"),
        ("mail_domains", "localhost", "not a mail domain"),
        ("mail_domains", "127.0.0.1", "not a mail domain"),
        ("mail_domains", "[127.0.0.1]", "not a mail domain"),
        ("mail_domains", " ".join(f"d{n}.example" for n in range(21)), "At most 20"),
        ("keep_years", "31", "from 1 to 30"),
        ("keep_years", "-1", "from 1 to 30"),
        ("keep_years", "5.5", "from 1 to 30"),
        ("keep_years", "٣", "from 1 to 30"),
        ("keep_years", "", "from 1 to 30"),
        ("logo", "x", "There is no setting “logo”"),
        ("secret_key", "x", "There is no setting “secret_key”"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_words(name: str, text: str, words: str) -> None:
    with pytest.raises(Unfit, match=words):
        fit(name, text)


def test_a_domain_is_shown_as_people_write_it() -> None:
    assert [show_domain(one) for one in read_domains("münchen.example")] == ["münchen.example"]


def test_a_leap_day_has_its_anniversary_when_march_begins() -> None:
    assert erased_at(utc(2024, 2, 29, 10), 1) == utc(2025, 3, 1)
    assert erased_at(utc(2024, 2, 29, 10), 4) == utc(2028, 2, 29, 10)
    assert erased_at(utc(2024, 5, 1, 10), 3) == utc(2027, 5, 1, 10)


MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is added
LEAP = st.integers(2000, 2060).flatmap(
    lambda year: st.datetimes(
        datetime(year, 2, 27),  # noqa: DTZ001 - as above
        datetime(year, 3, 2),  # noqa: DTZ001 - as above
        timezones=st.just(UTC),
    )
)


@given(MOMENTS | LEAP, MOMENTS | LEAP, st.integers(1, 30))
def test_the_query_and_the_rule_of_retention_agree(
    left_at: datetime, moment: datetime, years: int
) -> None:
    assert (left_at <= left_by(moment, years)) == (erased_at(left_at, years) <= moment)
