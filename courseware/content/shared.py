"""What all modules share: tracks.yaml, competencies.yaml, glossary.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from courseware.content.files import LARGEST_TEXT, read_text
from courseware.content.model import Competency, Shared, Term
from courseware.content.places import Known, Places, Unread
from courseware.content.yaml_text import read_yaml
from courseware.markup.markdown import render_inline
from courseware.problems import Report, Severity, Source
from courseware.shapes import BLOCK, LIST, TEXT, Shapes, read_block

FILES = ("tracks.yaml", "competencies.yaml", "glossary.yaml")

_COMPETENCY: Shapes = dict.fromkeys(("name", "foundation", "supervisor", "manager"), TEXT)
_TERM: Shapes = {"term": TEXT, "means": TEXT, "also": LIST, "unit": TEXT}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Block = tuple[Mapping[str, Any], Source]
"""The entries under a file's one key, and where to report their faults."""


def read_document(root: Path, file: str, report: Report) -> tuple[Any, Source] | None:
    """Return the plain value of a YAML file below `root` and its source; None if it has none."""
    text = read_text(root / file, LARGEST_TEXT, report.source(file))
    document = None if text is None else read_yaml(text, file, report)
    if document is None:
        return None
    return document.value, report.source(file, document.lines)


def read_shared(root: Path, report: Report) -> tuple[Shared, Known]:
    """Return what the three files say, and the names in them. `known.tasks` is still empty.

    Of a file that cannot be read every name counts as known, so that its fault stays the only one.
    """
    tracks = _read_block(root, "tracks", report)
    competencies = _read_block(root, "competencies", report)
    terms = _read_block(root, "glossary", report, key="terms")
    known = Known(
        tracks=Unread() if tracks is None else tracks[0].keys(),
        competencies=Unread() if competencies is None else competencies[0].keys(),
        terms=Unread() if terms is None else terms[0].keys(),
        tasks={},
    )
    shared = Shared(
        tracks=dict(_tracks(*tracks)) if tracks else {},
        competencies=tuple(_competencies(*competencies)) if competencies else (),
        terms=tuple(_terms(*terms, Places(known))) if terms else (),
    )
    return shared, known


def _read_block(root: Path, name: str, report: Report, key: str = "") -> Block | None:
    document = read_document(root, f"{name}.yaml", report)
    if document is None:
        return None
    value, source = document
    key = key or name
    typed = read_block(value, source, {key: BLOCK}, {key})
    return (typed[key], source.at(key)) if key in typed else None


def _tracks(block: Mapping[str, Any], source: Source) -> Iterator[tuple[str, str]]:
    names = read_block(block, source, dict.fromkeys(block, TEXT), ())
    yield from ((code, str(name)) for code, name in names.items())


def _competencies(block: Mapping[str, Any], source: Source) -> Iterator[Competency]:
    for code, entry in block.items():
        typed = read_block(entry, source.at(code), _COMPETENCY, _COMPETENCY.keys())
        if typed.keys() == _COMPETENCY.keys():
            yield Competency(code, **typed)


def _terms(block: Mapping[str, Any], source: Source, places: Places) -> Iterator[Term]:
    names: dict[str, str] = {}
    for name, entry in block.items():
        here = source.at(name)
        if not _ID.fullmatch(name):
            here.error(
                f"The id “{name}” cannot be used.", mend="Write lower-case words-with-hyphens."
            )
        typed = read_block(entry, here, _TERM, {"term", "means"})
        if not {"term", "means"} <= typed.keys():
            continue
        for said in (typed["term"], *typed.get("also", ())):
            if names.setdefault(said.casefold(), name) != name:
                here.error(f"“{said}” is also a name of “{names[said.casefold()]}”.", "term")
        yield Term(
            id=name,
            term=typed["term"],
            means_html=_means(typed["means"], here, places),
            also=tuple(typed.get("also", ())),
            unit=typed.get("unit", ""),
        )


def _means(text: str, source: Source, places: Places) -> str:
    first = source.line("means")

    def complain(line: int, message: str, mend: str) -> None:
        source.add(first + line - 1, message, mend, Severity.ERROR)

    return render_inline(
        text, link=places.link, figure=places.figure, complain=complain, suggest=places.suggest
    )
