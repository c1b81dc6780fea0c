"""Deny, then allow: a view that does not say who may see it is not served."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, abort, current_app, g, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from courseware.permissions import Permission
from courseware.records.people import Who
from courseware.web.idling import sign_in_address
from courseware.web.sign_in import current_who

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC = "public"
_ATTRIBUTE = "_courseware_access"
SAFE = {"GET", "HEAD", "OPTIONS"}


def public(view: View) -> View:
    """Let everybody see this view."""
    setattr(view, _ATTRIBUTE, PUBLIC)
    return view


def requires(permission: Permission) -> Callable[[View], View]:
    """Let only people see this view who hold `permission`."""

    def mark(view: View) -> View:
        setattr(view, _ATTRIBUTE, permission)
        return view

    return mark


def access_of(view: Callable[..., Any]) -> str | Permission | None:
    """Return what a view asks for; None if it says nothing."""
    access: str | Permission | None = getattr(view, _ATTRIBUTE, None)
    return access


def me() -> Who:
    """Return the person behind a request that a guard let in."""
    who = current_who()
    if who is None:
        raise RuntimeError("a public view asked who is signed in")
    return who


def _check() -> Response | BaseResponse | None:
    if request.method not in SAFE and request.headers.get("Sec-Fetch-Site") == "cross-site":
        abort(403)
    if _has_nul():
        abort(400)
    if request.endpoint is None:
        return None  # no such page: Flask answers 404 or 405
    access = access_of(current_app.view_functions[request.endpoint])
    if access == PUBLIC:
        return None
    if access is None:
        current_app.logger.error("The view %s does not say who may see it.", request.endpoint)
        abort(404)
    who = current_who()
    if who is None:
        return _ask_to_sign_in()
    if not who.may(Permission(access)):
        abort(403)
    return None


def _has_nul() -> bool:
    """Say whether a NUL character was sent: nobody types one, and PostgreSQL cannot keep it."""
    fields = (request.args, request.form)
    return "\0" in request.path or any(
        "\0" in text for field in fields for texts in field.listvalues() for text in texts
    )


def _ask_to_sign_in() -> BaseResponse:
    if request.method in SAFE:
        return redirect(sign_in_address(request.full_path.rstrip("?")), 303)
    g.needs_sign_in = True
    return abort(401)


def init_app(app: Flask) -> None:
    """Check every request, and refuse to start with a view that says nothing."""
    app.before_request(_check)


def refuse_silent_views(app: Flask) -> None:
    """Raise if any view does not say who may see it."""
    silent = [name for name, view in app.view_functions.items() if access_of(view) is None]
    if silent:
        raise RuntimeError(f"These views do not say who may see them: {', '.join(silent)}.")
