"""`valid:` and `renew:` in the files of pathways, of a pathway's own certificate and of a level's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from courseware.content.model import Pathway
from courseware.credentials.validity import Validity
from courseware.problems import Report
from tests.content.content_examples import SHARED, read, sound

FILE = "pathways/first-steps.yaml"
PLAIN = 'certificate: {title: Certificate, states: "Did it."}\n'
OWN = 'certificate:\n  title: Certificate\n  states: "Did it."\n'
LEVEL = """\
levels:
  - id: foundation
    title: Foundation
    summary: What one has to know.
    through: flow
    certificate:
      title: "Ready: Foundation"
      states: "Did it."
"""


def read_with(root: Path, last: str, *, level: bool = False) -> tuple[Pathway | None, Report]:
    """Read a catalog in which a certificate says this beside its texts, each on a line of its own."""
    block, indent = (LEVEL, 6) if level else (OWN, 2)
    lines = "".join(f"{' ' * indent}{line}\n" for line in last.split(", "))
    text = SHARED[FILE].replace(PLAIN, block + lines)
    catalog, report = read(root, sound() | {FILE: text})
    return catalog.pathways.get("first-steps"), report


@pytest.mark.parametrize("level", [False, True], ids=["of a pathway", "of a level"])
@pytest.mark.parametrize(
    ("written", "validity"),
    [
        ("valid: 24 months", Validity(24, 3)),
        ("valid: 2 years, renew: 6 months", Validity(24, 6)),
        ("valid: 1 year, renew: 1 year", Validity(12, 12)),
        ("valid: 10 years", Validity(120, 3)),
        ("valid: 2 months", Validity(2, 2)),
        ("valid: 1 month", Validity(1, 1)),
    ],
)
def test_a_certificate_says_how_long_it_is_valid(
    tmp_path: Path, written: str, validity: Validity, level: bool
) -> None:
    pathway, report = read_with(tmp_path, written, level=level)
    assert report.problems == []
    assert pathway is not None
    assert (pathway.levels[0].validity if level else pathway.validity) == validity
    assert Pathway.from_json(json.loads(json.dumps(pathway.to_json()))) == pathway


@pytest.mark.parametrize("level", [False, True], ids=["of a pathway", "of a level"])
@pytest.mark.parametrize(
    ("written", "name", "message"),
    [
        ("valid: 0 months", "valid", "`valid` is no time that can be counted."),
        ("valid: 121 months", "valid", "`valid` is no time that can be counted."),
        ("valid: 11 years", "valid", "`valid` is no time that can be counted."),
        ("valid: 24", "valid", "`valid` is no time that can be counted."),
        ("valid: two years", "valid", "`valid` is no time that can be counted."),
        ("valid: -2 years", "valid", "`valid` is no time that can be counted."),
        ("valid: 2 years, renew: soon", "renew", "`renew` is no time that can be counted."),
        ("valid: 2 months, renew: 3 months", "renew", "It could be renewed before it is issued."),
        ("renew: 3 months", "renew", "`renew` stands without `valid`."),
    ],
)
def test_what_cannot_be_counted_is_told_with_its_place(
    tmp_path: Path, written: str, name: str, message: str, level: bool
) -> None:
    pathway, report = read_with(tmp_path, written, level=level)
    (problem,) = report.problems
    assert (problem.file, problem.severity, problem.message) == (FILE, "error", message)
    assert (tmp_path / FILE).read_text().splitlines()[problem.line - 1].strip().startswith(name)
    assert problem.mend
    assert pathway is None, "a certificate that should end is not published as one that does not"


def test_without_it_a_certificate_does_not_expire_and_its_stored_form_is_the_old_one(
    tmp_path: Path,
) -> None:
    catalog, report = read(tmp_path, sound())
    pathway = catalog.pathways["first-steps"]
    assert (report.problems, pathway.validity) == ([], None)
    assert "validity" not in pathway.to_json()
    assert Pathway.from_json(pathway.to_json()) == pathway
