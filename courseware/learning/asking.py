"""Asking for a pathway that is assigned: the state in words, the request, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from courseware.content.model import Pathway
from courseware.joining.asking import Outcome, asks_again_at
from courseware.learning.place import OPEN, blueprint, published_pathway
from courseware.operations.pathway_requests import ask_pathway, withdraw_request
from courseware.permissions import Permission
from courseware.records.deciders import read_deciders
from courseware.records.pathway_requests import Asked, read_last_requests
from courseware.web.asking import names_of
from courseware.web.database import now, read, site, write
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import moment, say
from courseware.web.pages import say_once


@dataclass(frozen=True, slots=True)
class Asking:
    """Where somebody stands who cannot start a pathway by themselves, and what they can do next."""

    title: str
    text: str
    may_ask: bool = False
    may_withdraw: bool = False


def open_requests_of(person_id: int) -> Mapping[str, Asked]:
    """Return pathway → a person's request that waits for an answer."""
    last = read_last_requests(read(), person_id)
    return {pathway: one for pathway, one in last.items() if one.is_open}


def asking_of(person_id: int, pathway: Pathway) -> Asking:
    """Return where a person stands with a pathway that they are not on."""
    last = read_last_requests(read(), person_id, pathway=pathway.id).get(pathway.id)
    if last is None or last.outcome is Outcome.GRANTED:
        return Asking(
            _("Your manager or an operator decides who takes this pathway"),
            _("Ask for it: they are told, and you will find the answer here."),
            may_ask=True,
        )
    if last.is_open:
        return _waiting(person_id, last.asked_at)
    if last.outcome is Outcome.WITHDRAWN:
        words = _("You took your request back on %(date)s")
        return Asking(words % {"date": _on(last.decided_at)}, _("You can ask again."), may_ask=True)
    return _declined(last)


def _on(at: datetime | None) -> str:
    return "" if at is None else moment(at, "date")


def _waiting(person_id: int, asked_at: datetime) -> Asking:
    deciders = read_deciders(read(), person_id)
    if deciders:
        words = _("It waits for an answer from %(who)s. You will find the answer here.")
    else:
        words = _("Nobody here can answer yet. Ask whoever runs this site.")
    title = _("You asked for this pathway on %(date)s") % {"date": _on(asked_at)}
    return Asking(title, words % {"who": names_of(deciders)}, may_withdraw=True)


def _declined(last: Asked) -> Asking:
    values = {"who": last.by_name or _("an operator"), "date": _on(last.decided_at)}
    title = _("Not now: %(who)s answered on %(date)s") % values
    again_at = asks_again_at(last.outcome, last.decided_at)
    if again_at is not None and now() < again_at:
        words = _("Talk to %(who)s about what comes first. You can ask again from %(again)s.")
        return Asking(title, words % {**values, "again": moment(again_at, "both")})
    words = _("Talk to %(who)s about what comes first. You can ask again now.")
    return Asking(title, words % values, may_ask=True)


@blueprint.post("/pathways/<pathway>/request")
@requires(Permission.LEARN)
def request_create(pathway: str) -> Response:
    """Ask for a pathway. One that is open to everybody is started, not asked for."""
    found = published_pathway(pathway)
    if found.enrollment == OPEN:
        abort(403)
    with write() as conn:
        refused = ask_pathway(conn, person_id=me().id, pathway=found.id, now=now(), site=site())
    if refused is None:
        say_once(_("You have asked for this pathway."))
    else:
        say_once(say(refused), "note")
    return redirect(url_for("learning.pathway", pathway=found.id), 303)


@blueprint.post("/pathways/<pathway>/request/withdrawal")
@requires(Permission.LEARN)
def request_withdrawal(pathway: str) -> Response:
    """Take one's own open request back."""
    found = published_pathway(pathway)
    with write() as conn:
        done = withdraw_request(conn, person_id=me().id, pathway=found.id, now=now())
    if done:
        say_once(_("Your request is taken back."))
    else:
        say_once(_("There is no open request of yours for this pathway."), "note")
    return redirect(url_for("learning.pathway", pathway=found.id), 303)
