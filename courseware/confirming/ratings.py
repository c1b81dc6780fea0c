"""Somebody who knows a learner's work rates it: with an account, or through a link."""

from __future__ import annotations

from flask import Response, abort, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from courseware.confirming.face import blueprint
from courseware.confirming.guest_words import is_open_to
from courseware.confirming.links import done, no_link, open_link
from courseware.confirming.rating_forms import RatingForm, rating_form
from courseware.operations.guests import GuestPurpose
from courseware.operations.rating_forms import Given, decline_rating, give_rating, level_of
from courseware.operations.witnesses import Party
from courseware.permissions import Permission
from courseware.records.attestations import RatingRow
from courseware.records.guests import Guest
from courseware.records.open_ratings import open_ratings
from courseware.web.database import now, read, shelf, site, write
from courseware.web.days import today
from courseware.web.faults import put_faults
from courseware.web.guards import me, public, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once
from courseware.web.unlisted import unlisted
from courseware.web.waiting import keeps_words, keeps_words_of_guests
from courseware.web.witness_views import descriptor_of

REFUSED = 422


def _for_me(person_id: int, rating_id: int) -> RatingRow | None:
    rows = open_ratings(read(), rater_id=person_id, rating_id=rating_id)
    return next((row for row in rows if row.person_id != person_id), None)


def is_asked(person_id: int, *, rating_id: int) -> bool:
    """Say whether a person is the rater of a form: then words in it are theirs to send."""
    return _for_me(person_id, rating_id) is not None


def _form() -> RatingForm:
    return rating_form(shelf().shared.competencies)


def _page(row: RatingRow, form: RatingForm, url: str, refusal_url: str) -> str:
    level = level_of(read(), row, site())
    asked = level.attestations if level else None
    return page(
        "confirming/rating.html", row=row, form=form, url=url, refusal_url=refusal_url,
        level=level, most_unseen=asked.not_observed if asked else 3,
        lines=[(one.id, descriptor_of(one, row.level)) for one in shelf().shared.competencies],
    )  # fmt: skip


def _account_page(row: RatingRow, form: RatingForm) -> str:
    return _page(
        row,
        form,
        url_for("confirming.rating_give", rating_id=row.id),
        url_for("confirming.rating_refusal", rating_id=row.id),
    )


def _link_page(row: RatingRow, form: RatingForm, secret: str) -> str:
    return _page(
        row,
        form,
        url_for("confirming.rating_link_give", secret=secret),
        url_for("confirming.rating_link_refusal", secret=secret),
    )


@blueprint.get("/confirming/ratings/<int:rating_id>")
@requires(Permission.LEARN)
def rating(rating_id: int) -> str:
    """Show the form to the account that was asked."""
    return _account_page(_for_me(me().id, rating_id) or abort(404), _form())


@blueprint.post("/confirming/ratings/<int:rating_id>")
@requires(Permission.LEARN)
@keeps_words(is_asked)
def rating_give(rating_id: int) -> BaseResponse | tuple[str, int]:
    """Store the form, once and for good."""
    row, form = _for_me(me().id, rating_id) or abort(404), _form()
    given = _give(row, form, Party(by_person=me().id))
    if given is None or given.faults:
        return _account_page(row, form), REFUSED
    if given.is_gone:
        say_once(_("It was taken back meanwhile."), "note")
    else:
        say_once(_("Thank you. %(name)s is told.") % {"name": row.learner})
    return redirect(url_for("confirming.queue"), 303)


@blueprint.post("/confirming/ratings/<int:rating_id>/refusal")
@requires(Permission.LEARN)
def rating_refusal(rating_id: int) -> BaseResponse:
    """Decline to rate."""
    row = _for_me(me().id, rating_id) or abort(404)
    _decline(row, Party(by_person=me().id))
    say_once(_("You have declined. Nothing is said about %(name)s.") % {"name": row.learner})
    return redirect(url_for("confirming.queue"), 303)


@blueprint.get("/confirm/rating/<secret>")
@public
def rating_link(secret: str) -> Response:
    """Show the form to the holder of a link."""
    found = _behind(secret)
    if isinstance(found, Response):
        return found
    return unlisted(_link_page(found[1], _form(), secret))


@blueprint.post("/confirm/rating/<secret>")
@public
@keeps_words_of_guests(is_open_to(GuestPurpose.RATING))
def rating_link_give(secret: str) -> Response:
    """Store the form through a link, which is used up by it."""
    found = _behind(secret)
    if isinstance(found, Response):
        return found
    (guest, row), form = found, _form()
    given = _give(row, form, Party(guest=guest))
    if given is None or given.faults:
        return unlisted(_link_page(row, form, secret), REFUSED)
    if given.is_gone:
        return no_link()
    return done(
        _("Thank you"),
        _("%(name)s can read your ratings now. You can close this page.") % {"name": row.learner},
    )


@blueprint.post("/confirm/rating/<secret>/refusal")
@public
def rating_link_refusal(secret: str) -> Response:
    """Decline to rate through a link."""
    found = _behind(secret)
    if isinstance(found, Response):
        return found
    guest, row = found
    if not _decline(row, Party(guest=guest)):
        return no_link()
    text = _("Nothing is said about %(name)s. You can close this page.") % {"name": row.learner}
    return done(_("You have declined"), text, is_kept=False)


def _behind(secret: str) -> tuple[Guest, RatingRow] | Response:
    guest = open_link(GuestPurpose.RATING, secret)
    if isinstance(guest, Response):
        return guest
    row = next(iter(open_ratings(read(), guest_id=guest.id)), None)
    return no_link() if row is None else (guest, row)


def _give(row: RatingRow, form: RatingForm, party: Party) -> Given | None:
    """Store a form; None if it cannot even be read. Faults stand at their fields then."""
    if not form.validate():
        return None
    codes = [one.id for one in shelf().shared.competencies]
    with write() as conn:
        given = give_rating(
            conn,
            learner=row.person_id,
            rating_id=row.id,
            party=party,
            filled=form.filled(codes),
            today=today(),
            now=now(),
            site=site(),
        )
    put_faults(form, given.faults)
    return given


def _decline(row: RatingRow, party: Party) -> bool:
    with write() as conn:
        return decline_rating(conn, learner=row.person_id, rating_id=row.id, party=party, now=now())
