"""The desk of an assessor, with an account or through a link: the same pages for both."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect
from werkzeug.wrappers import Response

from courseware.confirming.a3_forms import (
    comments_in,
    model_scores_in,
    models_form,
    review_form,
    scores_in,
)
from courseware.confirming.file_lists import files_until
from courseware.content.practice_model import ModelA3
from courseware.operations.a3_assessing import Given, assess
from courseware.operations.a3_assessors import By, calibrate
from courseware.practice.a3_report import in_order_of_try
from courseware.practice.rubric import CALIBRATED_FOR, CRITERIA, NEAR, is_calibrated
from courseware.records.a3_reviews import Submission
from courseware.records.a3_tries import Try, tries_of
from courseware.web.a3_pages import least_of, sheet_of, sheet_of_model
from courseware.web.database import now, read, shelf, site, write
from courseware.web.language import say
from courseware.web.pages import page
from courseware.words import Reason

Page = str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Desk:
    """Who assesses, and the addresses of their pages. `after_url`: where a good calibration leads."""

    by: By
    url: str
    calibration_url: str
    after_url: str


def refused(reason: Reason, status: int) -> tuple[str, int]:
    """Say why somebody cannot assess."""
    return page("confirming/a3_refused.html", text=say(reason)), status


def review_page(desk: Desk, there: Submission, *, why: Reason | None = None) -> str:
    """Return the report beside the rubric, with what was typed."""
    return _review_page(desk, there, review_form(), why)


def _review_page(desk: Desk, there: Submission, form: object, why: Reason | None) -> str:
    sheet = sheet_of(there.version.report, kind=there.kind, by=there.learner)
    return page(
        "confirming/a3_review.html",
        desk=desk,
        sheet=sheet,
        rows=[(part, least_of(part.criterion)) for part in sheet.parts],
        version=there.version,
        files=files_until("a3", there.version.a3_id, there.version.sent_at),
        file_url=desk.url + "/files/",
        form=form,
        why=say(why) if why else "",
        is_uncalibrated=why is not None and why.code == "a3.uncalibrated",
    )


def post_review(desk: Desk, there: Submission) -> tuple[str, int] | None:
    """Store a review; None if it is stored. What was typed comes back if it is not."""
    form = review_form()
    if not form.validate():
        return _review_page(desk, there, form, None), 422
    with write() as conn:
        why = assess(
            conn,
            version_id=there.version.id,
            by=desk.by,
            given=Given(scores_in(form), comments_in(form)),
            now=now(),
            site=site(),
        )
    return None if why is None else (_review_page(desk, there, form, why), 422)


def calibration_page(desk: Desk, *, is_again: bool) -> Page:
    """Return what the last try was found to be, or the form: at first, and to try again."""
    models = shelf().practice.models
    if not models:
        return refused(Reason("a3.no_models"), 409)
    tries = tries_of(read(), desk.by.assessor)
    if tries.last is None or is_again or not _fits(tries.last, models):
        return _models_page(desk, in_order_of_try(models, tries.count), models_form(models))
    until = None
    if tries.near_at is not None and is_calibrated(tries.near_at, now()):
        until = tries.near_at + CALIBRATED_FOR
    return page(
        "confirming/a3_scored.html",
        desk=desk,
        last=tries.last,
        until=until,
        models=[(one, _compared(tries.last, one)) for one in models],
    )


def post_calibration(desk: Desk) -> Response | Page:
    """Store a try at the models, and lead to what it was found to be."""
    models = shelf().practice.models
    if not models:
        return refused(Reason("a3.no_models"), 409)
    form = models_form(models)
    if not form.validate():
        order = in_order_of_try(models, tries_of(read(), desk.by.assessor).count)
        return _models_page(desk, order, form), 422
    with write() as conn:
        calibrate(conn, by=desk.by, scores=model_scores_in(form, models), now=now(), site=site())
    return redirect(desk.calibration_url, 303)


def _models_page(desk: Desk, models: list[ModelA3], form: object) -> str:
    sheets = [(one.id, sheet_of_model(one)) for one in models]
    return page("confirming/a3_models.html", desk=desk, models=sheets, form=form, near=NEAR)


def _fits(one: Try, models: tuple[ModelA3, ...]) -> bool:
    """Say whether a stored try is about the models that are published now."""
    return all(model.id in one.scores for model in models)


def _compared(one: Try, model: ModelA3) -> list[tuple[str, int, int, bool, str]]:
    """Return criterion, the assessor's score, the model's, whether it is near, and why it is so."""
    mine = one.scores[model.id]
    return [
        (
            each.name,
            mine[each.id],
            model.scores[each.id],
            abs(mine[each.id] - model.scores[each.id]) <= NEAR,
            model.because[each.id],
        )
        for each in CRITERIA
    ]
