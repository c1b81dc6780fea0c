"""What the files of a module would change: compared with the newest published version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import abort, request, url_for

from courseware.authoring.face import blueprint
from courseware.content.file_differences import FileDifference, FileKind, compare_files
from courseware.content.line_differences import LineDifference, compare_lines
from courseware.content.model import Files
from courseware.permissions import Permission
from courseware.records import versions
from courseware.web.curriculum import curriculum, files_of
from courseware.web.database import read, shelf
from courseware.web.gate import outside_gate
from courseware.web.guards import requires
from courseware.web.pages import page

MOST_ROWS = 2_000
"""Rows of all files on one page; what comes after is one click away, file by file."""
OPEN_ROWS = 200
"""So many rows are open at once; the files after them are opened one by one."""
FIGURE = ".svg"


@dataclass(frozen=True, slots=True)
class FileView:
    """One file that differs: line by line, as two pictures, or only by name (`url` shows it)."""

    path: str
    kind: FileKind
    url: str
    lines: LineDifference | None = None
    old_figure: str | None = None
    new_figure: str | None = None
    is_open: bool = False


@blueprint.get("/authoring/modules/<slug>/changes")
@requires(Permission.READ_CONTENT_STATE)
def changes(slug: str) -> str:
    """Show the differences in words, then the lines."""
    # Not at the top: it reads YAML, and workers that serve learners only never need that.
    from courseware.content.differences import describe  # noqa: PLC0415

    published, after = shelf().modules.get(slug), files_of(slug)
    if published is None and not after:
        abort(404)
    if published is None or not after:
        return _unchanged(slug, has_files=bool(after))
    old = versions.files_of(read(), published.version_id)
    new = {path: hashlib.sha256(body).hexdigest() for path, body in after.items()}
    differing = compare_files(old, new)
    if not differing:
        return _unchanged(slug, has_files=True)
    before = _texts(old, differing)
    with outside_gate():
        differences = describe(differing, before, after)
        views = _views(slug, _wanted(differing), (before, after), (old, new))
    return page(
        "authoring/changes.html",
        slug=slug,
        published=published,
        differences=differences,
        views=views,
        is_one=len(_wanted(differing)) < len(differing),
        has_problems=slug not in curriculum().modules,
    )


def _unchanged(slug: str, *, has_files: bool) -> str:
    """Return the page for a module without two states that could be compared, or with equal ones."""
    published, found = shelf().modules.get(slug), curriculum().modules.get(slug)
    modules = [one.module for one in (published, found) if one is not None]
    return page(
        "authoring/unchanged.html",
        slug=slug,
        title=modules[0].title if modules else slug,
        published=published,
        has_files=has_files,
    )


def _texts(old: Mapping[str, str], differing: Iterable[FileDifference]) -> Files:
    """Return the published texts that are needed to compare; figures are shown, not read."""
    paths = [one.path for one in differing if one.path in old and not one.path.endswith(FIGURE)]
    bodies = versions.read_blobs(read(), {old[path] for path in paths})
    return {path: bodies[old[path]] for path in paths}


def _wanted(differing: list[FileDifference]) -> list[FileDifference]:
    """Return the one file that the address asks for, or all."""
    asked = request.args.get("file")
    return [one for one in differing if one.path == asked] or differing


def _views(
    slug: str,
    differing: Iterable[FileDifference],
    sides: tuple[Files, Files],
    digests: tuple[Mapping[str, str], Mapping[str, str]],
) -> list[FileView]:
    views, rows = [], 0
    for one in differing:
        url = url_for("authoring.changes", slug=slug, file=one.path)
        if one.path.endswith(FIGURE):
            views.append(
                FileView(one.path, one.kind, url, None, *_figures(slug, one, digests), True)
            )
        elif rows > MOST_ROWS:
            views.append(FileView(one.path, one.kind, url))
        else:
            old, new = (side.get(one.path, b"").decode() for side in sides)
            lines = compare_lines(old, new)
            rows += len(lines.rows)
            is_open = rows <= OPEN_ROWS
            views.append(FileView(one.path, one.kind, url, lines, is_open=is_open))
    return views


def _figures(
    slug: str, one: FileDifference, digests: tuple[Mapping[str, str], Mapping[str, str]]
) -> tuple[str | None, str | None]:
    old, new = (side.get(one.path) for side in digests)
    return (
        None if old is None else f"/figures/{old}.svg",
        None if new is None else url_for("authoring.preview_figure", slug=slug, digest=new),
    )
