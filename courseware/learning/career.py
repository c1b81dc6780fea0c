"""A learner's career: the road to plant manager, their own dated plan, and what helps on the way."""

from __future__ import annotations

from flask import Response, abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from courseware.learning.career_views import (
    checked_text,
    lines_of,
    renewal_text,
    road_of,
    standing,
    topics_of,
)
from courseware.learning.place import blueprint
from courseware.operations.career import finish_step, remove_item, stand_at
from courseware.permissions import Permission
from courseware.practice.calendar_file import calendar
from courseware.practice.career import Kind, State
from courseware.records.career import read_items
from courseware.web.database import now, read, shelf, site, write
from courseware.web.days import today
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once


@blueprint.get("/career")
@requires(Permission.LEARN)
def career() -> str:
    """Show the road, the plan, certifications, associations and contacts."""
    items, practice = read_items(read(), me().id), shelf().practice
    steps = lines_of(items, Kind.STEP)
    return page(
        "learning/career.html",
        here=standing(items),
        road=road_of(practice, items, request.args.get("stop", "")),
        open_steps=[one for one in steps if one.is_open],
        done_steps=[one for one in steps if not one.is_open],
        ideas=practice.plan_ideas,
        certifications=lines_of(items, Kind.CERTIFICATION),
        associations=lines_of(items, Kind.ASSOCIATION),
        contacts=lines_of(items, Kind.CONTACT),
    )


@blueprint.get("/career/certifications")
@requires(Permission.LEARN)
def career_certifications() -> str:
    """List certifications of professional bodies as facts, with the day they were checked."""
    practice = shelf().practice
    return page(
        "learning/career_certifications.html",
        listed=[(one, renewal_text(one), topics_of(one)) for one in practice.certifications],
        mine={one.reference for one in read_items(read(), me().id)},
        checked=checked_text(practice),
    )


@blueprint.get("/career/associations")
@requires(Permission.LEARN)
def career_associations() -> str:
    """List associations of the field as facts."""
    practice = shelf().practice
    return page(
        "learning/career_associations.html",
        listed=practice.associations,
        mine={one.reference for one in read_items(read(), me().id)},
        checked=checked_text(practice),
    )


@blueprint.get("/career/plan.ics")
@requires(Permission.LEARN)
def career_calendar() -> Response:
    """Send the open steps of the plan for a calendar: their titles and days, without notes."""
    steps = [
        (one.id, one.on, one.title)
        for one in read_items(read(), me().id)
        if one.kind is Kind.STEP and one.state is State.PLANNED and one.on is not None
    ]
    response = make_response(calendar(steps, host=site().base_url.partition("://")[2], at=now()))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="plan.ics"'
    return response


@blueprint.post("/career/standing")
@requires(Permission.LEARN)
def career_standing() -> BaseResponse:
    """Mark the station at which the learner stands; an empty one takes the mark away."""
    stop = request.form.get("stop", "")
    found = next((one for one in shelf().practice.road if one.id == stop), None)
    if stop and found is None:
        abort(404)
    with write() as conn:
        stand_at(
            conn, person_id=me().id, stop=stop, title=found.title if found else "", today=today(),
            now=now(),
        )  # fmt: skip
    return redirect(url_for("learning.career") + "#road", 303)


@blueprint.post("/career/items/<int:item_id>/completion")
@requires(Permission.LEARN)
def career_completion(item_id: int) -> BaseResponse:
    """Mark a step of the plan done."""
    with write() as conn:
        is_done = finish_step(conn, person_id=me().id, item_id=item_id, now=now())
    if not is_done:
        abort(404)
    say_once(_("The step is done."))
    return redirect(url_for("learning.career") + "#plan", 303)


@blueprint.post("/career/items/<int:item_id>/removal")
@requires(Permission.LEARN)
def career_removal(item_id: int) -> BaseResponse:
    """Remove a line of the plan."""
    with write() as conn:
        is_gone = remove_item(conn, person_id=me().id, item_id=item_id)
    if not is_gone:
        abort(404)
    say_once(_("The line is removed."))
    return redirect(url_for("learning.career"), 303)
