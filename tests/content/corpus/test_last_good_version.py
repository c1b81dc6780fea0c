from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from courseware.content.catalog import read_catalog
from courseware.content.files import LARGEST_TEXT, digest, read_text
from courseware.problems import Report
from courseware.web.curriculum import CurriculumReader
from tests.cli.conftest import run_on
from tests.conftest import World, sign_in
from tests.content.content_examples import FIGURE, FILES, LESSON, SLUG, sound, write
from tests.content.corpus.case import FIGURE_FILE, LESSON_FILE, MODULE_FILE, QUIZ_FILE

PAGE = f"/modules/{SLUG}/lessons/slowest-step"


@pytest.fixture
def modules(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small curriculum, for the commands and for the pages of authors."""
    folder = write(tmp_path / "modules", sound())
    app = world.app
    settings = replace(app.config["COURSEWARE"], modules_dir=folder)
    monkeypatch.setitem(app.config, "COURSEWARE", settings)
    monkeypatch.setitem(app.extensions, "courseware.curriculum", CurriculumReader(folder))
    return folder


SPOILED: dict[str, Callable[[Path], object]] = {
    MODULE_FILE: lambda path: path.write_bytes(path.read_bytes()[:40]),
    LESSON_FILE: lambda path: path.write_bytes(path.read_bytes()[:-1] + b"\xe2\x80"),
    QUIZ_FILE: lambda path: path.write_text("[" * 100_000),
    FIGURE_FILE: lambda path: path.write_text(FIGURE.replace("<rect", "<script/><rect")),
}


def lesson_of(app: Flask) -> str:
    reply = sign_in(app, "ada").get(PAGE)
    assert reply.status_code == 200
    return reply.text


def test_learners_keep_the_last_good_version_until_the_files_are_mended(
    world: World, modules: Path
) -> None:
    app = world.app
    assert run_on(app, "content", "publish").exit_code == 0
    before = lesson_of(app)
    assert "The slowest step" in before
    ben = sign_in(app, "ben")
    for file, spoil in SPOILED.items():
        spoil(modules / file)
        refused = run_on(app, "content", "publish")
        assert refused.exit_code == 1
        assert "Nothing was published" in refused.stderr
        assert f"{file}:" in refused.stdout
        told = ben.get(f"/authoring/modules/{SLUG}")
        assert told.status_code == 200
        assert file.removeprefix(f"{SLUG}/") in told.text
        assert "The slowest step" in lesson_of(app)
        assert app.test_client().get("/healthz").status_code == 200
        write(modules, {file: sound()[file]})
    write(modules, {LESSON_FILE: LESSON.replace("The slowest step", "The slowest of all steps")})
    assert "version 2 is published" in run_on(app, "content", "publish").stdout
    assert "The slowest of all steps" in lesson_of(app)


def test_a_lesson_that_is_written_while_it_is_read_never_hurts(tmp_path: Path) -> None:
    """What was compiled is what was read: its digest is that of one state the file had."""
    root = write(tmp_path / "modules", sound())
    path, text = root / LESSON_FILE, LESSON.encode()
    states = {
        digest({**{name: one.encode() for name, one in FILES.items()},
                LESSON_FILE.removeprefix(f"{SLUG}/"): text[:cut].rstrip(b"\n") + b"\n"})
        for cut in range(len(text) + 1)
    }  # fmt: skip
    done = threading.Event()

    def rewrite() -> None:
        while not done.is_set():
            with path.open("wb", buffering=0) as file:
                for at in range(0, len(text), 97):
                    file.write(text[at : at + 97])
                    done.wait(0.0005)
            done.wait(0.05)

    writer = threading.Thread(target=rewrite)
    writer.start()
    try:
        readings = [read_catalog(root) for _ in range(8)]
        reader = CurriculumReader(root)
        assert all(reader.read() is not None for _ in range(5))
    finally:
        done.set()
        writer.join()
    for catalog, report in readings:
        assert (SLUG in catalog.modules) is not report.has_errors
        if SLUG in catalog.modules:
            assert digest(catalog.files[SLUG]) in states
    catalog, report = read_catalog(root)
    assert report.problems == []
    assert list(catalog.modules) == [SLUG]


def test_a_file_that_vanishes_while_it_is_read_is_a_problem(tmp_path: Path) -> None:
    root = write(tmp_path / "modules", sound())
    done = threading.Event()

    def come_and_go() -> None:
        hidden = root.parent / "hidden"
        while not done.is_set():
            (root / SLUG / "lessons").rename(hidden)
            hidden.rename(root / SLUG / "lessons")

    writer = threading.Thread(target=come_and_go)
    writer.start()
    try:
        for _ in range(8):
            catalog, report = read_catalog(root)
            assert (SLUG in catalog.modules) is not report.has_errors
    finally:
        done.set()
        writer.join()


def test_a_file_that_grows_while_it_is_read_is_told_as_such(tmp_path: Path) -> None:
    path, done = tmp_path / "a.yaml", threading.Event()

    def grow() -> None:
        with path.open("ab", buffering=0) as file:
            while not done.is_set():
                file.truncate(0)
                for _ in range(100):
                    file.write(b"a: b\n" * 10)

    path.touch()
    writer = threading.Thread(target=grow)
    writer.start()
    try:
        report = Report()
        for _ in range(5_000):
            read_text(path, LARGEST_TEXT, report.source("a.yaml"))
            if report.problems:
                break
    finally:
        done.set()
        writer.join()
    assert "is being written" in report.problems[0].message
