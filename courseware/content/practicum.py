"""modules/practicum/ → simulated cases, model A3 reports, and words for practice and career."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from courseware.calculation.expressions import ExpressionError
from courseware.content.career_entries import read_association, read_certification, read_stop
from courseware.content.cases import CASES, Render, read_cases
from courseware.content.cases import FOLDER as PRACTICUM
from courseware.content.entries import read_each, read_whole
from courseware.content.folders import list_folder
from courseware.content.modules import renderer
from courseware.content.places import Known, Places
from courseware.content.practice_model import (
    Coached,
    Guide,
    GuidePart,
    ModelA3,
    Practice,
    Sample,
)
from courseware.content.shared import read_document
from courseware.practice.categories import Category
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

FILES = ("cases.yaml", "a3-examples.yaml", "mentor-guides.yaml", "career.yaml", "coach.yaml")

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
        cases=tuple(read_cases(root, cases.get("cases", []), at_cases.at("cases"), report, render)),
        models=read_each(models, "examples", at_models, lambda one, at: _model(one, at, render)),
        guides=read_each(guides, "guides", at_guides, _guide),
        road=read_each(career, "road", at_career, read_stop),
        certifications=read_each(
            career, "certifications", at_career, lambda one, at: read_certification(one, at, known)
        ),
        associations=read_each(career, "associations", at_career, read_association),
        plan_ideas=tuple(career.get("plan_ideas", ())),
        coached=tuple(_coached(coached.get("categories", {}), at_coached.at("categories"))),
        checked=career.get("checked", ""),
    )


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
    scores = {one: read_whole(typed["scores"], one, source.at("scores"), MOST) for one in IDS}
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
                GuidePart(read_whole(read, "minutes", here), read["title"], tuple(read["ask"]))
            )
    minutes = read_whole(typed, "minutes", source)
    if sum(one.minutes for one in parts) != minutes:
        mend = "Change a part, or `minutes`."
        source.error(f"The parts do not take {minutes} minutes together.", "parts", mend=mend)
    return Guide(
        typed["id"], typed["title"], typed["after"], minutes, typed["for_learner"],
        typed["for_mentor"], tuple(parts), typed["agree"],
    )  # fmt: skip


def _coached(block: Mapping[str, Any], source: Source) -> Iterator[Coached]:
    names: Collection[str] = list(Category)
    for name, entry in block.items():
        here = source.at(name)
        typed = read_block(entry, here, _COACHED, {"counts", "example"})
        sample = read_block(typed.get("example", {}), here.at("example"), _SAMPLE, _SAMPLE.keys())
        is_known = read_choice({"category": name}, "category", names, source)
        if is_known and "counts" in typed and sample.keys() == _SAMPLE.keys():
            yield Coached(name, tuple(typed["counts"]), Sample(**sample))
