"""A lab: its page, what a learner does in it, and going on after a pass."""

from __future__ import annotations

import re
from dataclasses import replace

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.content.model import lab_task
from courseware.labs import runs
from courseware.labs.lab import Lab
from courseware.labs.runs import is_same_work
from courseware.learning.lessons import Visit, locked_page, visit
from courseware.learning.place import blueprint
from courseware.operations.labs import Bench, Saved, bench_of, change, first_seed, go_on
from courseware.permissions import Permission
from courseware.records.lab_runs import newest_run
from courseware.web.database import now, read, shelf, site, write
from courseware.web.guards import me, requires
from courseware.web.lab_pages import lab_view
from courseware.web.module_pages import Ways, after_task, contents
from courseware.web.pages import page
from courseware.web.waiting import is_named, keeps_words

LIVE = "X-Live"
"""The header by which static/js/lab.js asks for the results alone."""
AGAIN = "again"
REVISION = re.compile(r"\d{1,9}", re.ASCII)
TURN = re.compile(r"(in\.\w+)\.(?:pick|again)", re.ASCII)
_PLACES = {runs.PREDICT: "bench", runs.CHECK: "findings", AGAIN: "bench"}
"""Where on its page a form leads to, by what it is for."""


def _lab(here: Visit, lab_id: str) -> Lab:
    lab = here.module.lab(lab_id)
    if lab is None:
        abort(404)
    return lab


def _bench(slug: str, lab: Lab, *, is_passed: bool = False) -> tuple[Lab, Bench]:
    """Return what the person who asks has before them, or what they passed with last.

    A run that is passed comes with the lab as it was then: what the page says of it stays true.
    """
    run = newest_run(read(), me().id, slug, lab.id, is_passed=is_passed)
    bench = bench_of(lab, run, first_seed(me().id, slug, lab.id))
    if run is None or not run.is_passed:
        return lab, bench
    return site().shelves.version(read(), run.version_id).lab(lab.id) or lab, bench


@blueprint.get("/modules/<slug>/labs/<lab>")
@requires(Permission.LEARN)
def lab(slug: str, lab: str) -> str | tuple[str, int]:
    """Show a lab as it was left, or (?run=passed) as it was passed last. Looking at it changes nothing."""
    here = visit(slug)
    if not here.is_open:
        return locked_page(here)
    found = _lab(here, lab)
    is_passed = request.args.get("run") == "passed" and lab_task(lab) in here.done
    return _page(here, *_bench(slug, found, is_passed=is_passed))


def _page(here: Visit, lab: Lab, bench: Bench, *, overtaken: Saved | None = None) -> str:
    """Return the page of a lab; `overtaken`: what kept a form that was posted from being stored."""
    ways, task = Ways(here.module.slug), lab_task(lab.id)
    return page(
        "pages/lab.html",
        module=here.module,
        ways=ways,
        view=lab_view(lab, bench.state, bench.seed, is_passed=bench.is_passed),
        steps=contents(here.module, task, ways, here.done),
        is_done=task in here.done,
        overtaken=overtaken.value if overtaken else "",
        is_trial=False,
        case=None,
        revision=bench.revision,
        passed_url=url_for("learning.lab", slug=here.module.slug, lab=lab.id, run="passed"),
        work_url=url_for("learning.lab_work", slug=here.module.slug, lab=lab.id, person=me().id),
        after_url=ways.after(here.module, task),
        after=after_task(here.module, task),
    )


@blueprint.post("/modules/<slug>/labs/<lab>/work/<int:person>")
@requires(Permission.LEARN)
@keeps_words(is_named)
def lab_work(slug: str, lab: str, person: int) -> Response | str | tuple[str, int]:
    """Store what was set, chosen or written, and show what it comes to; "check" may pass the lab.

    A script asks for the results alone.
    """
    if person != me().id:
        abort(404)
    here = visit(slug)
    if not here.is_open:
        return locked_page(here)
    found = _lab(here, lab)
    purpose = request.form.get("do", runs.WORK)
    saved = _again(slug, found) if purpose == AGAIN else _save(slug, found, purpose)
    if saved is not Saved.STORED:
        shown, bench = _bench(slug, found)
        posted = runs.take(shown, bench.state, purpose, request.form.items(multi=True))
        if saved is Saved.STALE or (_inputs() and not is_same_work(posted, bench.state)):
            return _overtaken(here, shown, replace(bench, state=posted), saved), 409
    if LIVE in request.headers:
        shown, bench = _bench(slug, found)
        view = lab_view(shown, bench.state, bench.seed, is_passed=bench.is_passed)
        return page("pages/lab_results.html", view=view, revision=bench.revision)
    return redirect(url_for("learning.lab", slug=slug, lab=lab) + f"#{place_in(purpose)}", 303)


def place_in(purpose: str) -> str:
    """Return where on its page a form leads to: in a talk to what is said next."""
    turned = (TURN.fullmatch(name) for name in request.form)
    if purpose == runs.WORK and (talk := next(filter(None, turned), None)):
        return talk[1]
    return _PLACES.get(purpose, "results")


def _save(slug: str, lab: Lab, purpose: str) -> Saved:
    revision = request.form.get("revision", "")
    with write() as conn:
        return change(
            conn,
            person_id=me().id,
            published=shelf().modules[slug],
            lab=lab,
            purpose=purpose,
            fields=list(request.form.items(multi=True)),
            revision=int(revision) if REVISION.fullmatch(revision) else 0,
            now=now(),
            site=site(),
        )


def _inputs() -> list[tuple[str, str]]:
    """Return the fields of inputs that the form has; that of a passed run has none."""
    return [(name, value) for name, value in request.form.items(multi=True) if name[:3] == "in."]


def _again(slug: str, lab: Lab) -> Saved:
    """Begin a new run; inputs of a page that came too late stand in it, never in a run that is open."""
    fields = _inputs()
    with write() as conn:
        is_begun = go_on(
            conn,
            person_id=me().id,
            published=shelf().modules[slug],
            lab=lab,
            now=now(),
            site=site(),
            fields=fields,
        )
    return Saved.STORED if is_begun or not fields else Saved.STALE


def _overtaken(here: Visit, lab: Lab, bench: Bench, why: Saved) -> str:
    """Show what was posted, unsaved: nothing typed is lost, nothing is overwritten.

    A script gets nothing that it could put into its page: it sends the form as a whole.
    """
    if LIVE in request.headers:
        return ""
    shown = replace(bench, state=replace(bench.state, is_checked=False), passed_at=None)
    return _page(here, lab, shown, overtaken=why)
