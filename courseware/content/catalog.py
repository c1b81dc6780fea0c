"""modules/ on disk → a Catalog and everything that is wrong with it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from courseware.content.cases import FOLDER as PRACTICUM
from courseware.content.checks import check_pathway, check_titles
from courseware.content.files import digest, read_tree
from courseware.content.folders import is_portable, list_entries, list_folder, report_link
from courseware.content.labs import lab_files, lab_id
from courseware.content.lessons import lesson_id
from courseware.content.memory import Compiled, Memory, compiled
from courseware.content.model import Catalog, Files, Module, Pathway, Shared, lab_task
from courseware.content.modules import compile_module
from courseware.content.pathways import read_pathway
from courseware.content.places import Known
from courseware.content.practice_model import Practice
from courseware.content.practicum import read_practicum
from courseware.content.shared import FILES, read_shared
from courseware.content.stamps import stamp_of
from courseware.content.waiting import WAITING, read_waiting
from courseware.problems import Report, Source, Strictness

PATHWAYS = "pathways"
LICENSE = "LICENSE"
"""The terms under which the curriculum may be used; it is for people, so it is not read."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class _Folder:
    """One module's folder as read: `is_sound` says that each of its files could be taken."""

    files: Files
    is_sound: bool


def read_catalog(
    root: Path, memory: Memory | None = None, strictness: Strictness = Strictness.SITE
) -> tuple[Catalog, Report]:
    """Read all of modules/, checked by the rules of `strictness`.

    The catalog holds what is sound; the report every problem of every file, by file and line, with
    files named from `root` on. One broken module hides no other. `memory` is that of the reading
    before, and is that of this one afterwards: it holds one compiled form a module, no older ones.
    """
    report = Report(strictness)
    entries = list_entries(root, report.source(root.name))
    if entries is None:
        return Catalog({}, {}, Shared({}, (), ()), {}), report
    shared, known = read_shared(root, report)
    folders = {path.name: _read_folder(path, report) for path in _folders(entries, report)}
    tasks = {slug: _tasks(folder.files) for slug, folder in folders.items()}
    known = replace(known, tasks=tasks)
    modules = dict(_modules(folders, known, report, memory))
    waiting = read_waiting(root, known, report)
    practice = _practice(root, known, report, memory)
    check_titles(
        (module.title, report.source(f"{slug}/module.yaml")) for slug, module in modules.items()
    )
    pathways = _pathways(root, modules, folders, known, report)
    report.problems.sort()
    files = {slug: folders[slug].files for slug in modules}
    return Catalog(modules, pathways, shared, files, waiting, practice), report


def _folders(entries: Iterable[os.DirEntry[str]], report: Report) -> Iterator[Path]:
    """Yield the folders of modules; report whatever else lies beside them."""
    for entry in entries:
        source = report.source(entry.name)
        if entry.name in {*FILES, PATHWAYS, WAITING, PRACTICUM, LICENSE}:
            continue
        if entry.is_symlink():
            report_link(source)
        elif entry.is_dir(follow_symlinks=False) and _SLUG.fullmatch(entry.name):
            if is_portable(entry.name, source):
                yield Path(entry.path)
        else:
            mend = f"Beside {PATHWAYS}/ and {', '.join(FILES)} stand folders such as mp1-flow/."
            source.warning("This is not read.", mend=mend)


def _read_folder(path: Path, report: Report) -> _Folder:
    own = Report(report.strictness)
    files = read_tree(path, own)
    report.take(own)
    return _Folder(files, not own.has_errors)


def _tasks(files: Files) -> frozenset[str]:
    lessons = (lesson_id(path) for path in files if path.endswith(".md"))
    return frozenset((*lessons, *(lab_task(lab_id(path)) for path in lab_files(files))))


def _modules(
    folders: Mapping[str, _Folder], known: Known, report: Report, memory: Memory | None
) -> Iterator[tuple[str, Module]]:
    before = memory.modules if memory is not None else {}
    made = {
        slug: _compile(slug, folder.files, known, report.strictness, before.get(slug))
        for slug, folder in folders.items()
    }
    if memory is not None:
        memory.modules = made
    for slug, one in made.items():
        report.problems.extend(one.problems)
        if one.made is not None and folders[slug].is_sound:
            yield slug, one.made


def _compile(
    slug: str,
    files: Files,
    known: Known,
    strictness: Strictness,
    before: Compiled[Module | None] | None,
) -> Compiled[Module | None]:
    def make(report: Report) -> Module | None:
        module = compile_module(slug, files, known, report)
        return None if module is None else replace(module, bank=module.bank.packed())

    return compiled(before, digest(files), known, strictness, make)


def _practice(root: Path, known: Known, report: Report, memory: Memory | None) -> Practice:
    """Return the practicum. It is known by its stamp: what lies there is read only if it changed."""
    before = memory.practice if memory is not None else None
    stamp = stamp_of(root / PRACTICUM)
    made = compiled(
        before, stamp, known, report.strictness, lambda own: read_practicum(root, known, own)
    )
    if memory is not None:
        memory.practice = made
    report.problems.extend(made.problems)
    return made.made


def _pathways(
    root: Path,
    modules: Mapping[str, Module],
    folders: Mapping[str, _Folder],
    known: Known,
    report: Report,
) -> dict[str, Pathway]:
    """Return the pathways that can be walked over sound modules."""
    found: list[tuple[Pathway, Source]] = []
    pathways = {}
    for path in _pathway_files(root / PATHWAYS, report):
        file = f"{PATHWAYS}/{path.name}"
        own = Report(report.strictness)
        if not is_portable(path.stem, report.source(file)):
            continue
        if path.suffix != ".yaml" or not _SLUG.fullmatch(path.stem):
            report.source(file).warning("This file is not read.", mend="Name it my-pathway.yaml.")
            continue
        read = read_pathway(root, file, own)
        if read is not None:
            found.append(read)
            pathway, source = read
            codes = known.competencies
            if check_pathway(pathway, modules, folders, source, codes) and not own.has_errors:
                pathways[pathway.id] = pathway
        report.take(own)
    check_titles(
        (pathway.title, report.source(source.file, source.lines)) for pathway, source in found
    )
    return pathways


def _pathway_files(folder: Path, report: Report) -> list[Path]:
    """Return what lies in the folder of pathways; a site may have none."""
    if not os.path.lexists(folder):
        return []
    return [Path(entry.path) for entry in list_folder(folder, report.source(PATHWAYS)) or ()]
