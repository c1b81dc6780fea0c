"""Assessing an A3 report through a link: an instructor from elsewhere, whom the author has named."""

from __future__ import annotations

from flask import redirect, request, url_for
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
from courseware.confirming.guest_words import is_open_to
from courseware.confirming.links import no_link, open_link
from courseware.operations.a3_assessors import by_guest, refusal
from courseware.operations.guests import GuestPurpose
from courseware.practice.rubric import assessors_needed
from courseware.records.a3_reviews import (
    Submission,
    find_submission,
    open_submission,
    reviews_of,
)
from courseware.records.guests import Guest
from courseware.web.a3_pages import score_lines, sheet_of
from courseware.web.database import now, read, site
from courseware.web.guards import public
from courseware.web.pages import page
from courseware.web.unlisted import unlisted
from courseware.web.waiting import keeps_words_of_guests
from courseware.words import Reason


def _open(secret: str) -> tuple[Guest, Desk] | Response:
    """Return who holds the link with their desk; what does not work any more is answered alike."""
    guest = open_link(GuestPurpose.A3, secret)
    if isinstance(guest, Response):
        return guest
    url = url_for("confirming.guest_a3", secret=secret)
    calibration_url = url_for("confirming.guest_calibration", secret=secret)
    return guest, Desk(by_guest(guest), url, calibration_url, url)


def _reply(answer: Page | Response) -> Response:
    if isinstance(answer, Response):
        return answer
    return unlisted(answer) if isinstance(answer, str) else unlisted(*answer)


def _submission(guest: Guest) -> Submission | None:
    return open_submission(read(), guest.person_id, int(guest.subject.split("/")[1]))


@blueprint.get("/confirm/a3/<secret>")
@public
def guest_a3(secret: str) -> Response:
    """Show the report beside the rubric; before that, the models."""
    opened = _open(secret)
    if isinstance(opened, Response):
        return opened
    guest, desk = opened
    there = _submission(guest)
    if there is None:
        return unlisted(page("confirming/a3_nothing.html", learner=guest.learner))
    why = refusal(read(), there, desk.by, now=now(), site=site())
    if why is None:
        return unlisted(review_page(desk, there))
    if why.code == "a3.uncalibrated":
        return redirect(desk.calibration_url, 303)
    return unlisted(*refused(why, 403))


@blueprint.post("/confirm/a3/<secret>")
@public
@keeps_words_of_guests(is_open_to(GuestPurpose.A3))
def guest_a3_assess(secret: str) -> Response:
    """Take the scores and use the link up; then the page says what they amount to."""
    opened = _open(secret)
    if isinstance(opened, Response):
        return opened
    guest, desk = opened
    there = _submission(guest)
    if there is None:
        return unlisted(page("confirming/a3_nothing.html", learner=guest.learner), 409)
    if request.form.get("version") != str(there.version.id):
        return unlisted(review_page(desk, there, why=Reason("a3.changed")), 409)
    wrong = post_review(desk, there)
    return unlisted(*wrong) if wrong else unlisted(_thanks(there, guest))


def _thanks(before: Submission, guest: Guest) -> str:
    """Return what this review amounts to; the link shows nothing more afterwards."""
    there = find_submission(read(), before.version.id) or before
    reviews = reviews_of(read(), there.version.id)
    mine = [one for one in reviews if one.by.guest_id == guest.id]
    return page(
        "confirming/a3_given.html",
        sheet=sheet_of(there.version.report, kind=there.kind, by=there.learner),
        decision=there.version.decision,
        is_last=len(reviews) >= assessors_needed(there.kind),
        mine=mine[0],
        scored=[(one, score_lines(one.scores, one.comments)) for one in mine],
    )


@blueprint.get("/confirm/a3/<secret>/calibration")
@public
def guest_calibration(secret: str) -> Response:
    """Show how the models were scored last, or the form to score them (?again=1)."""
    opened = _open(secret)
    if isinstance(opened, Response):
        return opened
    is_again = bool(request.args.get("again"))
    return _reply(calibration_page(opened[1], is_again=is_again))


@blueprint.post("/confirm/a3/<secret>/calibration")
@public
@keeps_words_of_guests(is_open_to(GuestPurpose.A3))
def guest_calibration_create(secret: str) -> Response:
    """Take the scores of the models."""
    opened = _open(secret)
    if isinstance(opened, Response):
        return opened
    return _reply(post_calibration(opened[1]))


def guest_submission(secret: str) -> Submission | Response:
    """Return the version behind a link, or the page that says why there is none."""
    opened = _open(secret)
    if isinstance(opened, Response):
        return opened
    found = _submission(opened[0])
    return no_link() if found is None else found
