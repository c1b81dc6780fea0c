from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.config import PROJECT
from courseware.content.catalog import read_catalog
from courseware.content.files import read_tree
from courseware.content.lessons import lesson_id
from courseware.content.model import Module
from courseware.content.modules import compile_module
from courseware.content.places import Known
from courseware.content.shared import read_shared
from courseware.markup.safety import clean
from courseware.problems import Report
from tests.content.content_examples import sound, write

SHIPPED = PROJECT / "modules"
SLUG = "mp1-factory-systems"


@cache
def shipped() -> tuple[dict[str, bytes], Known]:
    """Return the files of a shipped module, and what its texts may name."""
    _, known = read_shared(SHIPPED, Report())
    files = read_tree(SHIPPED / SLUG, Report())
    lessons = {
        folder.name: {lesson_id(path.name) for path in folder.glob("lessons/*.md")}
        for folder in SHIPPED.iterdir()
    }
    return files, Known(known.tracks, known.competencies, known.terms, lessons)


def assert_sound(module: Module) -> None:
    """Fail if a text of the module would be changed by the filter of unsafe HTML."""
    for lesson in module.lessons:
        for section in lesson.sections:
            assert clean(section.html) == section.html
    for question in module.bank.questions:
        for variant in question.variants:
            assert clean(variant.ask) == variant.ask
            assert clean(variant.why) == variant.why


def read_spoiled(files: dict[str, bytes], known: Known) -> None:
    """Read a damaged module from disk: it is sound, or there are problems with lines."""
    with tempfile.TemporaryDirectory() as folder:
        report = Report()
        tree = read_tree(write(Path(folder) / SLUG, files), report)
    module = compile_module(SLUG, tree, known, report)
    assert module is not None or report.has_errors
    if module is not None:
        assert_sound(module)
    for one in report.problems:
        lines = files.get(one.file.removeprefix(f"{SLUG}/"), b"").replace(b"\r", b"\n").count(b"\n")
        assert 1 <= one.line <= lines + 1, str(one)


def test_what_is_shipped_is_sound_for_the_filter() -> None:
    files, known = shipped()
    module = compile_module(SLUG, files, known, Report())
    assert module is not None
    assert_sound(module)


LIGHT = [
    path.relative_to(SHIPPED / SLUG).as_posix()
    for path in sorted((SHIPPED / SLUG).rglob("*"))
    if path.is_file()
]


def without_others(files: dict[str, bytes], path: str) -> dict[str, bytes]:
    """Return one lesson or the quiz, and what it needs: the rest would only take time."""
    texts = ("lessons/", "quiz.yaml")
    return {
        name: content
        for name, content in files.items()
        if name == path or name.endswith((".svg", "module.yaml")) or not name.startswith(texts)
    }


def test_every_shipped_file_may_be_cut_anywhere() -> None:
    files, known = shipped()
    for path in LIGHT:
        content = files[path]
        inside = next((at for at, byte in enumerate(content) if byte >= 0x80), 0) + 1
        cuts = {0, 1, inside, len(content) // 2, len(content) - 1}
        for cut in sorted(cuts):
            read_spoiled({**without_others(files, path), path: content[:cut]}, known)


def test_every_end_of_line_is_the_same() -> None:
    files, _ = shipped()
    for end in (b"\r\n", b"\r"):
        other = {path: content.replace(b"\n", end).rstrip() for path, content in files.items()}
        with tempfile.TemporaryDirectory() as folder:
            assert read_tree(write(Path(folder) / SLUG, other), Report()) == files


@st.composite
def _damage(draw: st.DrawFn, content: bytes) -> bytes:
    """Delete, double or swap lines, flip bits, put bytes somewhere."""
    lines = content.split(b"\n")
    for _ in range(draw(st.integers(1, 4))):
        at, to = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        what = draw(st.sampled_from(["delete", "double", "swap", "flip", "put"]))
        if what == "delete" and len(lines) > 1:
            del lines[at]
        elif what == "double":
            lines.insert(at, lines[at])
        elif what == "swap":
            lines[at], lines[to] = lines[to], lines[at]
        elif what == "flip" and lines[at]:
            line = bytearray(lines[at])
            line[draw(st.integers(0, len(line) - 1))] ^= 1 << draw(st.integers(0, 7))
            lines[at] = bytes(line)
        else:
            spot = draw(st.integers(0, len(lines[at])))
            put = draw(
                st.binary(max_size=8)
                | st.sampled_from(
                    [
                        b"{",
                        b"[",
                        b'"',
                        b": ",
                        b"$",
                        b"\\",
                        b"<b>",
                        b"#",
                        b"---",
                        b"\xc2\x85",
                        b"\xe2\x80\xa8",
                    ]
                )
            )
            lines[at] = lines[at][:spot] + put + lines[at][spot:]
    return b"\n".join(lines)  # fmt: skip


@settings(max_examples=60)
@given(st.data())
def test_no_damage_raises(data: st.DataObject) -> None:
    files, known = shipped()
    path = data.draw(st.sampled_from(LIGHT))
    spoiled = data.draw(_damage(files[path]))
    read_spoiled({**without_others(files, path), path: spoiled}, known)


@settings(max_examples=15)
@given(st.sampled_from(sorted(sound())), st.binary(max_size=300))
def test_no_bytes_raise(file: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        catalog, report = read_catalog(write(Path(folder), {**sound(), file: content}))
    assert report.has_errors or list(catalog.modules) == ["flow"]
    assert all(one.line >= 1 for one in report.problems)
