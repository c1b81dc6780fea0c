"""modules/practicum/ → simulated cases, model A3 reports, and words for practice and career."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from courseware.calculation.expressions import ExpressionError
from courseware.content.files import LARGEST_TEXT, read_text
from courseware.content.folders import list_folder
from courseware.content.labs import read_lab_file
from courseware.content.modules import renderer
from courseware.content.places import Known, Places
from courseware.content.practice_model import (
    Association,
    Case,
    Certification,
    Coached,
    Guide,
    GuidePart,
    ModelA3,
    Practice,
    RoadStop,
    Sample,
)
from courseware.content.shared import read_document
from courseware.labs.lab import Lab
from courseware.practice.categories import Category
from courseware.practice.gates import LEVELS
from courseware.practice.rubric import IDS, MOST
from courseware.problems import Report, Source
from courseware.shapes import (
    BLOCK,
    BLOCKS,
    LINE,
    LIST,
    PAIRS,
    TEXT,
    Shapes,
    read_block,
    read_choice,
)

PRACTICUM = "practicum"
CASES = "cases"
FILES = ("cases.yaml", "a3-examples.yaml", "mentor-guides.yaml", "career.yaml", "coach.yaml")
OUTCOMES = ("O1",)
"""A case belongs to no module; its outcome is the only one there is."""
MOST_ENTRIES = 60
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WHOLE = re.compile(r"\d{1,3}", re.ASCII)
_HOURS = re.compile(r"\d{1,2}(?:\.(?:25|5|75))?", re.ASCII)
_URL = re.compile(r"https://[^\s<>\"']+")
Made = TypeVar("Made")
Render = Callable[[str], str]

_CASE: Shapes = {"id": TEXT, "category": TEXT, "hours": TEXT}
_MODEL: Shapes = {
    "id": TEXT, "title": LINE, "by": LINE, "team": TEXT, "sections": PAIRS, "scores": PAIRS,
    "because": PAIRS,
}  # fmt: skip
_GUIDE: Shapes = {
    "id": TEXT, "title": LINE, "after": TEXT, "minutes": TEXT, "for_learner": TEXT,
    "for_mentor": TEXT, "parts": BLOCKS, "agree": TEXT,
}  # fmt: skip
_PART: Shapes = {"minutes": TEXT, "title": LINE, "ask": LIST}
_CAREER: Shapes = {
    "road": BLOCKS, "certifications": BLOCKS, "associations": BLOCKS, "plan_ideas": LIST,
    "checked": TEXT,
}  # fmt: skip
_ROAD: Shapes = {
    "id": TEXT, "title": LINE, "does": TEXT, "shows": TEXT, "opens": TEXT, "years": LINE,
    "levels": TEXT,
}  # fmt: skip
_CERTIFICATION: Shapes = {
    "id": TEXT, "name": LINE, "by": LINE, "what": TEXT, "asks": TEXT, "renew_years": TEXT,
    "url": TEXT, "topics": LIST,
}  # fmt: skip
_ASSOCIATION: Shapes = {"id": TEXT, "name": LINE, "what": TEXT, "offers": TEXT, "url": TEXT}
_COACHED: Shapes = {"name": LINE, "counts": LIST, "example": BLOCK}
_SAMPLE: Shapes = {"did": TEXT, "observed": LINE, "reflection": TEXT, "hours": TEXT}


def read_practicum(root: Path, known: Known, report: Report) -> Practice:
    """Return all that is sound in modules/practicum/; a site may have none of it."""
    folder = root / PRACTICUM
    if not os.path.lexists(folder):
        return Practice()
    entries = list_folder(folder, report.source(PRACTICUM)) or ()
    there = {entry.name for entry in entries}
    for name in sorted(there - {*FILES, CASES}):
        mend = f"Here stand {', '.join(FILES)} and the folder {CASES}/."
        report.source(f"{PRACTICUM}/{name}").warning("This is not read.", mend=mend)
    render = renderer(Places(known))

    def block(name: str, shapes: Shapes) -> tuple[dict[str, Any], Source]:
        file = f"{PRACTICUM}/{name}"
        document = read_document(root, file, report) if name in there else None
        if document is None:
            return {}, report.source(file)
        value, source = document
        return read_block(value, source, shapes, ()), source

    cases, at_cases = block("cases.yaml", {"cases": BLOCKS})
    models, at_models = block("a3-examples.yaml", {"examples": BLOCKS})
    guides, at_guides = block("mentor-guides.yaml", {"guides": BLOCKS})
    career, at_career = block("career.yaml", _CAREER)
    coached, at_coached = block("coach.yaml", {"categories": BLOCK})
    return Practice(
        cases=tuple(_cases(root, cases.get("cases", []), at_cases.at("cases"), report, render)),
        models=_each(models, "examples", at_models, lambda one, at: _model(one, at, render)),
        guides=_each(guides, "guides", at_guides, _guide),
        road=_each(career, "road", at_career, _road),
        certifications=_each(
            career, "certifications", at_career, lambda one, at: _certification(one, at, known)
        ),
        associations=_each(career, "associations", at_career, _association),
        plan_ideas=tuple(career.get("plan_ideas", ())),
        coached=tuple(_coached(coached.get("categories", {}), at_coached.at("categories"))),
        checked=career.get("checked", ""),
    )


def _each(
    block: Mapping[str, Any],
    name: str,
    source: Source,
    make: Callable[[object, Source], Made | None],
) -> tuple[Made, ...]:
    """Return what the entries under a name make, each with an id of its own."""
    found, inside = [], source.at(name)
    entries: Sequence[Any] = block.get(name, [])
    seen: set[str] = set()
    for no, entry in enumerate(entries[:MOST_ENTRIES]):
        made = make(entry, inside.at(no))
        if made is None:
            continue
        entry_id = getattr(made, "id")  # noqa: B009 - every class that is made here has one
        if not _NAME.fullmatch(entry_id) or entry_id in seen:
            mend = "Write lower-case words-with-hyphens, each once."
            inside.error(f"The id “{entry_id}” cannot be used.", no, "id", mend=mend)
        seen.add(entry_id)
        found.append(made)
    return tuple(found)


def _cases(
    root: Path, entries: Sequence[Any], source: Source, report: Report, render: Render
) -> Iterator[Case]:
    """Yield the cases in the order of cases.yaml; a lab that it does not name is reported."""
    named = set()
    for no, entry in enumerate(entries[:MOST_ENTRIES]):
        here = source.at(no)
        typed = read_block(entry, here, _CASE, _CASE.keys())
        if typed.keys() != _CASE.keys():
            continue
        name = typed["id"]
        if not _NAME.fullmatch(name) or name in named:
            mend = "Write lower-case words-with-hyphens, each once."
            here.error(f"The id “{name}” cannot be used.", "id", mend=mend)
            continue
        named.add(name)
        category = read_choice(typed, "category", list(Category), here)
        if not _HOURS.fullmatch(typed["hours"]) or not Fraction(typed["hours"]):
            here.error("`hours` are no quarter hours.", "hours", mend="Write, for example, 1.5.")
            continue
        lab = _case_lab(root, name, report, render)
        if lab is not None and category:
            yield Case(category, Fraction(typed["hours"]), lab)
    folder = root / PRACTICUM / CASES
    files = list_folder(folder, report.source(f"{PRACTICUM}/{CASES}")) if folder.exists() else ()
    for file in files or ():
        if file.name.removesuffix(".yaml") not in named:
            mend = "Name it in cases.yaml, with its category and hours."
            report.source(f"{PRACTICUM}/{CASES}/{file.name}").warning(
                "This is not read.", mend=mend
            )


def _case_lab(root: Path, name: str, report: Report, render: Render) -> Lab | None:
    file = f"{PRACTICUM}/{CASES}/{name}.yaml"
    text = read_text(root / file, LARGEST_TEXT, report.source(file))
    if text is None:
        return None
    return read_lab_file(name, file, text, report, outcomes=OUTCOMES, render=render)


def _model(entry: object, source: Source, render: Render) -> ModelA3 | None:
    typed = read_block(entry, source, _MODEL, _MODEL.keys())
    if typed.keys() != _MODEL.keys():
        return None
    for name in ("sections", "scores", "because"):
        for criterion in sorted(set(IDS) ^ set(typed[name])):
            mend = f"There are {', '.join(IDS)}."
            source.error(f"“{criterion}” is missing or not known.", name, mend=mend)
        if set(IDS) != set(typed[name]):
            return None
    scores = {one: _whole(typed["scores"], one, source.at("scores"), MOST) for one in IDS}
    sections = {}
    for one in IDS:
        try:
            sections[one] = render(typed["sections"][one])
        except ExpressionError as fault:
            source.error(str(fault), "sections", one)
            sections[one] = ""
    because = {one: typed["because"][one] for one in IDS}
    return ModelA3(
        typed["id"], typed["title"], typed["by"], typed["team"], sections, scores, because
    )


def _guide(entry: object, source: Source) -> Guide | None:
    typed = read_block(entry, source, _GUIDE, _GUIDE.keys())
    if typed.keys() != _GUIDE.keys():
        return None
    parts = []
    for no, part in enumerate(typed["parts"]):
        here = source.at("parts", no)
        read = read_block(part, here, _PART, _PART.keys())
        if read.keys() == _PART.keys():
            parts.append(
                GuidePart(_whole(read, "minutes", here), read["title"], tuple(read["ask"]))
            )
    minutes = _whole(typed, "minutes", source)
    if sum(one.minutes for one in parts) != minutes:
        mend = "Change a part, or `minutes`."
        source.error(f"The parts do not take {minutes} minutes together.", "parts", mend=mend)
    return Guide(
        typed["id"], typed["title"], typed["after"], minutes, typed["for_learner"],
        typed["for_mentor"], tuple(parts), typed["agree"],
    )  # fmt: skip


def _road(entry: object, source: Source) -> RoadStop | None:
    typed = read_block(entry, source, _ROAD, _ROAD.keys() - {"levels"})
    level = read_choice(typed, "levels", LEVELS, source)
    if not typed.keys() >= _ROAD.keys() - {"levels"}:
        return None
    said = {name: text for name, text in typed.items() if name != "levels"}
    return RoadStop(**said, level=level)


def _certification(entry: object, source: Source, known: Known) -> Certification | None:
    needed = _CERTIFICATION.keys() - {"topics", "renew_years"}
    typed = read_block(entry, source, _CERTIFICATION, needed)
    if not typed.keys() >= needed:
        return None
    _check_url(typed, source)
    for no, slug in enumerate(typed.get("topics", ())):
        if slug not in known.tasks:
            source.error(f"There is no module “{slug}”.", "topics", no, mend="Leave it out.")
    years = _whole(typed, "renew_years", source) if "renew_years" in typed else 0
    read = {"renew_years": years, "topics": tuple(typed.get("topics", ()))}
    return Certification(**{**typed, **read})


def _association(entry: object, source: Source) -> Association | None:
    typed = read_block(entry, source, _ASSOCIATION, _ASSOCIATION.keys())
    if typed.keys() != _ASSOCIATION.keys():
        return None
    _check_url(typed, source)
    return Association(**typed)


def _coached(block: Mapping[str, Any], source: Source) -> Iterator[Coached]:
    names: Collection[str] = list(Category)
    for name, entry in block.items():
        here = source.at(name)
        typed = read_block(entry, here, _COACHED, {"counts", "example"})
        sample = read_block(typed.get("example", {}), here.at("example"), _SAMPLE, _SAMPLE.keys())
        is_known = read_choice({"category": name}, "category", names, source)
        if is_known and "counts" in typed and sample.keys() == _SAMPLE.keys():
            yield Coached(name, tuple(typed["counts"]), Sample(**sample))


def _whole(block: Mapping[str, Any], name: str, source: Source, most: int = 999) -> int:
    text = block[name]
    if not _WHOLE.fullmatch(text) or int(text) > most:
        source.error(f"`{name}` is no whole number up to {most}.", name, mend="Write digits.")
        return 0
    return int(text)


def _check_url(block: Mapping[str, Any], source: Source) -> None:
    if not _URL.fullmatch(block["url"]):
        source.error("This is no address of a page.", "url", mend="Begin with https://")
