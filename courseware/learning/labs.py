"""A lab: its page, what a learner does in it, and going on after a pass."""

from __future__ import annotations

import re
from dataclasses import replace

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.content.model import lab_task
from courseware.labs import runs
from courseware.labs.lab import Lab
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
from courseware.web.waiting import keeps_words

LIVE = "X-Live"
"""The header by which static/js/lab.js asks for the results alone."""
AGAIN = "again"
REVISION = re.compile(r"\d{1,9}", re.ASCII)
_PLACES = {runs.PREDICT: "bench", runs.CHECK: "findings"}
"""Where on its page a form leads to, by what it is for."""


def _lab(here: Visit, lab_id: str) -> Lab:
    lab = here.module.lab(lab_id)
    if lab is None:
        abort(404)
    return lab


def _bench(slug: str, lab: Lab) -> tuple[Lab, Bench]:
    """Return what the person who asks has before them.

    A run that is passed comes with the lab as it was then: what the page says of it stays true.
    """
    run = newest_run(read(), me().id, slug, lab.id)
    bench = bench_of(lab, run, first_seed(me().id, slug, lab.id))
    if run is None or not run.is_passed:
        return lab, bench
    return site().shelves.version(read(), run.version_id).lab(lab.id) or lab, bench


@blueprint.get("/modules/<slug>/labs/<lab>")
@requires(Permission.LEARN)
def lab(slug: str, lab: str) -> str | tuple[str, int]:
    """Show a lab as it was left. Looking at it changes nothing."""
    here = visit(slug)
    if not here.is_open:
        return locked_page(here)
    return _page(here, *_bench(slug, _lab(here, lab)))


def _page(here: Visit, lab: Lab, bench: Bench, *, is_stale: bool = False) -> str:
    ways, task = Ways(here.module.slug), lab_task(lab.id)
    return page(
        "pages/lab.html",
        module=here.module,
        ways=ways,
        view=lab_view(lab, bench.state, bench.seed, is_passed=bench.is_passed),
        steps=contents(here.module, task, ways, here.done),
        is_done=task in here.done,
        is_stale=is_stale,
        is_trial=False,
        case=None,
        revision=bench.revision,
        work_url=url_for("learning.lab_work", slug=here.module.slug, lab=lab.id, person=me().id),
        after_url=ways.after(here.module, task),
        after=after_task(here.module, task),
    )


def is_theirs(person_id: int, *, person: int, **_address: str) -> bool:
    """Say whether a form of a lab is this person's: its address says whose page it was sent from."""
    return person_id == person


@blueprint.post("/modules/<slug>/labs/<lab>/work/<int:person>")
@requires(Permission.LEARN)
@keeps_words(is_theirs)
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
    if purpose == AGAIN:
        with write() as conn:
            go_on(
                conn,
                person_id=person,
                published=shelf().modules[slug],
                lab=found,
                now=now(),
                site=site(),
            )
        return redirect(url_for("learning.lab", slug=slug, lab=lab) + "#bench", 303)
    saved = _save(slug, found, purpose)
    if saved is Saved.STALE and LIVE in request.headers:
        return "", 409  # nothing to put into that page: its script sends the form as a whole
    if saved is Saved.STALE:
        return _stale(here, found, purpose)
    if LIVE in request.headers:
        shown, bench = _bench(slug, found)
        view = lab_view(shown, bench.state, bench.seed, is_passed=bench.is_passed)
        return page("pages/lab_results.html", view=view, revision=bench.revision)
    place = _PLACES.get(purpose, "results")
    return redirect(url_for("learning.lab", slug=slug, lab=lab) + f"#{place}", 303)


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


def _stale(here: Visit, lab: Lab, purpose: str) -> tuple[str, int]:
    """Show what was posted from an older page, unsaved: nothing typed is lost, nothing is overwritten."""
    lab, bench = _bench(here.module.slug, lab)
    state = runs.take(lab, bench.state, purpose, request.form.items(multi=True))
    shown = replace(bench, state=replace(state, is_checked=False))
    return _page(here, lab, shown, is_stale=True), 409
