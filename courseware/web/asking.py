"""Requests for pathways as the pages of managers and of operators show and decide them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from babel.lists import format_list
from flask import abort, request
from sqlalchemy import Connection

from courseware.content.model import Pathway
from courseware.joining.asking import Outcome
from courseware.operations.pathway_requests import Decision, OwnRequest, decide_request
from courseware.operations.people import NotPossible
from courseware.records.deciders import Decider, read_deciders
from courseware.records.pathway_requests import Asked, find_request
from courseware.records.plans import stops_of
from courseware.web.database import now, read, shelf, site, write
from courseware.web.guards import me
from courseware.web.language import gettext as _
from courseware.web.language import locale, moment, ngettext
from courseware.web.pages import say_once

LATELY = timedelta(days=30)
"""How long a decided request stays on the page."""
NAMED = 4
"""Of how many deciders the names are told."""

YES, NO = "yes", "no"

Reaches = Callable[[Connection, int], bool]
"""Says whether the person with this id is within the reach of who decides."""


def names_of(deciders: Sequence[Decider]) -> str:
    """Name who decides: managers by name, operators by their role."""
    if any(one.is_operator for one in deciders):
        return _("the operators of this site")
    if len(deciders) > NAMED:
        return _("one of your managers")
    return format_list([one.name for one in deciders], style="or", locale=locale())


@dataclass(frozen=True, slots=True)
class Open:
    """A request that waits."""

    id: int
    name: str
    person_url: str | None
    teams: str
    pathway: str
    pathway_id: str
    about: str
    asked: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Faces:
    """What differs between the two faces: whose page a name leads to, and the teams of a person."""

    person_url: Callable[[int], str]
    teams: Callable[[int], Sequence[str]]


def open_views(requests: Sequence[Asked], faces: Faces) -> list[Open]:
    """Return what the page says of each request that waits."""
    return [_open(one, faces) for one in requests]


def _open(one: Asked, faces: Faces) -> Open:
    known, is_own = shelf().pathways.get(one.pathway), one.person_id == me().id
    return Open(
        id=one.id,
        name=one.name,
        person_url=None if is_own else faces.person_url(one.person_id),
        teams=", ".join(faces.teams(one.person_id)) or _("in no team"),
        pathway=one.pathway if known is None else known.title,
        pathway_id=one.pathway,
        about="" if known is None else _about(known),
        asked=moment(one.asked_at, "both"),
        is_own=is_own,
    )


def _about(known: Pathway) -> str:
    modules = [published.module for _slug, _after, published in stops_of(shelf(), known)]
    number = ngettext("%(num)s module", "%(num)s modules", len(modules)) % {"num": len(modules)}
    minutes = sum(module.minutes for module in modules)
    words = _("%(modules)s, about %(minutes)s minutes: %(summary)s")
    return words % {"modules": number, "minutes": minutes, "summary": known.summary}


def decided_rows(requests: Sequence[Asked]) -> list[list[str]]:
    """Return a line of a table for each decided request: who, what, how it ended."""
    known: Mapping[str, Pathway] = shelf().pathways
    return [
        [one.name, known[one.pathway].title if one.pathway in known else one.pathway, ended(one)]
        for one in requests
    ]


def ended(one: Asked) -> str:
    """Say how a request ended, when and by whom."""
    if one.decided_at is None:
        return _("Open")
    values = {"date": moment(one.decided_at, "date"), "who": one.by_name}
    if one.outcome is Outcome.WITHDRAWN:
        return _("Taken back on %(date)s") % values
    if one.outcome is Outcome.DECLINED:
        return _("Not now, %(who)s, %(date)s") % values
    if one.by_name is None:
        return _("On the pathway since %(date)s") % values
    return _("Yes, %(who)s, %(date)s") % values


def decide(request_id: int, reaches: Reaches) -> None:
    """Decide as the form says and say on the next page how it ended; out of reach it does not exist.

    The reach is asked inside the write: a role that was taken away a moment ago decides nothing.
    """
    answer = request.form.get("answer")
    if answer not in (YES, NO):
        abort(400)
    try:
        with write() as conn:
            asked = find_request(conn, request_id)
            if asked is None or not (asked.person_id == me().id or reaches(conn, asked.person_id)):
                abort(404)
            done = decide_request(
                conn,
                request_id,
                is_granted=answer == YES,
                by_person=me().id,
                now=now(),
                site=site(),
            )
    except OwnRequest:
        _say_whom_to_ask()
    except NotPossible as refusal:
        say_once(_(str(refusal)), "bad")
    else:
        _say_outcome(done)


def _say_whom_to_ask() -> None:
    deciders = read_deciders(read(), me().id)
    words = _("You do not decide on your own request. Ask %(who)s.")
    if not deciders:
        words = _("You do not decide on your own request, and nobody else here can yet.")
    say_once(words % {"who": names_of(deciders)}, "note")


def _say_outcome(done: Decision | None) -> None:
    if done is None:
        say_once(_("This request is no longer there."), "note")
        return
    known = shelf().pathways.get(done.asked.pathway)
    values = {
        "name": done.asked.name,
        "pathway": done.asked.pathway if known is None else known.title,
        "answer": ended(done.asked),
    }
    if not done.is_mine:
        words = _("The request of %(name)s for “%(pathway)s” was answered before: %(answer)s.")
        say_once(words % values, "note")
    elif done.asked.outcome is Outcome.GRANTED:
        say_once(_("%(name)s is on “%(pathway)s” now, and is told.") % values)
    else:
        say_once(_("%(name)s is told: not now. A word from you helps.") % values)
