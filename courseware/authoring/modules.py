"""The modules: which version is served, whether the files differ, and their problems."""

from __future__ import annotations

from flask import abort

from courseware.authoring.face import blueprint
from courseware.authoring.states import module_states
from courseware.permissions import Permission
from courseware.records.marking import count_waiting
from courseware.records.reports import read_versions
from courseware.records.standings import read_counts
from courseware.web.curriculum import curriculum
from courseware.web.database import read, shelf
from courseware.web.guards import me, requires
from courseware.web.pages import page


@blueprint.get("/authoring")
@requires(Permission.READ_CONTENT_STATE)
def modules() -> str:
    """List the modules and every problem of the files on disk."""
    files = curriculum()
    return page(
        "authoring/modules.html",
        states=module_states(shelf(), files, read_counts(read())),
        files=files,
        waiting=count_waiting(read(), me().id) if me().may(Permission.MARK) else None,
    )


@blueprint.get("/authoring/modules/<slug>")
@requires(Permission.READ_CONTENT_STATE)
def module(slug: str) -> str:
    """Show one module: its versions and its problems."""
    states = module_states(shelf(), curriculum(), read_counts(read()))
    state = next((one for one in states if one.slug == slug), None)
    if state is None:
        abort(404)
    return page("authoring/module.html", state=state, versions=read_versions(read(), slug))
