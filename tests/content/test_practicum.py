"""What lies in modules/practicum/ is checked like all content: file, line, what is wrong, what to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from courseware.config import PROJECT
from courseware.content.catalog import read_catalog
from courseware.content.memory import Memory
from courseware.problems import Strictness
from tests.content.content_examples import problems, read, sound

SHIPPED = PROJECT / "modules/practicum"
CASE = "cases/scrap-and-overtime.yaml"
NAMES = ("a3-examples.yaml", "mentor-guides.yaml", "career.yaml", "coach.yaml", CASE)
LIST = "cases:\n  - {id: scrap-and-overtime, category: cost, hours: 1.5}\n"
Change = Callable[[str], str]


def practicum(**changed: str) -> dict[str, str]:
    """Return a sound catalog with the shipped practicum, of which one case is enough here."""
    own = {name: (SHIPPED / name).read_text("utf-8") for name in NAMES}
    # The modules that it names are not here.
    own["career.yaml"] = "\n".join(
        line for line in own["career.yaml"].splitlines() if "topics:" not in line
    )
    files = {**own, "cases.yaml": LIST, **changed}
    return {**sound(), **{f"practicum/{name}": text for name, text in files.items()}}


def swap(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def test_all_of_it_is_read(tmp_path: Path) -> None:
    catalog, report = read(tmp_path, practicum())
    assert problems(report) == []
    found = catalog.practice
    assert [one.lab.id for one in found.cases] == ["scrap-and-overtime"]
    assert len(found.models) == len(found.guides) == 3
    assert all((found.road, found.certifications, found.associations))
    assert len(found.coached) == 10


def test_a_site_may_have_none_of_it(tmp_path: Path) -> None:
    catalog, report = read(tmp_path, sound())
    assert problems(report) == []
    assert catalog.practice.cases == ()


@pytest.mark.parametrize(
    ("name", "change", "line", "message"),
    [
        ("cases.yaml", lambda text: text + text.splitlines()[1], 3, "The id “scrap-and-overtime” cannot be used."),
        ("cases.yaml", swap("scrap-and", "../scrap-and"), 2, "The id “../scrap-and-overtime” cannot be used."),
        ("cases.yaml", swap("1.5", "1.4"), 2, "`hours` are no quarter hours."),
        ("cases.yaml", swap("1.5", "0"), 2, "`hours` are no quarter hours."),
        ("cases.yaml", swap("cost", "money"), 2, "category"),
        ("mentor-guides.yaml", swap("- minutes: 4", "- minutes: 5"), 0, "The parts do not take 20 minutes together."),
        ("mentor-guides.yaml", swap("minutes: 20", "minutes: twenty"), 0, "`minutes` is no whole number up to 999."),
        ("career.yaml", swap("https://www.asq.org", "javascript:asq"), 0, "This is no address of a page."),
        ("career.yaml", swap("id: cssbb", "id: cssgb"), 0, "The id “cssgb” cannot be used."),
        ("career.yaml", swap("levels: foundation", "levels: beginner"), 0, "levels"),
        ("career.yaml", swap("    renew_years: 0\n", "    renew_years: 0\n    topics: [no-such]\n"), 0, "There is no module “no-such”."),
        ("coach.yaml", swap("  scheduling:", "  plans:"), 0, "category"),
        ("a3-examples.yaml", swap("      result:", "      results:"), 0, "“results” is missing or not known."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(
    tmp_path: Path, name: str, change: Change, line: int, message: str
) -> None:
    files = practicum()
    files[f"practicum/{name}"] = change(files[f"practicum/{name}"])
    _catalog, report = read(tmp_path, files)
    said = [one for one in problems(report) if one[0] == f"practicum/{name}" and message in one[2]]
    assert said, problems(report)
    assert line in (0, said[0][1])
    assert said[0][1] > 0


def test_a_score_beyond_the_scale_is_an_error(tmp_path: Path) -> None:
    files = practicum()
    text = files["practicum/a3-examples.yaml"]
    files["practicum/a3-examples.yaml"] = text.replace("background: 4", "background: 5")
    assert text != files["practicum/a3-examples.yaml"]
    _catalog, report = read(tmp_path, files)
    assert "`background` is no whole number up to 4." in [one[2] for one in problems(report)]


def test_a_lab_that_no_list_names_and_a_stranger_are_told(tmp_path: Path) -> None:
    files = practicum(**{"cases/other.yaml": "title: Other\n", "notes.txt": "x"})
    _catalog, report = read(tmp_path, files)
    assert [one[::2] for one in problems(report)] == [
        ("practicum/cases/other.yaml", "This is not read."),
        ("practicum/notes.txt", "This is not read."),
    ]


def test_it_is_compiled_again_only_when_it_changed(tmp_path: Path) -> None:
    read(tmp_path, practicum())
    memory = Memory()

    def again() -> object:
        return read_catalog(tmp_path, memory, Strictness.HOUSE)[0].practice

    first = again()
    assert again() is first
    coach = tmp_path / "practicum/coach.yaml"
    coach.write_text(coach.read_text("utf-8").replace("  scheduling:", "  plans:"), "utf-8")
    assert again() is not first
    # What was wrong is said every time, also when nothing is read again.
    assert read_catalog(tmp_path, memory, Strictness.HOUSE)[1].has_errors
