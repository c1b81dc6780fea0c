from __future__ import annotations

import os
from pathlib import Path

import pytest
from content_examples import FIGURE, FILES, write
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.content.files import LARGEST_FIGURE, LARGEST_TEXT, digest, normalize, read_tree
from courseware.problems import Report, Severity


def tree(root: Path) -> tuple[dict[str, bytes], list[tuple[str, int, str]]]:
    report = Report()
    files = read_tree(root, report)
    return files, [(one.file, one.line, one.message) for one in report.problems]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "flow", FILES)


def test_the_files_of_a_module_are_read_by_path(root: Path) -> None:
    files, faults = tree(root)
    assert faults == []
    assert {path: body.decode() for path, body in files.items()} == FILES


def test_lines_end_in_one_way_and_the_file_with_one_of_them(root: Path) -> None:
    before = tree(root)[0]
    (root / "module.yaml").write_bytes(
        FILES["module.yaml"].replace("\n", "\r\n").encode() + b"\r\n\n"
    )
    assert tree(root)[0] == before


def test_accents_are_written_in_one_way(root: Path) -> None:
    (root / "module.yaml").write_bytes("title: Caf\u0065\u0301".encode())
    assert tree(root)[0]["module.yaml"].decode() == "title: Caf\u00e9\n"


def test_a_labs_file_belongs_to_the_module(root: Path) -> None:
    write(root, {"labs/takt-lab.yaml": "a: b\n"})
    assert "labs/takt-lab.yaml" in tree(root)[0]


@pytest.mark.parametrize(
    "path",
    ["notes.txt", "lessons/intro.md", "lessons/01-Intro.md", "lessons/figures/a.png", "labs/deep/a.yaml",
     "lessons/figures/figures/a.svg", "Module.yaml", ".hidden", "lessons/01-a.md~"],
)  # fmt: skip
def test_what_no_module_holds_is_left_out_with_a_warning(root: Path, path: str) -> None:
    before = tree(root)[0]
    write(root, {path: "x"})
    report = Report()
    assert read_tree(root, report) == before
    assert [problem.severity for problem in report.problems] == [Severity.WARNING]
    assert f"flow/{path}".startswith(report.problems[0].file)


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        (b"title: a\nsummary: \xe9t\xe9\n", 2, "not UTF-8"),
        ("title: é".encode("utf-16"), 1, "not UTF-8"),
        (b"\xef\xbb\xbftitle: a\n", 1, "byte order mark"),
        (b"title: a\nx\x00y\n", 2, "control character"),
        (b"title: a\n\x1b[2J\n", 2, "control character"),
        (b"x" * (LARGEST_TEXT + 1), 1, "larger than 256 KB"),
        (b"x" * 10_000_000, 1, "larger than 256 KB"),
        (b"\xed\xa0\x80", 1, "not UTF-8"),
    ],
)
def test_a_file_that_is_no_plain_text_is_refused_on_its_line(
    root: Path, body: bytes, line: int, said: str
) -> None:
    (root / "module.yaml").write_bytes(body)
    files, faults = tree(root)
    assert "module.yaml" not in files
    assert [(file, at) for file, at, message in faults if said in message] == [
        ("flow/module.yaml", line)
    ]


def test_a_figure_may_be_so_large_and_no_larger(root: Path) -> None:
    room = LARGEST_FIGURE - len(FIGURE.encode())
    figure = FIGURE.replace("A line", "A line" + " " * room)
    write(root, {"lessons/figures/line.svg": figure})
    assert tree(root)[1] == []
    write(root, {"lessons/figures/line.svg": figure.replace("A line", "A line ")})
    assert "larger than 150 KB" in tree(root)[1][0][2]


@pytest.mark.parametrize(
    "place", ["module.yaml", "lessons", "lessons/figures", "lessons/figures/line.svg"]
)
def test_a_link_is_never_followed(tmp_path: Path, place: str) -> None:
    root = write(tmp_path / "flow", FILES)
    (root / place).rename(tmp_path / "elsewhere")
    (root / place).symlink_to(tmp_path / "elsewhere")
    files, faults = tree(root)
    assert not any(path == place or path.startswith(f"{place}/") for path in files)
    assert faults == [(f"flow/{place}", 1, "This is a link to another place.")]


def test_a_pipe_does_not_stop_the_reading(root: Path) -> None:
    (root / "quiz.yaml").unlink()
    os.mkfifo(root / "quiz.yaml")
    files, faults = tree(root)
    assert "quiz.yaml" not in files
    assert "cannot be read" in faults[0][2]


def test_a_name_that_is_no_text_is_reported(root: Path) -> None:
    with open(os.fsencode(root) + b"/lessons/\xff.md", "wb") as file:  # noqa: PTH123 (a name in bytes)
        file.write(b"x")
    assert [fault[0] for fault in tree(root)[1]] == ["flow/lessons/�.md"]


def test_a_folder_in_the_place_of_a_file_is_not_read(root: Path) -> None:
    (root / "quiz.yaml").unlink()
    (root / "quiz.yaml").mkdir()
    assert "quiz.yaml" not in tree(root)[0]


def test_the_digest_is_that_of_paths_and_contents() -> None:
    files = {"a": b"1", "b": b"2"}
    assert digest(files) == digest({"b": b"2", "a": b"1"})
    others = [{"a": b"2", "b": b"1"}, {"a": b"1"}, {"a": b"1", "c": b"2"}, {"a": b"12", "b": b""}]
    assert len({digest(one) for one in [files, *others]}) == 5


def test_the_digest_of_known_files_never_changes() -> None:
    expected = "9bd66e04e0ea8a735eba585292160114f20fa137e72ae5e5d730459013a9040e"
    assert digest({"module.yaml": b"title: A\n", "quiz.yaml": b""}) == expected


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_normalizing_twice_changes_nothing_more(body: bytes) -> None:
    source = Report().source("a")
    once = normalize(body, source)
    if once is not None:
        assert normalize(once.encode(), source) == once
        assert once.endswith("\n")
        assert "\r" not in once
