"""A learner's A3 reports: the list, the builder, and the versions that were handed in."""

from __future__ import annotations

import re
from typing import Any

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.learning.a3_forms import OutsideForm, builder_form, report_of, say_faults
from courseware.learning.own_files import shown_files
from courseware.learning.place import blueprint
from courseware.operations.a3_guests import asked
from courseware.operations.a3s import Kept, keep, start
from courseware.permissions import Permission
from courseware.practice.a3_report import Report
from courseware.practice.gates import A3_KINDS
from courseware.practice.rubric import CRITERIA, assessors_needed
from courseware.records.a3_reports import A3Row, VersionRow, a3s_of, find_a3, versions_of
from courseware.records.a3_reviews import reviews_of
from courseware.web.a3_pages import kind_name, least_of, score_lines, sheet_of
from courseware.web.database import now, read, site, write
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once
from courseware.web.waiting import keeps_words

REVISION = re.compile(r"\d{1,9}", re.ASCII)
HAND_IN = "hand-in"


@blueprint.get("/a3")
@requires(Permission.LEARN)
def a3s() -> str:
    """List the reports of this learner, and offer to begin one."""
    mine = [(one, kind_name(one.kind)) for one in a3s_of(read(), me().id)]
    return page("learning/a3s.html", reports=mine)


@blueprint.post("/a3")
@requires(Permission.LEARN)
def a3_create() -> Response:
    """Begin a report of a kind, and lead to its builder."""
    kind = request.form.get("kind", "")
    if kind not in A3_KINDS:
        abort(400)
    with write() as conn:
        made = start(conn, person_id=me().id, kind=kind, now=now())
    if made is None:
        abort(404)
    return redirect(url_for("learning.a3", a3_id=made), 303)


def own_report(a3_id: int) -> A3Row:
    """Return a report of the person who asks; others' do not exist (404)."""
    found = find_a3(read(), me().id, a3_id)
    if found is None:
        abort(404)
    return found


@blueprint.get("/a3/<int:a3_id>")
@requires(Permission.LEARN)
def a3(a3_id: int) -> str:
    """Show the builder of a report, or how it stands while it cannot be changed."""
    there = own_report(a3_id)
    if there.is_writable:
        return builder_page(there, builder_form(there.kind, there.draft))
    return sent_page(there)


def is_theirs(person_id: int, *, a3_id: int) -> bool:
    """Say whether a builder is this person's."""
    return find_a3(read(), person_id, a3_id) is not None


@blueprint.post("/a3/<int:a3_id>")
@requires(Permission.LEARN)
@keeps_words(is_theirs)
def a3_save(a3_id: int) -> Response | tuple[str, int]:
    """Keep the draft; "hand-in" hands it in if nothing is missing."""
    there = own_report(a3_id)
    form = builder_form(there.kind, there.draft, is_posted=True)
    revision = request.form.get("revision", "")
    with write() as conn:
        outcome = keep(
            conn,
            person_id=me().id,
            a3_id=a3_id,
            report=report_of(form),
            revision=int(revision) if REVISION.fullmatch(revision) else 0,
            hands_in=request.form.get("do") == HAND_IN,
            now=now(),
            site=site(),
        )
    if outcome.kept in {Kept.STORED, Kept.SENT}:
        is_sent = outcome.kept is Kept.SENT
        say_once(_("Handed in. Assessors see it now.") if is_sent else _("Saved."))
        return redirect(url_for("learning.a3", a3_id=a3_id), 303)
    say_faults(form, outcome.faults)
    stands = own_report(a3_id)
    if outcome.kept is Kept.LACKING:
        return builder_page(stands, form), 422
    return builder_page(stands, form, overtaken=outcome.kept), 409


def builder_page(there: A3Row, form: Any, *, overtaken: Kept | None = None) -> str:
    """Return the builder; `overtaken`: what kept a form from being stored, so both texts are shown."""
    versions = [one for one in versions_of(read(), there.id) if not one.is_withdrawn]
    return page(
        "learning/a3.html",
        **shown_files("a3", there.id, is_open=True),
        report=there,
        kind=kind_name(there.kind),
        form=form,
        criteria=[(one, least_of(one)) for one in CRITERIA],
        versions=versions,
        overtaken=overtaken.value if overtaken else "",
        stored=_stored(there.draft, report_of(form)) if overtaken else {},
    )


def _stored(there: Report, typed: Report) -> dict[str, str]:
    """Return field → what stands there, for all texts that another page has saved otherwise."""
    old, new = there.plain(), typed.plain()
    both = {name: (old[name], new[name]) for name in ("title", "team", "functions")}
    for one in CRITERIA:
        both[one.id] = (old["sections"].get(one.id, ""), new["sections"].get(one.id, ""))
    return {name: stands for name, (stands, typed_) in both.items() if stands != typed_}


def sent_page(there: A3Row, outside: OutsideForm | None = None) -> str:
    """Return the page of a report that assessors look at, or that is accepted."""
    versions = versions_of(read(), there.id)
    last = next(one for one in versions if not one.is_withdrawn)
    return page(
        "learning/a3_sent.html",
        **shown_files("a3", there.id, is_open=False),
        report=there,
        last=last,
        sheet=sheet_of(last.report, kind=there.kind, by=me().name),
        versions=versions,
        reviews=len(reviews_of(read(), last.id)),
        needed=assessors_needed(there.kind),
        guests=asked(read(), me().id, there.id, now=now()),
        outside=outside or OutsideForm(),
    )


@blueprint.get("/a3/<int:a3_id>/preview")
@requires(Permission.LEARN)
def a3_preview(a3_id: int) -> str:
    """Show the draft as the report of one page, to read and to print."""
    there = own_report(a3_id)
    sheet = sheet_of(there.draft, kind=there.kind, by=me().name)
    return page("learning/a3_version.html", report=there, sheet=sheet, version=None, scored=())


@blueprint.get("/a3/<int:a3_id>/versions/<int:number>")
@requires(Permission.LEARN)
def a3_version(a3_id: int, number: int) -> str:
    """Show a version as it was handed in, with its scores once it is decided."""
    there = own_report(a3_id)
    version = next((one for one in versions_of(read(), a3_id) if one.number == number), None)
    if version is None:
        abort(404)
    sheet = sheet_of(version.report, kind=there.kind, by=me().name)
    return page(
        "learning/a3_version.html",
        report=there,
        sheet=sheet,
        version=version,
        scored=_scored(version),
    )


def _scored(version: VersionRow) -> list[tuple[Any, Any]]:
    """Return (review, lines) of all assessors; nobody sees them before the decision."""
    if version.is_open or version.is_withdrawn:
        return []
    found = reviews_of(read(), version.id)
    return [(one, score_lines(one.scores, one.comments)) for one in found]
