"""The files of one module that the reader accepts, as published, and their digest."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from courseware.content.figures import check_figure
from courseware.content.model import Files
from courseware.problems import Report, Severity, Source

LARGEST_TEXT = 256 * 1024
LARGEST_FIGURE = 150 * 1024
MOST_FILES = 500

_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ACCEPTED = re.compile(
    rf"module\.yaml|quiz\.yaml|lessons/\d\d-{_NAME}\.md|labs/{_NAME}\.yaml"
    rf"|(?P<figure>lessons/figures/{_NAME}\.svg)"
)
_FOLDERS = {"lessons", "lessons/figures", "labs"}
_KNOWN = (
    "A module holds module.yaml, quiz.yaml, lessons/01-name.md, lessons/figures/name.svg and "
    "labs/name.yaml; names are lower-case words with hyphens."
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def read_tree(root: Path, report: Report) -> dict[str, bytes]:
    """Return path below `root` (NFC, with /) → content with LF and one final newline.

    `root` is one module's folder; problems name its files from there on ("slug/quiz.yaml").
    Refused and reported: links, files that are no files, sizes beyond the limits, other encodings
    than UTF-8, unsafe figures. A file that no module holds is left out with a warning.
    """
    files: dict[str, bytes] = {}
    for path, entry in _walk(root, report):
        source = report.source(f"{root.name}/{path}")
        accepted = _ACCEPTED.fullmatch(path)
        if accepted is None:
            source.warning("This file is not read.", mend=_KNOWN)
            continue
        if len(files) == MOST_FILES:
            source.error(f"A module may hold at most {MOST_FILES} files.")
            break
        limit = LARGEST_FIGURE if accepted["figure"] else LARGEST_TEXT
        text = read_text(entry, limit, source)
        if text is not None and (not accepted["figure"] or check_figure(text, source)):
            files[path] = text.encode()
    return files


def digest(files: Files) -> str:
    """Return the hex SHA-256 over the sorted (path, SHA-256 of the content)."""
    lines = (f"{path}\0{hashlib.sha256(files[path]).hexdigest()}\n" for path in sorted(files))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def read_text(path: Path, limit: int, source: Source) -> str | None:
    """Return a file's text with LF and one final newline, or None after reporting why not."""
    try:
        body = _read_bytes(path, limit)
    except OSError as error:
        source.error(f"This file cannot be read: {error.strerror or error}.")
        return None
    if len(body) > limit:
        source.error(f"This file is larger than {limit // 1024} KB.", mend="Make it smaller.")
        return None
    return normalize(body, source)


def normalize(body: bytes, source: Source) -> str | None:
    """Return bytes as text with LF and one final newline; report what is not plain UTF-8."""
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        source.add(line, "This file is not UTF-8.", "Save it as UTF-8.", Severity.ERROR)
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("\ufeff"):
        source.error("This file begins with a byte order mark.", mend="Save it as UTF-8 without.")
        return None
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        source.add(line, "A control character stands here.", "Delete it.", Severity.ERROR)
        return None
    return unicodedata.normalize("NFC", text).rstrip("\n") + "\n"


def _read_bytes(path: Path, limit: int) -> bytes:
    """Read at most one byte more than `limit`, from a plain file only, never through a link."""
    opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(opened, "rb") as file:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise OSError("it is no plain file")
        return file.read(limit + 1)


def _walk(root: Path, report: Report, below: str = "") -> Iterator[tuple[str, Path]]:
    """Yield (path below `root`, file), sorted, from the folders that a module has.

    Only folders that were seen to be folders are entered, so no link leads out of the tree.
    """
    for entry in _entries(root / below, report.source(f"{root.name}/{below}".rstrip("/"))):
        name = unicodedata.normalize("NFC", os.fsencode(entry.name).decode(errors="replace"))
        path = f"{below}/{name}".lstrip("/")
        source = report.source(f"{root.name}/{path}")
        if entry.is_symlink():
            source.error("This is a link to another place.", mend="Put the file itself here.")
        elif not entry.is_dir(follow_symlinks=False):
            yield path, Path(entry.path)
        elif path in _FOLDERS:
            yield from _walk(root, report, path)
        else:
            source.warning("This folder is not read.", mend=_KNOWN)


def _entries(folder: Path, source: Source) -> list[os.DirEntry[str]]:
    """Return a folder's entries by name; report a folder that cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        source.error(f"This folder cannot be read: {error.strerror}.")
        return []
