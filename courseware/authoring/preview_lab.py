"""A lab as the files are now: it can be worked in, and nothing is stored; also one that waits for its module.

All that was set stands in the address, so that a page can be shown to a colleague.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from flask import abort, request, url_for
from werkzeug.datastructures import MultiDict

from courseware.authoring.face import blueprint
from courseware.authoring.previewing import preview_of, problems_page, show
from courseware.content.model import lab_task
from courseware.labs import runs
from courseware.labs.checking import is_passed
from courseware.labs.lab import Lab
from courseware.labs.runs import State
from courseware.labs.working import work
from courseware.permissions import Permission
from courseware.web.curriculum import curriculum
from courseware.web.guards import requires
from courseware.web.lab_pages import lab_view
from courseware.web.module_pages import after_task, contents
from courseware.web.pages import page

CASE = re.compile(r"\d{1,9}", re.ASCII)


@blueprint.get("/authoring/modules/<slug>/preview/labs/<lab>")
@requires(Permission.READ_CONTENT_STATE)
def preview_lab(slug: str, lab: str) -> str:
    """Show a lab of a module, with what stands in the address."""
    preview = preview_of(slug)
    if preview is None:
        return problems_page(slug)
    found = preview.module.lab(lab)
    if found is None:
        abort(404)
    task = lab_task(lab)
    return show(
        preview,
        "pages/lab.html",
        **_trial(found),
        module=preview.module,
        steps=contents(preview.module, task, preview.ways, frozenset()),
        work_url=preview.ways.lab(lab),
        after_url=preview.ways.after(preview.module, task),
        after=after_task(preview.module, task),
    )


@blueprint.get("/authoring/labs/<lab>")
@requires(Permission.READ_CONTENT_STATE)
def waiting_lab(lab: str) -> str:
    """Show a lab that waits for its module."""
    found = curriculum().waiting.get(lab)
    if found is None:
        abort(404)
    return page(
        "pages/lab.html",
        **_trial(found),
        module=None,
        steps=(),
        work_url=url_for("authoring.waiting_lab", lab=lab),
        after_url=url_for("authoring.modules"),
        after=None,
    )


def _trial(lab: Lab) -> dict[str, Any]:
    """Return what the page of a lab shows of what stands in the address; `case` chooses the case."""
    case = request.args.get("case", "0")
    number = int(case) % len(lab.cases) if CASE.fullmatch(case) else 0
    state = _state(lab, number, request.args)
    passes = state.is_checked and is_passed(lab, work(lab, number, state.inputs), state.so_what)
    return {
        "view": lab_view(lab, state, number, is_passed=passes),
        "is_trial": True,
        "overtaken": "",
        "is_done": False,
        "revision": 0,
        "case": number,
        "next_case": (number + 1) % len(lab.cases),
    }


def _state(lab: Lab, case: int, args: MultiDict[str, str]) -> State:
    """Return the run that these fields come to: the prediction, a talk so far, then all the rest."""
    fields, purpose = list(args.items(multi=True)), args.get("do", "")
    state = runs.take(lab, runs.begin(lab, case), runs.PREDICT, fields)
    talked = {
        one.name: {"way": (args[f"in.{one.name}.way"],)}
        for one in lab.inputs
        if f"in.{one.name}.way" in args
    }
    state = replace(state, inputs={**state.inputs, **talked})
    is_worked = purpose in {runs.WORK, runs.CHECK} or any(name.startswith("in.") for name in args)
    return runs.take(lab, state, purpose or runs.WORK, fields) if is_worked else state
