"""The files of one module that the reader accepts, as published, and their digest."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from courseware.content.figures import check_figure
from courseware.content.folders import is_portable, list_folder, report_link
from courseware.content.model import Files
from courseware.problems import Report, Severity, Source

LARGEST_TEXT = 256 * 1024
LARGEST_LESSON = 64 * 1024
LARGEST_FIGURE = 150 * 1024
LARGEST_MODULE = 10 * 1024 * 1024
MOST_FILES = 500

_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ACCEPTED = re.compile(
    rf"module\.yaml|quiz\.yaml|(?P<lesson>lessons/[0-9][0-9]-{_NAME}\.md)|labs/{_NAME}\.yaml"
    rf"|(?P<figure>lessons/figures/{_NAME}\.svg)"
)
_FOLDERS = {"lessons", "lessons/figures", "labs"}
_KNOWN = (
    "A module holds module.yaml, quiz.yaml, lessons/01-name.md, lessons/figures/name.svg and "
    "labs/name.yaml; names are lower-case words with hyphens."
)
_NO_FILE = "it is no plain file"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def read_tree(root: Path, report: Report) -> dict[str, bytes]:
    """Return path below `root` (NFC, with /) → content with LF and one final newline.

    `root` is one module's folder; problems name its files from there on ("slug/quiz.yaml").
    Refused and reported: links, files that are no files, sizes beyond the limits, other encodings
    than UTF-8, unsafe figures. A file that no module holds is left out with a warning.
    """
    files: dict[str, bytes] = {}
    size = 0
    for count, (path, entry) in enumerate(_walk(root, report)):
        source = report.source(f"{root.name}/{path}")
        if count == MOST_FILES or size > LARGEST_MODULE:
            most = f"{MOST_FILES} files and {LARGEST_MODULE // 1024**2} MB"
            source.error(f"A module may hold at most {most}.", mend="Divide the module.")
            break
        accepted = _ACCEPTED.fullmatch(path)
        if accepted is None:
            source.warning("This file is not read.", mend=_KNOWN)
            continue
        text = read_text(entry, _limit(accepted), source)
        if text is None or not is_portable(entry.stem, source):
            continue
        size += len(text)
        if not accepted["figure"] or check_figure(text, source):
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
        if error.errno == errno.ELOOP:
            report_link(source)
        else:
            message = f"This file cannot be read: {error.strerror or error}."
            source.error(message, mend="Put a plain file here that the site may read.")
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


def _limit(accepted: re.Match[str]) -> int:
    """Return how many bytes a file may have at its place in the module."""
    if accepted["figure"]:
        return LARGEST_FIGURE
    return LARGEST_LESSON if accepted["lesson"] else LARGEST_TEXT


def _read_bytes(path: Path, limit: int) -> bytes:
    """Read at most one byte more than `limit`, from a plain file only, never through a link.

    A file that is written in this very moment is refused. One that was left half-written before
    looks like any other: then the checks decide, on the same bytes that are published.
    """
    if not stat.S_ISREG(path.lstat().st_mode) and not path.is_symlink():
        raise OSError(_NO_FILE)  # not even opened: to open some devices does something
    opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(opened, "rb") as file:
        before = os.fstat(opened)
        if not stat.S_ISREG(before.st_mode):
            raise OSError(_NO_FILE)
        body = file.read(limit + 1)
        after = os.fstat(opened)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise OSError("it is being written; check again when it is saved")
    return body


def _walk(root: Path, report: Report, below: str = "") -> Iterator[tuple[str, Path]]:
    """Yield (path below `root`, file), sorted, from the folders that a module has.

    Only folders that were seen to be folders are entered, so no link leads out of the tree.
    """
    folder = report.source(f"{root.name}/{below}".rstrip("/"))
    for entry in list_folder(root / below, folder) or ():
        name = unicodedata.normalize("NFC", os.fsencode(entry.name).decode(errors="replace"))
        path = f"{below}/{name}".lstrip("/")
        source = report.source(f"{root.name}/{path}")
        if entry.is_symlink():
            report_link(source)
        elif not entry.is_dir(follow_symlinks=False):
            yield path, Path(entry.path)
        elif path in _FOLDERS:
            yield from _walk(root, report, path)
        else:
            source.warning("This folder is not read.", mend=_KNOWN)
