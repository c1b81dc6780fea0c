"""pathways/<id>.yaml → a Pathway."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from courseware.content.model import Pathway, Stop
from courseware.content.printed import check_certificate_title, check_printable
from courseware.content.shared import read_document
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
}
_NEEDED = _SHAPES.keys() - {"optional"}
_CERTIFICATE: Shapes = {"title": LINE, "states": TEXT}
_STOP: Shapes = {"module": TEXT, "after": LIST}


def read_pathway(root: Path, file: str, report: Report) -> tuple[Pathway, Source] | None:
    """Return the pathway in `file` below `root` and its source; None if it lacks a part."""
    document = read_document(root, file, report)
    if document is None:
        return None
    value, source = document
    typed = read_block(value, source, _SHAPES, _NEEDED)
    inside = source.at("certificate")
    certificate = read_block(
        typed.get("certificate", {}), inside, _CERTIFICATE, _CERTIFICATE.keys()
    )
    enrollment = read_choice(typed, "enrollment", ENROLLMENTS, source)
    entries = typed.get("modules", [])
    if len(entries) > MOST_STOPS:
        message = f"A pathway may have at most {MOST_STOPS} modules; here are {len(entries)}."
        source.error(message, "modules", MOST_STOPS, mend="Divide the pathway.")
    stops = tuple(_stops(entries[:MOST_STOPS], source.at("modules")))
    if typed.get("modules") == []:
        source.error("The pathway has no module.", "modules", mend="Write - module: slug.")
    check_certificate_title(certificate.get("title", ""), inside, "title")
    check_printable(typed.get("title", ""), source, "title")
    for name in ("title", "states"):
        check_printable(certificate.get(name, ""), inside, name)
    if not typed.keys() >= _NEEDED or certificate.keys() != _CERTIFICATE.keys():
        return None
    pathway = Pathway(
        id=Path(file).stem,
        title=typed["title"],
        summary=typed["summary"],
        enrollment=enrollment,
        certificate_title=certificate["title"],
        certificate_states=certificate["states"],
        stops=stops,
        optional=tuple(typed.get("optional", ())),
    )
    return pathway, source


def _stops(entries: list[Any], source: Source) -> Iterator[Stop]:
    for place, entry in enumerate(entries):
        typed = read_block(entry, source.at(place), _STOP, {"module"})
        if "module" in typed:
            yield Stop(typed["module"], tuple(typed.get("after", ())))
