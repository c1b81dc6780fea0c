"""What a certificate prints is checked at publication."""

import pytest

from courseware.content.printed import check_certificate_title, check_printable
from courseware.problems import Report


@pytest.mark.parametrize(
    ("title", "problems"),
    [
        ("Certificate of completion", 0),
        ("Foundation certificate", 1),
        ("Certificate: SUPERVISOR level", 1),
        ("Certified production manager", 1),
    ],
)
def test_a_certificate_of_completion_never_carries_a_levels_name(title, problems):
    report = Report()
    check_certificate_title(title, report.source("pathways/x.yaml", {("title",): 7}), "title")
    assert len(report.problems) == problems
    assert all(problem.line == 7 for problem in report.problems)


def test_a_title_that_the_paper_cannot_print_is_named_with_its_character():
    report = Report()
    check_printable("ស works", report.source("m/module.yaml"), "title")
    check_printable("Łódź works: ÷ × € 工厂", report.source("m/module.yaml"), "title")
    assert [problem.message for problem in report.problems] == ["The certificate cannot print ស."]
