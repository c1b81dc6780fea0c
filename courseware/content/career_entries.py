"""career.yaml, entry by entry: stops of the road, certifications, associations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from courseware.content.entries import read_whole
from courseware.content.places import Known
from courseware.content.practice_model import Association, Certification, RoadStop
from courseware.practice.gates import LEVELS
from courseware.problems import Source
from courseware.shapes import LINE, LIST, TEXT, Shapes, read_block, read_choice

_URL = re.compile(r"https://[^\s<>\"']+")
_ROAD: Shapes = {
    "id": TEXT, "title": LINE, "does": TEXT, "shows": TEXT, "opens": TEXT, "years": LINE,
    "levels": TEXT,
}  # fmt: skip
_CERTIFICATION: Shapes = {
    "id": TEXT, "name": LINE, "by": LINE, "what": TEXT, "asks": TEXT, "renew_years": TEXT,
    "url": TEXT, "topics": LIST,
}  # fmt: skip
_ASSOCIATION: Shapes = {"id": TEXT, "name": LINE, "what": TEXT, "offers": TEXT, "url": TEXT}


def read_stop(entry: object, source: Source) -> RoadStop | None:
    """Return a stop on the road from internship to plant manager."""
    typed = read_block(entry, source, _ROAD, _ROAD.keys() - {"levels"})
    level = read_choice(typed, "levels", LEVELS, source)
    if not typed.keys() >= _ROAD.keys() - {"levels"}:
        return None
    said = {name: text for name, text in typed.items() if name != "levels"}
    return RoadStop(**said, level=level)


def read_certification(entry: object, source: Source, known: Known) -> Certification | None:
    """Return a certification of a professional body, with the modules that share topics with it."""
    needed = _CERTIFICATION.keys() - {"topics", "renew_years"}
    typed = read_block(entry, source, _CERTIFICATION, needed)
    if not typed.keys() >= needed:
        return None
    _check_url(typed, source)
    for no, slug in enumerate(typed.get("topics", ())):
        if slug not in known.tasks:
            source.error(f"There is no module “{slug}”.", "topics", no, mend="Leave it out.")
    years = read_whole(typed, "renew_years", source) if "renew_years" in typed else 0
    read = {"renew_years": years, "topics": tuple(typed.get("topics", ()))}
    return Certification(**{**typed, **read})


def read_association(entry: object, source: Source) -> Association | None:
    """Return an association of people who do this work."""
    typed = read_block(entry, source, _ASSOCIATION, _ASSOCIATION.keys())
    if typed.keys() != _ASSOCIATION.keys():
        return None
    _check_url(typed, source)
    return Association(**typed)


def _check_url(block: Mapping[str, Any], source: Source) -> None:
    if not _URL.fullmatch(block["url"]):
        source.error("This is no address of a page.", "url", mend="Begin with https://")
