"""quiz.yaml in pieces, without reading it as YAML: what stands around the questions, and each one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_LIST = re.compile(r"^questions:[ ]*\n(?P<body>(?:[ #-].*\n|\n)*)", re.MULTILINE)
_ID = re.compile(r"^[ -]*\bid:[ ]*[\"']?([a-z0-9-]+)[\"']?[ ]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parted:
    """A quiz.yaml in pieces: what stands around the questions, and each question's text by id."""

    around: str
    questions: Mapping[str, str]


def part(text: str) -> Parted | None:
    """Divide a text at its questions; None if it is not written one entry below the other."""
    found = _LIST.search(text)
    if found is None:
        return None if text.strip() else Parted("", {})
    indent = re.match(r"(?:[ ]*#.*\n|\n)*(?P<dash>[ ]*-)", found["body"])
    pieces = (
        re.split(rf"^(?={indent['dash']}[ ])", found["body"], flags=re.MULTILINE)[1:]
        if indent
        else []
    )
    ids = [_ID.findall(piece) for piece in pieces]
    names = [one[0] for one in ids if len(one) == 1]
    if len(names) < len(pieces) or len(set(names)) < len(names):
        return None
    around = text[: found.start()] + text[found.end() :]
    return Parted(around, dict(zip(names, pieces, strict=True)))
