"""A module, its lessons and its figures as the files are now, in the pages that learners get."""

from __future__ import annotations

import hashlib

from flask import Response, abort

from courseware.authoring.face import blueprint
from courseware.authoring.previewing import Preview, preview_of, problems_page, show
from courseware.permissions import Permission
from courseware.records.plans import pathway_of
from courseware.web.curriculum import files_of
from courseware.web.database import shelf
from courseware.web.figures import figure_reply
from courseware.web.guards import requires
from courseware.web.module_pages import Steps, lesson_values, module_values

FIGURES = "lessons/figures/"


@blueprint.get("/authoring/modules/<slug>/preview")
@requires(Permission.READ_CONTENT_STATE)
def preview_module(slug: str) -> str:
    """Show the module's page as somebody sees it who has done nothing in it yet."""
    preview = preview_of(slug)
    if preview is None:
        return problems_page(slug)
    values = module_values(
        preview.module, preview.ways, _steps(preview.module.slug, preview), preview.shared.tracks
    )
    return show(preview, "pages/module.html", **values)


def _steps(slug: str, preview: Preview) -> Steps:
    """Return the steps at the start; the number is the module's place on the first of its pathways, 0 beside it."""
    first = pathway_of(shelf().pathways.values(), slug)
    place = first.place_of(slug) if first else None
    tasks = preview.module.tasks
    return Steps(1 if place is None else place, 0, len(tasks) + 1, tasks[0][0], frozenset())


@blueprint.get("/authoring/modules/<slug>/preview/lessons/<lesson>")
@requires(Permission.READ_CONTENT_STATE)
def preview_lesson(slug: str, lesson: str) -> str:
    """Show a lesson; "mark read" only leads on."""
    preview = preview_of(slug)
    if preview is None:
        return problems_page(slug)
    values = lesson_values(preview.module, lesson, preview.ways, frozenset())
    if values is None:
        abort(404)
    return show(preview, "pages/lesson.html", **values)


@blueprint.get("/authoring/modules/<slug>/preview/figures/<digest>.svg")
@requires(Permission.READ_CONTENT_STATE)
def preview_figure(slug: str, digest: str) -> Response:
    """Send a figure of the files as they are now."""
    for path, body in files_of(slug).items():
        if path.startswith(FIGURES) and hashlib.sha256(body).hexdigest() == digest:
            return figure_reply(body)
    return abort(404)
