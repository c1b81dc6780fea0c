from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from content_examples import (
    FIGURE,
    FILES,
    LESSON,
    MODULE,
    SHARED,
    SLUG,
    problems,
    read,
    sound,
    write,
)

from courseware.content.catalog import read_catalog
from courseware.content.files import digest
from courseware.problems import Strictness

DIGEST = hashlib.sha256(FIGURE.encode()).hexdigest()


def test_a_sound_catalog_has_no_problems(tmp_path: Path) -> None:
    catalog, report = read(tmp_path, sound())
    assert report.problems == []
    assert list(catalog.modules) == [SLUG]
    assert list(catalog.pathways) == ["first-steps"]
    assert catalog.shared.tracks == {"mp": "Manufacturing principles"}


def test_a_module_knows_its_minutes_its_figures_and_its_files(tmp_path: Path) -> None:
    catalog, _ = read(tmp_path, sound())
    module = catalog.modules[SLUG]
    lesson = module.lessons[0]
    assert lesson.id == "slowest-step"
    assert lesson.minutes == -(-lesson.words // 180) + 2
    assert module.minutes == lesson.minutes + 12
    assert module.figures == {"line.svg": DIGEST}
    assert digest(catalog.files[SLUG]) == digest(
        {name: text.encode() for name, text in FILES.items()}
    )


def test_links_figures_values_and_formulas_arrive_in_the_text(tmp_path: Path) -> None:
    catalog, _ = read(tmp_path, sound())
    sections = {section.id: section.html for section in catalog.modules[SLUG].lessons[0].sections}
    assert list(sections) == [
        "from-the-floor",
        "the-idea",
        "worked-example",
        "try-it",
        "use-it-on-your-next-shift",
        "common-mistakes",
        "in-short",
        "go-further",
    ]
    assert 'href="/glossary/takt-time#takt-time"' in sections["the-idea"]
    assert 'href="#formula-F06"' in sections["the-idea"]
    assert f'src="/figures/{DIGEST}.svg"' in sections["the-idea"]
    assert "<mn>30</mn>" in sections["the-idea"]
    assert "<strong>30 parts an hour</strong>" in sections["worked-example"]


def test_terms_are_shown_with_links_between_them(tmp_path: Path) -> None:
    catalog, _ = read(tmp_path, sound())
    takt, pace = catalog.shared.terms
    assert (takt.id, takt.also, takt.unit) == ("takt-time", ("takt",), "s")
    assert takt.means_html == "Time <em>divided</em> by demand."
    assert pace.means_html == 'See <a href="/glossary/takt-time#takt-time">takt</a>.'


def test_a_broken_module_hides_no_other_and_holds_back_its_pathway(tmp_path: Path) -> None:
    files = sound()
    files |= {f"second/{path}": text for path, text in FILES.items()}
    files["second/module.yaml"] = MODULE.replace("How a line flows", "Another")
    files["flow/module.yaml"] = "title: [half"
    catalog, report = read(tmp_path, files)
    assert list(catalog.modules) == ["second"]
    assert list(catalog.files) == ["second"]
    assert catalog.pathways == {}
    assert ("flow/module.yaml", 1) in [problem[:2] for problem in problems(report)]
    assert any("has errors, so this pathway is left out" in p.message for p in report.problems)


def test_a_broken_glossary_is_the_only_fault_reported(tmp_path: Path) -> None:
    catalog, report = read(tmp_path, {**sound(), "glossary.yaml": "terms: [oh"})
    assert [problem[:2] for problem in problems(report)] == [("glossary.yaml", 1)]
    assert list(catalog.modules) == [SLUG]


@pytest.mark.parametrize("name", sorted(SHARED))
def test_a_missing_shared_file_is_reported_and_not_raised(tmp_path: Path, name: str) -> None:
    files = sound()
    del files[name]
    _, report = read(tmp_path, files)
    assert [problem.file for problem in report.problems] == [name] * name.startswith(
        ("tracks", "comp", "gloss")
    )


def test_a_missing_folder_is_reported_and_not_raised(tmp_path: Path) -> None:
    catalog, report = read_catalog(tmp_path / "none")
    assert problems(report) == [("none", 1, "There is no such folder.")]
    assert catalog.modules == {}


@pytest.mark.parametrize("name", ["module.yaml", "quiz.yaml", "lessons/01-slowest-step.md"])
def test_a_module_without_one_of_its_parts_is_not_published(tmp_path: Path, name: str) -> None:
    files = sound()
    del files[f"flow/{name}"]
    catalog, report = read(tmp_path, files)
    assert catalog.modules == {}
    assert report.has_errors


HALVES = [text[: len(text) * part // 3] for text in (LESSON, MODULE) for part in range(3)]
PLACES = [f"flow/{name}" for name in FILES if "figures" not in name]


@pytest.mark.parametrize("place", [*PLACES, *SHARED])
def test_half_written_files_are_problems_and_never_exceptions(tmp_path: Path, place: str) -> None:
    root = write(tmp_path, sound() if place in PLACES else SHARED)
    for half in HALVES:
        (root / place).write_text(half)
        catalog, report = read_catalog(root, strictness=Strictness.HOUSE)
        assert place in {problem.file for problem in report.problems}
        assert all(problem.line >= 1 for problem in report.problems)
        assert report.problems == sorted(report.problems)
        assert catalog.modules == {}


def test_what_lies_beside_the_modules_is_a_warning(tmp_path: Path) -> None:
    files = {"README.txt": "x", "Bad Name/module.yaml": MODULE, "pathways/notes.txt": "x"}
    _, report = read(tmp_path, {**sound(), **files})
    assert [problem[:2] for problem in problems(report)] == [
        ("Bad Name", 1),
        ("README.txt", 1),
        ("pathways/notes.txt", 1),
    ]
    assert not report.has_errors


def test_a_module_behind_a_link_is_not_read(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", FILES)
    root = write(tmp_path / "modules", SHARED)
    (root / "flow").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    catalog, report = read_catalog(root)
    assert catalog.modules == {}
    assert ("flow", 1, "This is a link to another place.") in problems(report)


def test_a_module_with_a_file_that_was_refused_is_not_published(tmp_path: Path) -> None:
    unsafe = FIGURE.replace("</svg>", "<script/></svg>")
    catalog, report = read(tmp_path, {**sound(), "flow/lessons/figures/more.svg": unsafe})
    assert [problem.file for problem in report.problems if problem.severity == "error"] == [
        "flow/lessons/figures/more.svg"
    ]
    assert catalog.modules == {}
