"""Simulated cases: cases.yaml says what each counts, cases/<id>.yaml is the lab itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from courseware.content.entries import MOST_ENTRIES, check_id
from courseware.content.files import LARGEST_TEXT, read_text
from courseware.content.folders import list_folder
from courseware.content.labs import read_lab_file
from courseware.content.practice_model import Case
from courseware.labs.lab import Lab
from courseware.practice.categories import Category
from courseware.problems import Report, Source
from courseware.shapes import TEXT, Shapes, read_block, read_choice

FOLDER = "practicum"
CASES = "cases"
OUTCOMES = ("O1",)
"""A case belongs to no module; its outcome is the only one there is."""
Render = Callable[[str], str]
_HOURS = re.compile(r"\d{1,2}(?:\.(?:25|5|75))?", re.ASCII)
_CASE: Shapes = {"id": TEXT, "category": TEXT, "hours": TEXT}


def read_cases(
    root: Path, entries: Sequence[Any], source: Source, report: Report, render: Render
) -> Iterator[Case]:
    """Yield the cases in the order of cases.yaml; a lab that it does not name is reported."""
    named: set[str] = set()
    for no, entry in enumerate(entries[:MOST_ENTRIES]):
        here = source.at(no)
        typed = read_block(entry, here, _CASE, _CASE.keys())
        if typed.keys() != _CASE.keys():
            continue
        name = typed["id"]
        if not check_id(name, named, here):
            continue
        named.add(name)
        category = read_choice(typed, "category", list(Category), here)
        if not _HOURS.fullmatch(typed["hours"]) or not Fraction(typed["hours"]):
            here.error("`hours` are no quarter hours.", "hours", mend="Write, for example, 1.5.")
            continue
        lab = _case_lab(root, name, report, render)
        if lab is not None and category:
            yield Case(category, Fraction(typed["hours"]), lab)
    folder = root / FOLDER / CASES
    files = list_folder(folder, report.source(f"{FOLDER}/{CASES}")) if folder.exists() else ()
    for file in files or ():
        if file.name.removesuffix(".yaml") not in named:
            mend = "Name it in cases.yaml, with its category and hours."
            report.source(f"{FOLDER}/{CASES}/{file.name}").warning("This is not read.", mend=mend)


def _case_lab(root: Path, name: str, report: Report, render: Render) -> Lab | None:
    file = f"{FOLDER}/{CASES}/{name}.yaml"
    text = read_text(root / file, LARGEST_TEXT, report.source(file))
    if text is None:
        return None
    return read_lab_file(name, file, text, report, outcomes=OUTCOMES, render=render)
