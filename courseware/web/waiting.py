"""Words that wait: a form that could not be taken comes back with what was typed in it.

A page may lie open for hours: meanwhile somebody signs out, or signs in again in another tab, and the
token in its form is old. Then the reply carries the posted fields in hidden inputs, asks to sign in
if need be, and sends them again when the person says so. It needs no scripts and stores nothing.

Only the person whose words they are is offered to send them: a view says by `keeps_words` how that
is known. To anybody else they stay what they were, fields of a page that is open in this browser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import current_app, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

View = TypeVar("View", bound=Callable[..., Any])
IsMine = Callable[..., bool]
_ATTRIBUTE = "_courseware_is_mine"
_FOR_GUESTS = "_courseware_for_guests"
_OURS = {"csrf_token"}
KEPT = "kept."
"""What stands before the name of a field that waits, so that it cannot be taken for one of ours."""


def keeps_words(is_mine: IsMine) -> Callable[[View], View]:
    """Let the words posted to this view wait.

    `is_mine(person_id, **arguments of the address)` says whether they are this person's to send.
    """

    def mark(view: View) -> View:
        setattr(view, _ATTRIBUTE, is_mine)
        return view

    return mark


def keeps_words_of_guests(is_open: IsMine) -> Callable[[View], View]:
    """Let the words posted to this view wait for somebody without an account: a link brought them here.

    `is_open(person_id or None, **arguments of the address)` says whether whoever has the address may
    send them: nobody can be asked to sign in for that.
    """

    def mark(view: View) -> View:
        setattr(view, _ATTRIBUTE, is_open)
        setattr(view, _FOR_GUESTS, True)
        return view

    return mark


def is_named(person_id: int, *, person: int, **_address: object) -> bool:
    """Say whether a form is this person's: its address says whose page it was sent from."""
    return person_id == person


@dataclass(frozen=True, slots=True)
class Words:
    """Fields on their way to `url`, one of our own addresses; `is_mine` says whose they are."""

    url: str
    fields: tuple[tuple[str, str], ...]
    _is_mine: IsMine
    _args: dict[str, Any]
    is_for_guests: bool = False

    def belong_to(self, person_id: int | None) -> bool:
        """Say whether they are this person's to send; None for a visitor."""
        if person_id is None and not self.is_for_guests:
            return False
        return self._is_mine(person_id, **self._args)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Return the fields for a form that goes somewhere else first."""
        return [(KEPT + name, value) for name, value in self.fields]


def posted_words() -> Words | None:
    """Return what this request carries, if its view keeps words and a page of ours sent it."""
    if request.method != "POST" or came_from_elsewhere():
        return None
    return _words(request.path, request.form.items(multi=True))


def kept_words(form: MultiDict[str, str]) -> Words | None:
    """Return the words that a page of `posted_words` carried on; None if it is no such page."""
    fields = [
        (name.removeprefix(KEPT), value)
        for name, value in form.items(multi=True)
        if name.startswith(KEPT)
    ]
    return _words(form.get("to", ""), fields)


def _words(path: str, fields: Iterable[tuple[str, str]]) -> Words | None:
    try:
        endpoint, args = current_app.url_map.bind(request.host).match(path, method="POST")
    except (HTTPException, RequestRedirect):
        return None
    view = current_app.view_functions[endpoint]
    is_mine: IsMine | None = getattr(view, _ATTRIBUTE, None)
    if is_mine is None:
        return None
    kept = tuple((name, value) for name, value in fields if name not in _OURS)
    is_for_guests = getattr(view, _FOR_GUESTS, False)
    return Words(url_for(endpoint, **args), kept, is_mine, dict(args), is_for_guests)


def came_from_elsewhere() -> bool:
    """Say whether another site sent this request: its words are not this person's."""
    if request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
        return True
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host
