"""What each error says: what happened, what is safe, and the ways on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from flask import current_app, request, url_for

from courseware.records.people import Who
from courseware.web.database import now
from courseware.web.gate import LONGEST_FORM
from courseware.web.guards import SAFE
from courseware.web.language import gettext as _
from courseware.web.language import moment

INTERNAL = 500
"""From this status on it is our fault."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where somebody may go from here."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What an error page says. The first way on is its button."""

    title: str
    text: str
    ways: tuple[Way, ...] = ()
    number: str = field(default="")
    """Of the error in the log."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known when something goes wrong; `wait` in seconds, where somebody has to."""

    who: Who | None
    wait: int | None = None
    number: str = ""


def page_of(code: int, situation: Situation) -> ErrorPage:
    """Return the words for a status code."""
    fallback = _fault if code >= INTERNAL else _incomplete
    return _PAGES.get(code, fallback)(situation)


def _start(who: Who | None) -> Way:
    if who is None:
        return Way(_("Go to the start page"), url_for("learning.front"))
    return Way(_("Go to your home page"), url_for("learning.home"))


def _again() -> tuple[Way, ...]:
    """Offer the same page again, if looking at it was all that was asked."""
    if request.method not in SAFE:
        return ()
    return (Way(_("Try again"), request.full_path.rstrip("?")),)


def _others(who: Who | None) -> tuple[Way, ...]:
    return (
        _start(who),
        Way(_("All pathways"), url_for("learning.pathways")),
        Way(_("Glossary"), url_for("learning.glossary")),
        Way(_("Help"), url_for("learning.help_page")),
    )


def _incomplete(here: Situation) -> ErrorPage:
    return ErrorPage(
        _("This request was not complete"),
        _("Nothing was changed. Go back, reload the page and send it again."),
        (_start(here.who),),
    )


def _sign_in(_here: Situation) -> ErrorPage:
    return ErrorPage(
        _("Sign in to go on"),
        _("You are not signed in, or your sign-in has ended. What you saved is safe."),
        (Way(_("Sign in"), url_for("accounts.sign_in")),),
    )


def _forbidden(here: Situation) -> ErrorPage:
    title = _("This page is not open to you")
    if here.who is None:
        text = _("It cannot be reached this way. Nothing was changed.")
        return ErrorPage(title, text, (_start(None),))
    text = _(
        "You are signed in as %(name)s, and this account does not have the role for it. "
        "If it should, ask the operator of this site. Nothing was changed."
    ) % {"name": here.who.name}
    account = Way(_("See what your account may do"), url_for("account.show"))
    return ErrorPage(title, text, (_start(here.who), account))


def _missing(here: Situation) -> ErrorPage:
    return ErrorPage(
        _("There is no such page"),
        _("The address may be mistyped, or the page is not open to you."),
        _others(here.who),
    )


def _wrong_method(here: Situation) -> ErrorPage:
    title = _("This address cannot be used that way")
    return ErrorPage(title, _("Nothing was changed."), (_start(here.who),))


def _conflict(here: Situation) -> ErrorPage:
    return ErrorPage(
        _("Two different answers arrived"),
        _("Nothing was overwritten. Reload the page to see what is stored."),
        (_start(here.who),),
    )


def _gone(here: Situation) -> ErrorPage:
    return ErrorPage(
        _("This is no longer here"),
        _("It was taken away on purpose, or its link was used up. Nothing of yours is lost."),
        _others(here.who),
    )


def _too_large(here: Situation) -> ErrorPage:
    return ErrorPage(
        _("That is too large"),
        _("%(limits)s Nothing was stored. Go back: what you typed is still in the form.")
        % {"limits": limits()},
        (_start(here.who),),
    )


def limits() -> str:
    """Say how large a file and a text may be."""
    megabytes = current_app.config["COURSEWARE"].max_body_mb
    return _("A file may have %(files)s MB, the text of a form %(text)s KB.") % {
        "files": megabytes,
        "text": LONGEST_FORM // 1000,
    }


def _too_often(here: Situation) -> ErrorPage:
    title = _("Too many tries")
    if not here.wait:
        text = _("Wait a quarter of an hour, then try again.")
    else:
        minutes = -(-here.wait // 60)
        open_again = moment(now() + timedelta(seconds=here.wait), "time")
        zone = "" if here.who else " UTC"
        text = _("Try again in %(minutes)s minutes, at %(time)s. Waiting is all that helps.") % {
            "minutes": minutes,
            "time": open_again + zone,
        }
    return ErrorPage(title, text, (_start(here.who), Way(_("Help"), url_for("learning.help_page"))))


def _busy(here: Situation) -> ErrorPage:
    return ErrorPage(
        _("The site is busy"),
        _("What was shown as saved is safe. Try again in a moment."),
        (*_again(), _start(here.who)),
    )


def _fault(here: Situation) -> ErrorPage:
    return ErrorPage(
        _("Something went wrong on our side"),
        _("What was shown as saved is safe. If it happens again, tell the operator of this site."),
        (*_again(), _start(here.who)),
        here.number,
    )


_PAGES: dict[int, Callable[[Situation], ErrorPage]] = {
    400: _incomplete,
    401: _sign_in,
    403: _forbidden,
    404: _missing,
    405: _wrong_method,
    409: _conflict,
    410: _gone,
    413: _too_large,
    429: _too_often,
    503: _busy,
}
