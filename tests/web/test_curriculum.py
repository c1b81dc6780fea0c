from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from courseware.content import catalog
from courseware.content.modules import compile_module
from courseware.records.transaction import open_engine, writing
from courseware.web.curriculum import CurriculumReader
from courseware.web.gate import Gate
from tests.content.content_examples import SLUG, sound, write

MODULE = "a-module"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one module that is full of faults; quick to read."""
    root = tmp_path / "modules"
    (root / MODULE / "lessons").mkdir(parents=True)
    (root / MODULE / "module.yaml").write_text("title: A module\n")
    (root / MODULE / "lessons" / "01-first.md").write_text("No head.\n")
    (root / "glossary.yaml").write_text("terms: {\n")
    return root


def test_problems_are_told_by_module_and_apart_from_modules(folder: Path) -> None:
    read = CurriculumReader(folder).read()
    assert read.folders == {MODULE}
    assert read.modules == {}
    assert {one.file.split("/")[0] for one in read.problems_of(MODULE)} == {MODULE}
    assert "glossary.yaml" in {one.file for one in read.other_problems}
    assert len(read.problems_of(MODULE)) + len(read.other_problems) == len(read.problems)
    assert read.errors > 0


def test_files_that_did_not_change_are_not_read_again(folder: Path) -> None:
    reader = CurriculumReader(folder)
    assert reader.read() is reader.read()


def _change(path: Path) -> None:
    later = path.stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(later, later))


@pytest.mark.parametrize("what", ["changed", "added", "removed", "renamed"])
def test_a_file_that_changed_is_seen(folder: Path, what: str) -> None:
    reader, lesson = CurriculumReader(folder), folder / MODULE / "lessons" / "01-first.md"
    before = reader.read()
    if what == "changed":
        _change(lesson)
    elif what == "added":
        (lesson.parent / "02-second.md").write_text("No head.\n")
        os.utime(lesson.parent / "02-second.md", ns=(0, 0))
    elif what == "removed":
        lesson.unlink()
    else:
        lesson.rename(lesson.parent / "02-first.md")
        _change(lesson.parent)  # two changes within one tick of the clock look like one
    assert reader.read() is not before


def test_a_missing_folder_has_no_modules(tmp_path: Path) -> None:
    assert CurriculumReader(tmp_path / "nowhere").read().modules == {}


def test_reading_never_happens_inside_a_write(folder: Path, tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'any.db'}")
    with pytest.raises(RuntimeError, match="inside a write"), writing(engine):
        CurriculumReader(folder).read()
    engine.dispose()


def test_others_are_served_while_the_files_are_read(folder: Path) -> None:
    reader = CurriculumReader(folder)

    def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/read":
            reader.read()
        start_response("200 OK", [])
        return [b""]

    gate, done = Gate(app, max_body=1), {}

    def ask(path: str) -> threading.Thread:
        environ = {"PATH_INFO": path, "wsgi.input": BytesIO(), "CONTENT_LENGTH": "0"}

        def run() -> None:
            done[path] = gate(environ, lambda *_args: None)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        return thread

    with reader._lock:  # as if another thread were reading
        slow = ask("/read")
        slow.join(0.2)
        other = ask("/other")
        other.join(10)
        assert set(done) == {"/other"}
    slow.join(10)
    assert set(done) == {"/other", "/read"}


@pytest.fixture
def two_modules(tmp_path: Path) -> Path:
    """A folder with two sound modules that are the same but for their names."""
    files = sound()
    other = {path.replace(f"{SLUG}/", "other/"): text for path, text in files.items()}
    other["other/module.yaml"] = other["other/module.yaml"].replace("How a line", "How another")
    return write(tmp_path, {**files, **other})


def _compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets the slug of each module that is compiled from now on."""
    slugs: list[str] = []

    def watched(slug: str, *rest: Any) -> Any:
        slugs.append(slug)
        return compile_module(slug, *rest)

    monkeypatch.setattr(catalog, "compile_module", watched)
    return slugs


def _edit(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    _change(file)


def test_only_the_module_that_changed_is_compiled_again(
    two_modules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled, reader = _compiled(monkeypatch), CurriculumReader(two_modules)
    before = reader.read()
    assert sorted(compiled) == [SLUG, "other"]
    compiled.clear()
    _edit(two_modules / "other" / "module.yaml", "You can say", "You will say")
    after = reader.read()
    assert compiled == ["other"]
    assert after.modules["other"].module.summary.startswith("You will")
    assert after.modules[SLUG].module is before.modules[SLUG].module


def test_problems_stay_told_of_a_module_that_was_not_compiled_again(
    two_modules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _edit(two_modules / SLUG / "module.yaml", "track: mp", "track: zz")
    compiled, reader = _compiled(monkeypatch), CurriculumReader(two_modules)
    before = reader.read().problems_of(SLUG)
    assert before
    compiled.clear()
    _edit(two_modules / "other" / "module.yaml", "You can say", "You will say")
    assert reader.read().problems_of(SLUG) == before
    assert compiled == ["other"]


def test_names_that_all_share_compile_all_again(
    two_modules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled, reader = _compiled(monkeypatch), CurriculumReader(two_modules)
    reader.read()
    compiled.clear()
    _edit(two_modules / "glossary.yaml", "takt-time:", "takt:")
    assert reader.read().errors, "the lessons link to a term that is gone"
    assert sorted(compiled) == [SLUG, "other"]


def test_a_module_that_is_gone_is_kept_nowhere(two_modules: Path) -> None:
    reader = CurriculumReader(two_modules)
    reader.read()
    shutil.rmtree(two_modules / "other")
    _change(two_modules)
    assert set(reader.read().modules) == {SLUG}
    assert set(reader._memory.modules) == {SLUG}


def test_no_name_leads_out_of_the_folder(two_modules: Path) -> None:
    reader = CurriculumReader(two_modules / SLUG)
    assert reader.files("..") == {}
    assert "module.yaml" in CurriculumReader(two_modules).files(SLUG)
