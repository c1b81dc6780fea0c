"""Simulated cases: the list with their hours, and a case as a longer lab that becomes an entry."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.labs import runs
from courseware.labs.runs import is_same_work
from courseware.learning.labs import LIVE, REVISION, place_in
from courseware.learning.place import blueprint
from courseware.operations.cases import OpenCase, bench_of, change, find_case
from courseware.operations.labs import Bench, Saved
from courseware.permissions import Permission
from courseware.practice.categories import NAMES, Category
from courseware.practice.entries import EntryState
from courseware.records.practice_entries import read_entries
from courseware.web.database import now, read, shelf, site, write
from courseware.web.days import today
from courseware.web.guards import me, requires
from courseware.web.lab_pages import lab_view
from courseware.web.language import gettext as _
from courseware.web.pages import page
from courseware.web.waiting import is_named, keeps_words
from courseware.words import hours_text


@blueprint.get("/practicum/cases")
@requires(Permission.LEARN)
def cases() -> str:
    """List the simulated cases with their hours, and which are done."""
    done = {one.case_id for one in read_entries(read(), me().id, states=[EntryState.VERIFIED])}
    listed = shelf().practice.cases
    return page(
        "learning/cases.html",
        cases=[
            (one, _(NAMES[Category(one.category)]), hours_text(one.hours), one.id in done)
            for one in listed
        ],
        total=hours_text(sum((one.hours for one in listed), Fraction(0))),
        earned=hours_text(sum((one.hours for one in listed if one.id in done), Fraction(0))),
    )


def _case(case_id: str) -> OpenCase:
    found = find_case(read(), case_id, site())
    if found is None:
        abort(404)
    return found


@blueprint.get("/practicum/cases/<case>")
@requires(Permission.LEARN)
def case(case: str) -> str:
    """Show a case as it was left. Looking at it changes nothing."""
    found = _case(case)
    return _page(found, bench_of(read(), me().id, found))


def _page(found: OpenCase, bench: Bench, *, is_overtaken: bool = False) -> str:
    one = found.case
    return page(
        "learning/case.html",
        case=one,
        hours=hours_text(one.hours),
        category=_(NAMES[Category(one.category)]),
        view=lab_view(one.lab, bench.state, bench.seed, is_passed=bench.is_passed),
        revision=bench.revision,
        is_overtaken=is_overtaken,
        work_url=url_for("learning.case_work", case=one.id, person=me().id),
    )


@blueprint.post("/practicum/cases/<case>/work/<int:person>")
@requires(Permission.LEARN)
@keeps_words(is_named)
def case_work(case: str, person: int) -> Response | str | tuple[str, int]:
    """Store what was worked out; "check" may pass the case. A script asks for the results alone."""
    if person != me().id:
        abort(404)
    found = _case(case)
    purpose, revision = request.form.get("do", runs.WORK), request.form.get("revision", "")
    fields = list(request.form.items(multi=True))
    with write() as conn:
        saved = change(
            conn,
            person_id=me().id,
            found=found,
            purpose=purpose,
            fields=fields,
            revision=int(revision) if REVISION.fullmatch(revision) else 0,
            today=today(),
            now=now(),
            site=site(),
        )
    bench = bench_of(read(), me().id, found)
    if saved is not Saved.STORED:
        posted = runs.take(found.case.lab, bench.state, purpose, fields)
        if saved is Saved.STALE or not is_same_work(posted, bench.state):
            unsaved = replace(bench, state=replace(posted, is_checked=False), passed_at=None)
            body = "" if LIVE in request.headers else _page(found, unsaved, is_overtaken=True)
            return body, 409
    if LIVE in request.headers:
        view = lab_view(found.case.lab, bench.state, bench.seed, is_passed=bench.is_passed)
        return page("pages/lab_results.html", view=view, revision=bench.revision)
    return redirect(url_for("learning.case", case=case) + f"#{place_in(purpose)}", 303)
