"""modules/labs/: labs that are ready before the module they are for. They are checked as any other.

A lab moves into the labs/ of its module when that is written; nobody is asked to pass it before.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from courseware.content.files import LARGEST_TEXT, read_text
from courseware.content.folders import is_portable, list_folder
from courseware.content.labs import read_lab_file
from courseware.content.modules import renderer
from courseware.content.places import Known, Places
from courseware.labs.lab import Lab
from courseware.problems import Report

WAITING = "labs"
MOST_WAITING = 60
OUTCOMES = tuple(f"O{number}" for number in range(1, 10))
"""The outcomes of a module that is not written yet: any that it could have."""
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_waiting(root: Path, known: Known, report: Report) -> Mapping[str, Lab]:
    """Return id → lab of those that wait; every fault of the others is reported. A site may have none."""
    folder = root / WAITING
    if not os.path.lexists(folder):
        return {}
    render, labs = renderer(Places(known)), {}
    entries = list_folder(folder, report.source(WAITING)) or ()
    for no, entry in enumerate(entries):
        if no == MOST_WAITING:
            message = f"At most {MOST_WAITING} labs may wait; the others are not read."
            report.source(WAITING).error(message, mend="Move them into their modules.")
            break
        path = Path(entry.path)
        file = f"{WAITING}/{path.name}"
        source = report.source(file)
        if path.suffix != ".yaml" or not _NAME.fullmatch(path.stem):
            source.warning("This file is not read.", mend="Name it my-lab.yaml.")
            continue
        text = read_text(path, LARGEST_TEXT, source)
        if text is None or not is_portable(path.stem, source):
            continue
        lab = read_lab_file(path.stem, file, text, report, outcomes=OUTCOMES, render=render)
        if lab is not None:
            labs[lab.id] = lab
    return labs
