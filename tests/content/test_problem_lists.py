from __future__ import annotations

import pytest

from courseware.problems import LONGEST, MOST_LISTED, Report, Severity, shown


def test_only_so_many_problems_of_a_file_are_listed_and_all_are_counted() -> None:
    report = Report()
    searched: list[int] = []
    for number in range(1_000):

        def search(number: int = number) -> str:
            searched.append(number)
            return "Write it so."

        report.source("a.yaml").error(f"Fault {number}.", mend=search)
    report.source("a.yaml").warning("A doubt.")
    report.source("b.yaml").error("Another file.")
    assert len(report.problems) == MOST_LISTED + 3
    assert report.problems[MOST_LISTED].message.startswith("This file has more than 100 errors")
    assert len(searched) == MOST_LISTED
    assert report.errors == 1_001


def test_what_one_reading_found_is_taken_whole() -> None:
    report, own = Report(), Report()
    own.source("a.yaml").error("Fault.")
    report.take(own)
    assert (report.errors, report.has_errors, len(report.problems)) == (1, True, 1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("two\nlines\u2028here", "two lines here"),
        ("\x1b[2J", "�[2J"),
        ("\udcff.md", "�.md"),
        ("\u202egnp.exe", "�gnp.exe"),
        ("80\u00a0%", "80\u00a0%"),
    ],
)
def test_a_problem_is_one_line_that_can_be_shown(typed: str, said: str) -> None:
    report = Report()
    report.source(typed).add(1, typed, typed, Severity.ERROR)
    (one,) = report.problems
    assert (one.file, one.message, one.mend) == (said, said, said)


def test_a_long_quotation_loses_its_middle() -> None:
    text = shown(f"“{'x' * 100_000}” is not known here.")
    assert len(text) <= LONGEST
    assert text.endswith("is not known here.")
