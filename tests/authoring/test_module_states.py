from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.authoring.states import ModuleState, Stage, module_states
from courseware.content.model import Module
from courseware.extensions import db
from courseware.problems import Problem, Severity
from courseware.quizzes.questions import Bank, Quiz
from courseware.records.catalog import PublishedModule, Shelf
from courseware.records.transaction import writing
from courseware.web.curriculum import Counts, Curriculum, OnDisk, counts_of

ClientOf = Callable[[str], FlaskClient]
SLUG = "cp1-start-here"
READER = "courseware.curriculum"
ERROR = Problem(f"{SLUG}/quiz.yaml", 7, "No why.", "Add why.")
SMALL = Module(
    SLUG, "On disk", "mp", "foundation", "", (), (), (), (), 0, (),
    Bank(Quiz(Fraction(4, 5), 10, ()), ()), {},
)  # fmt: skip
WARNING = replace(ERROR, severity=Severity.WARNING)


@pytest.fixture
def published(app: Flask) -> PublishedModule:
    with app.app_context(), db.engine.connect() as conn:
        one: PublishedModule = app.extensions["courseware.site"].shelves.current(conn).modules[SLUG]
        return one


def state_of(
    published: PublishedModule | None, digest: str | None, *problems: Problem
) -> ModuleState:
    """Return the state of one module whose files have `digest` (None: no sound files)."""
    sound = {} if digest is None else {SLUG: OnDisk(digest, SMALL)}
    shelf = Shelf({} if published is None else {SLUG: published})
    files = Curriculum(sound, frozenset({SLUG}), problems=problems)
    (state,) = module_states(shelf, files, {SLUG: (5, 3)})
    return state


@pytest.mark.parametrize(
    ("is_published", "digest", "problems", "stage"),
    [
        (True, "same", (), Stage.PUBLISHED),
        (True, "same", (WARNING,), Stage.PUBLISHED),
        (True, "other", (), Stage.CHANGED),
        (True, None, (), Stage.GONE),
        (True, None, (ERROR,), Stage.BROKEN),
        (True, "same", (ERROR,), Stage.BROKEN),
        (False, "other", (), Stage.NEW),
        (False, None, (ERROR,), Stage.BROKEN),
    ],
)
def test_a_module_has_the_state_that_an_author_must_know_first(
    published: PublishedModule,
    is_published: bool,
    digest: str | None,
    problems: tuple[Problem, ...],
    stage: Stage,
) -> None:
    found = published.digest if digest == "same" else digest
    state = state_of(published if is_published else None, found, *problems)
    assert state.stage is stage
    assert state.problems == problems
    assert (state.submitted, state.passed) == (5, 3)


def test_counts_are_of_what_is_served(published: PublishedModule) -> None:
    assert state_of(published, "other").counts == counts_of(published.module)
    assert state_of(None, "other").counts == Counts(0, {})
    assert state_of(None, None, ERROR).counts is None
    assert state_of(published, "other").number == 1
    assert state_of(None, "other").number is None


def test_the_most_urgent_module_comes_first(published: PublishedModule) -> None:
    files = Curriculum(
        {"a-new": OnDisk("d", SMALL), SLUG: OnDisk(published.digest, SMALL)},
        frozenset({"a-new", SLUG, "z-broken"}),
        problems=(Problem("z-broken/module.yaml", 1, "Bad."),),
    )  # fmt: skip
    states = module_states(Shelf({SLUG: published}), files, {})
    assert [one.slug for one in states] == ["z-broken", "a-new", SLUG]


def test_the_list_counts_lessons_labs_questions_tries_and_passes(
    client_of: ClientOf, published: PublishedModule
) -> None:
    page = client_of("ben").get("/authoring")
    assert page.status_code == 200
    row = page.text.partition(f"/authoring/modules/{SLUG}")[2].partition("</tr>")[0]
    cells = [cell.partition(">")[2].partition("<")[0] for cell in row.split("<td")[1:]]
    counts = counts_of(published.module)
    assert cells[2:] == [
        str(counts.lessons), "1", *(str(counts.questions[use]) for use in ("quiz", "practice", "review")),
        "1", "1",
    ]  # fmt: skip
    assert "Published" in row
    assert "v1, 1 Mar 2026" in row


@pytest.fixture
def broken(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """The site with other files: one module with faults, and a glossary with faults."""
    (tmp_path / SLUG).mkdir()
    (tmp_path / SLUG / "module.yaml").write_text("title: <b>A</b>\nunknown: 1\n")
    (tmp_path / "glossary.yaml").write_text("terms: {\n")
    settings, reader = app.config["COURSEWARE"], app.extensions.pop(READER, None)
    app.config["COURSEWARE"] = replace(settings, modules_dir=tmp_path)
    yield app
    app.config["COURSEWARE"] = settings
    app.extensions.pop(READER)
    if reader is not None:
        app.extensions[READER] = reader


def test_problems_are_shown_with_file_line_and_mend(broken: Flask, client_of: ClientOf) -> None:
    page = client_of("ben").get("/authoring").text
    assert "Has problems" in page
    assert f"{SLUG}/module.yaml" in page
    assert "glossary.yaml" in page
    assert "cannot be published" in page
    one = client_of("ben").get(f"/authoring/modules/{SLUG}").text
    assert f"{SLUG}/module.yaml" in one
    assert "glossary.yaml" not in one
    assert "Published, its files are gone" in page, "the other module is not among these files"
    assert "<b>A</b>" not in page


def test_an_operator_sees_the_number_of_errors(broken: Flask, client_of: ClientOf) -> None:
    page = client_of("eve").get("/admin/health").text
    line = page.partition("Errors in the files of modules")[2].partition("</dd>")[0]
    assert "Look" in line


def test_a_module_lists_its_versions(
    app: Flask, client_of: ClientOf, published: PublishedModule
) -> None:
    with app.app_context(), writing(db.engine) as conn:
        conn.exec_driver_sql("UPDATE module_version SET published_by = 2, reason = 'A key mended'")
    page = client_of("ben").get(f"/authoring/modules/{SLUG}").text
    for text in ("Ben Okafor", "A key mended", published.digest[:12], "1 Mar 2026, 08:00"):
        assert text in page


def test_an_unknown_module_does_not_exist(client_of: ClientOf) -> None:
    assert client_of("ben").get("/authoring/modules/no-such").status_code == 404
