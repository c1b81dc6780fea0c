"""labs/<id>.yaml of a module → its labs; texts are rendered as those of the quiz are."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import PurePosixPath

from courseware.content.model import LABS, Files
from courseware.content.yaml_text import read_yaml
from courseware.formulas.cards import CARDS
from courseware.labs.lab import Lab
from courseware.labs.reading import read_lab
from courseware.problems import Report

MOST_LABS = 12


def lab_id(path: str) -> str:
    """Return the id of a lab file: "labs/flow-explorer.yaml" → "flow-explorer"."""
    return PurePosixPath(path).stem


def lab_files(files: Files) -> list[str]:
    """Return the paths of the labs of a module, sorted."""
    return sorted(path for path in files if path.startswith(LABS))


def read_labs(
    slug: str,
    files: Files,
    report: Report,
    *,
    outcomes: Collection[str],
    retired: Collection[str],
    render: Callable[[str], str],
) -> tuple[Lab, ...]:
    """Return the sound labs of a module; every fault of the others is reported."""
    labs, paths = [], lab_files(files)
    if len(paths) > MOST_LABS:
        message = f"A module may hold at most {MOST_LABS} labs; here are {len(paths)}."
        report.source(f"{slug}/{paths[MOST_LABS]}").error(message, mend="Divide the module.")
    for path in paths[:MOST_LABS]:
        file, name = f"{slug}/{path}", lab_id(path)
        if LABS + name in retired:
            report.source(file).error(f"The lab “{name}” is retired.", mend="Rename the file.")
        text = files[path].decode()
        lab = read_lab_file(name, file, text, report, outcomes=outcomes, render=render)
        labs += [lab] if lab is not None else []
    return tuple(labs)


def read_lab_file(
    name: str,
    file: str,
    text: str,
    report: Report,
    *,
    outcomes: Collection[str],
    render: Callable[[str], str],
) -> Lab | None:
    """Return the lab in one file, None if it has an error; `file` is how problems name it."""
    before = report.errors
    document = read_yaml(text, file, report)
    if document is None or report.errors > before:
        return None
    source = report.source(file, document.lines)
    return read_lab(name, document.value, source, outcomes=outcomes, formulas=CARDS, render=render)
