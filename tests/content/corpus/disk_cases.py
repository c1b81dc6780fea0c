"""Bad content, as the file system holds it: links, devices, names, sizes, encodings."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

from courseware.problems import Severity
from tests.content.content_examples import FIGURE, FILES, LESSON, MODULE, sound, write
from tests.content.corpus.case import (
    FIGURE_FILE,
    GLOSSARY,
    LESSON_FILE,
    MODULE_FILE,
    PATHWAY,
    QUIZ_FILE,
    Case,
    Spoil,
    put,
)

ALL = (MODULE_FILE, LESSON_FILE, QUIZ_FILE, FIGURE_FILE, GLOSSARY, PATHWAY)
TEXTS = (MODULE_FILE, LESSON_FILE, QUIZ_FILE, GLOSSARY, PATHWAY)


def _remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def link(file: str, target: str) -> Spoil:
    """Replace a file or folder by a link."""

    def spoil(root: Path) -> None:
        if (root / file).exists():
            _remove(root / file)
        (root / file).symlink_to(target)

    return spoil


def fifo(file: str) -> Spoil:
    """Replace a file by a named pipe that nobody writes to."""

    def spoil(root: Path) -> None:
        _remove(root / file)
        os.mkfifo(root / file)

    return spoil


def plug(file: str) -> Spoil:
    """Replace a file by a socket."""

    def spoil(root: Path) -> None:
        _remove(root / file)
        before = Path.cwd()
        os.chdir((root / file).parent)  # a socket's whole path may have 107 bytes only
        try:
            with socket.socket(socket.AF_UNIX) as one:
                one.bind(Path(file).name)
        finally:
            os.chdir(before)

    return spoil


def folder(file: str) -> Spoil:
    """Replace a file by a folder."""

    def spoil(root: Path) -> None:
        _remove(root / file)
        (root / file).mkdir()

    return spoil


def many(count: int, name: str, content: str) -> Spoil:
    """Write files whose names count on."""
    return lambda root: write(root, {name.format(n): content for n in range(count)})


def raw_name(name: bytes) -> Spoil:
    """Write a file whose name is no text."""

    def spoil(root: Path) -> None:
        Path(os.fsdecode(os.fsencode(root) + b"/" + name)).write_bytes(b"x")

    return spoil


def _depth(root: Path) -> None:
    """Make folders in folders, as deep as a path may be."""
    before = Path.cwd()
    os.chdir(root / "flow")
    try:
        for _ in range(500):
            Path("deep").mkdir()
            os.chdir("deep")
    finally:
        os.chdir(before)


LINK = "This is a link to another place."
NOT_READ = "not read"
WARNING = Severity.WARNING
LINKS = [
    *(Case(f"link {one}", link(one, "/etc/hostname"), one, 1, LINK) for one in ALL),
    Case("link to /dev/zero", link(QUIZ_FILE, "/dev/zero"), QUIZ_FILE, 1, LINK),
    Case("link to zeros, shared", link(GLOSSARY, "/dev/zero"), GLOSSARY, 1, LINK),
    Case("link to itself", link(QUIZ_FILE, "quiz.yaml"), QUIZ_FILE, 1, LINK),
    Case("link to itself, shared", link(GLOSSARY, "glossary.yaml"), GLOSSARY, 1, LINK),
    Case("link to nothing", link(QUIZ_FILE, "gone.yaml"), QUIZ_FILE, 1, LINK),
    Case("link to a sibling", link(QUIZ_FILE, "module.yaml"), QUIZ_FILE, 1, LINK),
    *(
        Case(f"linked folder {one}", link(one, "/etc"), one, 1, LINK)
        for one in ("flow", "flow/lessons", "flow/lessons/figures", "flow/labs", "pathways")
    ),
    Case("folder that links to itself", link("flow/labs", "../flow"), "flow/labs", 1, LINK),
    Case("module that links up", link("up", ".."), "up", 1, LINK),
]
KINDS = [
    *(Case(f"pipe {one}", fifo(one), one, 1, "no plain file") for one in ALL),
    *(Case(f"socket {one}", plug(one), one, 1, "no plain file") for one in (QUIZ_FILE, GLOSSARY)),
    *(Case(f"folder {one}", folder(one), one, 1, "plain file") for one in (GLOSSARY, PATHWAY)),
    Case("folder quiz.yaml", folder(QUIZ_FILE), QUIZ_FILE, 1, NOT_READ, WARNING),
    Case("file for a folder", put("flow/labs", "x"), "flow/labs", 1, NOT_READ, WARNING),
]
NAMES = [
    Case(f"name {name!r}", put(f"flow/{name}", text), f"flow/{name}", 1, NOT_READ, WARNING)
    for name, text in (
        ("lessons/02-b\\..\\c.md", LESSON),
        ("lessons/02-%2e%2e%2fb.md", LESSON),
        ("lessons/02-slоw.md", LESSON),
        ("lessons/02-Slow.md", LESSON),
        ("lessons/٠٢-slow.md", LESSON),
        ("lessons/02-slow.MD", LESSON),
        ("lessons/figures/Line.svg", FIGURE),
        ("lessons/figures/line.svg ", FIGURE),
        ("lessons/figures/line.png.svg", FIGURE),
        ("lessons/figures/caf\u00e9.svg", FIGURE),
        ("lessons/figures/line\u200b.svg", FIGURE),
        ("MODULE.yaml", MODULE),
        ("Quiz.yaml", "x"),
        ("lessons/figures/..svg", FIGURE),
    )
] + [
    Case("NFD name", put("flow/lessons/figures/cafe\u0301.svg", FIGURE),
         "flow/lessons/figures/caf\u00e9.svg", 1, NOT_READ, WARNING),
    Case("module in capitals", put("Flow/module.yaml", MODULE), "Flow", 1, NOT_READ, WARNING),
    Case("module of another alphabet", put("flоw/module.yaml", MODULE), "flоw", 1, NOT_READ, WARNING),
    Case("name in bytes", raw_name(b"\xff.md"), "�.md", 1, NOT_READ, WARNING),
    Case("pathway in bytes", raw_name(b"pathways/\xff.yaml"), "pathways/�.yaml", 1, NOT_READ, WARNING),
    Case("figure in bytes", raw_name(b"flow/lessons/\xc3\x28.md"), "flow/lessons/�(.md", 1, NOT_READ, WARNING),
    Case("name of two lines", raw_name(b"a\nb: error: c"), "a b: error: c", 1, NOT_READ, WARNING),
    Case("name that clears screens", raw_name(b"\x1b[2J"), "�[2J", 1, NOT_READ, WARNING),
    Case("pathway in capitals", put("pathways/First.yaml", "x"), "pathways/First.yaml", 1, NOT_READ, WARNING),
    *(
        Case(f"device {file}", put(file, text), file, 1, "Windows keeps the name")
        for file, text in (
            ("flow/lessons/figures/con.svg", FIGURE),
            ("flow/labs/lpt1.yaml", "a: b"),
            ("pathways/nul.yaml", sound()[PATHWAY]),
        )
    ),
    Case("device as a module", lambda root: write(root / "aux", FILES), "aux", 1, "Windows keeps the name"),
]  # fmt: skip
MEGABYTES = 10_000_000
SIZES = [
    *(
        Case(f"10 MB {one}", put(one, sound()[one] + "x" * MEGABYTES), one, 1, "larger than")
        for one in ALL
    ),
    Case("64 KB of lesson", put(LESSON_FILE, LESSON + "x" * 65_000), LESSON_FILE, 1, "64 KB"),
    Case("10,000 files", many(10_000, "flow/x{}.txt", ""), "flow", 1, "at most 500 entries"),
    Case("1,000 figures", many(1_000, "flow/lessons/figures/f{}.svg", "<a"),
         "flow/lessons/figures", 1, "at most 500 entries"),
    Case("501 files", many(498, "flow/lessons/{:02d}-l.md", "x"), MODULE_FILE, 1, "at most 500 files"),
    Case("11 MB", many(170, "flow/labs/l{}.yaml", "x" * 65_000), "flow/labs/l92.yaml", 1, "10 MB"),
    Case("1,000 entries beside", many(1_000, "x{}", ""), "modules", 1, "at most 500 entries"),
    Case("1,000 pathways", many(1_000, "pathways/p{}.yaml", ""), "pathways", 1, "at most 500 entries"),
    Case("deep folders", _depth, "flow/deep", 1, NOT_READ, WARNING),
]  # fmt: skip
BAD_BYTES: tuple[tuple[str, bytes, int, str], ...] = (
    ("UTF-16", "a\nb".encode("utf-16"), 1, "not UTF-8"),
    ("UTF-16 without mark", "a: b\nc".encode("utf-16-le"), 1, "control character"),
    ("UTF-32", "a".encode("utf-32-be"), 1, "control character"),
    ("Latin-1", b"a: b\ncaf\xe9\n", 2, "not UTF-8"),
    ("overlong", b"a: b\n\xc0\xaf", 2, "not UTF-8"),
    ("overlong NUL", b"\xc0\x80", 1, "not UTF-8"),
    ("surrogate", b"\n\n\xed\xa0\x80", 3, "not UTF-8"),
    ("beyond Unicode", b"\xf5\x80\x80\x80", 1, "not UTF-8"),
    ("half a character", "a\né".encode()[:-1], 2, "not UTF-8"),
    ("byte order mark", b"\xef\xbb\xbfa: b", 1, "byte order mark"),
    ("byte order mark alone", b"\xef\xbb\xbf", 1, "byte order mark"),
    ("NUL", b"a\r\nb\rc\x00", 3, "control character"),
    ("escape", b"\x1b[31m", 1, "control character"),
    ("gzip", b"\x1f\x8b\x08\x00", 1, "not UTF-8"),
)
ENCODINGS = [
    Case(f"{name} in {file}", put(file, content), file, line, said)
    for name, content, line, said in BAD_BYTES
    for file in (
        (LESSON_FILE, GLOSSARY) if name in {"UTF-16", "half a character"} else (FIGURE_FILE,)
    )
]
EMPTY = [
    Case("empty head", put(MODULE_FILE, ""), MODULE_FILE, 1, "Nothing is written here"),
    Case("empty quiz", put(QUIZ_FILE, "\n\n"), QUIZ_FILE, 1, "Nothing is written here"),
    Case("empty lesson", put(LESSON_FILE, ""), LESSON_FILE, 1, "no head"),
    Case("empty figure", put(FIGURE_FILE, ""), FIGURE_FILE, None, "not well-formed"),
    Case("spaces", put(GLOSSARY, "  \r\n \r"), GLOSSARY, 1, "Nothing is written here"),
]
CASES = [*LINKS, *KINDS, *NAMES, *SIZES, *ENCODINGS, *EMPTY]
