"""pathways/<id>.yaml → a Pathway."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from courseware.content.levels import read_levels
from courseware.content.model import Pathway, Stop
from courseware.content.printed import check_certificate_title, check_printable
from courseware.content.shared import read_document
from courseware.content.validity import SHAPES as VALIDITY
from courseware.content.validity import read_validity
from courseware.problems import Report, Source
from courseware.shapes import (
    BLOCK,
    BLOCKS,
    LINE,
    LIST,
    TEXT,
    Shapes,
    read_block,
    read_choice,
)

ENROLLMENTS = ("open", "assigned")
MOST_STOPS = 200

_SHAPES: Shapes = {
    "title": LINE,
    "summary": TEXT,
    "enrollment": TEXT,
    "certificate": BLOCK,
    "modules": BLOCKS,
    "optional": LIST,
    "levels": BLOCKS,
}
_NEEDED = _SHAPES.keys() - {"optional", "certificate", "levels"}
_TEXTS = {"title": LINE, "states": TEXT}
_CERTIFICATE: Shapes = _TEXTS | VALIDITY
_STOP: Shapes = {"module": TEXT, "after": LIST}


def read_pathway(root: Path, file: str, report: Report) -> tuple[Pathway, Source] | None:
    """Return the pathway in `file` below `root` and its source; None if it lacks a part."""
    document = read_document(root, file, report)
    if document is None:
        return None
    value, source = document
    typed = read_block(value, source, _SHAPES, _NEEDED)
    levels = read_levels(typed.get("levels", []), source.at("levels"))
    certificate = _certificate(typed, source)
    enrollment = read_choice(typed, "enrollment", ENROLLMENTS, source)
    entries = typed.get("modules", [])
    if len(entries) > MOST_STOPS:
        message = f"A pathway may have at most {MOST_STOPS} modules; here are {len(entries)}."
        source.error(message, "modules", MOST_STOPS, mend="Divide the pathway.")
    stops = tuple(_stops(entries[:MOST_STOPS], source.at("modules")))
    if typed.get("modules") == []:
        source.error("The pathway has no module.", "modules", mend="Write - module: slug.")
    check_printable(typed.get("title", ""), source, "title")
    if not typed.keys() >= _NEEDED or certificate is None:
        return None
    pathway = Pathway(
        id=Path(file).stem,
        title=typed["title"],
        summary=typed["summary"],
        enrollment=enrollment,
        certificate_title=certificate["title"],
        certificate_states=certificate["states"],
        validity=read_validity(certificate, source.at("certificate")),
        stops=stops,
        optional=tuple(typed.get("optional", ())),
        levels=levels,
    )
    return pathway, source


def _certificate(typed: dict[str, Any], source: Source) -> dict[str, str] | None:
    """Return the certificate of completion; empty texts where the levels have certificates of their own."""
    if typed.get("levels"):
        if "certificate" in typed:
            mend = "Write a certificate in each level, and none for the pathway."
            source.error("This pathway has levels.", "certificate", mend=mend)
        return dict.fromkeys(_TEXTS, "")
    if "certificate" not in typed:
        mend = "Write certificate: {title: …, states: …}, or levels."
        source.error("`certificate` is missing.", mend=mend)
        return None
    inside = source.at("certificate")
    found = read_block(typed["certificate"], inside, _CERTIFICATE, _TEXTS.keys())
    check_certificate_title(found.get("title", ""), inside, "title")
    for name in _TEXTS:
        check_printable(found.get(name, ""), inside, name)
    return found if found.keys() >= _TEXTS.keys() else None


def _stops(entries: list[Any], source: Source) -> Iterator[Stop]:
    for place, entry in enumerate(entries):
        typed = read_block(entry, source.at(place), _STOP, {"module"})
        if "module" in typed:
            yield Stop(typed["module"], tuple(typed.get("after", ())))
