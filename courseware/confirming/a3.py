"""Assessing A3 reports with an account: the report beside the rubric, and the models before it."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.confirming.a3_desk import (
    Desk,
    Page,
    calibration_page,
    post_calibration,
    post_review,
    refused,
    review_page,
)
from courseware.confirming.face import blueprint
from courseware.operations.a3_assessors import by_account, refusal
from courseware.permissions import Permission
from courseware.practice.rubric import assessors_needed
from courseware.records.a3_reviews import Submission, find_submission, reviews_of
from courseware.web.a3_pages import score_lines, sheet_of
from courseware.web.database import now, read, site
from courseware.web.guards import me, requires
from courseware.web.pages import page
from courseware.web.waiting import keeps_words

STATUS = {"a3.own": 403, "a3.no_models": 409, "a3.decided": 409, "a3.withdrawn": 409}


def _desk(version_id: int | None = None) -> Desk:
    """Return the desk of the person who asks; the calibration remembers which report they came from."""
    queue = url_for("confirming.queue")
    url = queue if version_id is None else url_for("confirming.a3", version_id=version_id)
    return Desk(
        by_account(read(), me().id, me().name),
        url,
        url_for("confirming.calibration", report=version_id),
        url,
    )


def submission(version_id: int) -> Submission:
    """Return a version that was handed in; what there is not is 404."""
    found = find_submission(read(), version_id)
    if found is None:
        abort(404)
    return found


@blueprint.get("/confirming/a3/<int:version_id>")
@requires(Permission.ASSESS)
def a3(version_id: int) -> Page | Response:
    """Show a report beside the rubric; after a review, what its scores amount to."""
    there, desk = submission(version_id), _desk(version_id)
    why = refusal(read(), there, desk.by, now=now(), site=site())
    if why is None:
        return review_page(desk, there)
    if why.code == "a3.twice":
        return _given_page(there)
    if why.code == "a3.uncalibrated":
        return redirect(desk.calibration_url, 303)
    return refused(why, STATUS[why.code])


def is_an_assessor(person_id: int, *, version_id: int) -> bool:
    """Say whether a review on its way can be this person's: the author's it is not."""
    found = find_submission(read(), version_id)
    return found is not None and found.person_id != person_id


@blueprint.post("/confirming/a3/<int:version_id>")
@requires(Permission.ASSESS)
@keeps_words(is_an_assessor)
def a3_assess(version_id: int) -> Page | Response:
    """Take the scores; the decision follows from them by the rule."""
    there, desk = submission(version_id), _desk(version_id)
    why = refusal(read(), there, desk.by, now=now(), site=site())
    if why is not None and why.code == "a3.own":
        return refused(why, STATUS[why.code])
    return post_review(desk, there) or redirect(desk.url, 303)


def _given_page(there: Submission) -> str:
    """Return one's own review; those of others only once it is decided."""
    reviews = reviews_of(read(), there.version.id)
    mine = [one for one in reviews if one.by.person_id == me().id]
    shown = mine if there.version.is_open else [*mine, *(one for one in reviews if one not in mine)]
    return page(
        "confirming/a3_given.html",
        sheet=sheet_of(there.version.report, kind=there.kind, by=there.learner),
        decision=there.version.decision,
        is_last=len(reviews) >= assessors_needed(there.kind),
        mine=mine[0] if mine else None,
        scored=[(one, score_lines(one.scores, one.comments)) for one in shown],
    )


@blueprint.get("/confirming/calibration")
@requires(Permission.ASSESS)
def calibration() -> Page:
    """Show how the models were scored last, or the form to score them (?again=1)."""
    return calibration_page(_desk(_report()), is_again=bool(request.args.get("again")))


@blueprint.post("/confirming/calibration")
@requires(Permission.ASSESS)
def calibration_create() -> Page | Response:
    """Take the scores of the models."""
    return post_calibration(_desk(_report()))


def _report() -> int | None:
    return request.args.get("report", type=int)
